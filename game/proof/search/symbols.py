"""From formulas and runs to diagrams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from game.play.formulas import All, Among, Any, Bit, Compare, Formula, Opposite, bits
from game.play.moves import Write
from game.proof.diagrams.bdd import EVERYTHING, NOTHING
from game.proof.diagrams.packages import new_diagrams
from game.proof.diagrams.plans import Plan, plan
from game.proof.model.graph import Point
from game.proof.model.lines import Assume, Run
from game.proof.model.model import Model, Taken
from game.story.conditions import COMPARISONS


class Branch(NamedTuple):
    """One of the cases of a change: the memories in which it is the case, and what happens to them."""

    when: int
    plan: Plan


class Arrow(NamedTuple):
    """What an edge does to sets of memories: those that `guard` lets pass are changed by one change after another."""

    target: Point
    guard: int
    changes: tuple[tuple[Branch, ...], ...]
    plan: Plan
    """At the end: the bits that get a value in every play, and those that nothing asks about any more."""
    inputs: tuple[int, ...]
    """The levels that the player is free to choose: what passes for some value of them passes."""
    is_turn: bool
    """Whether a promise counts it: neither going on from an arrival nor writing something down is a turn."""


_SAME = Plan((), ())


class Symbols:
    """Diagrams with one order of bits, made of the formulas and runs of a model."""

    def __init__(self, model: Model, order: Sequence[int]) -> None:
        self._model = model
        self._formulator = model.formulator
        self.order = list(order)
        self.diagrams = new_diagrams(len(order))
        self._level = {bit: level for level, bit in enumerate(order)}
        self._known: dict[int, tuple[Formula, int]] = {}

    def level(self, bit: int) -> int:
        """The level of a bit. One that nobody has thought of is asked about last."""
        level = self._level.get(bit)
        if level is None:
            level = self._level[bit] = self.diagrams.deepen()
            self.order.append(bit)
        return level

    def levels(self, mask: int) -> list[int]:
        """The levels of the bits of a mask."""
        return [self.level(bit.mask) for bit in bits(mask)]

    def mask_of(self, levels: Iterable[int]) -> int:
        """The bits of some levels."""
        return sum(self.order[level] for level in levels)

    def has(self, memories: int, memory: int) -> bool:
        """Whether a memory, as it is in play, is in a set."""
        return self.diagrams.has(memories, lambda level: memory & self.order[level])

    def cube(self, mask: int, value: int) -> int:
        """The memories in which the bits of a mask have these values."""
        return self.diagrams.cube(self._fixed(mask, value))

    def holding(self, formula: Formula) -> int:
        """The memories in which a formula holds. The bits of inputs are bits like others."""
        known = self._known.get(id(formula))
        if known is None:
            known = self._known[id(formula)] = (formula, self._make(formula))
        return known[1]

    def _make(self, formula: Formula) -> int:
        diagrams = self.diagrams
        match formula:
            case Bit(mask):
                return diagrams.bit(self.level(mask))
            case Opposite(inside):
                return diagrams.negate(self.holding(inside))
            case All(parts):
                found = EVERYTHING
                for part in sorted(map(self.holding, parts), reverse=True):
                    found = diagrams.conjoin(found, part)
                return found
            case Any(parts):
                found = NOTHING
                for part in sorted(map(self.holding, parts), reverse=True):
                    found = diagrams.disjoin(found, part)
                return found
            case Among(parts, comparison, number):
                return self._among([self.holding(part) for part in parts], comparison, number)
            case Compare():
                raise AssertionError("what is simplified compares nothing")

    def _among(self, parts: list[int], comparison: str, number: int) -> int:
        """The memories in so many of the sets: counted part by part, with a set for each count so far."""
        counts = [EVERYTHING]
        for part in parts:
            more = [NOTHING, *(self.diagrams.conjoin(count, part) for count in counts)]
            less = [*(self.diagrams.subtract(count, part) for count in counts), NOTHING]
            counts = [self.diagrams.disjoin(one, other) for one, other in zip(more, less, strict=True)]
        found = NOTHING
        for count, memories in enumerate(counts):
            if COMPARISONS[comparison](count, number):
                found = self.diagrams.disjoin(found, memories)
        return found

    def opening(self, run: Run, live: int) -> Arrow:
        """What happens before the first arrival to what is drawn, if these are the variables there."""
        return self.arrow_of(run, self._model.drawn, live, self._model.start, is_turn=False)

    def beginning(self, opening: Arrow) -> int:
        """The memories with which a play can come to its first arrival, whatever is drawn."""
        return self.image(opening, self.holding(self._model.draws))

    def drawing(self, opening: Arrow, memories: int) -> int:
        """What can be drawn for a play to come to its first arrival with some memories."""
        return self.diagrams.conjoin(self.holding(self._model.draws), self.preimage(opening, memories))

    def arrow(self, taken: Taken, source: int, target: int) -> Arrow:
        """What an edge does to sets of memories, between points with these variables."""
        is_turn = taken.edge.move is not None and not isinstance(taken.edge.move, Write)
        return self.arrow_of(taken.run, source, target, taken.target, is_turn=is_turn)

    def arrow_of(self, run: Run, source: int, target: int, to: Point, *, is_turn: bool) -> Arrow:
        """The arrow of a run between points with these variables."""
        changes, used = self._changes(run, target)
        guard = EVERYTHING
        while changes and changes[0][0].plan is _SAME:
            guard = self.diagrams.conjoin(guard, changes.pop(0)[0].when)
        inputs = self._inputs(run)
        if not changes:
            guard, inputs = self.diagrams.forget(guard, inputs), ()
        forgotten = ((level, None) for level in (*self.levels((source | used) & ~target), *inputs))
        fixed = self._fixed(target & ~run.end.varies, run.end.value)
        return Arrow(to, guard, tuple(changes), plan((*forgotten, *fixed)), inputs, is_turn)

    def _inputs(self, run: Run) -> tuple[int, ...]:
        """The levels of what a run asks the player for."""
        found = 0
        for step in run.steps:
            found |= self._formulator.reads(step.formula) if isinstance(step, Assume) else step.reads(self._formulator)
        return tuple(self.levels(found & self._model.inputs))

    def _changes(self, run: Run, live: int) -> tuple[list[tuple[Branch, ...]], int]:
        """The steps of a run that matter if these bits are live after it, and the bits that they change."""
        found: list[tuple[Branch, ...]] = []
        live &= run.end.varies
        used = 0
        for step in reversed(run.steps):
            if isinstance(step, Assume):
                found.append((Branch(self.holding(step.formula), _SAME),))
                live |= self._formulator.reads(step.formula)
            elif step.bits & live:
                fixed = [plan(self._fixed(case.bits & live, case.value)) for case in step.cases]
                found.append(
                    tuple(Branch(self.holding(case.when), own) for case, own in zip(step.cases, fixed, strict=True))
                )
                used |= step.bits & live
                live = live & ~step.always | step.reads(self._formulator)
        found.reverse()
        return found, used

    def _fixed(self, mask: int, value: int) -> Iterator[tuple[int, int]]:
        for bit in bits(mask):
            yield self.level(bit.mask), int(bool(value & bit.mask))

    def passing(self, run: Run, memories: int) -> int:
        """What of a set of memories passes a run: those that it ends with, as far as it asks about them."""
        for branches in self._changes(run, 0)[0]:
            memories = self._change(branches, memories)
        return memories

    def passable(self, run: Run) -> int:
        """The memories that pass a run."""
        return self.diagrams.forget(self._unchange(self._changes(run, 0)[0], EVERYTHING), self._inputs(run))

    def _unchange(self, changes: Sequence[tuple[Branch, ...]], memories: int) -> int:
        for branches in reversed(changes):
            before = NOTHING
            for branch in branches:
                part = self.diagrams.conjoin(branch.when, self.diagrams.restrict(memories, branch.plan))
                before = self.diagrams.disjoin(before, part)
            memories = before
        return memories

    def _change(self, branches: tuple[Branch, ...], memories: int) -> int:
        changed = NOTHING
        for branch in branches:
            part = self.diagrams.assign(self.diagrams.conjoin(memories, branch.when), branch.plan)
            changed = self.diagrams.disjoin(changed, part)
        return changed

    def image(self, arrow: Arrow, memories: int) -> int:
        """What an arrow makes of a set of memories."""
        diagrams = self.diagrams
        memories = diagrams.conjoin(memories, arrow.guard)
        for branches in arrow.changes:
            memories = self._change(branches, memories)
        return diagrams.assign(memories, arrow.plan)

    def preimage(self, arrow: Arrow, memories: int) -> int:
        """What an arrow makes a set of memories of."""
        before = self._unchange(arrow.changes, self.diagrams.restrict(memories, arrow.plan))
        return self.diagrams.forget(self.diagrams.conjoin(before, arrow.guard), arrow.inputs)


def translated(memories: int, source: Symbols, target: Symbols) -> int:
    """The same set of memories in another order of bits."""
    if source is target:
        return memories
    diagrams = target.diagrams
    known = {NOTHING: NOTHING, EVERYTHING: EVERYTHING}
    for node, level, low, high in source.diagrams.bottom_up(memories):
        known[node] = diagrams.choose(diagrams.bit(target.level(source.order[level])), known[high], known[low])
    return known[memories]
