"""How large a story is: how many states it has, how many outcomes, and how many routes that are not too long.

All states are found, and then counted by going once through each diagram. Two states are the same one if they differ in
nothing that decides where a play may still go. Two outcomes are the same if the ending is, and every declared fact.
Routes are counted move by move: in how many ways each state is come to with just so many moves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice

from game.play.formulas import All, bits
from game.play.rules import Rules
from game.play.step import State
from game.proof.answers.onward import Onward, TooMany
from game.proof.diagrams.bdd import NOTHING, TooLarge
from game.proof.diagrams.counting import count
from game.proof.diagrams.packages import for_counting
from game.proof.model.beginnings import beginnings
from game.proof.model.graph import Point
from game.proof.model.knowledge import Known
from game.proof.model.lines import Assume, Run
from game.proof.model.model import Model
from game.proof.search.reach import Search
from game.proof.search.slices import Slice
from game.proof.search.symbols import translated
from game.proof.ticks import Tick, never_stop
from game.proof.verdict import Routes, Size

MOST_AT_ONCE = 100_000
"""With more states after some number of moves, longer routes are not counted."""

MOST_MOVES = 100
"""Longer routes are never counted: where a play can go round in a circle, there is no longest one."""


def size_of(rules: Rules, tick: Tick = never_stop) -> Size:
    """Counts the states and the outcomes of a story. Raises what `tick` raises."""
    model = Model(rules, tick=tick)
    with for_counting() as diagrams:
        states, outcomes = (_unless_too_large(number, model, tick) for number in (_states, _outcomes))
    return Size(states, outcomes, routes_of(rules, tick), diagrams)


def routes_of(rules: Rules, tick: Tick = never_stop) -> Routes:
    """Counts routes, of as many moves as can be afforded; see `Onward` for what is written down in them."""
    onward = Onward(rules, tick)
    ways = Counter(onward.mattering(state) for state in islice(beginnings(rules), MOST_AT_ONCE + 1))
    if ways.total() > MOST_AT_ONCE:
        return Routes(0, 0, is_all=False)
    number = 0
    for length in range(MOST_MOVES):
        after: Counter[State] = Counter()
        for state, found in ways.items():
            tick()
            try:
                for target in onward.after(state):
                    after[target] += found
            except TooMany:
                return Routes(number, length, is_all=False)
        if not after:
            return Routes(number, length, is_all=True)
        if len(after) > MOST_AT_ONCE:
            return Routes(number, length, is_all=False)
        number += after.total()
        ways = after
    return Routes(number, MOST_MOVES, is_all=False)


def _states(model: Model, tick: Tick) -> int:
    search = _searched(Slice(model, ()), tick)
    return sum(states_at(search, point) for point in model.known if not point.is_arrival)


def states_at(search: Search, point: Point) -> int:
    """How many states there are at a point of a search that was run forward."""
    symbols = search.part_of[point].symbols
    return count(symbols.diagrams, search.reached(point), symbols.levels(search.whole.live[point]))


def _outcomes(model: Model, tick: Tick) -> int:
    """How many combinations of an ending and of facts there are: endings one after the other, and their scenes."""
    rules = model.rules
    facts = rules.layout.mask(*rules.story.facts)
    scenes: dict[str, list[Point]] = {}
    for point in model.known:
        if point.is_arrival and (ending := rules.story.scenes[point.scene].ending):
            scenes.setdefault(ending, []).append(point)
    asks = [(point, _reading(facts, model.known[point])) for points in scenes.values() for point in points]
    search = _searched(Slice(model, asks), tick)
    return sum(_united(search, points, facts) for points in scenes.values())


def _reading(mask: int, known: Known) -> Run:
    """A run that asks about the bits of a mask, as far as they vary."""
    asked = bits(mask & known.varies)
    return Run((Assume(All(asked)),) if asked else (), known, 0)


def _united(search: Search, points: list[Point], facts: int) -> int:
    """How many combinations of facts there are at some points together."""
    symbols = search.part_of[points[0]].symbols
    diagrams, found = symbols.diagrams, NOTHING
    for point in points:
        here = search.part_of[point].symbols
        memories = translated(search.reached(point), here, symbols)
        # A fact that is the same in every play that comes here is no variable, and has its value all the same.
        known = search.whole.known[point]
        fixed = symbols.cube(facts & ~known.varies, known.value)
        others = symbols.levels(sum(symbols.order) & ~facts)
        found = diagrams.disjoin(found, diagrams.conjoin(diagrams.forget(memories, others), fixed))
    return count(diagrams, found, symbols.levels(facts))


def _searched(whole: Slice, tick: Tick) -> Search:
    """A search that has found everything."""
    search = Search(whole, tick)
    search.forward()
    return search


def _unless_too_large(number: Callable[[Model, Tick], int], model: Model, tick: Tick) -> int | None:
    try:
        return number(model, tick)
    except TooLarge:
        return None
