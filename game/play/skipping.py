"""Skipping what has been read: only where there is one way on, and never past anything new."""

from __future__ import annotations

from collections.abc import Callable

from game.play.moves import Move
from game.play.session import Session
from game.play.step import State
from game.play.views import Page

MOST = 500
"""How many moves are skipped at once."""


def only_way(page: Page) -> Move | None:
    """The move of a page that offers no choice; None if there is a choice, a confrontation, or nothing."""
    moves = [option.move for option in page.options if option.number is not None]
    return moves[0] if len(moves) == 1 and page.status.confront is None else None


def skip(session: Session, has_read: Callable[[Page], bool]) -> int:
    """Goes on until there is something new to read or something to decide, and not round in a circle.

    Returns how many moves that took.
    """
    seen: set[State] = set()
    page = session.page()
    while len(seen) < MOST and session.state not in seen and (move := only_way(page)) is not None:
        seen.add(session.state)
        session.do(move)
        page = session.page()
        if not has_read(page):
            break
    return len(seen)
