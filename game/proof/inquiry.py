"""An inquiry into a story: what can be come to, from where no ending can be, and how much there is of it.

What a play has come to needs no further proof. Only what no play has come to is searched for (`pursuit`), and what is
not there is proved not to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial

from game.play.rules import Rules
from game.proof.model.beginnings import Route
from game.proof.model.dated import dated
from game.proof.model.lines import Assume
from game.proof.model.model import Model
from game.proof.questions.breaks import breaks
from game.proof.questions.goals import Goal
from game.proof.questions.promises import Pledge, Pledges
from game.proof.questions.things import Goals
from game.proof.search.asked import Asked
from game.proof.search.deadends import DeadEnds
from game.proof.search.experience import Experience
from game.proof.search.near import far_from_endings
from game.proof.search.pursuit import Pursuit, Undecided
from game.proof.search.reach import Search
from game.proof.search.slices import Slice
from game.proof.search.still import out_of_reach
from game.proof.ticks import Tick, never_stop
from game.proof.trials.plays import Plays
from game.proof.trials.traces import Been

AT_ONCE = 4
"""So many plays are made that take what has been taken least, before it is seen whether more of them pay."""
EXPLORING = 1.0
"""They pay if they come to something for each so many turns for a scene."""
AIMING = 8.0
"""The same for plays that aim at one thing each; a search for it costs about as much as so many turns."""
MOST_ROUNDS = 9
"""How often it is tried to come to each goal by plays, before it is searched for, at most."""


class Inquiry:
    """What is asked of one story."""

    def __init__(self, rules: Rules, tick: Tick = never_stop, experience: Experience | None = None) -> None:
        self.rules = rules = dated(rules) if rules.story.accounts else rules
        self.tick = tick
        self.experience = experience or Experience(rules.layout)
        self.pledges = Pledges(rules)
        self.model = Model(rules, self.pledges.extras, tick)
        self.goals = list(Goals(rules, self.model.graph, tick))
        self.breaks = list(breaks(self.model))
        """That accounts break in episodes."""
        self.subjects = list(self.pledges.subjects())
        """What promises speak of."""
        self.pursuit = Pursuit(self.model, tick, experience=self.experience)
        self.plays = Plays(rules, self._all, self.model.graph, self.model.formulator)
        self._own: list[Sequence[Been]] = []
        """The plays that were known from the beginning."""
        self.found: set[Goal] = set()
        """The goals that a search has come to where no play had."""

    @property
    def _all(self) -> list[Goal]:
        return [*self.goals, *self.breaks, *self.subjects]

    def play(self, routes: Iterable[Route] = ()) -> None:
        """Makes plays: first these, then those that have helped before, then others, for what none has come to."""
        self._own = [self.plays.follow(route) for route in routes]
        for route in sorted(self.experience.plays, key=lambda route: [str(move) for move in route]):
            self.tick()
            self.plays.follow(route)
        while any(self._worth_a_try()) and self._pays(EXPLORING, [self.plays.explore] * AT_ONCE):
            pass
        for _ in range(MOST_ROUNDS):
            if not self._pays(AIMING, [partial(self.plays.aim, goal) for goal in self._worth_a_try()]):
                break

    def _pays(self, each: float, plays: Iterable[Callable[[], None]]) -> bool:
        """Makes plays; whether they have come to something for each so many turns for a scene of the story."""
        turns, met = self.plays.turns, len(self.plays.met)
        for play in plays:
            self.tick()
            play()
        return self.plays.turns - turns < each * len(self.rules.story.scenes) * (len(self.plays.met) - met)

    def _worth_a_try(self) -> Iterator[Goal]:
        """The goals that no play has come to, but for those of which it was proved before that none does."""
        for goal in self._all:
            self.tick()
            if not self.is_had(goal) and not self.experience.told(goal.name) and self.asked(goal):
                yield goal

    def remember(self) -> None:
        """Adds to the experience the plays that have come to something first, but for those that were known."""
        found, own = self.plays.first_to_meet(), set(map(id, self._own))
        self.experience.plays = [route for number, route in found.items() if number not in own]

    def is_had(self, goal: Goal) -> bool:
        """Whether some play has come to a goal."""
        return goal in self.plays.met or goal in self.found

    def asked(self, goal: Goal) -> list[Asked]:
        """Where a goal is asked about. Without any, nothing can come to it."""
        if goal.holds is not None:
            line = (Assume(goal.holds),)
            return [ask for point in self.model.changed_at(goal.holds) for ask in self.pursuit.asked_at(point, line)]
        return [ask for one in goal.asks for ask in self.pursuit.asked(one.point, one.line)]

    def settle(self, goals: Iterable[Goal] | None = None) -> Iterator[tuple[Goal, str]]:
        """Each goal that no play has come to: that it is `reached` after all, `never`, or still `open`."""
        telling = 0
        """The bits that have told the way to the last one that was reached: the next one mostly takes the same."""
        for goal in self.goals if goals is None else goals:
            if self.is_had(goal):
                continue
            self.tick()
            try:
                route = self.route(goal, is_shortest=False, seen=telling)
            except Undecided:
                yield goal, "open"
                continue
            if route is None:
                yield goal, "never"
                continue
            telling = self.pursuit.seen
            self.plays.follow(route)
            self.found.add(goal)
            yield goal, "reached"

    def route(self, goal: Goal, *, is_shortest: bool = True, seen: int = 0) -> Route | None:
        """The moves of a shortest route to a goal; None if no play comes to it. Raises Undecided.

        Any route will do if it need not be a shortest. `seen` are bits that are looked at from the first.
        """
        return self.pursuit.route(self.asked(goal), goal.name, is_shortest=is_shortest, seen=seen)

    def shown(self, goal: Goal) -> Route | None:
        """The moves of a play that comes to a goal; None if none does. Raises Undecided if none is found."""
        route = self.route(goal)
        if route is None:
            return None
        plays = Plays(self.rules, [goal], self.model.graph, self.model.formulator)
        plays.follow(route)
        if goal not in plays.met:
            raise Undecided
        return plays.met[goal].route

    @cached_property
    def search(self) -> Search:
        """The search of all that makes a difference to where a play may go."""
        return Search(Slice(self.model, ()), self.tick)

    @cached_property
    def dead_ends(self) -> DeadEnds:
        """The dead ends, whether any play comes there or not."""
        return DeadEnds(self.search)

    def traps(self, left_open: list[str] | None = None) -> Iterator[Route]:
        """Shortest routes to dead ends, each to another scene.

        Into `left_open` goes each scene of which it could not be decided whether plays are trapped in it; without it,
        raises Undecided.
        """
        for asks in self.dead_ends.asks():
            scene = asks[0].point.scene
            try:
                route = self.pursuit.route(asks, f"dead end: {scene}")
            except Undecided:
                if left_open is None:
                    raise
                left_open.append(scene)
                continue
            if route is not None:
                yield route

    def breach(self, pledge: Pledge) -> Route | None:
        """The moves of a shortest play that breaks a promise; None if it holds in every play. Raises Undecided."""
        if pledge.breach is not None:
            return self.route(pledge.breach)
        promise = pledge.promise
        assert promise.from_ is not None
        if promise.ending_within is not None:
            asks = far_from_endings(self.search, promise.from_, promise.ending_within)
            return self.pursuit.route(asks, f"ending near: {pledge.name}")
        formula, model, pursuit = self.rules.formulas.of(promise.can_still), self.model, self.pursuit
        if model.formulator.reads(formula) & model.inputs:
            model, pursuit = model.written_out, self.pursuit.written_out
        return pursuit.route(out_of_reach(model, promise.from_, formula, self.tick), f"can still: {pledge.name}")
