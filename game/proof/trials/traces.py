"""What is left of plays that were made: the turns, how they came somewhere, and lines that they may take."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from game.play.formulas import Formula, Guard, holds
from game.play.operations import Change, Operation, doing
from game.play.step import State
from game.proof.model.beginnings import Played, Route
from game.proof.model.knowledge import Formulator, is_so
from game.proof.model.lines import Assume, Step, reads
from game.proof.questions.goals import Goal


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


PATIENCE = 3
"""A formula that has been asked about so many memories is made a function of: most hold early, once for all."""


class Functions:
    """The functions of formulas and of operations, each made once; asked of the same memory again, none looks again."""

    def __init__(self) -> None:
        self._guards: dict[int, tuple[Formula, Guard]] = {}
        self._changes: dict[int, tuple[Operation, Change]] = {}

    def guard(self, formula: Formula) -> Guard:
        """The function of a formula."""
        found = self._guards.get(id(formula))
        if found is None:
            found = self._guards[id(formula)] = (formula, _patient(formula))
        return found[1]

    def change(self, operation: Operation) -> Change:
        """The function of an operation."""
        found = self._changes.get(id(operation))
        if found is None:
            found = self._changes[id(operation)] = (operation, doing((operation,)))
        return found[1]


def _patient(formula: Formula) -> Guard:
    last: tuple[int, object] = (-1, False)  # no memory is less than nothing
    asked = 0
    guard: Guard = partial(is_so, formula)

    def ask(memory: int) -> object:
        nonlocal last, asked, guard
        if last[0] is not memory:
            asked += 1
            if asked == PATIENCE:
                guard = holds(formula)
            last = (memory, guard(memory))
        return last[1]

    return ask


class Line(NamedTuple):
    """A line as it is taken by one memory."""

    steps: tuple[Step, ...]
    functions: Functions
    """Shared with other lines that begin with the same assumption."""

    def passes(self, memory: int) -> bool:
        """Whether the line can be taken to its end."""
        for one in self.steps:
            if not isinstance(one, Assume):
                memory = self.functions.change(one)(memory)
            elif not self.functions.guard(one.formula)(memory):
                return False
        return True


class Awaited:
    """What is awaited at a point."""

    def __init__(self) -> None:
        self.lines: dict[Goal, list[Line]] = {}
        """The lines that plays have not taken, each goal with those of which one is enough."""
        self.asked = 0
        """The bits that these ask about."""
        self._seen: set[int] = set()

    def add(self, goal: Goal, line: tuple[Step, ...], functions: Functions, formulator: Formulator) -> None:
        """Awaits a goal, which a play comes to that takes a line."""
        self.lines.setdefault(goal, []).append(Line(line, functions))
        for step in line:
            self.asked |= reads(step, formulator)

    def is_new(self, memory: int) -> bool:
        """Whether no play has come here with the same values of what is asked about."""
        asked = memory & self.asked
        is_new = asked not in self._seen
        self._seen.add(asked)
        return is_new
