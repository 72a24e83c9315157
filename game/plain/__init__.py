"""Plain mode: the whole game as lines, for screen readers, pipes and terminals that can do nothing else."""

from __future__ import annotations

import sys

from game.play.launch import Launch


def run(game: Launch) -> int:
    """Plays the game on standard input and output; returns the exit status."""
    from game.plain.play import PlainGame  # noqa: PLC0415 - a session of screens never needs it

    return PlainGame(game, sys.stdin, sys.stdout).run()
