"""Looking for words in a play of any length: turn by turn from the newest, as far as anybody has asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from game.tui.draw.search import find
from game.tui.typeset import Line

AT_ONCE = 64
"""How many turns are looked through in one go; with more, a key would wait to be answered."""


class Hit(NamedTuple):
    """A place where the words stand: the number of the turn, and which of the places in it, from its top."""

    turn: int
    place: int


class Lookup:
    """One search: the places that are known so far, and how far back it has come."""

    def __init__(self, wanted: str, turns: int) -> None:
        self.wanted = wanted
        self.hits: list[Hit] = []
        """The places that are known, the newest first."""
        self._left = turns if wanted.strip() else 0
        """How many turns, from the first on, have not been looked through."""

    @property
    def is_done(self) -> bool:
        """Whether every turn has been looked through."""
        return not self._left

    def look(self, drawn: Callable[[int, int], Iterable[tuple[int, list[Line]]]]) -> None:
        """Looks through some more turns; `drawn` gives the lines of the turns from one to before another."""
        first = max(0, self._left - AT_ONCE)
        found = [Hit(turn, n) for turn, lines in drawn(first, self._left) for n in range(len(find(lines, self.wanted)))]
        self.hits += reversed(found)
        self._left = first
