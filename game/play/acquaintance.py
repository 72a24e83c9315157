"""Since when the player knows something: read off the turns, each of them once, so that a long play costs no more.

Undo forgets again what was read off the turns that it takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from game.play.casebook import CasebookReader
from game.play.history import History
from game.play.pages import Where
from game.play.step import Turn
from game.play.views import AccountsTable, PersonEntry
from game.words import say


class Acquaintance:
    """What was read off the turns of one play so far."""

    def __init__(self, reader: CasebookReader, aside: Callable[[Turn, Where], Where | None]) -> None:
        """`aside` says where what follows a choice happens, if that is somewhere else than in the scene."""
        self._reader = reader
        self._aside = aside
        self._read = 0
        """How many turns were read."""
        self._memory: int | None = None
        """The memory after the last of them."""
        self._since: dict[tuple[str, str], tuple[int, str]] = {}
        """For each person and fact, the turn with which it became known, and the place."""
        self._heard: dict[str, int] = {}
        """For each account, the turn with which it was first heard; what was heard from the start is not there."""
        self._found: dict[str, int] = {}
        """For each piece of evidence, the turn with which it was found."""

    def read(self, turns: History, wheres: Sequence[Where]) -> None:
        """Reads the turns that are new. `wheres` says where each began, and last, where the last one ended."""
        start = self._read
        for number, turn in enumerate(turns.since(start), start):
            memory = turn.state.memory
            if memory != self._memory:
                if (aside := self._aside(turn, wheres[number])) is not None:
                    moved = memory if turn.moved is None else turn.moved
                    self._note(number, turn.before.memory, moved, aside.place)
                self._note(number, turn.before.memory, memory, wheres[number + 1].place)
                self._memory = memory
        self._read = len(turns)

    def _note(self, number: int, before: int, memory: int, place: str) -> None:
        for person in self._reader.people(memory):
            for fact in person.known:
                self._since.setdefault((person.id, fact), (number, place))
        for account in self._reader.accounts:
            if account not in self._heard and self._reader.is_heard(account, memory):
                self._heard[account] = -1 if self._reader.is_heard(account, before) else number
        for evidence in self._reader.found(memory):
            self._found.setdefault(evidence, number)

    def forget(self, turn: int) -> None:
        """Forgets what was read off this turn and later ones."""
        if turn >= self._read:
            return
        self._read, self._memory = turn, None
        self._since = {key: since for key, since in self._since.items() if since[0] < turn}
        self._heard = {account: since for account, since in self._heard.items() if since < turn}
        self._found = {evidence: since for evidence, since in self._found.items() if since < turn}

    def with_since(self, person: PersonEntry) -> PersonEntry:
        """The person, each fact with the turn and the place at which it became known."""
        return replace(person, since=tuple(self._words(person.id, fact) for fact in person.known))

    def _words(self, person: str, fact: str) -> str:
        number, place = self._since.get((person, fact), (-1, ""))
        return ", ".join(part for part in (say("turn {turn}", turn=number), place) if part) if number >= 0 else ""

    def newest(self, table: AccountsTable) -> int:
        """The number of the account in a table that was heard last; of several, the last one.

        What the player has told is for comparing: it comes first only where there is nothing else.
        """
        heard = [
            (not column.is_own, self._heard.get(column.id, -1), number) for number, column in enumerate(table.columns)
        ]
        return max(heard, default=(False, -1, -1))[2]

    def found(self, exhibit: str) -> int:
        """The turn with which a piece of evidence was found; of everything else 0."""
        return self._found.get(exhibit, 0)
