"""Slices: the story as far as some questions need it (Weiser, "Program Slicing", ICSE 1981).

A bit is a variable at a point only if it may differ there from play to play (`knowledge`) and if something that can
still come asks about it: it is live (Aho, Lam, Sethi and Ullman, "Compilers", 9.2.5). Of thousands of bits in a
memory, that leaves some dozens at each point. It is what makes the proof possible; the rest only makes it fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from game.proof.model.graph import Point
from game.proof.model.lines import Assume, Run
from game.proof.model.model import Model, Taken
from game.proof.search.scopes import once_only, regions
from game.proof.search.sight import Sight


class Slice:
    """A model with the variables of each point, for some questions: lines that may be taken at points."""

    def __init__(
        self,
        model: Model,
        asks: Iterable[tuple[Point, Run]],
        *,
        only: bool = False,
        after: Iterable[Point] = (),
        seen: int | None = None,
        sight: Sight | None = None,
    ) -> None:
        """With `only`, the slice has no points but those from which something that is asked can be come to.

        With `seen`, it has no variables but these bits, as `sight` sees them: more may be possible in it than in the
        story, never less.
        """
        self.model = model
        self.seen = seen
        self._sight = sight or Sight(model.formulator)
        self.asked: dict[Point, list[Run]] = {}
        for point, run in asks:
            self.asked.setdefault(point, []).append(self.as_seen(run))
        points = _leading_to(self.asked, model.out) if only else set(model.known)
        if starts := list(after):
            points &= _led_to(starts, model.out)
        self.known = {point: known for point, known in model.known.items() if point in points}
        self.out = {point: [one for one in model.out[point] if one.target in points] for point in self.known}
        self.live = dict.fromkeys(self.known, 0)
        """The variables at each point: bits that vary, and that something still asks about."""
        if seen is not None:
            self.out = {
                point: [one._replace(run=self.as_seen(one.run)) for one in taken] for point, taken in self.out.items()
            }
        self._find_live()
        if seen is None:
            self._localise()

    def as_seen(self, run: Run) -> Run:
        """What is left of a run if only the bits of the slice are seen."""
        self.model.tick()
        return run if self.seen is None else self._sight.of(run, self.seen)

    def _find_live(self) -> None:
        incoming: dict[Point, list[Point]] = {point: [] for point in self.known}
        for point, taken in self.out.items():
            for one in taken:
                incoming[one.target].append(point)
        waiting = dict.fromkeys(reversed(self.known))
        while waiting:
            self.model.tick()
            point = next(iter(waiting))
            del waiting[point]
            live = self.live[point] | self._live_at(point)
            if live != self.live[point]:
                self.live[point] = live
                waiting.update(dict.fromkeys(incoming[point]))

    def _live_at(self, point: Point) -> int:
        live = 0
        for run in self.asked.get(point, ()):
            live |= self.before(run, 0)
        for one in self.out[point]:
            if not self.is_idle(one):
                live |= self.before(one.run, self.live[one.target])
        return live & self.known[point].varies & ~self.model.inputs

    def is_idle(self, taken: Taken) -> bool:
        """Whether an edge leaves everything as it was, as far as anything can tell that still comes."""
        return taken.source == taken.target and not taken.run.written & self.live[taken.target]

    def before(self, run: Run, live: int) -> int:
        """The bits that are live before a run if these are live after it."""
        formulator = self.model.formulator
        live &= run.end.varies
        for step in reversed(run.steps):
            if isinstance(step, Assume):
                live |= formulator.reads(step.formula)
            elif step.bits & live:
                live = live & ~step.always | step.reads(formulator)
        return live

    def reads(self, run: Run, live: int) -> int:
        """The bits that a run asks about, if these are live after it."""
        formulator = self.model.formulator
        found = 0
        live &= run.end.varies
        for step in reversed(run.steps):
            if isinstance(step, Assume):
                found |= formulator.reads(step.formula)
            elif step.bits & (live | found):
                found |= step.reads(formulator)
        return found

    def _localise(self) -> None:
        """Forgets at each point the bits that matter only in a part of the story that is entered only once."""
        reads = {point: self._reads_at(point) for point in self.known}
        for name, inside in self._regions():
            self.model.tick()
            outside = self.live.keys() - inside
            matters = self.model.beginning.end.varies  # outside is not known what these are
            for point in outside:
                matters |= reads[point]
                for one in self.out[point]:
                    if one.target not in inside or once_only(self.model.rules, one.edge) != name:
                        matters |= one.run.written
            for point in outside:
                local = self.live[point] & ~matters
                self.live[point] &= matters
                self.known[point] = self.known[point].given(local, self.model.beginning.end.value & local)
        runner = self.model.runner
        for point, taken in self.out.items():
            self.model.tick()
            runs = [(one, runner.run(one.edge.line, self.known[point])) for one in taken]
            self.out[point] = [one._replace(run=run) for one, run in runs if run is not None]

    def _regions(self) -> Iterator[tuple[str, set[Point]]]:
        """The parts of the story that are entered only once, each with the choice that enters it."""
        model = self.model
        return regions(model.start, self._targets(), model.tick) if model.start in self.known else iter(())

    def _reads_at(self, point: Point) -> int:
        """The bits that are asked about at a point."""
        found = 0
        for run in self.asked.get(point, ()):
            found |= self.reads(run, 0)
        for one in self.out[point]:
            if not self.is_idle(one):
                found |= self.reads(one.run, self.live[one.target])
        return found

    def _targets(self) -> dict[Point, dict[Point, set[str | None]]]:
        """For each point those after it, each with the choices that lead there if they can be taken only once."""
        found: dict[Point, dict[Point, set[str | None]]] = {point: {} for point in self.out}
        for point, taken in self.out.items():
            for one in taken:
                found[point].setdefault(one.target, set()).add(once_only(self.model.rules, one.edge))
        return found


def _leading_to(goals: Iterable[Point], out: Mapping[Point, Iterable[Taken]]) -> set[Point]:
    """The points from which edges lead to some points."""
    before: dict[Point, list[Point]] = {}
    for point, taken in out.items():
        for one in taken:
            before.setdefault(one.target, []).append(point)
    return _closed(goals, lambda point: before.get(point, ()))


def _led_to(starts: Iterable[Point], out: Mapping[Point, Iterable[Taken]]) -> set[Point]:
    """The points to which edges lead from some points."""
    return _closed(starts, lambda point: (one.target for one in out[point]))


def _closed(points: Iterable[Point], nexts: Callable[[Point], Iterable[Point]]) -> set[Point]:
    found = set(points)
    waiting = list(found)
    while waiting:
        for point in nexts(waiting.pop()):
            if point not in found:
                found.add(point)
                waiting.append(point)
    return found
