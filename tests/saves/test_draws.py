"""Saves of plays in which something was drawn: by name and value, and in a story that has changed."""

from __future__ import annotations

import json

import pytest

from game.play.draws import begin_with, drawn_in
from game.play.moves import Choose
from game.play.session import Session
from game.saves import Shelf
from game.saves.library import ShelfLibrary, new_game
from game.saves.record import read_record, restore, write_record
from tests.saves.records import forged
from tests.shared_stories import DRAWS as STORY
from tests.stories import rules


def drawn(session: Session) -> dict[str, str]:
    return dict(drawn_in(session.rules.layout, session.state.memory))


def saved(**draws: str) -> bytes:
    """A save after a move, of a play in which this was drawn."""
    session = Session(rules(STORY), begin_with(rules(STORY), draws))
    session.do(Choose("wait"))
    return write_record(session, 1)


@pytest.mark.parametrize("weather", ["rain", "fog", "sun"])
def test_a_save_says_what_was_drawn_by_name_and_value(weather: str) -> None:
    values = json.loads(saved(weather=weather))["last"]["values"]
    assert (values["drawn(weather)"], values["drawn(coin)"]) == (weather, "heads")


@pytest.mark.parametrize("weather", ["rain", "fog", "sun"])
def test_what_was_drawn_is_there_again_at_every_turn(weather: str) -> None:
    session, notes = restore(read_record(saved(weather=weather, coin="tails")), rules(STORY))
    assert notes == ()
    assert session.first == begin_with(rules(STORY), {"weather": weather, "coin": "tails"})
    assert drawn(session) == {"weather": weather, "coin": "tails"}


def test_values_in_another_order_are_the_same_values() -> None:
    new = STORY.replace("{rain: It rains., fog: There is fog., sun: The sun is out.}", "{sun: S., fog: F., rain: R.}")
    session, _ = restore(read_record(saved(weather="fog")), rules(new))
    assert drawn(session)["weather"] == "fog"
    session, _ = restore(read_record(saved(weather="rain")), rules(new))
    assert drawn(session)["weather"] == "rain"


def test_a_value_that_is_gone_is_named_and_the_first_takes_its_place() -> None:
    new = STORY.replace("sun: The sun is out.", "snow: It snows.").replace("weather, sun", "weather, snow")
    session, notes = restore(read_record(saved(weather="sun")), rules(new))
    assert drawn(session)["weather"] == "rain"
    assert session.turn == 1
    assert any("what was drawn for “weather”" in note for note in notes)


def test_a_draw_that_is_new_has_its_first_value() -> None:
    new = STORY.replace("draws:\n", "draws:\n  lot: {one of: {long: Long., short: Short.}}\n")
    session, notes = restore(read_record(saved(weather="fog")), rules(new))
    assert drawn(session) == {"lot": "long", "weather": "fog", "coin": "heads"}
    assert session.turn == 1
    assert not any("No longer" in note for note in notes)


def test_a_draw_that_is_gone_is_named() -> None:
    new = STORY.replace("  coin: {one of: {heads: Heads., tails: Tails.}}\n", "").replace(
        "drawn(coin, heads)", "met(anne)"
    )
    session, notes = restore(read_record(saved(weather="fog")), rules(new))
    assert drawn(session) == {"weather": "fog"}
    assert any("what was drawn for “coin”" in note for note in notes)


@pytest.mark.parametrize("value", ["", "rains", 0, 9, -1, True])
def test_a_save_that_somebody_has_changed_draws_something_that_there_is(value: object) -> None:
    data = saved(weather="fog")
    last = json.loads(data)["last"]
    session, _ = restore(read_record(forged(data, last={**last, "values": {"drawn(weather)": value}})), rules(STORY))
    assert drawn(session)["weather"] in {"rain", "fog", "sun"}


def test_a_new_game_with_a_seed_is_always_the_same() -> None:
    library = ShelfLibrary(Shelf(None, "s"), rules(STORY), seed=7)
    assert drawn(library.fresh()) == drawn(library.fresh()) == {"weather": "fog", "coin": "tails"}


def test_a_new_game_without_a_seed_is_any() -> None:
    found = {tuple(drawn(new_game(rules(STORY))).values()) for _ in range(200)}
    assert len(found) == 6  # the odds that one of six is never drawn in 200 games are 1 in 10^15


def test_a_story_without_draws_begins_as_ever() -> None:
    plain = rules("story: {id: s, title: S, start: h}\nendings: {e: E}\nscenes: {h: {ending: e}}\n")
    assert new_game(plain, 7).first == new_game(plain).first == Session(plain).first
