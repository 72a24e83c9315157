"""What conditions mean in play, told a second time as plainly as can be, and compared in states of every kind."""

from __future__ import annotations

import operator
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.play.rules import Rules
from game.story.conditions import And, Condition, Not, Or, Tree
from game.story.conditions import Test as Single
from tests import stories
from tests.shared_stories import CONFRONTATIONS as STORY

RULES = stories.rules(
    STORY.replace(
        "scenes:\n",
        "episodes: {one: One}\n"
        "leads: {ask: {episode: one, text: Ask.}, look: {episode: one, text: Look.}, dig: {episode: one, text: Dig.}}\n"
        "draws: {weather: {one of: {rain: R., fog: F., sun: S.}}, coin: {one of: {heads: H., tails: T.}}}\n"
        "conditions: {deep: late or ready(anne_2), deeper: not deep and trust < 4}\n"
        "scenes:\n",
        1,
    ).replace("  hall:\n", "  hall:\n    leads: one\n    episode: one\n", 1)
)
COMPARE: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def holds(tree: Tree, rules: Rules, memory: int) -> bool:
    """Whether a condition holds, one test after the other."""
    match tree:
        case Not(inside):
            return not holds(inside, rules, memory)
        case And(parts):
            return all(holds(part, rules, memory) for part in parts)
        case Or(parts):
            return any(holds(part, rules, memory) for part in parts)
        case Single():
            return _test(tree, rules, memory)


def _value(rules: Rules, memory: int, name: str) -> int:
    slot = rules.layout.slots.get(name)
    return slot.read(memory) if slot else 0


def _test(test: Single, rules: Rules, memory: int) -> bool:
    if test.comparison is not None:
        return COMPARE[test.comparison](_count(test, rules, memory), test.number)
    if test.arguments is None:
        named = rules.story.conditions.get(test.name)
        return holds(named.holds_when.tree, rules, memory) if named else bool(_value(rules, memory, test.name))
    first = test.arguments[0]
    if test.name == "ready":
        opens = rules.story.accounts[first].opens_when
        return opens is None or holds(opens.tree, rules, memory)
    if test.name == "heard" and "." not in first:
        return any(_value(rules, memory, f"heard({first}.{claim})") for claim in rules.story.accounts[first].claims)
    if test.name == "drawn":
        values = list(rules.story.draws[first].one_of)
        return values[_value(rules, memory, f"drawn({first})") - 1] == test.arguments[1]
    names = {
        "visited": [f"visits({first})"],
        "followed": [f"took({first})"],
        "put": [f"{slot}({', '.join(test.arguments)})" for slot in ("put", "answered")],
    }.get(test.name, [f"{test.name}({', '.join(test.arguments)})"])
    return any(_value(rules, memory, name) for name in names)


def _count(test: Single, rules: Rules, memory: int) -> int:
    if test.arguments is None or test.name == "visits":
        return _value(rules, memory, str(Single(test.name, test.arguments)))
    first = test.arguments[0]
    if test.name == "found_of":
        return sum(_value(rules, memory, f"found({name})") for name in test.arguments)
    if test.name == "broken_in":
        return sum(_value(rules, memory, f"broken({first}.{claim})") for claim in rules.story.accounts[first].claims)
    leads = [name for name, lead in rules.story.leads.items() if lead.episode == first]
    return sum(_value(rules, memory, f"took({name})") for name in leads)


TRUTHS = [
    "late", "pressed", "deep", "deeper", "found(bill)", "found(key)", "met(anne)", "visited(hall)", "visited(room)",
    "took(hall.dusk)", "took(ask)", "followed(look)", "heard(anne_1)", "heard(anne_2)", "heard(anne_1.soup)",
    "broken(anne_1.noon)", "ready(anne_1)", "ready(anne_2)", "ready(ben_1)", "shown(anne, key)",
    "put(anne_1.noon, bill)", "put(anne_1.dusk, key)", "put(anne_1.noon, photo)",
    "drawn(weather, rain)", "drawn(weather, sun)", "drawn(coin, tails)",
]  # fmt: skip
COUNTS = ["trust", "visits(hall)", "visits(room)", "broken_in(anne_1)", "leads_followed(one)", "found_of(bill, key)"]

texts: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(TRUTHS)
    | st.builds("{} {} {}".format, st.sampled_from(COUNTS), st.sampled_from(list(COMPARE)), st.integers(-1, 6)),
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: " and ".join(f"({part})" for part in parts)),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: " or ".join(f"({part})" for part in parts)),
    ),
    max_leaves=6,
)
values = st.dictionaries(st.sampled_from(sorted(RULES.layout.slots)), st.integers(0, 5), max_size=20)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, values)
def test_a_condition_means_in_play_what_it_says(text: str, chosen: dict[str, int]) -> None:
    memory = RULES.layout.memory(chosen)
    condition = Condition(text)
    assert bool(RULES.guard(condition)(memory)) == holds(condition.tree, RULES, memory)


@given(st.lists(st.sampled_from(TRUTHS), min_size=2, max_size=5), values)
def test_a_conjunction_of_truths_is_each_of_them(truths: list[str], chosen: dict[str, int]) -> None:
    """Conjunctions of single truths are compared all at once: the same truth twice, or also denied, is no exception."""
    memory = RULES.layout.memory(chosen)
    parts = [truth if index % 2 else f"not {truth}" for index, truth in enumerate(truths)]
    condition = Condition(" and ".join(parts))
    assert bool(RULES.guard(condition)(memory)) == holds(condition.tree, RULES, memory)


def test_a_truth_and_its_denial_never_hold_together() -> None:
    for chosen in ({}, {"late": 1}):
        memory = RULES.layout.memory(chosen)
        assert not RULES.guard(Condition("late and not late"))(memory)
        assert RULES.guard(Condition("late or not late"))(memory)
