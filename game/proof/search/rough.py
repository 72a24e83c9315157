"""A rough story, an abstraction in which only some bits are seen: the arrows along which a search goes backward.

An arrow is made when a search comes by, for many a search ends near its goal; and it is kept, for most arrows are the
same whatever else is seen. What nothing asks about on the way to the goal is in none of the sets, so that nothing needs
to be known of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.play.formulas import bits
from game.proof.diagrams.bdd import EVERYTHING, NOTHING
from game.proof.model.graph import Point
from game.proof.model.knowledge import Known
from game.proof.model.lines import Run
from game.proof.model.model import Model, Taken
from game.proof.search.sight import Sight
from game.proof.search.symbols import Arrow, Symbols
from game.proof.ticks import Tick, never_stop

MOST_NODES = 400_000
"""With more nodes than that, diagrams are begun anew: most of them belong to questions that are answered."""


class Incoming(NamedTuple):
    """The arrows that lead to a point, each with the point from which it does."""

    arriving: list[tuple[Point, Arrow]]
    """From the arrival in a scene: going on from there is no move."""
    moving: list[tuple[Point, Arrow]]


class Ground:
    """What rough stories of one model have in common."""

    def __init__(self, model: Model, given: Known | None = None, tick: Tick = never_stop) -> None:
        """`given` are bits that nothing changes and that have one value."""
        self.model = model
        self.tick = tick
        self.sight = Sight(model.formulator, given)
        self._order = self._first_order()
        self._begin()

    def _begin(self) -> None:
        self.symbols = Symbols(self.model, self._order)
        self.arrows: dict[tuple[int, int], Arrow] = {}
        """Arrows by the identity of an edge, and by what is seen of all that matters for it."""

    def fresh(self) -> Ground:
        """The same, without what is of no more use if there is much of it."""
        if len(self.symbols.diagrams) > MOST_NODES:
            self._begin()
        return self

    def matters(self, one: Taken) -> int:
        """The bits of which it matters for an edge whether they are seen."""
        run = one.run
        return self.sight.mask(run) | run.written | self.model.known[one.target].varies & ~run.end.varies

    def _first_order(self) -> list[int]:
        """The bits of the model as they come up in the story: those that one move asks about and changes, together."""
        found: dict[int, None] = {}
        for point in reversed(self.model.ranks):
            self.tick()
            for one in self.model.out[point]:
                mask = self.sight.mask(one.run) | one.run.written
                found.update((bit.mask, None) for bit in bits(mask) if bit.mask not in found)
        return list(found)


class Rough:
    """A story of which only some bits are seen."""

    def __init__(self, ground: Ground, seen: int) -> None:
        self.model, self.tick = ground.model, ground.tick
        self.symbols = ground.fresh().symbols
        self.seen = seen
        self._ground = ground
        self._arrows = ground.arrows
        self._incoming: dict[Point, Incoming] = {}

    def live(self, point: Point) -> int:
        """The variables at a point."""
        return self.model.known[point].varies & self.seen & ~self.model.inputs

    def as_seen(self, run: Run) -> Run:
        """What is left of a run."""
        return self._ground.sight.of(run, self.seen)

    def into(self, target: Point) -> Incoming:
        """The arrows that lead to a point; edges that do the same to the memories that they let pass are one arrow."""
        found = self._incoming.get(target)
        if found is None:
            merged: dict[tuple[Point, Arrow], int] = {}
            for one in self._edges(target):
                self.tick()
                arrow = self.arrow(one)
                same = (one.source, arrow._replace(guard=EVERYTHING))
                merged[same] = self.symbols.diagrams.disjoin(merged.get(same, NOTHING), arrow.guard)
            arrows = [(point, arrow._replace(guard=guard)) for (point, arrow), guard in merged.items() if guard]
            found = self._incoming[target] = Incoming(
                [one for one in arrows if one[0].is_arrival], [one for one in arrows if not one[0].is_arrival]
            )
        return found

    def _edges(self, target: Point) -> Iterator[Taken]:
        """The edges that lead to a point, but for those that do, as far as is seen, what another of them does."""
        live, mask = self.live(target), self._ground.sight.mask
        free: set[tuple[Point, int, int]] = set()
        for one in self.model.into.get(target, ()):
            run = one.run
            if one.source == target and not run.written & live:
                continue  # it leaves everything as it was
            if not mask(run) & self.seen:
                does = (one.source, run.end.varies & live, run.end.value & live)
                if does in free:
                    continue
                free.add(does)
            yield one

    def arrow(self, one: Taken) -> Arrow:
        """What an edge does to sets of memories."""
        key = (id(one), self._ground.matters(one) & self.seen)
        found = self._arrows.get(key)
        if found is None:
            seen = one._replace(run=self.as_seen(one.run))
            found = self._arrows[key] = self.symbols.arrow(seen, 0, self.live(one.target))
        return found

    def drawing(self, memories: int) -> int:
        """What can be drawn for a play to come to its first arrival with some memories."""
        opening = self.symbols.opening(self.as_seen(self.model.beginning), self.live(self.model.start))
        return self.symbols.drawing(opening, memories)
