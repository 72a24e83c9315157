"""Since when the player knows something of somebody: read off the turns, so that undo forgets it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.play.casebook import CasebookReader
from game.play.pages import Where
from game.play.step import Turn
from game.play.views import PersonEntry


def with_since(
    people: tuple[PersonEntry, ...], reader: CasebookReader, turns: Sequence[Turn], wheres: Sequence[Where]
) -> tuple[PersonEntry, ...]:
    """The people, each fact with the turn and the place at which it became known. `wheres` says where turns ended."""
    since: dict[tuple[str, str], str] = {}
    before = None
    for number, (turn, where) in enumerate(zip(turns, wheres, strict=True)):
        if turn.state.memory == before:
            continue
        before = turn.state.memory
        for person in reader.people(before):
            for fact in person.known:
                if (person.id, fact) not in since:
                    since[person.id, fact] = ", ".join(part for part in (f"turn {number}", where.place) if part)
    return tuple(
        replace(person, since=tuple(since.get((person.id, fact), "") for fact in person.known)) for person in people
    )
