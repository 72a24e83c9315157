"""Promises, as questions of what no play may come to: a promise holds if what would break it is never so.

Where a promise says “before” or “by”, something has to be remembered: that it has held once. Most things in a story,
once they hold, hold for good, and need no remembering.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.play.formulas import All, Among, Any, Bit, Formula, Opposite, holds
from game.play.layout import Slot
from game.play.rules import Rules
from game.proof.model.beginnings import Route, end_of
from game.proof.model.graph import Extras, Watch
from game.proof.model.lasting import Lasting
from game.proof.questions.goals import Goal
from game.story.conditions import Condition
from game.story.model import Promise


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise as it is asked about."""

    name: str
    promise: Promise
    breach: Goal | None
    """What no play may come to; None for a promise that an ending is near."""


class Pledges:
    """The promises of a story, and what has to be remembered in order to ask about them."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._lasting = Lasting(rules)
        self._end = rules.layout.slots.end
        self._watches: list[Watch] = []
        self._found = [self._pledge(name, promise) for name, promise in rules.story.promises.items()]

    def __iter__(self) -> Iterator[Pledge]:
        """Every promise, in the order of the story."""
        return iter(self._found)

    def subjects(self) -> Iterator[Goal]:
        """What promises with “before”, “by” and “never together” speak of: if it is never so, they say nothing."""
        for pledge in self._found:
            promise = pledge.promise
            spoken = [promise.never] if promise.before else [promise.by] if promise.by else [*promise.never_together]
            for condition in spoken:
                if condition is not None:
                    yield Goal(
                        kind="subject", words=f"“{_flat(condition)}”", section="promises", owner=pledge.name,
                        holds=self._rules.formulas.of(condition), at=condition,
                    )  # fmt: skip

    @property
    def extras(self) -> Extras:
        """What is remembered."""
        return Extras(watches=tuple(self._watches))

    def _pledge(self, name: str, promise: Promise) -> Pledge:
        if promise.from_ is not None:
            return Pledge(name, promise, None)
        words = f"what the promise “{name}” rules out"
        breach = self._breach(promise)
        return Pledge(
            name, promise, Goal(kind="promise", words=words, section="promises", owner=name, holds=breach)
        )  # fmt: skip

    def _breach(self, promise: Promise) -> Formula:
        """What holds, after some turn, if and only if a promise is broken."""
        of = self._rules.formulas.of
        if promise.never is not None:
            broken = of(promise.never)
            return broken if promise.before is None else All((broken, Opposite(self._once(of(promise.before)))))
        if promise.always is not None:
            held = of(promise.always)
            return Opposite(held) if promise.by is None else All((of(promise.by), Opposite(self._once(held))))
        return Among(tuple(of(condition) for condition in promise.never_together), ">=", 2)

    def _once(self, formula: Formula) -> Formula:
        """That a formula holds or has held."""
        if self._lasting.lasts(formula):
            return formula
        watch = next((watch for watch in self._watches if watch.formula == formula), None)
        if watch is None:
            watch = Watch(Slot(self._end, 1, 0, 1), formula)
            self._end += 1
            self._watches.append(watch)
        return Any((formula, Bit(watch.slot.mask)))


def shown_by(rules: Rules, promise: Promise, route: Route) -> tuple[str, ...]:
    """What a playthrough may expect at the end of a route that breaks a promise, as it is written there.

    It holds for as long as the promise is broken.
    """
    state = end_of(rules, route)
    said = [condition for condition in (promise.never, promise.by) if condition is not None]
    said += [one for one in promise.never_together if holds(rules.formulas.of(one))(state.memory)]
    lines = [_flat(condition) for condition in said]
    lines += [f"not ({_flat(one)})" for one in (promise.before, promise.always) if one is not None]
    return (f"scene {promise.from_}",) if promise.from_ is not None else tuple(lines)


def _flat(condition: Condition) -> str:
    return " ".join(condition.text.split())
