"""Chance: what is drawn when a play begins, by which seed, and that it stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from game.play.beginning import first_turn
from game.play.draws import begin_with, draw, drawn_in, is_from_start
from game.play.playthrough import Failed
from game.play.recording import record
from game.play.session import Session
from game.play.step import State, Turn
from game.story.conditions import Condition
from tests.play.conftest import Game
from tests.shared_stories import DRAWS as STORY
from tests.stories import played, rules

RULES = rules(STORY)

Play = Callable[..., Game]


def drawn(session: Session) -> dict[str, str]:
    return dict(drawn_in(session.rules.layout, session.state.memory))


def test_a_seed_draws_what_it_is_documented_to_draw() -> None:
    # printf '7 weather' | sha256sum, and the same for the coin; the remainders by 3 and by 2.
    assert draw(RULES.story, 7) == {"weather": "fog", "coin": "tails"}
    assert draw(RULES.story, -1) == {"weather": "sun", "coin": "heads"}


def test_what_else_a_story_draws_makes_no_difference() -> None:
    alone = rules(
        STORY.replace("  coin: {one of: {heads: Heads., tails: Tails.}}\n", "").replace(
            "drawn(coin, heads)", "visited(boat)"
        )
    )
    for seed in range(20):
        assert draw(alone.story, seed)["weather"] == draw(RULES.story, seed)["weather"]


def test_seeds_draw_every_value_about_as_often() -> None:
    found = Counter(draw(RULES.story, seed)["weather"] for seed in range(3_000))
    assert set(found) == {"rain", "fog", "sun"}
    assert all(900 < number < 1_100 for number in found.values())


@pytest.mark.parametrize(("value", "text"), [("rain", "Rain."), ("fog", "Fog."), ("sun", "Sun.")])
def test_what_is_drawn_is_read_and_asked_about(play: Play, value: str, text: str) -> None:
    game = play(STORY, first=begin_with(RULES, {"weather": value}))
    assert text in game.text
    assert ("boat" in game.offered) == (value != "fog")


def test_without_a_word_the_first_value_of_each_is_drawn() -> None:
    assert drawn(Session(RULES)) == {"weather": "rain", "coin": "heads"}


def test_what_is_drawn_stays(play: Play) -> None:
    game = play(STORY, first=begin_with(RULES, {"weather": "sun", "coin": "tails"}))
    game.do("toss", "wait", "toss")
    assert drawn(game.session) == {"weather": "sun", "coin": "tails"}
    while game.session.undo():
        assert drawn(game.session) == {"weather": "sun", "coin": "tails"}


def test_what_happens_on_the_first_arrival_knows_what_was_drawn(play: Play) -> None:
    assert play(STORY, first=begin_with(RULES, {"weather": "sun"})).do("boat").text.startswith("I went out.")
    assert play(STORY).do("boat").text.startswith("I stayed in.")


def test_whatever_is_drawn_a_play_is_one_from_the_start() -> None:
    assert is_from_start(RULES, begin_with(RULES, {"weather": "fog"}))
    state = State("hall", RULES.layout.memory({"drawn(weather)": "fog"}))
    assert not is_from_start(RULES, Turn(None, state, state, (), True))
    assert not is_from_start(RULES, first_turn(RULES, "boat", ""))


@pytest.mark.parametrize(
    ("facts", "condition"),
    [
        ("drawn(weather, fog)", "drawn(weather, fog) and drawn(coin, heads)"),
        ("drawn( coin,tails ), visits(boat)=2", "drawn(coin, tails) and drawn(weather, rain) and visited(boat)"),
    ],
)
def test_a_play_can_begin_with_what_an_author_draws(facts: str, condition: str) -> None:
    for scene in ("hall", ""):
        assert RULES.guard(Condition(condition))(first_turn(RULES, scene, facts).before.memory)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ("drawn(weather, fogg)", "“weather” has no value “fogg”; did you mean “fog”?"),
        ("drawn(whether, fog)", "there is nothing called “drawn(whether, fog)”"),
        ("drawn(weather, fog)=0", "one value of “weather” is always drawn: give another one"),
    ],
)
def test_what_cannot_be_drawn_is_refused(facts: str, reason: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the words are compared
        first_turn(RULES, "hall", facts)
    assert str(error.value).startswith(reason)


def test_a_seed_draws_what_an_author_does_not_say() -> None:
    turn = first_turn(RULES, "boat", "drawn(coin, heads)", draw(RULES.story, 7))
    assert drawn(Session(RULES, turn)) == {"weather": "fog", "coin": "heads"}
    turn = first_turn(RULES, "boat", "drawn(coin, heads)", draw(RULES.story, -1))
    assert drawn(Session(RULES, turn)) == {"weather": "sun", "coin": "heads"}


def test_a_playthrough_says_what_is_drawn() -> None:
    game = played(RULES, "with drawn(weather, sun)\nexpect drawn(coin, heads)\n> boat\nexpect text I went out.\n")
    assert drawn(game) == {"weather": "sun", "coin": "heads"}
    assert is_from_start(RULES, game.first)


def test_what_is_drawn_is_said_before_the_first_move() -> None:
    with pytest.raises(Failed, match="“with” comes before the first move"):
        played(RULES, "> wait\nwith drawn(weather, sun)\n")


def test_a_recorded_play_says_what_was_drawn() -> None:
    session = Session(RULES, begin_with(RULES, {"weather": "sun"}))
    text = record(session)
    assert text.splitlines()[1:] == ["with drawn(weather, sun), drawn(coin, heads)"]
    assert played(RULES, text).state == session.state


def test_a_play_recorded_from_elsewhere_says_it_too() -> None:
    session = Session(RULES, first_turn(RULES, "boat", "drawn(weather, sun), visits(hall)=2"))
    text = record(session)
    assert text.splitlines()[1] == "from boat with drawn(weather, sun), drawn(coin, heads), visits(hall)=2"
    assert played(RULES, text).state == session.state


def test_a_story_without_draws_is_recorded_without_a_word_of_them() -> None:
    assert "with" not in record(
        Session(rules("story: {id: s, title: S, start: h}\nendings: {e: E}\nscenes: {h: {ending: e}}"))
    )
