"""Approaches: sets of memories, at points, from each of which a rough story has a way to a goal, and the way there.

A rough story has ways that the story has not. So a way is made move by move, by `game.play.step`; where that fails, it
is lost, and what is not seen of the story tells why.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from game.play.moves import Move
from game.play.rules import Rules
from game.play.step import State
from game.proof.diagrams.bdd import NOTHING
from game.proof.diagrams.counting import fewest
from game.proof.model.beginnings import Route, begun, step
from game.proof.model.graph import Point
from game.proof.model.lines import Step
from game.proof.search.explicit import candidates
from game.proof.search.parts import Sets
from game.proof.search.rough import Rough
from game.proof.search.writings import Writing, writings


class Lost(Exception):
    """A way cannot be made any further."""

    def __init__(self, route: Route, state: State, memory: int, rank: int) -> None:
        super().__init__(f"after {', '.join(map(str, route)) or 'nothing'} no move leads on in {state.scene}")
        self.state = state
        self.memory = memory
        """The memory there, with what is remembered beside."""
        self.rank = rank
        """How far it was from the goal."""


@dataclass(frozen=True, slots=True)
class Approach(ABC):
    """What leads to a goal, and how near it is: each memory at a point has a rank, and less is nearer."""

    rough: Rough
    goals: Sets
    first: State
    """A state from which the goal can roughly be come to."""
    rank: int
    """Its rank."""

    @abstractmethod
    def nearer(self, point: Point, rank: int) -> Iterable[tuple[int, int]]:
        """The sets of memories at a point to which one may go on from this rank, nearest first, each with its rank."""

    def enter(self, point: Point, memory: int, rank: int) -> int | None:
        """The rank of a memory at a point to which one may go on from another rank; None if that may not be."""
        for nearer, memories in self.nearer(point, rank):
            if self.rough.symbols.has(memories, memory):
                return nearer
        return None

    def is_there(self, point: Point, memory: int) -> bool:
        """Whether a memory at a point is in the goal."""
        return _has(self.rough, self.goals, point, memory)

    def route(self, rules: Rules, *, arrived: bool = True) -> Route:
        """The moves of a way from the first state, upon the arrival there or after it. Raises Lost."""
        model = self.rough.model
        state, memory, rank = self.first, model.remembered(0, self.first.memory), self.rank
        point = model.point_of(state, arrived=arrived)
        route: list[Move] = []
        while not self.is_there(point, memory):
            if point.is_arrival:
                point = point._replace(is_arrival=False)
                onward = self.enter(point, memory, rank + 1)
                if onward is None:
                    raise Lost(tuple(route), state, memory, rank)
                rank = onward
                continue
            for writes in writings(model, state, self._asking_in(point)):
                found = self._onward(rules, State(state.scene, writes.memory), self._written(memory, writes), rank)
                if found is not None:
                    break
            else:
                raise Lost(tuple(route), state, memory, rank)
            rank, move, state, point, memory = found
            route += (*writes.moves, move)
        return tuple(route)

    def _onward(self, rules: Rules, state: State, before: int, rank: int) -> tuple[int, Move, State, Point, int] | None:
        """The move to where it is nearest: the rank there, the move, the state after it, its point, and the memory."""
        model = self.rough.model
        best = None
        for move in (*candidates(rules, state), *model.graph.writable(state)):
            turn = step(rules, state, move)
            memory = model.remembered(before, turn.state.memory)
            point = model.point_of(turn.state, arrived=turn.arrived)
            entered = self.enter(point, memory, rank)
            if entered is not None and (best is None or entered < best[0]):
                best = (entered, move, turn.state, point, memory)
        return best

    def _written(self, before: int, writes: Writing) -> int:
        """A memory after something is written down, with what is remembered beside."""
        for memory in writes.memories[1:]:
            before = self.rough.model.remembered(before, memory)
        return before

    def _asking_in(self, point: Point) -> list[tuple[Step, ...]]:
        """The lines of the moves at a point that ask about what the player may write down."""
        model = self.rough.model
        lines = [one.edge.line for one in model.out.get(point, ())] if model.inputs else []
        return [line for line in lines if model.runner.touches(line) & model.inputs]


@dataclass(frozen=True, slots=True)
class Distances(Approach):
    """How far each memory at each point is from a goal, in turns: a way along them is a shortest one."""

    layers: tuple[Sets, ...]
    """For each number of turns, the memories at each point that are just so far away."""

    def nearer(self, point: Point, rank: int) -> Iterable[tuple[int, int]]:
        """The memories at a point that are one turn nearer."""
        memories = self.layers[rank - 1].get(point, NOTHING)
        return ((rank - 1, memories),) if memories != NOTHING else ()


@dataclass(frozen=True, slots=True)
class Rings(Approach):
    """Everything from which a goal can be come to, in the order in which it was found.

    Found loop by loop, it is much smaller than distances are, which count; but a way along it makes detours.
    """

    rings: dict[Point, list[tuple[int, int]]]

    def nearer(self, point: Point, rank: int) -> Iterator[tuple[int, int]]:
        """The memories at a point that were found before those of a rank."""
        for ring in self.rings.get(point, ()):
            if ring[0] >= rank:
                break
            yield ring


def measure(
    rough: Rough, goals: Sets, first: State, arrived: bool, *, after: Sets | None = None, is_drawn: bool = False
) -> Distances | None:
    """The distances to a goal as far as a state, on arrival there or after it; None if no route leads to the goal.

    From `after` it is one move more to the goal. With `is_drawn` it is the state in which a play begins, and any will
    do in which something else is drawn.
    """
    near: Sets = {}
    layers: list[Sets] = []
    layer, whole = _without(rough, goals, near), _united(rough, goals, after or {})
    while layer or (after and not layers):
        # From the arrival in a scene to the scene itself it is no move.
        layer |= _without(rough, _before(rough, layer, is_move=False), near)
        layers.append(layer)
        if (start := _in_sets(rough, layer, first, arrived, is_drawn=is_drawn)) is not None:
            return Distances(rough, whole, start, len(layers) - 1, tuple(layers))
        further = _before(rough, layer, is_move=True)
        layer = _without(rough, _united(rough, further, after) if after and len(layers) == 1 else further, near)
    return None


def surround(
    rough: Rough, goals: Sets, first: State, arrived: bool, *, after: Sets | None = None, is_drawn: bool = False
) -> Rings | None:
    """Everything from which a goal can be come to, as far as a state; None if no route leads to the goal from there.

    From `after` it is one move more. What is nearest to the endings is finished first, so that nothing is done twice
    (chaining: Burch, Clarke and Long, "Symbolic Model Checking with Partitioned Transition Relations", 1991).
    """
    diagrams, ranks = rough.symbols.diagrams, rough.model.ranks
    goals = _united(rough, goals, after) if after else goals
    near: Sets = {}
    fresh = {point: memories for point, memories in goals.items() if memories != NOTHING}
    rings: dict[Point, list[tuple[int, int]]] = {}
    waiting = [(ranks[point], point) for point in fresh]
    heapify(waiting)
    number = 0
    while waiting:
        _, target = heappop(waiting)
        new = fresh.pop(target)
        near[target] = diagrams.disjoin(near.get(target, NOTHING), new)
        rings.setdefault(target, []).append((number, new))
        number += 1
        into = rough.into(target)
        for point, arrow in (*into.arriving, *into.moving):
            rough.tick()
            known = near.get(point, NOTHING)
            more = diagrams.subtract(rough.symbols.preimage(arrow, new), known)
            if more != NOTHING:
                if point not in fresh:
                    heappush(waiting, (ranks[point], point))
                fresh[point] = diagrams.disjoin(fresh.get(point, NOTHING), more)
    start = _in_sets(rough, near, first, arrived, is_drawn=is_drawn)
    return Rings(rough, goals, start, number, rings) if start is not None else None


def _united(rough: Rough, sets: Sets, more: Sets) -> Sets:
    """The memories in either of some sets, at each point."""
    disjoin = rough.symbols.diagrams.disjoin
    return {point: disjoin(sets.get(point, NOTHING), more.get(point, NOTHING)) for point in {**sets, **more}}


def _has(rough: Rough, sets: Sets, point: Point, memory: int) -> bool:
    memories = sets.get(point, NOTHING)
    return memories != NOTHING and rough.symbols.has(memories, memory)


def _in_sets(rough: Rough, sets: Sets, first: State, arrived: bool, *, is_drawn: bool) -> State | None:
    """A state, if it is in some sets; if it is drawn, one in which something is drawn that is."""
    model = rough.model
    if not is_drawn:
        point, memory = model.point_of(first, arrived=arrived), model.remembered(0, first.memory)
        return first if _has(rough, sets, point, memory) else None
    if (memories := sets.get(model.start, NOTHING)) == NOTHING:
        return None
    symbols = rough.symbols
    drawn = rough.drawing(memories)
    if drawn == NOTHING:
        return None
    levels = [level for level, value in fewest(symbols.diagrams, drawn).items() if value]
    return begun(model.rules, first.memory & ~model.drawn | symbols.mask_of(levels) & model.drawn).state


def _before(rough: Rough, layer: Sets, *, is_move: bool) -> Sets:
    """The memories that a move leads into a layer, or else going on from an arrival."""
    symbols, found = rough.symbols, Sets()
    for target, memories in layer.items():
        into = rough.into(target)
        for point, arrow in into.moving if is_move else into.arriving:
            rough.tick()
            found[point] = symbols.diagrams.disjoin(found.get(point, NOTHING), symbols.preimage(arrow, memories))
    return found


def _without(rough: Rough, sets: Sets, near: Sets) -> Sets:
    """What of some sets is not near already; from now on it is."""
    diagrams, new = rough.symbols.diagrams, Sets()
    for point, memories in sets.items():
        known = near.get(point, NOTHING)
        fresh = diagrams.subtract(memories, known)
        if fresh != NOTHING:
            new[point] = fresh
            near[point] = diagrams.disjoin(known, fresh)
    return new
