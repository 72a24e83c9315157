"""`can still`: what can be made to hold from a scene on, whatever came before."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.play.formulas import holds
from game.play.step import State, moves, step
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from game.proof.model.beginnings import opened
from tests.proof.oracle import Oracle
from tests.proof.random_stories import SCENES, conditions, examples, rules_of, texts
from tests.stories import loading, rules

STORY = """\
story: {id: s, title: S, start: hall}
endings: {right: Right, wrong: Wrong}
evidence: {key: {name: A key, finding: F, document: D}}
draws: {who: {one of: {ann: Ann., ben: Ben.}}}
scenes:
  hall:
    choices:
      look: {text: Look, find: key, passage: A key.}
      go: {text: Go, goto: room}
  room:
    choices:
      ann: {text: Name Ann, when: %s, goto: right}
      give_up: {text: Give up, goto: wrong}
  right: {ending: right}
  wrong: {ending: wrong}
promises:
  truth: {says: The truth can be found., from: room, can still: visited(right)}
"""


@pytest.mark.parametrize(
    ("when", "route"),
    [
        ("not found(key) or found(key)", None),
        ("found(key)", ["draw who = ann", "go"]),
        ('"drawn(who, ann)"', ["draw who = ben", "go"]),
        ('"found(key) or drawn(who, ann)"', ["draw who = ben", "go"]),
    ],
)
def test_an_ending_of_another_kind_is_no_way_out(when: str, route: list[str] | None) -> None:
    verdict = investigate(rules(STORY % when))
    assert verdict.stages[1].words == "from every state an ending can be come to"
    broken = [one for one in verdict.findings if one.code == "promise-broken"]
    assert [[str(move) for move in one.route or ()] for one in broken] == ([route] if route is not None else [])
    assert all(one.why == ("from here it can never be so any more that visited(right)",) for one in broken)


def test_what_holds_already_can_still_hold() -> None:
    text = (STORY % "found(key)").replace("visited(right)", "visited(room)")
    assert investigate(rules(text)).promises == {"truth": "holds"}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("from: room", "with it one of “ending within” and “can still”; it has neither"),
        ("from: room, ending within: 2, can still: visited(right)", "it has both"),
        ("can still: visited(right)", "has “can still” and no “from” with it"),
    ],
)
def test_a_promise_from_a_scene_says_one_thing(said: str, reason: str) -> None:
    text = (STORY % "found(key)").replace("from: room, can still: visited(right)", said)
    assert any(reason in str(one) for one in loading(text).diagnostics)


def agree(oracle: Oracle, scene: str, condition: str) -> None:
    """A promise is broken just if some play arrives in a scene from where no play makes a condition hold."""
    inquiry = Inquiry(oracle.rules)
    (pledge,) = inquiry.pledges
    is_so = holds(inquiry.rules.formulas.of(pledge.promise.can_still))
    after: dict[State, set[State]] = {
        state: {step(oracle.rules, state, move).state for move in moves(oracle.rules, state)}
        for state in oracle.states.found
    }
    can = {state for state in after if is_so(state.memory)}
    while more := {state for state in after.keys() - can if after[state] & can}:
        can |= more
    lost = [turns for state, turns in oracle.arrivals.items() if state.scene == scene and state not in can]
    route = inquiry.breach(pledge)
    assert (route is None) == (not lost), condition
    if route is not None and not oracle.rules.story.reconstruction:
        assert len(opened(oracle.rules, route)[1]) == min(lost)


@examples(60)
@given(texts(), st.sampled_from(SCENES), conditions)
def test_it_is_what_a_search_of_every_state_says(text: str, scene: str, condition: str) -> None:
    promise = {"says": "It can.", "from": scene, "can still": condition}
    oracle = Oracle.of(rules_of(json.dumps(json.loads(text) | {"promises": {"p": promise}})))
    assume(oracle is not None)
    assert oracle is not None
    agree(oracle, scene, condition)
