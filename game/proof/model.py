"""The model of a story: the points that can be come to, the edges that can be taken, and what is known at each."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from game.play.formulas import Formula, Guard, holds
from game.play.rules import Rules
from game.play.step import State
from game.proof.graph import Edge, Extras, Graph, Point
from game.proof.knowledge import Formulator, Known
from game.proof.lines import Assume, Run, Runner
from game.proof.phases import phase_bits
from game.proof.ticks import Tick, never_stop
from game.proof.written import written


class Taken(NamedTuple):
    """An edge that can be taken, as it runs on what is known at its source."""

    edge: Edge
    run: Run
    source: Point
    target: Point


class Model:
    """What can be known of a story without searching it."""

    def __init__(self, rules: Rules, extras: Extras | None = None, tick: Tick = never_stop) -> None:
        self.rules = rules
        self.formulator = Formulator()
        self.extras = extras or Extras()
        answers = written(rules, self.formulator)
        self.runner = Runner(self.formulator, answers.free)
        self.inputs = self.runner.inputs
        self.graph = Graph(rules, self.formulator, self.extras, self.inputs, answers.moves)
        self.phases = phase_bits(rules, self.graph, self.runner, self.formulator)
        self._watched: list[tuple[int, Guard]] = [(slot.mask, holds(formula)) for slot, formula in self.extras.watches]
        self.known: dict[Point, Known] = {}
        """What is known at each point that may be come to."""
        self.out: dict[Point, list[Taken]] = {}
        """The edges that may be taken from each point."""
        run = self.runner.run(self.graph.beginning(), Known(self.inputs | self.extras.kept, rules.layout.start))
        assert run is not None, "nothing is assumed before the first arrival"
        self.beginning = run
        self.start = self.at(Point(rules.story.header.start, True), run)
        self._propagate(tick)

    def at(self, point: Point, run: Run) -> Point:
        """The copy of a point to which a run leads."""
        return point._replace(phase=run.end.value & self.phases[point.scene])

    def _propagate(self, tick: Tick) -> None:
        """Finds what is known at each point, by running edges until nothing less is known."""
        ranks = self.graph.ranks()
        places: dict[Point, _Place] = {}
        self.known[self.start] = self.beginning.end
        waiting = [(ranks[self.start.scene], self.start)]
        is_waiting = {self.start}
        while waiting:
            tick()
            _, point = heappop(waiting)
            is_waiting.discard(point)
            if point not in places:
                places[point] = _Place(self, point)
            for target, news in places[point].update(self.known[point]):
                before = self.known.get(target)
                after = news if before is None else before.join(news)
                if after != before:
                    self.known[target] = after
                    if target not in is_waiting:
                        is_waiting.add(target)
                        heappush(waiting, (ranks[target.scene], target))
        self.out = {point: place.taken(self.known[point]) for point, place in places.items()}
        self._copies: dict[Point, list[Point]] = {}
        self._written = dict.fromkeys(self.known, 0)
        for point, taken in self.out.items():
            self._copies.setdefault(point._replace(phase=0), []).append(point)
            for one in taken:
                self._written[one.target] |= one.run.written

    def point_of(self, state: State, *, arrived: bool) -> Point:
        """The point at which a state of play is."""
        return Point(state.scene, arrived, state.memory & self.phases[state.scene])

    def remembered(self, before: int, after: int) -> int:
        """The memory after a turn, with what is remembered of the one before, or from now on."""
        for mask, guard in self._watched:
            if mask & before or guard(after):
                after |= mask
        return after

    def copies(self, point: Point) -> Iterator[Point]:
        """The points that are copies of a point and may be come to."""
        yield from self._copies.get(point, ())

    def changed_at(self, formula: Formula) -> Iterator[Point]:
        """The points at which a formula may hold that did not hold one move before: enough to find it ever holding.

        That may be because the player can write down only from then on what the formula asks about.
        """
        reads = self.runner.touches((Assume(formula),))
        yield self.start
        for point, changed in self._written.items():
            if changed & reads and point != self.start:
                yield point


class _Place:
    """A point while it is being found out what is known there, with the edges out of it."""

    def __init__(self, model: Model, point: Point) -> None:
        self._model = model
        self._point = point
        scene = model.rules.story.scenes[point.scene]
        is_encounter = scene.confront is not None and scene.ending is None and not point.is_arrival
        teller = scene.confront.teller if scene.confront and is_encounter else ""
        self._claims = list(model.rules.transitions.claims_of_teller.get(teller, ()))
        graph = model.graph
        self._edges = [graph.from_arrival(point.scene)] if point.is_arrival else list(graph.choices(point.scene))
        self._edges += graph.misses(point.scene) if is_encounter else ()
        self._edges += () if point.is_arrival else graph.writings(point.scene)
        self._runs: list[Run | None] = []
        self._known = Known(0, 0)

    def update(self, known: Known) -> Iterator[tuple[Point, Known]]:
        """Takes in that less is known here; what is known therefore at the points that can be come to."""
        news = known.varies & ~self._known.varies
        self._known = known
        self._add_claims()
        runner = self._model.runner
        for number, edge in enumerate(self._edges):
            is_new = number >= len(self._runs)
            if is_new or runner.touches(edge.line) & news:
                self._runs[number:] = [runner.run(edge.line, known), *self._runs[number + 1 :]]
            if run := self._runs[number]:
                # What the edge does not touch is known less of at its end too.
                more = news & ~runner.touches(edge.line)
                yield self._model.at(edge.target, run), Known(run.end.varies | more, run.end.value & ~more)

    def _add_claims(self) -> None:
        """Adds the answers under claims that may stand here by now."""
        rules, formulator = self._model.rules, self._model.formulator
        for claim in list(self._claims):
            if formulator.can_hold(rules.transitions.standing(claim), self._known):
                self._claims.remove(claim)
                self._edges += self._model.graph.answers(self._point.scene, claim)

    def taken(self, known: Known) -> list[Taken]:
        """The edges that can be taken, as they run on what is known in the end."""
        runs = ((edge, self._model.runner.run(edge.line, known)) for edge in self._edges)
        at = self._model.at
        return [Taken(edge, run, self._point, at(edge.target, run)) for edge, run in runs if run is not None]
