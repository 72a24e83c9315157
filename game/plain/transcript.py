"""A whole play as lines: what plain mode would have said."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from game.plain import lines
from game.play.moves import Move
from game.play.preferences import Preferences
from game.play.session import Session
from game.play.topics import told


def transcript(session: Session, preferences: Preferences | None = None) -> Iterator[str]:
    """The whole play as lines, with the moves that were made; passages as the player has decided to read them."""
    preferences = preferences or Preferences()
    yield from (session.title, "")
    texts: dict[Move, str] = {}
    for page, move in zip(session.pages(), (None, *session.moves), strict=True):
        if move is not None and move in texts:
            yield from (*lines.wrap(f"> {texts[move]}"), "")
        yield from lines.page_lines(replace(page, items=told(page.items, preferences)))
        texts = {option.move: option.text for option in page.options}
