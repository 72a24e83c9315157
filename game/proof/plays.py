"""Plays for trying things out: what a play has come to, it is proved that one can come to.

Most of what a story holds is met by a few dozen plays that always take what has been taken least, and most of the rest
by plays like them with other decisions wherever a goal asks about a decision. All are made by `game.play.step`, so that
nothing has to be believed. What is left over is for the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import NamedTuple

from game.play.formulas import Guard, holds
from game.play.moves import Move, Write
from game.play.operations import Change, doing
from game.play.rules import Rules
from game.play.step import IllegalMove, State, begin, step
from game.proof.goals import Goal
from game.proof.graph import Point
from game.proof.knowledge import Formulator
from game.proof.lines import Assume, Step
from game.proof.routes import Route, candidates

MOST_TURNS = 600
"""A play that has not ended by then is left."""
CURIOSITY = 0.8
"""How often the move is made that has been made least; else any move."""
WRITING = 0.05
"""How often something is written down before a move is made."""
OTHERWISE = 0.5
"""How often a play that aims at a goal decides otherwise than before, where the goal asks about the decision."""

Pick = Callable[[State], Move | None]
"""Picks the next move of a play; None ends it."""


class Been(NamedTuple):
    """Where a play has been: a state, and the move that was made there."""

    state: State
    move: Move


class Plays:
    """Plays of a story, and the goals that they have come to, each with the moves of the first play that did."""

    def __init__(self, rules: Rules, goals: Iterable[Goal], formulator: Formulator, seed: int = 0) -> None:
        self._rules = rules
        self._chance = Random(seed)  # noqa: S311 - nothing is kept secret
        self._made: Counter[tuple[str, Move]] = Counter()
        self.met: dict[Goal, Route] = {}
        self._at: dict[Point, dict[Goal, list[Line]]] = {}
        self._anywhere: dict[Goal, tuple[int, Guard]] = {}
        self._to: dict[Point, list[Been]] = {}
        """For each point, the latest play that has come there, as far as it had come."""
        for goal in goals:
            if goal.holds is not None:
                self._anywhere[goal] = (formulator.reads(goal.holds), holds(goal.holds))
            for ask in goal.asks:
                self._at.setdefault(ask.point, {}).setdefault(goal, []).append(Line(ask.line))

    def explore(self) -> None:
        """Makes a play that takes what has been taken least."""
        self._play(lambda state: self._note(state) or self._pick(state))

    def follow(self, route: Route) -> None:
        """Makes a play of these moves, as far as they can be made."""
        moves = iter(route)
        self._play(lambda state: next(moves, None))

    def aim(self, point: Point, bits: int, writers: Mapping[str, int]) -> None:
        """Makes a play to a point, like one that has come there before but for decisions that change some bits.

        `writers` says for each scene which bits its moves may change.
        """
        before = self._to.get(point, [])
        turns = [turn for turn, been in enumerate(before) if writers.get(been.state.scene, 0) & bits]
        if not turns:
            return
        first = self._chance.choice(turns)
        made: dict[str, list[Move]] = {}
        for been in reversed(before[first:]):
            made.setdefault(been.state.scene, []).append(been.move)

        def pick(state: State) -> Move | None:
            again = made.get(state.scene)
            if not again or (writers.get(state.scene, 0) & bits and self._chance.random() < OTHERWISE):
                return self._pick(state)
            return again.pop()

        self._play(pick, before[:first], before[first].state)

    def _play(self, pick: Pick, before: Sequence[Been] = (), start: State | None = None) -> None:
        """Makes a play, or goes on with one from a state that it came to."""
        state = start or begin(self._rules).state
        play = list(before)
        if start is None:
            self._look(Point(state.scene, True), state.memory, ~0, play)
        while len(play) < MOST_TURNS:
            self._look(Point(state.scene, False), state.memory, 0, play)
            move = pick(state)
            if move is None:
                break
            try:
                turn = step(self._rules, state, move)
            except IllegalMove:
                continue  # what was made before cannot be made in this play; another move is picked
            self._made[state.scene, move] += 1
            play.append(Been(state, move))
            changed = turn.state.memory ^ state.memory
            state = turn.state
            self._look(Point(state.scene, True) if turn.arrived else None, state.memory, changed, play)

    def _look(self, point: Point | None, memory: int, changed: int, play: Sequence[Been]) -> None:
        """Notes what has been come to, at a point and by the bits that have changed."""
        new = [goal for goal, (reads, guard) in self._anywhere.items() if reads & changed and guard(memory)]
        here: dict[Goal, list[Line]] = {}
        if point is not None:
            here = self._at.get(point, {})
            self._to[point] = list(play)
        new += [goal for goal, lines in here.items() if any(line.passes(memory) for line in lines)]
        for goal in new:
            self.met.setdefault(goal, tuple(been.move for been in play))
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
