"""Everything that can happen, and from where an ending can still be come to: two fixpoints over sets of memories.

Forward: the states of a play are those that moves make of the states of a play. All memories at a point are moved at
once (their image), and what is new is moved again until nothing is new. Loops of the graph are finished one after the
other, so that no point is moved on from before all that leads to it is known (chaining: Burch, Clarke and Long,
"Symbolic Model Checking with Partitioned Transition Relations", 1991). Backward it is the same with pre-images.
"""

from __future__ import annotations

from collections.abc import Mapping

from game.proof.diagrams.bdd import NOTHING
from game.proof.model.graph import Point
from game.proof.search.parts import Part, Sets, parts_of
from game.proof.search.slices import Slice
from game.proof.search.symbols import translated
from game.proof.ticks import Tick, never_stop


class Search:
    """The search of a slice."""

    def __init__(self, whole: Slice, tick: Tick = never_stop) -> None:
        self.whole = whole
        self.parts = list(parts_of(whole))
        self.part_of = {point: part for part in self.parts for point in part.points}
        self.tick = tick

    def reached(self, point: Point) -> int:
        """The memories with which a play can be at a point."""
        return self.part_of[point].reached.get(point, NOTHING) if point in self.part_of else NOTHING

    def forward(self) -> None:
        """Finds the memories with which a play can be at each point."""
        start = self.whole.model.start
        if start not in self.part_of:
            return
        part = self.part_of[start]
        if self.whole.model.drawn:
            run = self.whole.as_seen(self.whole.model.beginning)
            memories = part.symbols.beginning(part.symbols.opening(run, self.whole.live[start]))
        else:
            memories = part.symbols.cube(self.whole.live[start], self.whole.model.beginning.end.value)
        fresh: Sets = {}
        self._add(start, memories, part, fresh)
        for part in self.parts:
            for loop in part.loops:
                # Where there are many moves it is costly to begin again; so all that is new elsewhere is waited for.
                by_cost = sorted(loop, key=lambda point: len(part.arrows[point]))
                while point := next((point for point in by_cost if fresh.get(point)), None):
                    self._move_on(point, part, fresh)
            part.tidy(fresh, is_done=True)

    def _move_on(self, point: Point, part: Part, fresh: Sets) -> None:
        """Moves the memories at a point: first to the point itself, for as long as that brings anything new."""
        diagrams = part.symbols.diagrams
        del fresh[point]
        memories, before = part.reached[point], NOTHING
        own = [arrow for arrow in part.arrows[point] if arrow.target == point]
        while memories != before:
            before = memories
            for arrow in own:
                self.tick()
                memories = diagrams.disjoin(memories, part.symbols.image(arrow, memories))
        part.reached[point] = memories
        if part.is_large(point):
            part.learn(fresh)
            memories = part.reached[point]
        for arrow in part.arrows[point]:
            if arrow.target != point:
                self.tick()
                self._add(arrow.target, part.symbols.image(arrow, memories), part, fresh)
        part.tidy(fresh)

    def _add(self, point: Point, memories: int, source: Part, fresh: Sets) -> None:
        """Adds memories to those at a point."""
        part = self.part_of[point]
        diagrams = part.symbols.diagrams
        memories = translated(memories, source.symbols, part.symbols)
        known = part.reached.get(point, NOTHING)
        new = diagrams.subtract(memories, known)
        if new != NOTHING:
            part.reached[point] = diagrams.disjoin(known, memories)
            fresh[point] = diagrams.disjoin(fresh.get(point, NOTHING), new)

    def backward(self, goals: Mapping[Point, int]) -> Sets:
        """The memories from which moves lead to a goal, of all that may be thought of."""
        found: Sets = {}
        for part in reversed(self.parts):
            for loop in reversed(part.loops):
                waiting = True
                while waiting:
                    changed = [self._come_from(point, part, goals, found) for point in reversed(loop)]
                    is_loop = len(loop) > 1 or any(arrow.target == loop[0] for arrow in part.arrows[loop[0]])
                    waiting = is_loop and any(changed)
        return found

    def _come_from(self, point: Point, part: Part, goals: Mapping[Point, int], found: Sets) -> bool:
        """Adds the memories at a point from which one move leads on; whether there are more than before."""
        diagrams = part.symbols.diagrams
        known = found.get(point, NOTHING)
        memories = diagrams.disjoin(known, goals.get(point, NOTHING))
        for arrow in part.arrows[point]:
            self.tick()
            there = self.part_of[arrow.target]
            after = translated(found.get(arrow.target, NOTHING), there.symbols, part.symbols)
            memories = diagrams.disjoin(memories, part.symbols.preimage(arrow, after))
        found[point] = memories
        return memories != known
