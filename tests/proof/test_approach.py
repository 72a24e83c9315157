"""What leads to a goal, in a rough story and in one of which everything is seen, on random small stories."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from game.play.rules import Rules
from game.play.step import begin
from game.proof.diagrams.bdd import EVERYTHING
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import end_of
from game.proof.model.graph import Point
from game.proof.search.approach import Approach, measure, surround
from game.proof.search.parts import Sets
from game.proof.search.rough import Ground, Rough
from tests.proof.oracle import Oracle
from tests.proof.random_stories import SCENES, examples, rules_of, texts
from tests.stories import story

MANY = examples(8)


def oracle_of(text: str) -> Oracle:
    """The oracle of a story that draws nothing and has few states."""
    assume("drawn(" not in text)
    oracle = Oracle.of(rules_of(text))
    assume(oracle is not None)
    assert oracle is not None
    return oracle


def arriving(asked: Inquiry, scene: str) -> Sets:
    """Every memory at the arrival in a scene."""
    return dict.fromkeys(asked.model.copies(Point(scene, True)), EVERYTHING)


def seeing(asked: Inquiry, seen: int) -> Rough:
    """The story of which some bits are seen."""
    return Rough(Ground(asked.model), seen)


@MANY
@given(texts(), st.sampled_from(SCENES))
def test_of_a_story_that_is_seen_as_it_is_each_way_can_be_made(text: str, scene: str) -> None:
    oracle = oracle_of(text)
    asked = Inquiry(oracle.rules)
    assume(not asked.model.inputs)
    rough, first = seeing(asked, ~0), begin(oracle.rules).state
    found: list[Approach | None] = [
        search(rough, arriving(asked, scene), first, True) for search in (surround, measure)
    ]
    is_come_to = any(state.scene == scene for state in oracle.states.found)
    for approach in found:
        assert (approach is not None) == is_come_to
        if approach is not None:
            assert end_of(oracle.rules, approach.route(oracle.rules)).scene == scene


@MANY
@given(texts(), st.sampled_from(SCENES), st.integers(0))
def test_less_of_a_story_is_seen_and_more_can_be_come_to(text: str, scene: str, chosen: int) -> None:
    oracle = oracle_of(text)
    asked = Inquiry(oracle.rules)
    rough, first = seeing(asked, chosen), begin(oracle.rules).state
    found = surround(rough, arriving(asked, scene), first, True)
    assert (found is None) == (measure(rough, arriving(asked, scene), first, True) is None)
    if any(state.scene == scene for state in oracle.states.found):
        assert found is not None


@MANY
@given(texts(), st.sampled_from(SCENES), st.lists(st.integers(0), min_size=2, max_size=4))
def test_arrows_that_are_kept_are_those_that_would_be_made(text: str, scene: str, several: list[int]) -> None:
    asked = Inquiry(rules_of(text))
    kept = Ground(asked.model)
    first = begin(asked.rules).state
    for seen in several:
        answers = [
            surround(Rough(ground, seen), arriving(asked, scene), first, True) is None
            for ground in (kept, Ground(asked.model))
        ]
        assert answers[0] == answers[1]


CONTRADICTED = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
people: {ann: {name: Ann}}
moments: {noon: Noon}
evidence: {bill: {name: Bill, finding: A bill., document: A bill.}}
accounts:
  ann_1:
    teller: ann
    title: First
    claims:
      noon: {says: At noon., moment: noon, broken by: {bill: {passage: Well.}}}
scenes:
  hall:
    hear: ann_1
    choices:
      look: {text: Look, find: bill}
      say:
        text: Say it
        sticky: yes
        contradict: {ann_1.noon: bill}
        goto: [{scene: loft, when: "put(ann_1.noon, bill)"}, hall]
  loft: {ending: end}
"""


def test_what_a_move_itself_has_changed_is_traced_to_what_decided_it() -> None:
    asked = Inquiry(Rules(story(CONTRADICTED)))
    loft = next(goal for goal in asked.goals if goal.kind == "scene" and goal.owner == "loft")
    assert [str(move) for move in asked.route(loft) or ()] == ["look", "say"]
