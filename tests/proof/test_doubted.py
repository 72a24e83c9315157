"""A story that is doubted is played as the story from which the evidence is really taken away."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from game.play.moves import Confront
from game.play.rules import Rules
from game.play.step import State
from game.proof.answers.fairness import Doubts
from game.proof.model.doubted import DoubtedGraph, doubted
from game.proof.model.graph import Extras
from game.proof.model.model import Model
from game.proof.search.explicit import explore
from game.proof.ticks import never_stop
from tests.proof.random_stories import EVIDENCE, conditions, examples, rules_of, texts
from tests.shared_stories import CASE
from tests.stories import story

DROPPED = [frozenset[str](), *(frozenset({name}) for name in EVIDENCE), frozenset(EVIDENCE)]


def without(thing: Any, dropped: set[str]) -> Any:
    """The data of a story in which some evidence is not found anywhere."""
    if isinstance(thing, dict):
        return {key: without(value, dropped) for key, value in thing.items() if key != "find" or value not in dropped}
    return [without(one, dropped) for one in thing] if isinstance(thing, list) else thing


def test_both_have_the_same_states() -> None:
    @examples(12)
    @given(texts(), st.sets(st.sampled_from(EVIDENCE)))
    def check(text: str, dropped: set[str]) -> None:
        taken_away = explore(rules_of(json.dumps(without(json.loads(text), dropped))), most=500)
        rules = rules_of(text)
        found = explore(*Doubts(rules, (), never_stop).without(frozenset(dropped)), most=500)
        of_play = (1 << rules.layout.slots.end) - 1
        assert found.is_complete == taken_away.is_complete
        if found.is_complete:
            assert {State(state.scene, state.memory & of_play) for state in found.found} == set(taken_away.found)

    check()


def test_what_an_answer_does_a_second_time_is_the_same_in_both() -> None:
    rules = Rules(story(CASE.replace("{passage: Well.}", "{passage: Well., find: key, set: known}")))
    without_key, _ = Doubts(rules, (), never_stop).without(frozenset({"key"}))
    move = Confront("ann_1.noon", "bill")
    guards = [[one.guard for one in of.transitions.answering("hall", move)] for of in (rules, without_key)]
    assert guards[0] == guards[1]


def test_no_more_is_known_of_a_story_for_its_model_being_like_another() -> None:
    @examples(25)
    @given(texts())
    def check(text: str) -> None:
        rules = rules_of(text)
        end = rules.layout.slots.end
        kept = {rules.layout.mask(f"found({name})"): 1 << end + number for number, name in enumerate(EVIDENCE)}
        extras = Extras(kept=sum(kept.values()))
        alone = Model(doubted(rules, kept), extras)
        whole = Model(rules)
        like = Model(doubted(rules, kept), extras, like=whole, graph=DoubtedGraph(whole, kept))
        assert {point: known.join(like.known[point]) for point, known in alone.known.items()} == like.known

    check()


def test_without_evidence_it_is_come_to_what_a_search_of_every_state_finds() -> None:
    @examples(12)
    @given(texts(), conditions, st.permutations(DROPPED))
    def check(text: str, condition: str, asked: list[frozenset[str]]) -> None:
        conclusion = {"says": "It is so.", "holds when": condition, "routes": 1}
        rules = rules_of(json.dumps(json.loads(text) | {"conclusions": {"so": conclusion}}))
        holds_when = rules.story.conclusions["so"].holds_when
        doubts = Doubts(rules, (), never_stop, like=Model(rules))
        # What is asked first leaves plays behind by which the others may be answered.
        for dropped in asked:
            found = explore(*doubts.without(dropped), most=500)
            if found.is_complete:
                is_come_to = any(rules.guard(holds_when)(state.memory) for state in found.found)
                assert (doubts.route(rules.formulas.of(holds_when), dropped) is not None) == is_come_to

    check()
