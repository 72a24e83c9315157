"""Hints that lie on the shortest way to the next revision come first, and nothing of the way is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.play.moves import Choose, Move
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import State, begin, step
from game.proof.ahead import Ahead, TooLate, in_time, way_ahead
from game.proof.diagrams.bdd import TooLarge
from game.proof.hints import nearest_first
from game.proof.search.explicit import nearest
from tests.proof.oracle import Oracle
from tests.proof.random_stories import examples, rules_of, texts
from tests.shared_stories import AHEAD as STORY
from tests.stories import plainly, rules, story


def session(*moves: str) -> Session:
    play = Session(Rules(story(STORY)))
    for move in moves:
        play.do(Choose(move))
    return play


def told(way: tuple[Move, ...]) -> list[str]:
    return [str(move) for move in way]


def test_the_way_leads_to_the_next_revision() -> None:
    assert told(way_ahead(session())) == ["look", "find", "ann_1.noon x bill", "listen"]


def test_the_way_begins_where_the_player_is() -> None:
    assert told(way_ahead(session("take", "look", "find"))) == ["ann_1.noon x bill", "listen"]


def test_after_the_last_revision_the_way_leads_to_an_ending() -> None:
    play = session("look", "find")
    play.do(way_ahead(play)[0])
    play.do(Choose("listen"))
    assert told(way_ahead(play)) == ["take", "leave"]


def test_what_lies_on_the_way_comes_first_as_the_way_solves_it() -> None:
    play = session()
    assert [hint.id for hint in nearest_first(play)] == ["near", "bill", "breaks", "out"]
    assert [hint.id for hint in nearest_first(play, way_ahead(play))] == ["bill", "breaks", "near", "out"]


def test_a_player_who_asks_is_told_no_further_than_asked() -> None:
    said = plainly(session(), "h", "1", "1", "0")
    assert said.index("Bill?") < said.index("Breaks?") < said.index("Near?")
    assert "p1" in said
    assert not [words for words in ("p2", "p3", "n1", "b1", "o1") if words in said]


@pytest.mark.parametrize("scene", ["hall", "out"])
def test_no_way_leads_on_in_a_play_that_began_elsewhere_or_is_over(scene: str) -> None:
    made = rules(STORY)
    elsewhere = Session(made, begin(made, scene, made.layout.memory({"near": 1, "heard(ann_2.noon)": 1})))
    assert way_ahead(elsewhere) == ()


@pytest.mark.parametrize("error", [TooLarge, TooLate, MemoryError])
def test_where_the_story_is_too_large_it_is_not_tried_twice(error: type[Exception]) -> None:
    tried = 0

    def tick() -> None:
        nonlocal tried
        tried += 1
        raise error

    play = session()
    looking = Ahead(play.rules)
    assert [looking.way(play, tick), looking.way(play, tick)] == [(), ()]
    assert tried == 1


def test_a_way_that_takes_too_long_is_looked_for_again_from_elsewhere() -> None:
    play = session()
    looking = Ahead(play.rules)
    assert len(looking.way(play)) == 4

    def tick() -> None:
        raise TooLate

    assert looking.way(play, tick) == ()
    assert len(looking.way(play)) == 4


def test_the_time_is_over_after_some_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [5.0]
    monkeypatch.setattr("game.proof.ahead.time.monotonic", lambda: now[0])
    tick = in_time(3)
    tick()
    now[0] += 4
    with pytest.raises(TooLate):
        tick()


@examples(6)
@given(texts(), st.integers(0, 1_000))
def test_no_way_is_shorter(text: str, number: int) -> None:
    oracle = Oracle.of(rules_of(text))
    assume(oracle is not None)
    assert oracle is not None
    made, looking = oracle.rules, Ahead(oracle.rules)
    states = [state for state in oracle.states.found if state.scene != "over"]
    for state in (states[number * step_on % len(states)] for step_on in (1, 3, 7, 11)):
        found = looking._way(state, lambda: None)
        later = made.layout.mask("heard(ann_2.noon)") & ~state.memory
        ends = made.layout.mask("visits(over)")
        ways = [nearest(made, goal(mask), [state]) for mask in (later, ends) if mask]
        assert len(found) == len(next((way for way in ways if way is not None), ()))
        end = reduce(lambda here, move: step(made, here, move).state, found, state)
        assert not found or end.memory & (later | ends)


def goal(mask: int) -> Callable[[State], object]:
    return lambda state: state.memory & mask
