"""A shortest route to each thing that a play can come to.

What stands in one place of the story is asked of much the same bits. So what has told how one thing there is come to is
looked at from the first when the next is asked for: that spares most of the searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import Route, told
from game.proof.model.graph import Point
from game.proof.questions.goals import Goal
from game.proof.search.asked import Asked
from game.proof.search.pursuit import Undecided


class Shortest(NamedTuple):
    """A goal, and a route to it with all that is drawn; None if no play comes to it, or if that is open."""

    goal: Goal
    route: Route | None
    is_certain: bool = True
    """Whether no play comes to the goal in fewer moves, what is written down among them. Not if it was not decided."""
    is_open: bool = False
    """Whether a play may come to it, and none was found."""


def shortest(inquiry: Inquiry, goals: Iterable[Goal]) -> Iterator[Shortest]:
    """A shortest route to each of some goals of an inquiry, as far as one can be found; raises what its tick raises."""
    places: dict[frozenset[Point], list[tuple[Goal, list[Asked]]]] = {}
    for goal in goals:
        inquiry.tick()
        asks = inquiry.asked(goal)
        places.setdefault(frozenset(ask.point for ask in asks), []).append((goal, asks))
    left: list[Goal] = []
    for here in places.values():
        seen = 0
        for goal, asks in here:
            try:
                route = inquiry.pursuit.route(asks, goal.name, seen=seen)
            except Undecided:
                left.append(goal)
                continue
            seen |= inquiry.pursuit.seen if route is not None else 0
            yield Shortest(goal, told(inquiry.rules, route) if route is not None else None)
    if left:
        inquiry.play()  # a play may come to it all the same
    for goal in left:
        came = inquiry.plays.met.get(goal)
        made = told(inquiry.rules, came.route) if came else None
        yield Shortest(goal, made, is_certain=False, is_open=made is None)
