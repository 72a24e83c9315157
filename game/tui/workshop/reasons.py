"""Why something can be done or not: a condition taken apart, with how each part stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.play.rules import OfferedChoice, Rules
from game.play.step import State, open_encounter
from game.story.conditions import And, Condition, Not, Or, Test, Tree
from game.story.model import Way
from game.story.source import Place

_MOST = 1_000
"""Up to which a count is looked for that has no value of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a condition: its words, whether it holds, the value of what it compares, and its own parts."""

    words: str
    holds: bool
    value: str = ""
    inside: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that a scene has: what it is called, how it stands in a few words, what that depends on, and where."""

    id: str
    words: str
    stands: str
    is_open: bool
    because: Part | None = None
    place: Place | None = None


def explain(rules: Rules, condition: Condition, memory: int) -> Part:
    """A condition in a memory."""
    return _part(rules, condition.tree, memory)


def _part(rules: Rules, tree: Tree, memory: int) -> Part:
    holds = bool(rules.guard(Condition(str(tree)))(memory))
    match tree:
        case And(parts):
            return Part("all of these", holds, "", tuple(_part(rules, part, memory) for part in parts))
        case Or(parts):
            return Part("one of these", holds, "", tuple(_part(rules, part, memory) for part in parts))
        case Not(Test() as inside):
            named = _part(rules, inside, memory)
            return Part(f"not {named.words}", holds, named.value, named.inside)
        case Not(inside):
            return Part("not this", holds, "", (_part(rules, inside, memory),))
        case Test():
            return Part(str(tree), holds, _value(rules, tree, memory), _meaning(rules, tree, memory))


def _meaning(rules: Rules, test: Test, memory: int) -> tuple[Part, ...]:
    """What a named condition stands for, and what an account opens by."""
    meant = None
    if test.arguments is None and test.name in rules.story.conditions:
        meant = rules.story.conditions[test.name].holds_when
    elif test.name == "ready" and test.arguments:
        meant = rules.story.accounts[test.arguments[0]].opens_when
    return (explain(rules, meant, memory),) if meant else ()


def _value(rules: Rules, test: Test, memory: int) -> str:
    """The number that a test compares, as it is now."""
    if test.comparison is None:
        return ""
    counted = str(Test(test.name, test.arguments))
    slot = rules.layout.slots.get(counted)
    if slot is not None:
        return str(slot.read(memory))
    counts = (number for number in range(_MOST) if rules.guard(Condition(f"{counted} == {number}"))(memory))
    return str(next(counts, "more"))


def reasons(rules: Rules, state: State) -> Iterator[Reason]:
    """Every choice of a scene, its ways on, and its confrontation: each with how it stands, and why."""
    scene = rules.scene(state.scene)
    for offered in scene.choices:
        yield _choice(rules, state, offered)
    for way in scene.scene.next:
        yield _way(rules, state.memory, way)
    encounter = scene.encounter
    if encounter is not None:
        is_open = open_encounter(scene, state.memory) is not None
        because = explain(rules, encounter.when, state.memory) if encounter.when else None
        stands = "possible" if is_open else "not now"
        yield Reason("confront", f"confront {encounter.teller}", stands, is_open, because)


def _choice(rules: Rules, state: State, offered: OfferedChoice) -> Reason:
    scene, memory, choice = rules.scene(state.scene), state.memory, offered.choice
    whole = offered.move.choice if offered.is_lead else f"{state.scene}.{offered.move.choice}"
    is_open = bool(scene.moves and scene.moves[offered.move].guard(memory))
    if is_open:
        stands = "offered"
    elif memory & offered.took and not choice.sticky:
        stands = "gone: it has been taken, and is not sticky"
    elif not offered.when(memory):
        stands = "locked" if choice.locked else "hidden"
    else:
        stands = "held back: a fallback is offered when nothing else is"
    because = explain(rules, choice.when, memory) if choice.when else None
    place = rules.story.defined["leads" if offered.is_lead else "choices"].get(whole)
    return Reason(offered.move.choice, choice.text, stands, is_open, because, place)


def _way(rules: Rules, memory: int, way: Way) -> Reason:
    holds = bool(rules.guard(way.when)(memory))
    because = explain(rules, way.when, memory) if way.when else None
    return Reason("next", f"on to {way.scene}", "open" if holds else "closed", holds, because)
