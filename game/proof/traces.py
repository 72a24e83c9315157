"""What is left of plays that were made: the turns, how they came somewhere, and lines that they may take."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from game.play.formulas import Formula, Guard, holds
from game.play.operations import Change, doing
from game.play.step import State
from game.proof.beginnings import Played
from game.proof.goals import Goal
from game.proof.knowledge import Formulator
from game.proof.lines import Assume, Step, reads
from game.proof.routes import Route


class Been(NamedTuple):
    """A turn of a play: a state, and the move that was made there, or what was drawn."""

    state: State
    move: Played


Made = tuple[Sequence[Been], State]
"""A play, and the state at its end."""


class Trial(NamedTuple):
    """A whole play: its moves, and the memory at its beginning and after each."""

    route: Route
    memories: tuple[int, ...]
    dropped: int = 0
    """The bits of the evidence that the story was without; see `fairness`."""

    @classmethod
    def of(cls, play: Sequence[Been], end: State) -> Trial:
        """A play that ended in a state."""
        return cls(tuple(been.move for been in play), (*(been.state.memory for been in play), end.memory))


class Came(NamedTuple):
    """How a play came somewhere: the play, how many of its turns that took, and the state then."""

    play: Sequence[Been]
    turns: int
    state: State

    @property
    def route(self) -> Route:
        """The moves that led there."""
        return tuple(been.move for been in self.play[: self.turns])


class Guards:
    """The functions of formulas, each made once; asked of the same memory again, one need not look again."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Formula, Guard]] = {}

    def of(self, formula: Formula) -> Guard:
        """The function of a formula."""
        found = self._made.get(id(formula))
        if found is None:
            found = self._made[id(formula)] = (formula, _once(holds(formula)))
        return found[1]


def _once(guard: Guard) -> Guard:
    last: tuple[int, object] = (-1, False)  # no memory is less than nothing

    def asked(memory: int) -> object:
        nonlocal last
        if last[0] is not memory:
            last = (memory, guard(memory))
        return last[1]

    return asked


class Line:
    """A line as it is taken by one memory. It is compiled when it is first tried."""

    def __init__(self, line: tuple[Step, ...], guards: Guards | None = None) -> None:
        """`guards` are shared with other lines that begin with the same assumption."""
        self._line = line
        self._guards = guards or Guards()

    @cached_property
    def _steps(self) -> list[tuple[Guard | None, Change | None]]:
        of = self._guards.of
        return [(of(one.formula), None) if isinstance(one, Assume) else (None, doing((one,))) for one in self._line]

    def passes(self, memory: int) -> bool:
        """Whether the line can be taken to its end."""
        for guard, change in self._steps:
            if guard is not None and not guard(memory):
                return False
            if change is not None:
                memory = change(memory)
        return True


class Awaited:
    """What is awaited at a point."""

    def __init__(self) -> None:
        self.lines: dict[Goal, list[Line]] = {}
        """The lines that plays have not taken, each goal with those of which one is enough."""
        self.asked = 0
        """The bits that these ask about."""
        self._seen: set[int] = set()

    def add(self, goal: Goal, line: tuple[Step, ...], guards: Guards, formulator: Formulator) -> None:
        """Awaits a goal, which a play comes to that takes a line."""
        self.lines.setdefault(goal, []).append(Line(line, guards))
        for step in line:
            self.asked |= reads(step, formulator)

    def is_new(self, memory: int) -> bool:
        """Whether no play has come here with the same values of what is asked about."""
        asked = memory & self.asked
        is_new = asked not in self._seen
        self._seen.add(asked)
        return is_new
