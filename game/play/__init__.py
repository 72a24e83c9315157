"""The game: state, step and views. Pure: no files, no clock, no screen."""
