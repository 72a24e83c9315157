"""Plays for trying things out: what a play has come to, it is proved that one can come to.

Most of what a story holds is met by a few dozen plays that always take what has been taken least. They are made by
`game.play.step`, so that nothing has to be believed. What is left over is for the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from random import Random

from game.play.formulas import Guard, holds
from game.play.moves import Move, Write
from game.play.operations import Change, doing
from game.play.rules import Rules
from game.play.step import State, begin, step
from game.proof.goals import Goal
from game.proof.graph import Point
from game.proof.knowledge import Formulator
from game.proof.lines import Assume, Step
from game.proof.routes import candidates

MOST_TURNS = 600
"""A play that has not ended by then is left."""
CURIOSITY = 0.8
"""How often the move is made that has been made least; else any move."""
WRITING = 0.05
"""How often something is written down before a move is made."""

Route = tuple[Move, ...]


class Plays:
    """Plays of a story, and the goals that they have come to, each with the moves of the first play that did."""

    def __init__(self, rules: Rules, goals: Iterable[Goal], formulator: Formulator, seed: int = 0) -> None:
        self._rules = rules
        self._chance = Random(seed)  # noqa: S311 - nothing is kept secret
        self._made: Counter[tuple[str, Move]] = Counter()
        self.met: dict[Goal, Route] = {}
        self._at: dict[Point, dict[Goal, list[Line]]] = {}
        self._anywhere: dict[Goal, tuple[int, Guard]] = {}
        for goal in goals:
            if goal.holds is not None:
                self._anywhere[goal] = (formulator.reads(goal.holds), holds(goal.holds))
            for ask in goal.asks:
                self._at.setdefault(ask.point, {}).setdefault(goal, []).append(Line(ask.line))

    def play(self, start: State | None = None) -> Route:
        """Makes one play, and returns its moves."""
        state = start or begin(self._rules).state
        route: list[Move] = []
        self._look(Point(state.scene, True), state.memory, ~0, route)
        while len(route) < MOST_TURNS:
            self._look(Point(state.scene, False), state.memory, 0, route)
            move = self._note(state) or self._pick(state)
            if move is None:
                break
            self._made[state.scene, move] += 1
            turn = step(self._rules, state, move)
            route.append(move)
            changed = turn.state.memory ^ state.memory
            state = turn.state
            self._look(Point(state.scene, True) if turn.arrived else None, state.memory, changed, route)
        return tuple(route)

    def _look(self, point: Point | None, memory: int, changed: int, route: list[Move]) -> None:
        """Notes what has been come to, at a point and by the bits that have changed."""
        new = [goal for goal, (reads, guard) in self._anywhere.items() if reads & changed and guard(memory)]
        here = self._at.get(point, {}) if point else {}
        new += [goal for goal, lines in here.items() if any(line.passes(memory) for line in lines)]
        for goal in new:
            self.met.setdefault(goal, tuple(route))
            self._anywhere.pop(goal, None)
            here.pop(goal, None)

    def _note(self, state: State) -> Move | None:
        """Now and then an answer to a question that is asked by now, to be written down."""
        story = self._rules.story
        if story.scenes[state.scene].ending or not story.reconstruction or self._chance.random() >= WRITING:
            return None
        name, question = self._chance.choice(list(story.reconstruction.items()))
        if not self._rules.guard(question.when)(state.memory):
            return None
        return Write(name, self._chance.choice([None, *question.answers]))

    def _pick(self, state: State) -> Move | None:
        """One of the moves that can be made, as a rule one that has been made least."""
        possible = list(candidates(self._rules, state))
        if not possible:
            return None
        if self._chance.random() < CURIOSITY:
            least = min(self._made[state.scene, move] for move in possible)
            possible = [move for move in possible if self._made[state.scene, move] == least]
        return self._chance.choice(possible)


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
