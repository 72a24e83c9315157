"""What is left of plays that were made: the turns, how they came somewhere, and lines that they may take."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from game.play.formulas import Guard, holds
from game.play.moves import Move
from game.play.operations import Change, doing
from game.play.step import State
from game.proof.lines import Assume, Step
from game.proof.routes import Route


class Been(NamedTuple):
    """A turn of a play: a state, and the move that was made there."""

    state: State
    move: Move


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


class Line:
    """A line as it is taken by one memory. It is compiled when it is first tried."""

    def __init__(self, line: tuple[Step, ...]) -> None:
        self._line = line

    @cached_property
    def _steps(self) -> list[tuple[Guard | None, Change | None]]:
        return [(holds(one.formula), None) if isinstance(one, Assume) else (None, doing((one,))) for one in self._line]

    def passes(self, memory: int) -> bool:
        """Whether the line can be taken to its end."""
        for guard, change in self._steps:
            if guard is not None and not guard(memory):
                return False
            if change is not None:
                memory = change(memory)
        return True
