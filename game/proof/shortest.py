"""A shortest route to each thing that a play can come to.

What stands in one place of the story is asked of much the same bits. So what has told how one thing there is come to is
looked at from the first when the next is asked for: that spares two searches of three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.play.step import begin
from game.proof.beginnings import told
from game.proof.goals import Goal
from game.proof.graph import Point
from game.proof.inquiry import Inquiry
from game.proof.plays import Plays
from game.proof.pursuit import Asked, Undecided
from game.proof.routes import Route, with_writings


class Shortest(NamedTuple):
    """A goal, and a shortest route to it with all that is drawn; None if no play comes to it, or if that is open.

    No play makes fewer moves before it comes to the goal, but for what may be written down, which takes no turn.
    """

    goal: Goal
    route: Route | None
    is_open: bool = False
    """Whether a play may come to it, and no shortest one was found."""


def shortest(inquiry: Inquiry, goals: Iterable[Goal]) -> Iterator[Shortest]:
    """A shortest route to each of some goals of an inquiry, as far as one can be found; raises what its tick raises."""
    places: dict[frozenset[Point], list[tuple[Goal, list[Asked]]]] = {}
    for goal in goals:
        inquiry.tick()
        asks = inquiry.asked(goal)
        places.setdefault(frozenset(ask.point for ask in asks), []).append((goal, asks))
    for here in places.values():
        told_here = 0
        for goal, asks in here:
            try:
                route = inquiry.pursuit.route(asks, goal.name, seen=told_here)
            except Undecided:
                yield Shortest(goal, None, is_open=True)
                continue
            told_here |= inquiry.pursuit.seen if route is not None else 0
            made = _made(inquiry, goal, route) if route is not None else None
            yield Shortest(goal, made, is_open=route is not None and made is None)


def _made(inquiry: Inquiry, goal: Goal, route: Route) -> Route | None:
    """The route as a play that comes to the goal, with what has to be written down for it; None if there is none."""
    plays = Plays(inquiry.rules, [goal], inquiry.model.graph, inquiry.model.formulator)
    tried = [route]
    plays.follow(route)
    if goal not in plays.met:
        tried += with_writings(inquiry.rules, begin(inquiry.rules).state, route, inquiry.inputs_of(goal))
    for one in tried:
        inquiry.tick()
        plays.follow(one)
        if goal in plays.met:
            return told(inquiry.rules, plays.met[goal].route)
    return None
