"""How things stand in a play, in a few sentences: said before somebody goes back to that place."""

from __future__ import annotations

from collections.abc import Iterator

from game.play.session import Session
from game.play.views import Mark
from game.words import say


def standing(session: Session) -> Iterator[str]:
    """The turn, what has been found, what has been told, and what has been contradicted."""
    book = session.casebook()
    turn, where = say("Turn {turn}", turn=session.turn), session.where
    yield ", ".join(filter(None, (turn, where.place, where.hour))) + "."
    yield say("Evidence found: {names}.", names=_listed([entry.name for entry in book.evidence]))
    yield say(
        "Accounts heard: {names}.",
        names=_listed([f"{column.teller}, {column.title}" for column in book.table.columns]),
    )
    claims = {claim.id: claim for row in book.table.rows for cell in row.cells for claim in cell}
    broken = [claim for claim in claims.values() if claim.mark is Mark.CONTRADICTED]
    yield say("Sentences contradicted: {number}.", number=len(broken) or say("none"))


def _listed(names: list[str]) -> str:
    return "; ".join(names) or say("none")
