"""Shortest routes, and what no route leads to: a search backward from a goal, turn by turn.

The memories from which a goal is so many turns away are the pre-image of those from which it is one turn less. They
speak only of what matters for that goal, so that the story is sliced by itself. When the start is among them, a play is
made forward, by `game.play.step`, from each layer into the next; if that cannot be done, the proof has a bug.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import NamedTuple

from game.play.moves import Move, Write
from game.play.rules import Rules
from game.play.step import State, step
from game.proof.diagrams import NOTHING
from game.proof.explicit import candidates
from game.proof.graph import Point
from game.proof.parts import Sets
from game.proof.reach import Search
from game.proof.symbols import Arrow, translated

MOST_WRITINGS = 2
"""How many answers are written down before one move, to see whether it can be made then."""
LAST = 6
"""Of how many turns at the end of a route it is tried to write something down then."""

Route = tuple[Move, ...]
"""The moves of a play."""

Incoming = dict[Point, list[tuple[Point, Arrow]]]
"""For each point the arrows that lead to it, each with the point from which it does."""


class Lost(Exception):
    """A route cannot be played any further: a slice that does not see everything has ways that the story has not.

    Of a slice that sees everything it is a bug of the proof.
    """

    def __init__(self, route: Route, state: State, memory: int, left: int) -> None:
        super().__init__(f"after {', '.join(map(str, route)) or 'nothing'} no move leads on in {state.scene}")
        self.state = state
        self.memory = memory
        """The memory there, with what is remembered beside."""
        self.left = left
        """How many turns were left: it was to go on into the layer that is one turn nearer."""


@dataclass(frozen=True, slots=True)
class Distances:
    """How far each memory at each point is from a goal, in turns."""

    search: Search
    layers: tuple[Sets, ...]
    """For each number of turns, the memories at each point that are just so far away."""

    def has(self, layer: Sets, point: Point, memory: int) -> bool:
        """Whether a memory at a point is in a layer."""
        memories = layer.get(point, NOTHING)
        return memories != NOTHING and self.search.part_of[point].symbols.has(memories, memory)

    def route(self, rules: Rules, start: State) -> Route:
        """The moves of a shortest route from the arrival in a state, which must be in the last layer."""
        state, memory = start, self.search.whole.model.remembered(0, start.memory)
        route: list[Move] = []
        for left in range(len(self.layers) - 1, 0, -1):
            layer = self.layers[left - 1]
            for writes in writings(rules, state, self._asked_in(state)):
                found = self._onward(rules, State(state.scene, writes.memory), self._written(memory, writes), layer)
                if found is not None:
                    break
            else:
                raise Lost(tuple(route), state, memory, left)
            move, state, memory = found
            route += (*writes.moves, move)
        return tuple(route)

    def _written(self, before: int, writes: Writing) -> int:
        """A memory after something is written down, with what is remembered beside."""
        for memory in writes.memories[1:]:
            before = self.search.whole.model.remembered(before, memory)
        return before

    def _asked_in(self, state: State) -> int:
        """The bits of what the player may write down that moves of a scene ask about."""
        model = self.search.whole.model
        found = 0
        for one in self.search.whole.out.get(model.point_of(state, arrived=False), ()):
            found |= model.runner.touches(one.edge.line)
        return found & model.inputs

    def _onward(self, rules: Rules, state: State, before: int, layer: Sets) -> tuple[Move, State, int] | None:
        """A move from a state into a layer, the state after it, and its memory with what is remembered beside."""
        model = self.search.whole.model
        for move in (*candidates(rules, state), *model.graph.writable(state)):
            turn = step(rules, state, move)
            memory = model.remembered(before, turn.state.memory)
            if self.has(layer, model.point_of(turn.state, arrived=turn.arrived), memory):
                return move, turn.state, memory
        return None


def measure(search: Search, goals: Sets, first: State, arrived: bool) -> Distances | None:
    """The distances to a goal as far as a state, on arrival there or after it; None if no route leads to the goal."""
    point_of = search.whole.model.point_of
    arriving: Incoming = {}
    moving: Incoming = {}
    for part in search.parts:
        for point, arrows in part.arrows.items():
            for arrow in arrows:
                (arriving if point.is_arrival else moving).setdefault(arrow.target, []).append((point, arrow))
    near: Sets = {}
    layers: list[Sets] = []
    layer = _without(search, goals, near)
    while layer:
        # From the arrival in a scene to the scene itself it is no move.
        layer |= _without(search, _before(search, layer, arriving), near)
        layers.append(layer)
        found = Distances(search, tuple(layers))
        memory = search.whole.model.remembered(0, first.memory)
        if found.has(layer, point_of(first, arrived=arrived), memory):
            return found
        layer = _without(search, _before(search, layer, moving), near)
    return None


def within(search: Search, goals: Sets, turns: int, scope: Collection[Point]) -> Sets:
    """The memories at some points from which a goal can be come to in so many turns, by way of these points alone."""
    turning: Incoming = {}
    others: Incoming = {}
    for point in scope:
        for arrow in search.part_of[point].arrows[point]:
            if arrow.target in scope:
                (turning if arrow.is_turn else others).setdefault(arrow.target, []).append((point, arrow))
    near: Sets = {}
    new = _without(search, goals, near)
    for number in range(turns + 1):
        layer: Sets = {}
        while new:
            _add(search, layer, new)
            new = _without(search, _before(search, new, others), near)
        if number < turns:
            new = _without(search, _before(search, layer, turning), near)
    return near


def _before(search: Search, layer: Sets, incoming: Incoming) -> Sets:
    """The memories that one of some arrows leads into a layer."""
    found: Sets = {}
    for target, memories in layer.items():
        for point, arrow in incoming.get(target, ()):
            search.tick()
            symbols = search.part_of[point].symbols
            after = translated(memories, search.part_of[target].symbols, symbols)
            before = symbols.preimage(arrow, after)
            found[point] = symbols.diagrams.disjoin(found.get(point, NOTHING), before)
    return found


def _add(search: Search, sets: Sets, more: Sets) -> None:
    """Adds memories to those of some sets."""
    for point, memories in more.items():
        diagrams = search.part_of[point].symbols.diagrams
        sets[point] = diagrams.disjoin(sets.get(point, NOTHING), memories)


def _without(search: Search, sets: Sets, near: Sets) -> Sets:
    """What of some sets is not near already; from now on it is."""
    new: Sets = {}
    for point, memories in sets.items():
        diagrams = search.part_of[point].symbols.diagrams
        known = near.get(point, NOTHING)
        fresh = diagrams.subtract(memories, known)
        if fresh != NOTHING:
            new[point] = fresh
            near[point] = diagrams.disjoin(known, fresh)
    return new


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
