"""How large a story is, counted without listing it and by listing it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given

from game.author.verdicts import verdict_on
from game.play.rules import Rules
from game.proof.answers.size import routes_of, size_of
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


WRITTEN = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
reconstruction:
  who: {text: Who?, answers: {anne: Anne, ben: Ben, carl: Carl}}
  how: {text: How?, answers: {late: Late, soon: Soon}}
scenes:
  hall:
    choices:
      out: {text: Out, when: "OUT", goto: out}
      on: {text: On, goto: [{scene: yard, when: "ON"}, out]}
  yard: {next: out}
  out: {ending: end}
"""


@pytest.mark.parametrize(
    ("out", "on", "routes"),
    [
        # Out; on, and then there is the end; or on to the yard, and out of it: each needs an answer that may be any.
        ("wrote(who, anne)", "wrote(who, ben) and wrote(how, late)", Routes(3 + 1, 2, is_all=True)),
        # A first answer is a move, in the hall or in the yard, and out it goes only with one of the three.
        ("wrote_first(who, anne)", "not wrote(how, soon)", Routes((3 + 2) + (3 + 2 + 2 + 4) + 6, 3, is_all=True)),
    ],
)
def test_what_is_written_down_is_a_move_where_it_cannot_be_undone(out: str, on: str, routes: Routes) -> None:
    assert routes_of(Rules(story(WRITTEN.replace("OUT", out).replace("ON", on)))) == routes


def test_too_many_answers_are_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.proof.answers.onward.MOST_WRITTEN", 11)
    text = WRITTEN.replace("OUT", "wrote(who, anne)").replace("ON", "wrote(how, late)")
    assert routes_of(Rules(story(text))) == Routes(0, 0, is_all=False)


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
