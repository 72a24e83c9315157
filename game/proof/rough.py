"""A rough story, in which only some bits are seen: the arrows along which a search goes backward from a goal.

An arrow is made when the search comes by, for many a search ends near its goal. What nothing asks about on the way to
the goal is in none of the sets, so that nothing needs to be known of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from game.play.formulas import bits
from game.play.moves import Write
from game.proof.diagrams import EVERYTHING, NOTHING
from game.proof.graph import Point
from game.proof.lines import Run
from game.proof.model import Model, Taken
from game.proof.order import force
from game.proof.sight import Sight
from game.proof.symbols import Arrow, Symbols
from game.proof.ticks import Tick, never_stop


class Incoming(NamedTuple):
    """The arrows that lead to a point, each with the point from which it does."""

    arriving: list[tuple[Point, Arrow]]
    """From the arrival in a scene: going on from there is no move."""
    moving: list[tuple[Point, Arrow]]


class Rough:
    """A story of which only some bits are seen."""

    def __init__(
        self, model: Model, sight: Sight, seen: int, order: Sequence[int] = (), tick: Tick = never_stop
    ) -> None:
        """`order` is one of some bits that was good before."""
        self.model = model
        self.tick = tick
        self.seen = seen
        self._sight = sight
        self._seen = seen & ~model.inputs
        self.live = {point: known.varies & self._seen for point, known in model.known.items()}
        """The variables at each point."""
        self.symbols = Symbols(self, self._order(order))
        self._incoming: dict[Point, Incoming] = {}
        self._arrows: dict[int, Arrow] = {}

    def as_seen(self, run: Run) -> Run:
        """What is left of a run."""
        return self._sight.of(run, self.seen)

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
        live = self.live[target]
        free: set[tuple[Point, int, int]] = set()
        for one in self.model.into.get(target, ()):
            run = one.run
            if one.source == target and not run.written & live:
                continue  # it leaves everything as it was
            if not self._sight.mask(run) & self.seen:
                does = (one.source, run.end.varies & live, run.end.value & live)
                if does in free:
                    continue
                free.add(does)
            yield one

    def arrow(self, taken: Taken) -> Arrow:
        """What an edge does to sets of memories."""
        found = self._arrows.get(id(taken))
        if found is None:
            run, target = self.as_seen(taken.run), taken.target
            is_turn = taken.edge.move is not None and not isinstance(taken.edge.move, Write)
            found = self.symbols.arrow_of(run, 0, self.live[target], target, is_turn=is_turn)
            self._arrows[id(taken)] = found
        return found

    def _order(self, before: Sequence[int]) -> list[int]:
        """The bits that are seen, ordered by what is asked about together and changed together."""
        seen = self._seen
        groups: Counter[int] = Counter()
        for taken in self.model.out.values():
            self.tick()
            groups.update((self._sight.mask(one.run) | one.run.written) & seen for one in taken)
        # A large group is weak: that seven leads are counted together says less than that one of them finds one paper.
        strength = {
            frozenset(bit.mask for bit in bits(mask)): times / (mask.bit_count() - 1)
            for mask, times in groups.items()
            if mask.bit_count() > 1
        }
        known = [bit for bit in before if bit & seen]
        new = [bit.mask for bit in bits(seen & ~sum(known))]
        return force([*known, *new], strength, self.tick)
