"""How large a story is, counted without listing it and by listing it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given

from game.author.verdicts import verdict_on
from game.play.rules import Rules
from game.proof.answers.size import size_of
from game.proof.diagrams.packages import OWN, using
from game.proof.verdict import Routes
from tests.proof.oracle import Oracle
from tests.proof.random_stories import examples, rules_of, texts
from tests.stories import story

PICKUPS = """\
story: {id: s, title: S, start: hall}
endings: {end: End, dark: Dark}
facts: {a: A., b: B., c: C.}
scenes:
  hall:
    choices:
      a: {text: A, set: a}
      b: {text: B, set: b}
      out: {text: Out, goto: [{scene: over, when: a or b}, night]}
  over: {ending: end}
  night: {ending: dark}
"""


WIDE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
numbers: {coins: {name: Coins, from: 0, to: 5000}}
scenes:
  hall:
    choices:
      beg: {text: Beg, change: {coins: 1}, sticky: yes}
      out: {text: Out, when: coins >= 2, goto: out}
  out: {ending: end}
"""
"""A story with a number that has more values than the proof tells apart."""


def test_states_and_outcomes_are_counted() -> None:
    # In the hall any of two facts may be set; what was said there decides nothing any more once it is over.
    found = size_of(Rules(story(PICKUPS)))
    assert (found.states, found.outcomes) == (6, 4)


def test_routes_are_counted_to_the_longest_if_there_is_one() -> None:
    # Out at once; one of two before; both before, in two orders: each as it goes on, move by move.
    assert size_of(Rules(story(PICKUPS))).routes == Routes(3 + 4 + 2, 3, is_all=True)


def test_routes_without_an_end_are_counted_up_to_a_length() -> None:
    waiting = PICKUPS.replace("      a: {", "      wait: {text: Wait, sticky: yes}\n      a: {")
    assert not size_of(Rules(story(waiting))).routes.is_all


def test_too_many_routes_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.proof.answers.size.MOST_AT_ONCE", 2)
    assert size_of(Rules(story(PICKUPS))).routes == Routes(0, 0, is_all=False)


def test_what_takes_too_many_nodes_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.proof.diagrams.packages.MOST_NODES", 2)
    with using(OWN):
        found = size_of(Rules(story(PICKUPS)))
    assert (found.states, found.outcomes) == (None, None)
    assert found.routes.is_all


def outcomes(oracle: Oracle) -> int:
    rules = oracle.rules
    facts = rules.layout.mask(*rules.story.facts)
    endings = {name: scene.ending for name, scene in rules.story.scenes.items() if scene.ending}
    ends = [state for state in oracle.states.found if state.scene in endings]
    return len({(endings[state.scene], state.memory & facts) for state in ends})


def test_outcomes_are_as_many_as_a_search_of_every_state_finds() -> None:
    @examples(6)
    @given(texts())
    def check(text: str) -> None:
        oracle = Oracle.of(rules_of(text))
        assume(oracle is not None)
        assert oracle is not None
        assert size_of(oracle.rules).outcomes == outcomes(oracle)

    check()


def test_a_number_with_too_many_values_leaves_the_size_uncounted(tmp_path: Path) -> None:
    verdict = verdict_on(story(WIDE), tmp_path, sizing=True)
    assert verdict.size is None
    assert not verdict.is_proved
