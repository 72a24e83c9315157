"""Routes: the moves of plays, and what may be written down before one of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

from game.play.moves import Write
from game.play.rules import Rules
from game.play.step import State
from game.proof.beginnings import Played, step

MOST_WRITINGS = 2
"""How many answers are written down before one move, to see whether it can be made then."""
LAST = 6
"""Of how many turns at the end of a route it is tried to write something down then."""

Route = tuple[Played, ...]
"""What is drawn in a play, and its moves."""


class Writing(NamedTuple):
    """Answers that the player writes down in a state, and the memory after each."""

    moves: tuple[Write, ...]
    memories: tuple[int, ...]
    """The memory before the first and after each."""

    @property
    def memory(self) -> int:
        """The memory after all."""
        return self.memories[-1]


def with_writings(rules: Rules, start: State, route: Route, asked: int) -> Iterator[Route]:
    """A route from a state, with something written down before one of its last moves or after them all.

    Only answers are written whose bits are asked about.
    """
    states = [start]
    for move in route:
        states.append(step(rules, states[-1], move).state)
    for number in range(len(route), max(len(route) - LAST, -1), -1) if asked else ():
        for writing in writings(rules, states[number], asked):
            yield (*route[:number], *writing.moves, *route[number:])


def writings(rules: Rules, state: State, matters: int) -> Iterator[Writing]:
    """What the player may write down in a state before the next move: nothing at first, then as little as can be.

    Only answers are written whose bits matter.
    """
    asked = [
        [Write(name, answer) for answer in question.answers]
        for name, question in rules.story.reconstruction.items()
        if not rules.story.scenes[state.scene].ending
        and rules.layout.mask(f"wrote({name})", f"wrote_first({name})") & matters
        and rules.guard(question.when)(state.memory)
    ]
    for number in range(min(len(asked), MOST_WRITINGS) + 1):
        for questions in combinations(asked, number):
            for moves in product(*questions):
                memories = [state.memory]
                for move in moves:
                    memories.append(step(rules, State(state.scene, memories[-1]), move).state.memory)
                yield Writing(moves, tuple(memories))
