"""What is said of a move that was taken back."""

from __future__ import annotations

from textwrap import shorten

from game.play.moves import Choose, Confront, Move, Write
from game.play.session import Session
from game.words import say

MOST_WORDS = 44
"""Characters of what is quoted: with what is said about it, a line on a screen of 80 columns."""


def taken_back(session: Session, move: Move) -> str:
    """The words about a move that the session has just taken back, so that its page is the one that offers it."""
    match move:
        case Choose():
            options = session.page().options
            words = next((option.text for option in options if option.move == move and option.locked is None), "")
            return say("Taken back: {choice}", choice=_short(words)) if words else say("Taken back.")
        case Write(question):
            words = next((entry.text for entry in session.questions() if entry.id == question), "")
            return say("Taken back: what you wrote about “{question}”", question=_short(words))
        case Confront():
            return say("Taken back: what you said in the confrontation.")


def _short(words: str) -> str:
    return shorten(words, MOST_WORDS, placeholder=" …")
