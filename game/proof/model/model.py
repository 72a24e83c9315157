"""The model of a story: the points that can be come to, the edges that can be taken, and what is known at each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from game.play.formulas import Formula, Guard, bits, holds
from game.play.rules import Rules
from game.play.step import State
from game.proof.model.components import components
from game.proof.model.graph import Edge, Extras, Graph, Point, asked_by
from game.proof.model.knowledge import Formulator, Known, all_of, has_value, value_is
from game.proof.model.lines import Assume, Run, Runner
from game.proof.model.phases import phase_bits
from game.proof.model.written import written
from game.proof.ticks import Tick, never_stop


class Taken(NamedTuple):
    """An edge that can be taken, as it runs on what is known at its source."""

    edge: Edge
    run: Run
    source: Point
    target: Point


class Model:
    """What can be known of a story without searching it."""

    def __init__(
        self,
        rules: Rules,
        extras: Extras | None = None,
        tick: Tick = never_stop,
        like: Model | None = None,
        *,
        graph: Graph | None = None,
        is_written_out: bool = False,
    ) -> None:
        """A model `like` it, of the same story, in which nothing can happen that cannot happen here, saves time.

        The graph is made from the rules, unless there is one.
        """
        self.rules = rules
        self.tick = tick
        self.formulator: Formulator = like.formulator if like is not None else Formulator()
        self.extras = extras or Extras()
        self.asked: int = like.asked if like is not None else asked_by(rules, self.formulator, tick)
        """The bits that the conditions of the story ask about."""
        answers = written(rules, self.asked, is_written_out=is_written_out)
        is_alike = like is not None and not is_written_out
        self.runner: Runner = like.runner if like is not None and is_alike else Runner(self.formulator, answers.free)
        self.inputs = self.runner.inputs
        self.graph = graph or Graph(rules, self.formulator, self.extras, answers, tick, self.asked)
        self.phases: dict[str, int] = (
            like.phases if like is not None else phase_bits(rules, self.graph, self.runner, self.formulator, tick)
        )
        self._watched: list[tuple[int, Guard]] = [(slot.mask, holds(formula)) for slot, formula in self.extras.watches]
        self.known: dict[Point, Known] = {}
        """What is known at each point that may be come to."""
        if like is not None:
            kept = self.extras.kept
            self.known = {point: Known(known.varies | kept, known.value) for point, known in like.known.items()}
        self.out: dict[Point, list[Taken]] = {}
        """The edges that may be taken from each point."""
        self.drawn = rules.layout.mask(*rules.layout.draws)
        """The bits of what chance draws when a play begins."""
        varies = self.extras.kept | self.drawn  # and nothing is written down before the first arrival
        run = self.runner.run(self.graph.beginning(), Known(varies, rules.layout.start & ~self.drawn))
        assert run is not None, "nothing is assumed before the first arrival"
        self.beginning = run._replace(end=Known(run.end.varies | self.inputs, run.end.value & ~self.inputs))
        self.start = self.at(Point(rules.story.header.start, True), self.beginning.end)
        self._propagate(tick)

    @property
    def written_out(self) -> Model:
        """The same story with every answer that is asked about written by moves of its own: none may be any.

        It has more bits and more moves. But each of its routes is a play, with what is written down in it.
        """
        self._written_out.tick = self.tick
        return self._written_out

    @cached_property
    def _written_out(self) -> Model:
        return Model(self.rules, self.extras, self.tick, self, is_written_out=True) if self.inputs else self

    @cached_property
    def draws(self) -> Formula:
        """What holds of all that may be drawn: a value has a number that there is."""
        slots = self.rules.layout.slots
        several = [slots[name] for name in self.rules.layout.draws]
        return all_of(*(has_value(slot) for slot in several))

    @cached_property
    def into(self) -> dict[Point, list[Taken]]:
        """The edges that may be taken to each point."""
        found: dict[Point, list[Taken]] = {}
        for taken in self.out.values():
            for one in taken:
                found.setdefault(one.target, []).append(one)
        return found

    @cached_property
    def ranks(self) -> dict[Point, int]:
        """The points in an order in which loops come last from which others are come to."""
        loops = components({point: [one.target for one in taken] for point, taken in self.out.items()})
        points = (point for loop in loops for point in loop)
        return {point: number for number, point in enumerate(points)}

    def at(self, point: Point, known: Known) -> Point:
        """The copy of a point at which something is known: at least the bits by which its copies are told apart."""
        return point._replace(phase=known.value & self.phases[point.scene])

    def _propagate(self, tick: Tick) -> None:
        """Finds what is known at each point, by running edges until nothing less is known."""
        ranks = self.graph.ranks()
        places: dict[Point, _Place] = {}
        first = self.beginning.end
        self.known[self.start] = self.known[self.start].join(first) if self.start in self.known else first
        waiting = [(ranks[point.scene], point) for point in self.known]
        heapify(waiting)
        is_waiting = set(self.known)
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
        for point, place in places.items():
            tick()
            self.out[point] = place.taken(self.known[point])
        self._copies: dict[Point, list[Point]] = {}
        self._written = dict.fromkeys(self.known, 0)
        for point, taken in self.out.items():
            tick()
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

        That may be because the player can write down only from then on what the formula asks about: in the scene, and
        so not on arrival there, unless it is an ending.
        """
        reads = self.runner.touches((Assume(formula),))
        points = (point for point, changed in self._written.items() if changed & reads and point != self.start)
        is_written, scenes = reads & self.inputs, self.rules.story.scenes
        yield from dict.fromkeys(
            point._replace(is_arrival=False) if is_written and scenes[point.scene].ending is None else point
            for point in (self.start, *points)
        )


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
        self._runs: dict[int, Run | None] = {}
        """The edges, by their identity, as they run on what is known here."""
        self._known = Known(0, 0)

    def update(self, known: Known) -> Iterator[tuple[Point, Known]]:
        """Takes in that less is known here; what is known therefore at the points that can be come to."""
        news = known.varies & ~self._known.varies
        self._known = known
        self._add_claims()
        runner = self._model.runner
        number = 0
        while number < len(self._edges):
            edge = self._edges[number]
            if id(edge) not in self._runs or runner.touches(edge.line) & news:
                self._runs[id(edge)] = runner.run(edge.line, known)
            if run := self._runs[id(edge)]:
                # What the edge does not touch is known less of at its end too.
                more = news & ~runner.touches(edge.line)
                end = Known(run.end.varies | more, run.end.value & ~more)
                if open_bits := end.varies & self._model.phases[edge.target.scene]:
                    del self._runs[id(edge)]
                    self._edges[number : number + 1] = _told_apart(edge, open_bits)
                    continue
                yield self._model.at(edge.target, end), end
            number += 1

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
        return [Taken(edge, run, self._point, at(edge.target, run.end)) for edge, run in runs if run is not None]


def _told_apart(edge: Edge, mask: int) -> Iterator[Edge]:
    """An edge once for each value of some bits at its end: it leads to other copies of its target with each."""
    values = [0]
    for bit in bits(mask):
        values += [value | bit.mask for value in values]
    for value in values:
        yield edge._replace(line=(*edge.line, Assume(value_is(mask, value))))
