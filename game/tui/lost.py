"""What our drivers share: the word that the terminal has gone, how large one may be, and which signals end the game."""

from __future__ import annotations

from textual.message import Message

MOST_WIDTH, MOST_HEIGHT = 500, 200

ENDING = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGXCPU")
"""Signals that would end the game at once, and leave the terminal as the screens had it; not every system has them."""


class TerminalLost(Message):
    """The terminal, or the browser, has gone."""
