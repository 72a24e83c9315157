"""Plain mode: the whole game as lines, for screen readers, pipes and terminals that can do nothing else."""

from __future__ import annotations

import os
import sys

from game.interrupts import raise_again
from game.lean import wake_collector
from game.play.launch import Launch


def run(game: Launch) -> int:
    """Plays the game on standard input and output; returns the exit status."""
    from game.plain.play import PlainGame  # noqa: PLC0415 - a session of screens never needs it

    raise_again()
    wake_collector()
    stdin = sys.stdin
    if os.name != "posix" or stdin is not sys.__stdin__ or stdin is None or not stdin.isatty():
        return PlainGame(game, stdin, sys.stdout).run()
    from game.plain.terminal import terminal_lines  # noqa: PLC0415 - only a terminal needs it

    with terminal_lines(stdin.fileno(), stdin.encoding) as lines:
        return PlainGame(game, lines, sys.stdout).run()
