"""Plays that are made to try things out: what one of them has come to, it is proved that one can come to."""
