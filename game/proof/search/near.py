"""Distances to an ending: in how many turns, at the least, one can be come to from a scene."""

from __future__ import annotations

from collections.abc import Collection

from game.proof.diagrams.bdd import EVERYTHING, NOTHING
from game.proof.model.graph import Point
from game.proof.model.lines import Assume
from game.proof.model.model import Model
from game.proof.search.asked import Asked
from game.proof.search.deadends import formula_of
from game.proof.search.parts import Sets
from game.proof.search.reach import Search
from game.proof.search.symbols import Arrow, translated

_Incoming = dict[Point, list[tuple[Point, Arrow]]]
"""For each point the arrows that lead to it, each with the point from which it does."""


def far_from_endings(search: Search, scene: str, turns: int) -> list[Asked]:
    """Asks for an arrival in a scene from which no ending can be come to in so many turns.

    The search is of a slice of the whole story, and need not have been run. What the player writes down is no turn.
    """
    model = search.whole.model
    arrivals = list(model.copies(Point(scene, True)))
    scope = _after(model, arrivals, turns)
    endings = {point: EVERYTHING for point in scope if model.rules.story.scenes[point.scene].ending}
    near = _within(search, endings, turns, scope)
    asks = []
    for point in arrivals:
        symbols = search.part_of[point].symbols
        far = symbols.diagrams.negate(near.get(point, NOTHING))
        line = (Assume(formula_of(symbols, far)),)
        if far != NOTHING and (run := model.runner.run(line, model.known[point])):
            asks.append(Asked(point, line, run))
    return asks


def _after(model: Model, points: list[Point], turns: int) -> set[Point]:
    """The points that can be come to from some points in so many turns, as far as edges tell."""
    found = set(points)
    layer = set(points)
    for number in range(turns + 1):
        layer |= {one.target for point in layer if point.is_arrival for one in model.out[point]}
        found |= layer
        if number < turns:
            layer = {one.target for point in layer if not point.is_arrival for one in model.out[point]} - found
    return found


def _within(search: Search, goals: Sets, turns: int, scope: Collection[Point]) -> Sets:
    """The memories at some points from which a goal can be come to in so many turns, by way of these points alone."""
    turning: _Incoming = {}
    others: _Incoming = {}
    for point in scope:
        for arrow in search.part_of[point].arrows[point]:
            if arrow.target in scope:
                (turning if arrow.is_turn else others).setdefault(arrow.target, []).append((point, arrow))
    near: Sets = {}
    new = _without(search, goals, near)
    for number in range(turns + 1):
        layer: Sets = {}
        while new:
            _add(search, layer, new)
            new = _without(search, _before(search, new, others), near)
        if number < turns:
            new = _without(search, _before(search, layer, turning), near)
    return near


def _before(search: Search, layer: Sets, incoming: _Incoming) -> Sets:
    """The memories that one of some arrows leads into a layer."""
    found: Sets = {}
    for target, memories in layer.items():
        for point, arrow in incoming.get(target, ()):
            search.tick()
            symbols = search.part_of[point].symbols
            after = translated(memories, search.part_of[target].symbols, symbols)
            before = symbols.preimage(arrow, after)
            found[point] = symbols.diagrams.disjoin(found.get(point, NOTHING), before)
    return found


def _add(search: Search, sets: Sets, more: Sets) -> None:
    """Adds memories to those of some sets."""
    for point, memories in more.items():
        diagrams = search.part_of[point].symbols.diagrams
        sets[point] = diagrams.disjoin(sets.get(point, NOTHING), memories)


def _without(search: Search, sets: Sets, near: Sets) -> Sets:
    """What of some sets is not near already; from now on it is."""
    new: Sets = {}
    for point, memories in sets.items():
        diagrams = search.part_of[point].symbols.diagrams
        known = near.get(point, NOTHING)
        fresh = diagrams.subtract(memories, known)
        if fresh != NOTHING:
            new[point] = fresh
            near[point] = diagrams.disjoin(known, fresh)
    return new
