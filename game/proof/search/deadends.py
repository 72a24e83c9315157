"""Dead ends: states of a play from which no ending can be come to any more.

A play that is in a dead end makes moves for ever, or has none left. Sooner or later it stays in one loop of the graph
of points and can never leave it. So it is asked of each loop by itself from which memories it cannot be left; whatever
comes after the loop does not matter, for there the same is asked again. These sets are small, and found backward
without knowing which memories can be come to. Then it is asked which of them can (`pursuit`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from game.play.formulas import ALWAYS, NEVER, Bit, Formula, Opposite
from game.play.step import State
from game.proof.diagrams.bdd import EVERYTHING, NOTHING
from game.proof.model.graph import Point
from game.proof.model.knowledge import all_of, any_of
from game.proof.model.lines import Assume
from game.proof.search.asked import Asked
from game.proof.search.parts import Part, Sets
from game.proof.search.reach import Search
from game.proof.search.symbols import Symbols


class DeadEnds:
    """The dead ends of a story, among all memories that may be thought of."""

    def __init__(self, search: Search) -> None:
        """Takes the search of a slice of the whole story; it need not have been run."""
        self._search = search
        self._model = search.whole.model
        self._scenes = self._model.rules.story.scenes

    @cached_property
    def safe(self) -> Sets:
        """For each point the memories from which an ending can be come to."""
        endings = {point: EVERYTHING for point in self._model.known if self._scenes[point.scene].ending}
        return self._search.backward(endings)

    def is_lost(self, state: State) -> bool:
        """Whether no ending can be come to from a state of play."""
        point = self._model.point_of(state, arrived=False)
        if point not in self._search.part_of:
            return False
        safe = self.safe.get(point, NOTHING)
        return safe != EVERYTHING and not self._search.part_of[point].symbols.has(safe, state.memory)

    def asks(self) -> Iterator[list[Asked]]:
        """For each scene how plays would be trapped there; if no play comes there so, none comes to a dead end.

        Of many scenes at once it would be as true, but what is asked of each is little.
        """
        for part in self._search.parts:
            for loop in part.loops:
                trapped = self._trapped(loop, part)
                by_scene: dict[str, list[Asked]] = {}
                for point in loop:
                    found = self._ask(point, part.symbols, trapped.get(point, NOTHING))
                    by_scene.setdefault(point.scene, []).extend(found)
                yield from filter(None, by_scene.values())

    def _trapped(self, loop: Sequence[Point], part: Part) -> Sets:
        """The memories from which a loop cannot be left, at the points where a play that is trapped comes by.

        At every point are those with which it cannot go on to another point of the loop. A play that always can must
        again and again go back to a point that comes earlier in the loop: there, it is all that cannot leave.
        """
        diagrams = part.symbols.diagrams
        free = self._free(loop, part)
        order = {point: number for number, point in enumerate(loop)}
        returned_to = {
            arrow.target
            for point in loop
            for arrow in part.arrows[point]
            if order.get(arrow.target, -1) == -1 or order[arrow.target] < order[point]
        }
        found: Sets = {}
        for point in loop:
            trapped = diagrams.negate(free[point])
            if point.is_arrival or trapped == NOTHING:
                continue
            if point not in returned_to and Point(point.scene, True, point.phase) not in returned_to:
                for arrow in part.arrows[point]:
                    if arrow.target != point:
                        trapped = diagrams.subtract(trapped, part.symbols.preimage(arrow, EVERYTHING))
            found[point] = trapped
        return found

    def _free(self, loop: Sequence[Point], part: Part) -> Sets:
        """The memories from which a loop can be left, or has an ending."""
        free = {point: EVERYTHING if self._scenes[point.scene].ending else NOTHING for point in loop}
        is_new = True
        while is_new:
            is_new = False
            for point in reversed(loop):
                before = free[point]
                for arrow in part.arrows[point]:
                    after = free.get(arrow.target, EVERYTHING)
                    if free[point] != EVERYTHING and after != NOTHING:
                        self._search.tick()
                        more = part.symbols.preimage(arrow, after)
                        free[point] = part.symbols.diagrams.disjoin(free[point], more)
                is_new |= free[point] != before
        return free

    def _ask(self, point: Point, symbols: Symbols, memories: int) -> Iterator[Asked]:
        line = (Assume(formula_of(symbols, memories)),)
        if memories != NOTHING and (run := self._model.runner.run(line, self._model.known[point])):
            yield Asked(point, line, run)


def formula_of(symbols: Symbols, memories: int) -> Formula:
    """The formula that holds in just these memories."""
    found: dict[int, Formula] = {NOTHING: NEVER, EVERYTHING: ALWAYS}
    for node, level, low, high in symbols.diagrams.bottom_up(memories):
        bit = Bit(symbols.order[level])
        found[node] = any_of(all_of(bit, found[high]), all_of(Opposite(bit), found[low]))
    return found[memories]
