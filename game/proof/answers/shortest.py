"""A shortest route to each thing that a play can come to.

What stands in one place of the story is asked of much the same bits. So what has told how one thing there is come to is
looked at from the first when the next is asked for: that spares most of the searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from game.play.moves import Write
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import Route, told
from game.proof.model.graph import Point
from game.proof.model.knowledge import Known
from game.proof.questions.goals import Goal
from game.proof.search.pursuit import Asked, Pursuit, Undecided
from game.proof.trials.plays import Plays


class Shortest(NamedTuple):
    """A goal, and a route to it with all that is drawn; None if no play comes to it, or if that is open."""

    goal: Goal
    route: Route | None
    is_certain: bool = True
    """Whether no play comes to the goal in fewer moves. Not if something might be written down on the way."""
    is_open: bool = False
    """Whether a play may come to it, and none was found."""


def shortest(inquiry: Inquiry, goals: Iterable[Goal]) -> Iterator[Shortest]:
    """A shortest route to each of some goals of an inquiry, as far as one can be found; raises what its tick raises."""
    places: dict[frozenset[Point], list[tuple[Goal, list[Asked]]]] = {}
    for goal in goals:
        inquiry.tick()
        asks = inquiry.asked(goal)
        places.setdefault(frozenset(ask.point for ask in asks), []).append((goal, asks))
    seeker, left = _Seeker(inquiry), list[Goal]()
    for here in places.values():
        seeker.seen = 0
        for goal, asks in here:
            found = seeker.found(goal, asks)
            if found.is_open:
                left.append(goal)
            else:
                yield found
    if left:
        inquiry.play()  # for what has to be written down in several places
    for goal in left:
        came = inquiry.plays.met.get(goal)
        made = told(inquiry.rules, seeker.lessened(goal, came.route)) if came else None
        yield Shortest(goal, made, is_certain=False, is_open=made is None)


class _Seeker:
    """Seeks routes in one inquiry."""

    def __init__(self, inquiry: Inquiry) -> None:
        self._inquiry = inquiry
        self.seen = 0
        """The bits that have told how what was sought before is come to."""

    @cached_property
    def _unwritten(self) -> Pursuit:
        """Pursues what is asked in plays in which nothing is written down."""
        model = self._inquiry.model
        return Pursuit(model, self._inquiry.tick, given=Known(~model.inputs, 0))

    def found(self, goal: Goal, asks: list[Asked]) -> Shortest:
        """A shortest route to a goal."""
        try:
            route = self._inquiry.pursuit.route(asks, goal.name, seen=self.seen)
        except Undecided:
            return Shortest(goal, None, is_certain=False, is_open=True)
        if route is None:
            return Shortest(goal, None)
        self.seen |= self._inquiry.pursuit.seen
        made = self._made(goal, route)
        if made is not None and not any(isinstance(one, Write) for one in made):
            return Shortest(goal, made)
        tried = [one for one in (made, self._without_writing(goal, asks)) if one is not None]
        if not tried:
            return Shortest(goal, None, is_certain=False, is_open=True)
        return Shortest(goal, min(tried, key=len), is_certain=False)

    def _without_writing(self, goal: Goal, asks: list[Asked]) -> Route | None:
        """A play to a goal in which nothing is written down, if there is one."""
        try:
            route = self._unwritten.route(asks)
        except Undecided:
            return None
        return self._made(goal, route) if route is not None else None

    def _made(self, goal: Goal, route: Route) -> Route | None:
        """The route as a play that comes to the goal, with what has to be written down for it; None if none does."""
        plays = self._plays_to(goal)
        if not self._inquiry.show(plays, goal, route):
            return None
        return told(self._inquiry.rules, self.lessened(goal, plays.met[goal].route, Write))

    def _plays_to(self, goal: Goal) -> Plays:
        model = self._inquiry.model
        return Plays(self._inquiry.rules, [goal], model.graph, model.formulator)

    def lessened(self, goal: Goal, route: Route, kind: type = object) -> Route:
        """A play to a goal without those of its moves, of some kind, that can be left out one after the other."""
        number = len(route)
        while number:
            number -= 1
            if isinstance(route[number], kind):
                self._inquiry.tick()
                plays = self._plays_to(goal)
                plays.follow((*route[:number], *route[number + 1 :]))
                if goal in plays.met:
                    route = plays.met[goal].route
                    number = min(number, len(route))
        return route
