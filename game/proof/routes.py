"""Shortest routes, and what no route leads to: a search backward from a goal, turn by turn.

The memories from which a goal is so many turns away are the pre-image of those from which it is one turn less. They
speak only of what matters for that goal, so that the story is sliced by itself. When the start is among them, a play is
made forward, by `game.play.step`, from each layer into the next; if that cannot be done, the proof has a bug.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.play.moves import Confront, Move
from game.play.rules import Rules
from game.play.step import State, begin, claims_to_confront, exhibits_had, open_encounter, step
from game.proof.diagrams import NOTHING
from game.proof.graph import Point
from game.proof.parts import Sets
from game.proof.reach import Search
from game.proof.symbols import Arrow, translated

Route = tuple[Move, ...]
"""The moves of a play."""


class Unsound(Exception):
    """The proof says that something can be done which play refuses: a bug of the proof."""


@dataclass(frozen=True, slots=True)
class Distances:
    """How far each memory at each point is from a goal, in turns."""

    search: Search
    layers: tuple[Sets, ...]
    """For each number of turns, the memories at each point that are just so far away."""

    def of(self, state: State, *, arrived: bool) -> int | None:
        """How many turns a state of play is away; None if it is not among the layers."""
        point = self.search.whole.model.point_of(state, arrived=arrived)
        for number, layer in enumerate(self.layers):
            if self._has(layer, point, state.memory):
                return number
        return None

    def _has(self, layer: Sets, point: Point, memory: int) -> bool:
        memories = layer.get(point, NOTHING)
        return memories != NOTHING and self.search.part_of[point].symbols.has(memories, memory)

    def route(self, rules: Rules, start: State) -> Route:
        """The moves of a shortest route from the arrival in a state, which must be in the last layer."""
        model = self.search.whole.model
        state = start
        route: list[Move] = []
        for layer in reversed(self.layers[:-1]):
            for move in candidates(rules, state):
                turn = step(rules, state, move)
                if self._has(layer, model.point_of(turn.state, arrived=turn.arrived), turn.state.memory):
                    break
            else:
                raise Unsound(f"after {', '.join(map(str, route))} no move leads on in {state.scene}")
            route.append(move)
            state = turn.state
        return tuple(route)


def measure(search: Search, goals: Sets, start: State | None = None) -> Distances | None:
    """The distances to a goal as far as a start, the beginning of the story or else; None if no route leads there."""
    rules = search.whole.model.rules
    point_of = search.whole.model.point_of
    first = start or begin(rules).state
    incoming: dict[Point, list[tuple[Point, Arrow]]] = {}
    for part in search.parts:
        for point, arrows in part.arrows.items():
            for arrow in arrows:
                incoming.setdefault(arrow.target, []).append((point, arrow))
    near: Sets = {}
    layers: list[Sets] = []
    layer = _without(search, goals, near)
    while layer:
        # From the arrival in a scene to the scene itself it is no turn.
        layer |= _without(search, _before(search, layer, incoming, to_arrival=True), near)
        layers.append(layer)
        found = Distances(search, tuple(layers))
        if found._has(layer, point_of(first, arrived=start is None), first.memory):  # noqa: SLF001 - of the same module
            return found
        layer = _without(search, _before(search, layer, incoming, to_arrival=False), near)
    return None


def _before(search: Search, layer: Sets, incoming: dict[Point, list[tuple[Point, Arrow]]], *, to_arrival: bool) -> Sets:
    """The memories that an arrow leads into a layer: those at arrivals, from which it is no turn, or all others."""
    found: Sets = {}
    for target, memories in layer.items():
        for point, arrow in incoming.get(target, ()):
            if point.is_arrival == to_arrival:
                search.tick()
                symbols = search.part_of[point].symbols
                after = translated(memories, search.part_of[target].symbols, symbols)
                before = symbols.preimage(arrow, after)
                found[point] = symbols.diagrams.disjoin(found.get(point, NOTHING), before)
    return found


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


def candidates(rules: Rules, state: State) -> Iterator[Move]:
    """The moves that can be made, but of confrontations without an answer only one with each exhibit."""
    playable, memory = rules.scene(state.scene), state.memory
    if playable.scene.ending is not None:
        return
    yield from (move for move, made in playable.moves.items() if made.guard(memory))
    encounter = open_encounter(playable, memory)
    if encounter is None:
        return
    exhibits = dict.fromkeys(exhibits_had(rules, memory))
    missed = set()
    for claim in claims_to_confront(rules, encounter, memory):
        told = rules.story.claims[claim]
        for exhibit in exhibits:
            if exhibit == claim:
                continue
            if exhibit in told.broken_by or exhibit in told.answered:
                yield Confront(claim, exhibit)
            elif exhibit not in missed:
                missed.add(exhibit)
                yield Confront(claim, exhibit)
