"""A number whose values are no power of two: no play gives it a value beyond its bounds, and so does no proof."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.play.formulas import Compare
from game.play.layout import Slot
from game.proof.investigate import investigate
from game.proof.model.knowledge import Formulator, Known, is_so
from game.story.conditions import COMPARISONS
from tests.proof.oracle import Oracle, agree_on_goals, agree_on_lost_states, agree_on_states
from tests.proof.random_stories import examples
from tests.stories import rules

FIRE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
numbers: {heat: {name: Heat, to: MOST}}
scenes:
  hall:
    choices:
      stir: {text: Stir, sticky: yes, change: {heat: 1}, passage: It burns.}
      more: {text: More, when: "heat >= BEYOND", change: {heat: -1}, passage: It roars.}
      out: {text: Leave, goto: WAYS}
  calm: {next: out}
  storm: {next: out}
  odd: {change: {heat: -1}, next: out}
  out: {ending: end}
"""


@pytest.mark.parametrize(("most", "beyond"), [(2, 3), (4, 5), (4, 6), (5, 6)])
def test_nobody_comes_to_what_asks_for_more_than_there_is(most: int, beyond: int) -> None:
    text = FIRE.replace("MOST", str(most)).replace("BEYOND", str(beyond)).replace("WAYS", "[calm]")
    verdict = investigate(rules(text))
    assert verdict.is_proved
    assert [one.name for one in verdict.findings if one.section == "choices"] == ["hall.more"]


def test_nobody_comes_to_what_asks_for_two_values_at_once() -> None:
    text = FIRE.replace("MOST", "5").replace("heat >= BEYOND", "heat == 2 and heat >= 4").replace("WAYS", "[calm]")
    verdict = investigate(rules(text))
    assert verdict.is_proved
    assert [one.name for one in verdict.findings if one.section == "choices"] == ["hall.more"]


def test_nobody_goes_where_no_value_is_left() -> None:
    ways = "[{scene: calm, when: heat < 2}, {scene: storm, when: heat == 2}, odd]"
    verdict = investigate(rules(FIRE.replace("MOST", "2").replace("BEYOND", "2").replace("WAYS", ways)))
    assert verdict.is_proved
    assert ("scene", "odd") in [(one.goal.kind, one.goal.owner) for one in verdict.findings if one.goal]


comparisons = st.builds("heat {} {}".format, st.sampled_from(list(COMPARISONS)), st.integers(-2, 7))
conditions = st.lists(comparisons, min_size=1, max_size=3).map(" and ".join)


@examples(60)
@given(st.integers(-1, 1), st.integers(2, 6), st.lists(conditions, min_size=4, max_size=4), st.integers(-3, 3))
def test_all_is_as_it_is_state_by_state(least: int, most: int, asked: list[str], by: int) -> None:
    story = {
        "story": {"id": "s", "title": "S", "start": "hall"},
        "endings": {"end": "End"},
        "numbers": {"heat": {"name": "Heat", "from": least, "to": most, "start": 1}},
        "scenes": {
            "hall": {
                "choices": {
                    "stir": {"text": "Stir", "sticky": "yes", "when": asked[0], "change": {"heat": 1}, "passage": "S."},
                    "cool": {"text": "Cool", "sticky": "yes", "when": asked[1], "change": {"heat": by or 2}},
                    "go": {"text": "Go", "sticky": "yes", "goto": [
                        {"scene": "yard", "when": asked[2]}, {"scene": "out", "when": asked[3]}, "yard",
                    ]},
                }
            },
            "yard": {"change": {"heat": -1}, "passage": f"[if {asked[1]}]A[else]B[end]", "next": "hall"},
            "out": {"ending": "end"},
        },
    }  # fmt: skip
    oracle = Oracle.of(rules(json.dumps(story)))
    assume(oracle is not None)
    assert oracle is not None
    agree_on_goals(oracle)
    agree_on_lost_states(oracle)
    agree_on_states(oracle)


@pytest.mark.parametrize("comparison", list(COMPARISONS))
@pytest.mark.parametrize("most", [1, 2, 4, 6])
def test_a_comparison_is_decided_as_far_as_the_values_that_are_left_decide_it(comparison: str, most: int) -> None:
    slot = Slot(3, most.bit_length(), -1, most - 1)
    values = [slot.write(0, value) for value in range(slot.least, slot.most + 1)]
    for number in range(-3, 9):
        for varies in range(0, slot.mask + 1, 1 << slot.offset):
            for value in values:
                known = Known(varies, value & ~varies)
                simple = Formulator().simplify(Compare(slot, comparison, number), known)
                left = [one for one in values if one & ~varies == known.value]
                told = {COMPARISONS[comparison](slot.read(one), number) for one in left}
                assert told == {is_so(simple, one) for one in left}
                assert len(told) == 2 or not Formulator().reads(simple)
