"""Effects: facts, numbers, people, evidence; in which order they happen, and when text is read."""

from __future__ import annotations

import pytest

from tests.play.conftest import Play
from tests.shared_stories import CHANGES as STORY
from tests.stories import HALL, HEAD, problems


@pytest.mark.parametrize(
    ("taken", "value"),
    [((), 1), (("up",), 2), (("up", "up", "up"), 3), (("down",), -1), (("down", "down"), -2), (("leap",), 3)],
)
def test_a_number_stops_at_its_bounds(play: Play, taken: tuple[str, ...], value: int) -> None:
    assert play(STORY, *taken).value("trust") == value


def test_a_number_that_has_stopped_comes_back_from_there(play: Play) -> None:
    assert play(STORY, "leap", "down").value("trust") == 1


def test_the_greatest_number_stops_at_its_bound(play: Play) -> None:
    assert play(STORY, "age", "age").value("years") == 1_000_000


def test_a_number_is_inserted_as_it_is_after_the_turn(play: Play) -> None:
    assert play(STORY, "down").text == "Trust -1."


def test_facts_are_set_and_cleared(play: Play) -> None:
    assert play(STORY, "light").value("lit") == 1
    assert play(STORY, "light", "snuff").value("lit") == 0


def test_text_is_read_after_the_effects_of_the_turn(play: Play) -> None:
    assert play(STORY, "light").text == "Light."


def test_named_conditions_are_read_by_their_names(play: Play) -> None:
    assert play(STORY, "chill").text == "Dark."
    assert play(STORY, "light", "chill").text == "Cold."
    assert play(STORY, "light", "snuff").text == "Uneasy."


def test_the_effects_of_a_choice_come_before_those_of_the_scene(play: Play) -> None:
    game = play(STORY, "leave")
    assert game.value("lit") == 0
    assert game.text.endswith("Dark.")


def test_the_passage_of_a_choice_is_read_after_the_arrival_too(play: Play) -> None:
    assert play(STORY, "leave").text.startswith("Arrived.")


def test_the_effects_of_a_scene_happen_at_every_arrival(play: Play) -> None:
    assert play(STORY, "leave").value("trust") == 2
    text = STORY.replace("leave: {text: Leave.,", "leave: {text: Leave., sticky: yes,")
    assert play(text, "leave", "back", "leave").value("trust") == 3


def test_people_are_met_in_the_order_of_the_story(play: Play) -> None:
    people = play(STORY, "meet").session.casebook().people
    assert [(person.id, person.name, person.known) for person in people] == [
        ("anne", "Anne Berg", ("Your daughter.",)),
        ("ben", "Ben Kraus", ()),
    ]


def test_nobody_is_in_the_casebook_before_being_met(play: Play) -> None:
    assert play(STORY).session.casebook().people == ()


def test_what_is_known_of_a_person_grows(play: Play) -> None:
    assert play(STORY, "meet", "light").session.casebook().people[0].known == ("Your daughter.", "She lied.")


def test_evidence_is_shown_on_the_turn_on_which_it_is_found(play: Play) -> None:
    assert play(STORY, "find").text == "You have it.\n(found bill)"


def test_evidence_that_one_has_is_not_found_again(play: Play) -> None:
    assert play(STORY, "find", "find_both").text == "(found key)"


def test_the_casebook_has_the_evidence_with_its_document(play: Play) -> None:
    found = play(STORY, "find").session.casebook().evidence
    assert [(entry.name, entry.finding, entry.document) for entry in found] == [
        ("A bill", "Two ate.", ("Two soups", "One beer"))
    ]


def test_a_fact_that_is_set_and_cleared_at_once_is_cleared(play: Play) -> None:
    assert play(STORY.replace("clear: [lit, cold]", "set: lit, clear: lit"), "light", "snuff").value("lit") == 0


@pytest.mark.parametrize("other", ["numbers: {lit: {name: Lit, to: 3}}", "conditions: {lit: visited(hall)}"])
def test_a_name_stands_for_one_thing_in_conditions(other: str) -> None:
    """A fact, a number and a named condition are asked for by the bare name: two of them cannot have the same."""
    text = HEAD + "facts: {lit: The lamp is lit.}\n" + other + "\n" + HALL.replace("hall: {", "hall: {set: lit, ")
    assert any(problem.endswith("duplicate-id") for problem in problems(text))
