"""How near an ending is: in how many turns one can be come to from a scene, at the least."""

from __future__ import annotations

from game.proof.deadends import formula_of
from game.proof.diagrams import EVERYTHING, NOTHING
from game.proof.graph import Point
from game.proof.lines import Assume
from game.proof.model import Model
from game.proof.pursuit import Asked
from game.proof.reach import Search
from game.proof.routes import within


def far_from_endings(search: Search, scene: str, turns: int) -> list[Asked]:
    """Asks for an arrival in a scene from which no ending can be come to in so many turns.

    The search is of a slice of the whole story, and need not have been run. What the player writes down is no turn.
    """
    model = search.whole.model
    arrivals = list(model.copies(Point(scene, True)))
    scope = _after(model, arrivals, turns)
    endings = {point: EVERYTHING for point in scope if model.rules.story.scenes[point.scene].ending}
    near = within(search, endings, turns, scope)
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
