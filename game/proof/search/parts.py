"""The parts in which a story is searched: each loop of its graph by itself, and the points between two loops together.

A part has diagrams of its own, with an order of bits that suits it. Where the diagrams of a part grow large, it learns
a better order from the memories found so far and goes on with that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from game.play.formulas import bits
from game.proof.diagrams.bdd import EVERYTHING, NOTHING
from game.proof.diagrams.counting import sample
from game.proof.diagrams.order import force, information, learned
from game.proof.model.components import components
from game.proof.model.graph import Point
from game.proof.search.slices import Slice
from game.proof.search.symbols import Arrow, Symbols, translated

Sets = dict[Point, int]
"""A set of memories for each point; where there is none, the empty one."""

SAMPLES = 600
"""How many memories are looked at to learn an order."""
LARGE = 400
"""How many nodes of one set are reason enough to learn an order."""
UNTIDY = 500_000
"""With so many nodes it is worth while to leave those behind that are of no use any more."""


class Part:
    """Some points of a slice, their arrows, and the memories reached there."""

    def __init__(self, whole: Slice, loops: Sequence[Sequence[Point]]) -> None:
        self.whole = whole
        self.loops = loops
        """The loops of the part, or single points, each after those that lead to it."""
        self.points = [point for loop in loops for point in loop]
        self.reached: Sets = {}
        self.symbols = Symbols(whole.model, self._first_order())
        self.arrows = self._arrows(self.symbols)
        self._limit = LARGE
        self._untidy = UNTIDY

    def _first_order(self) -> list[int]:
        """The bits of the part, ordered by what is asked about together and changed together."""
        whole = self.whole
        groups: Counter[int] = Counter()
        wanted = 0
        for point in self.points:
            whole.model.tick()
            wanted |= whole.live[point]
            groups.update(whole.reads(run, 0) for run in whole.asked.get(point, ()))
            for one in whole.out[point]:
                live = whole.live[one.target]
                wanted |= live
                if not whole.is_idle(one):
                    groups[whole.reads(one.run, live) | one.run.written & live] += 1
        for mask in groups:
            wanted |= mask
        # A large group is weak: that seven leads are counted together says less than that one of them finds one paper.
        strength = {
            frozenset(bit.mask for bit in bits(mask)): times / (mask.bit_count() - 1)
            for mask, times in groups.items()
            if mask.bit_count() > 1
        }
        first = [bit.mask for bit in bits(wanted)]
        return force(first, strength, whole.model.tick)

    def _arrows(self, symbols: Symbols) -> dict[Point, list[Arrow]]:
        """The arrows from each point; edges that do the same to the memories that they let pass are one arrow."""
        found = {}
        for point in self.points:
            merged: dict[Arrow, int] = {}
            self.whole.model.tick()
            for one in self.whole.out[point]:
                if not self.whole.is_idle(one):
                    arrow = symbols.arrow(one, self.whole.live[point], self.whole.live[one.target])
                    same = arrow._replace(guard=EVERYTHING)
                    merged[same] = symbols.diagrams.disjoin(merged.get(same, NOTHING), arrow.guard)
            found[point] = [arrow._replace(guard=guard) for arrow, guard in merged.items() if guard != NOTHING]
        return found

    def is_large(self, point: Point) -> bool:
        """Whether the memories of a point are a diagram so large that a better order should be learned."""
        return self.symbols.diagrams.size(self.reached[point]) > self._limit

    def learn(self, *others: Sets) -> None:
        """Puts the bits into an order that suits the memories reached so far, in the part's own sets and in others."""
        before = self.symbols
        size = {point: before.diagrams.size(memories) for point, memories in self.reached.items()}
        largest = sorted(size, key=lambda point: size[point])[-3:]
        shared = self._information(largest)
        orders = (
            learned(before.order, shared),
            force(before.order, {frozenset(pair): w for pair, w in shared.items()}),
        )

        def becomes(symbols: Symbols) -> int:
            return symbols.diagrams.size(translated(self.reached[largest[-1]], before, symbols))

        self._take(min((Symbols(self.whole.model, order) for order in orders), key=becomes), others)
        self._limit = max(LARGE, 3 * self.symbols.diagrams.size(self.reached[largest[-1]]))

    def tidy(self, others: Sets, *, is_done: bool = False) -> None:
        """Leaves behind the nodes that are of no use any more, if there are very many; keeps these sets and its own.

        Where the part is done with, fewer are too many.
        """
        if len(self.symbols.diagrams) > (UNTIDY // 10 if is_done else self._untidy):
            self._take(Symbols(self.whole.model, self.symbols.order), (others,))
            self._untidy = max(UNTIDY, 4 * len(self.symbols.diagrams))

    def _take(self, symbols: Symbols, others: Iterable[Sets]) -> None:
        """Goes on with other diagrams."""
        before = self.symbols
        arrows = self._arrows(symbols)  # before anything is changed: the work may be stopped meanwhile
        self.symbols, self.arrows = symbols, arrows
        for sets in (self.reached, *others):
            for point in sets.keys() & set(self.points):
                sets[point] = translated(sets[point], before, symbols)

    def _information(self, points: Iterable[Point]) -> Counter[tuple[int, int]]:
        """How much bits say about one another in the memories at some points."""
        found: Counter[tuple[int, int]] = Counter()
        for point in points:
            columns = sample(self.symbols.diagrams, self.reached[point], SAMPLES, Random(0))  # noqa: S311 - no secret
            by_bit = {self.symbols.order[level]: column for level, column in columns.items()}
            found.update(information(by_bit, SAMPLES))
        return found


def parts_of(whole: Slice) -> Iterator[Part]:
    """The parts of a slice, each after those that lead to it."""
    after = {point: list(dict.fromkeys(one.target for one in taken)) for point, taken in whole.out.items()}
    between: list[list[Point]] = []
    for component in reversed(components(after)):
        if len(component) == 1:
            between.append(component)
            continue
        if between:
            yield Part(whole, between)
            between = []
        yield Part(whole, [component])
    if between:
        yield Part(whole, between)
