"""What our drivers share: the word that the terminal has gone, and how large one may be."""

from __future__ import annotations

from textual.message import Message

MOST_WIDTH, MOST_HEIGHT = 500, 200


class TerminalLost(Message):
    """The terminal, or the browser, has gone."""
