"""Checks of a whole story: what can only be known when every file has been read."""
