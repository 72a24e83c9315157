"""A whole play as lines: what plain mode would have said."""

from __future__ import annotations

from collections.abc import Iterator

from game.plain import lines
from game.play.moves import Move
from game.play.session import Session


def transcript(session: Session) -> Iterator[str]:
    """The whole play as lines, with the moves that were made."""
    yield from (session.title, "")
    texts: dict[Move, str] = {}
    for page, move in zip(session.pages(), (None, *session.moves), strict=True):
        if move is not None and move in texts:
            yield from (*lines.wrap(f"> {texts[move]}"), "")
        yield from lines.page_lines(page)
        texts = {option.move: option.text for option in page.options}
