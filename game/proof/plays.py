"""Plays for trying things out: what a play has come to, it is proved that one can come to.

Most of what a story holds is met by its own playthroughs and by plays that always take what has been taken least. Most
of the rest is met by a play that has come near once, with those decisions made otherwise that a goal asks about
(`steering`). All are made by `game.play.step`, so that nothing has to be believed. What is left over is for the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from random import Random
from typing import NamedTuple

from game.play.formulas import Guard, bits, holds
from game.play.moves import Move, Write
from game.play.operations import Change, doing
from game.play.rules import Rules
from game.play.step import IllegalMove, State, begin, step
from game.proof.explicit import candidates
from game.proof.goals import Goal
from game.proof.graph import Graph, Point
from game.proof.knowledge import Formulator
from game.proof.lines import Assume, Step
from game.proof.routes import Route
from game.proof.steering import Steering, Wish, unmet

MOST_TURNS = 600
"""A play that has not ended by then is left."""
MOST_KEPT = 6
"""How many plays to a point are kept, to be gone on from."""
CURIOSITY = 0.8
"""How often the move is made that has been made least; else any move."""
WRITING = 0.05
"""How often something is written down before a move is made."""
STEERING = 0.7
"""How often a play that aims at a goal makes the move that brings it nearer, where there is one."""

Pick = Callable[[State], Move | None]
"""Picks the next move of a play; None ends it."""


class Been(NamedTuple):
    """A turn of a play: a state, and the move that was made there."""

    state: State
    move: Move


class Came(NamedTuple):
    """How a play came somewhere: the play, how many of its turns that took, and the state then."""

    play: Sequence[Been]
    turns: int
    state: State

    @property
    def route(self) -> Route:
        """The moves that led there."""
        return tuple(been.move for been in self.play[: self.turns])


class Plays:
    """Plays of a story, and the goals that they have come to, each with the moves of the first play that did."""

    def __init__(
        self, rules: Rules, goals: Iterable[Goal], graph: Graph, formulator: Formulator, seed: int = 0
    ) -> None:
        self._rules = rules
        self._chance = Random(seed)  # noqa: S311 - nothing is kept secret
        self._made: Counter[tuple[str, Move]] = Counter()
        self._steering = Steering(graph, rules)
        self.turns = 0
        """How many turns were made in all."""
        self._states: set[State] = set()
        self.met: dict[Goal, Came] = {}
        self.came: dict[Point, list[Came]] = {}
        """For each point some plays that came there, the latest last."""
        self._at: dict[Point, dict[Goal, list[Line]]] = {}
        self._anywhere: dict[Goal, tuple[int, Guard]] = {}
        self._by_bit: dict[int, list[Goal]] = {}
        self._asked = 0
        for goal in goals:
            self._await(goal, formulator)

    def _await(self, goal: Goal, formulator: Formulator) -> None:
        if goal.holds is not None:
            reads = formulator.reads(goal.holds)
            self._anywhere[goal] = (reads, holds(goal.holds))
            self._asked |= reads
            for bit in bits(reads):
                self._by_bit.setdefault(bit.mask, []).append(goal)
        for ask in goal.asks:
            self._at.setdefault(ask.point, {}).setdefault(goal, []).append(Line(ask.line))

    def explore(self) -> None:
        """Makes a play that takes what has been taken least."""
        self._play(lambda state: self._note(state) or self._pick(state))

    def follow(self, route: Route) -> None:
        """Makes a play of these moves, as far as they can be made."""
        moves = iter(route)
        self._play(lambda state: next(moves, None))

    @property
    def explored(self) -> int:
        """How many different states were come to."""
        return len(self._states)

    def end(self, route: Route) -> State:
        """The state to which moves lead from the start."""
        state = begin(self._rules).state
        for move in route:
            state = step(self._rules, state, move).state
        return state

    def aim(self, goal: Goal) -> None:
        """Makes a play to a goal, like one that has come near it but for decisions that the goal asks about."""
        near = list(self._near(goal))
        if not near:
            return
        came, wishes = self._chance.choice(near)
        wanted, unwanted = self._steering.moves(wishes)
        turns = [
            number
            for number, been in enumerate(came.play[: came.turns])
            if been.state.scene in wanted or (been.state.scene, been.move) in unwanted
        ]
        if not turns:
            return
        first = self._chance.choice(turns)
        again: dict[str, list[Move]] = {}
        for been in reversed(came.play[first : came.turns]):
            again.setdefault(been.state.scene, []).append(been.move)

        def pick(state: State) -> Move | None:
            if goal in self.met:
                return None
            before = again.get(state.scene)
            move = before.pop() if before else None
            if self._chance.random() < STEERING:
                better = wanted.get(state.scene, ())
                if better and move not in better:
                    return self._chance.choice(better)
                if (state.scene, move) in unwanted:
                    return self._pick(state)
            return move or self._pick(state)

        self._play(pick, came.play[:first], came.play[first].state)

    def _near(self, goal: Goal) -> Iterator[tuple[Came, list[Wish]]]:
        """Plays that have come near a goal, with what should be otherwise there."""
        for ask in goal.asks:
            assumed = [one.formula for one in ask.line if isinstance(one, Assume)]
            for came in self.came.get(ask.point, ()):
                yield came, [wish for formula in assumed for wish in unmet(formula, came.state.memory, self._chance)]
        if goal.holds is not None:
            for came in self._chance.choice(list(self.came.values())):
                yield came, list(unmet(goal.holds, came.state.memory, self._chance))

    def _play(self, pick: Pick, before: Sequence[Been] = (), start: State | None = None) -> None:
        """Makes a play, or goes on with one from a state that it came to."""
        state = start or begin(self._rules).state
        play = list(before)
        if start is None:
            self._look(Point(state.scene, True), state, ~0, play)
        refused = 0
        while len(play) < MOST_TURNS and refused < MOST_TURNS:
            self._look(Point(state.scene, False), state, 0, play)
            move = pick(state)
            if move is None:
                break
            try:
                turn = step(self._rules, state, move)
            except IllegalMove:
                refused += 1
                continue  # what was made before cannot be made in this play; another move is picked
            self.turns += 1
            self._states.add(turn.state)
            self._made[state.scene, move] += 1
            play.append(Been(state, move))
            changed = turn.state.memory ^ state.memory
            state = turn.state
            self._look(Point(state.scene, True) if turn.arrived else None, state, changed, play)

    def _look(self, point: Point | None, state: State, changed: int, play: Sequence[Been]) -> None:
        """Notes what has been come to, at a point and by the bits that have changed."""
        memory = state.memory
        new = list(self._new(changed & self._asked, memory))
        if point is not None:
            here = self._at.get(point, {})
            new += [goal for goal, lines in here.items() if any(line.passes(memory) for line in lines)]
            kept = self.came.setdefault(point, [])
            kept.append(Came(play, len(play), state))
            if len(kept) > MOST_KEPT:
                del kept[self._chance.randrange(MOST_KEPT)]
        for goal in new:
            self.met.setdefault(goal, Came(play, len(play), state))
            self._anywhere.pop(goal, None)
            for ask in goal.asks:
                self._at[ask.point].pop(goal, None)

    def _new(self, changed: int, memory: int) -> Iterator[Goal]:
        """The goals that hold anywhere and that hold as of late."""
        for bit in bits(changed & self._asked) if changed != ~0 else bits(self._asked):
            for goal in self._by_bit[bit.mask]:
                if goal in self._anywhere and self._anywhere[goal][1](memory):
                    yield goal

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
