"""What can still come about: whether something can be made to hold from a scene on, whatever came before."""

from __future__ import annotations

from game.play.formulas import Formula
from game.proof.diagrams.bdd import NOTHING
from game.proof.model.graph import Point
from game.proof.model.lines import Assume, Step
from game.proof.model.model import Model
from game.proof.search.asked import Asked, asked_at
from game.proof.search.deadends import formula_of
from game.proof.search.parts import Sets
from game.proof.search.reach import Search
from game.proof.search.slices import Slice
from game.proof.ticks import Tick


def out_of_reach(model: Model, scene: str, formula: Formula, tick: Tick) -> list[Asked]:
    """Asks for an arrival in a scene from where on a formula does not hold and can never be made to hold any more.

    The formula asks about nothing that may be written down at any time. As with dead ends, everything from where it can
    be made to hold is found backward, without knowing which memories can be come to.
    """
    arrivals = list(model.copies(Point(scene, True)))
    points = dict.fromkeys((*arrivals, *model.changed_at(formula)))
    holding = [ask for point in points for ask in asked_at(model, point, (Assume(formula),))]
    search = Search(Slice(model, [(ask.point, ask.run) for ask in holding], only=True, after=arrivals), tick)
    goals: Sets = {}
    for ask in holding:
        if ask.point not in search.part_of:
            continue
        symbols = search.part_of[ask.point].symbols
        memories = symbols.passable(search.whole.as_seen(ask.run))
        goals[ask.point] = symbols.diagrams.disjoin(goals.get(ask.point, NOTHING), memories)
    near = search.backward(goals)
    lost: list[tuple[Point, tuple[Step, ...]]] = []
    for point in arrivals:
        if point not in search.part_of:  # nothing leads from there to where it could hold
            lost.append((point, ()))
            continue
        symbols = search.part_of[point].symbols
        far = symbols.diagrams.negate(near.get(point, NOTHING))
        if far != NOTHING:
            lost.append((point, (Assume(formula_of(symbols, far)),)))
    return [ask for point, line in lost for ask in asked_at(model, point, line)]
