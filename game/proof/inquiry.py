"""An inquiry into a story: what can be come to, from where no ending can be, and how much there is of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from game.play.rules import Rules
from game.play.step import begin
from game.proof.diagrams import NOTHING
from game.proof.goals import Goal, Goals
from game.proof.graph import Point
from game.proof.lines import Assume, Run, Step
from game.proof.model import Model
from game.proof.parts import Orders, Sets
from game.proof.plays import Plays
from game.proof.reach import Search, Tick, never_stop
from game.proof.routes import Route, measure
from game.proof.slices import Slice

PLAYS = 30
"""How many plays are made before anything is searched for."""
MOST_MORE = 12
"""How many bits are remembered at once that only some text asks about."""


class Asked(NamedTuple):
    """A line that may be taken at a point, and how it runs there."""

    point: Point
    line: tuple[Step, ...]
    run: Run


class Inquiry:
    """What is asked of one story."""

    def __init__(self, rules: Rules, tick: Tick = never_stop, plays: int = PLAYS) -> None:
        self.rules = rules
        self._tick = tick
        self.model = Model(rules)
        self.goals = list(Goals(rules, self.model.graph))
        self.asked = {goal: self._asks_of(goal) for goal in self.goals}
        trying = Plays(rules, self.goals, self.model.formulator)
        for _ in range(plays):
            trying.explore()
        self.met = trying.met
        """The goals that some play has come to, each with its moves."""
        self.core = Slice(self.model, ())
        self.orders: Orders = {}
        self.search = Search(self.core, self.orders, tick)

    def _asks_of(self, goal: Goal) -> list[Asked]:
        """Where a goal is asked about. Without any, nothing can come to it."""
        asks: list[tuple[Point, tuple[Step, ...]]] = []
        if goal.holds is not None:
            line = (Assume(goal.holds),)
            asks += ((point, line) for point in self.model.changed_at(goal.holds))
        asks += ((point, ask.line) for ask in goal.asks for point in self.model.copies(ask.point))
        runs = ((point, line, self.model.runner.run(line, self.model.known[point])) for point, line in asks)
        return [Asked(point, line, run) for point, line, run in runs if run is not None]

    def run(self) -> None:
        """Searches."""
        self.search.forward()

    def never(self) -> Iterator[Goal]:
        """The goals that no play comes to, in the order of the story."""
        left = [goal for goal in self.goals if goal not in self.met and not self._is_had(goal)]
        possible = [goal for goal in left if any(map(self._may_be, self.asked[goal]))]
        had = {goal for batch in self._batches(possible) for goal in self._decided(batch)}
        yield from (goal for goal in left if goal not in had)

    def _is_had(self, goal: Goal) -> bool:
        """Whether a goal is had by what the search of the core can tell exactly."""
        return any(self._may_be(ask) for ask in self.asked[goal] if not self._forgotten(ask))

    def _forgotten(self, ask: Asked) -> int:
        """The bits that are asked about and that the core does not remember."""
        live = self.core.live[ask.point] | self.model.inputs
        return self.core.before(ask.run, 0) & self.core.known[ask.point].varies & ~live

    def _may_be(self, ask: Asked) -> bool:
        """Whether it may be, if what the core does not remember could be anything."""
        return _holds(self.search, ask)

    def _batches(self, goals: Iterable[Goal]) -> Iterator[list[Goal]]:
        """The goals in groups for each of which not much more than the core has to be remembered."""
        batch: list[Goal] = []
        bits = 0
        order = {point: number for number, point in enumerate(self.model.known)}
        for goal in sorted(goals, key=lambda goal: max(order[ask.point] for ask in self.asked[goal])):
            more = 0
            for ask in self.asked[goal]:
                more |= self._forgotten(ask)
            if batch and (bits | more).bit_count() > MOST_MORE:
                yield batch
                batch, bits = [], 0
            batch.append(goal)
            bits |= more
        if batch:
            yield batch

    def _decided(self, goals: Sequence[Goal]) -> list[Goal]:
        """Those of some goals that some play comes to, by a search that remembers all that they ask about."""
        asks = ((ask.point, ask.run) for goal in goals for ask in self.asked[goal])
        search = Search(Slice(self.model, asks, only=True), self.orders, self._tick)
        search.forward()
        return [goal for goal in goals if any(_holds(search, ask) for ask in self.asked[goal])]

    def route(self, goal: Goal) -> Route | None:
        """The moves of a shortest route to a goal; None if there is none."""
        return self._routes([goal])[goal]

    def _routes(self, goals: Sequence[Goal]) -> dict[Goal, Route | None]:
        """A shortest route to each of some goals."""
        asks = [ask for goal in goals for ask in self.asked[goal]]
        search = Search(Slice(self.model, ((ask.point, ask.run) for ask in asks), only=True), {}, self._tick)
        return {goal: self._shortest(search, self.asked[goal]) for goal in goals}

    def _shortest(self, search: Search, asks: Iterable[Asked]) -> Route | None:
        sets: Sets = {}
        for ask in asks:
            if ask.point not in search.part_of:
                continue
            symbols = search.part_of[ask.point].symbols
            run = self.model.runner.run(ask.line, search.whole.known[ask.point])
            if run is not None:
                memories = symbols.passable(run)
                sets[ask.point] = symbols.diagrams.disjoin(sets.get(ask.point, NOTHING), memories)
        found = measure(search, sets)
        return None if found is None else found.route(self.rules, begin(self.rules).state)

    def traps(self) -> Sets:
        """The memories with which a play can be at a point, and from which no ending can be come to."""
        scenes = self.rules.story.scenes
        endings = {point: self.search.reached(point) for point in self.model.known if scenes[point.scene].ending}
        safe = self.search.backward(endings)
        found = {}
        for point in self.model.known:
            diagrams = self.search.part_of[point].symbols.diagrams
            trapped = diagrams.subtract(self.search.reached(point), safe.get(point, NOTHING))
            if trapped != NOTHING:
                found[point] = trapped
        return found

    def states(self) -> int:
        """How many states there are, as far as they make a difference to where a play may go."""
        return sum(self.count(point, self.search.reached(point)) for point in self.model.known if not point.is_arrival)

    def count(self, point: Point, memories: int) -> int:
        """How many memories at a point are in a set."""
        symbols = self.search.part_of[point].symbols
        return symbols.diagrams.count(memories, symbols.levels(self.core.live[point]))


def _holds(search: Search, ask: Asked) -> bool:
    """Whether some play that the search has found can take a line at a point."""
    if ask.point not in search.part_of:
        return False
    run = search.whole.model.runner.run(ask.line, search.whole.known[ask.point])
    symbols = search.part_of[ask.point].symbols
    return run is not None and symbols.passing(run, search.reached(ask.point)) != NOTHING
