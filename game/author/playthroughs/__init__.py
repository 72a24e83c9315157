"""Playthroughs: run, opened as the beginning of a play, accepted as they are, and what they come to of a story."""
