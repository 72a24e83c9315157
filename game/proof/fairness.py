"""Fairness: what evidence each conclusion needs, and in how many ways it can be come to that have nothing in common.

It is asked of the story as it would be without some of its evidence. In the model, a bit for each piece says whether
the story has it; a question gives all these bits their values. What it finds is replayed by `game.play.step` in the
story from which that evidence is really taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from game.play.formulas import Formula, Guard, holds
from game.play.layout import Slot
from game.play.operations import Hear, Store
from game.play.rules import Rules
from game.play.step import IllegalMove, State, begin, step
from game.proof.graph import Extras
from game.proof.knowledge import Known
from game.proof.lines import Assume, writes
from game.proof.model import Model
from game.proof.pursuit import Pursuit
from game.proof.reach import Tick
from game.proof.routes import Route
from game.proof.without import rules_without

Way = frozenset[str]
"""Evidence that is enough for a conclusion: with no other in the story, some play comes to it."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """What was found out about one conclusion."""

    ways: tuple[Way, ...]
    """Ways that have no evidence in common: as many as are wanted, or as were found."""
    needed: tuple[str, ...]
    """The evidence without which the conclusion cannot be come to."""

    @property
    def is_free(self) -> bool:
        """Whether it can be come to without any evidence."""
        return frozenset() in self.ways


class Doubts:
    """A story that may be without some of its evidence."""

    def __init__(self, rules: Rules, plays: Iterable[Route], tick: Tick) -> None:
        """`plays` are known, and tried before anything is searched for."""
        end = rules.layout.slots.end
        self._rules = rules
        self._slots = {name: Slot(end + number, 1, 0, 1) for number, name in enumerate(rules.story.evidence)}
        self._model = Model(rules, Extras(kept={self._found(name): slot for name, slot in self._slots.items()}))
        self._tick = tick
        self._told = 0
        self._rules_without: dict[frozenset[str], Rules] = {}
        self._at_once = frozenset(self._used_at_once())
        self._plays = {route: self._evidence(rules, route) for route in plays}
        """Known plays, each with the evidence that is found in it."""
        self._routes: dict[tuple[int, frozenset[str]], Route | None] = {}

    def about(self, conclusion: Formula, wanted: int) -> Fairness:
        """What evidence a conclusion needs; `wanted` is how many ways there should be. Raises Undecided."""
        ways: list[Way] = [frozenset()] if self.is_free(conclusion) else []
        used: Way = frozenset()
        while not (ways and not ways[-1]) and len(ways) < wanted and (way := self.way(conclusion, used)) is not None:
            ways.append(way)
            used |= way
        needed = [name for name in self._slots if self.route(conclusion, frozenset((name,))) is None]
        return Fairness(tuple(ways), tuple(needed))

    def is_free(self, conclusion: Formula) -> bool:
        """Whether some play comes to a conclusion without any evidence. Such a play answers much else."""
        return self.route(conclusion, frozenset(self._slots)) is not None

    def way(self, conclusion: Formula, dropped: frozenset[str]) -> Way | None:
        """Some way to a conclusion without some evidence, of which nothing can be left out; None if there is none."""
        route = self.route(conclusion, dropped)
        if route is None:
            return None
        kept = self._evidence(self.without(dropped), route)
        guard = holds(conclusion)
        for name in sorted(kept):
            less = frozenset(self._slots) - kept | {name}
            if self._leads_to(guard, route, less) is not None:
                kept = kept - {name}
        return kept

    def route(self, conclusion: Formula, dropped: frozenset[str]) -> Route | None:
        """The moves of some play to a conclusion in the story without some evidence; None if none comes to it."""
        key = (id(conclusion), dropped)
        if key not in self._routes:
            found = self._known_route(holds(conclusion), dropped)
            self._routes[key] = found if found is not None else self._pursue(conclusion, dropped)
        return self._routes[key]

    def without(self, dropped: frozenset[str]) -> Rules:
        """The rules of the story without some evidence."""
        if dropped not in self._rules_without:
            self._rules_without[dropped] = rules_without(self._rules, dropped) if dropped else self._rules
        return self._rules_without[dropped]

    def _known_route(self, guard: Guard, dropped: frozenset[str]) -> Route | None:
        """The first part of some known play that comes to where something holds; those that need no evidence first."""
        for play in sorted(self._plays, key=lambda play: (len(self._plays[play] & dropped), len(self._plays[play]))):
            self._tick()
            if (route := self._leads_to(guard, play, dropped)) is not None:
                return route
        return None

    def _leads_to(self, guard: Guard, play: Route, dropped: frozenset[str]) -> Route | None:
        """The first part of a play after which something holds, if it can be made without some evidence."""
        # To take evidence away again after the turn in which it is found comes to the same, and is far cheaper, unless
        # something asks about it in that very turn.
        rules = self.without(dropped) if dropped & self._at_once else self._rules
        left = ~self._rules.layout.mask(*(f"found({name})" for name in dropped))
        state = begin(rules).state
        for number in range(len(play) + 1):
            state = State(state.scene, state.memory & left)
            if guard(state.memory):
                return play[:number]
            try:
                state = step(rules, state, play[number]).state if number < len(play) else state
            except IllegalMove:
                return None
        return None

    def _pursue(self, conclusion: Formula, dropped: frozenset[str]) -> Route | None:
        having = sum(slot.mask for name, slot in self._slots.items() if name not in dropped)
        given = Known(~self._model.extras.kept_bits, having)
        pursuit = Pursuit(self._model, self._tick, given=given, rules=self.without(dropped), told=self._told)
        line = (Assume(conclusion),)
        asks = [ask for point in self._model.changed_at(conclusion) for ask in pursuit.asked_at(point, line)]
        try:
            route = pursuit.route(asks)
        finally:
            self._told = pursuit.told
        if route is not None:
            self._plays[route] = self._evidence(self.without(dropped), route)
        return route

    def _evidence(self, rules: Rules, play: Route) -> Way:
        """The evidence that is found in a play."""
        state: State = begin(rules).state
        for move in play:
            state = step(rules, state, move).state
        return frozenset(name for name in self._slots if state.memory & self._found(name))

    def _used_at_once(self) -> Iterator[str]:
        """The evidence that something may ask about in the turn in which it is found."""
        formulator = self._model.formulator
        found = self._rules.layout.mask(*(f"found({name})" for name in self._slots))
        asked = 0
        for taken in self._model.out.values():
            for one in taken:
                put = 0
                for step_ in one.edge.line:
                    if isinstance(step_, Assume):
                        asked |= put & formulator.reads(step_.formula)
                    elif isinstance(step_, Store | Hear):
                        ways = (step_.when,) if isinstance(step_, Store) else step_.ways
                        asked |= reduce(or_, (put & formulator.reads(way) for way in ways), 0)
                    put |= writes(step_) & found
        yield from (name for name in self._slots if asked & self._found(name))

    def _found(self, name: str) -> int:
        return self._rules.layout.mask(f"found({name})")
