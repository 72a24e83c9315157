"""What was played, written down as a playthrough."""

from __future__ import annotations

import pytest
from hypothesis import given

from game.play.moves import parse_move
from game.play.playthrough import Failed
from game.play.recording import record
from game.play.session import Session
from game.play.step import State, Turn, begin
from tests import stories
from tests.play.walks import SOME, names, picks, rules_of, walk
from tests.shared_stories import CHOICES, CONFRONTATIONS


def recorded(text: str, *moves: str) -> list[str]:
    """The lines of the record of a play."""
    return record(stories.session(text, *moves)).splitlines()


@SOME
@given(names, picks)
def test_a_record_holds_and_comes_to_where_the_play_stood(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    again = stories.played(session.rules, record(session))
    assert (again.moves, again.state) == (session.moves, session.state)


def test_a_choice_is_written_by_its_id_with_what_the_player_read() -> None:
    assert "> look  # Look." in recorded(CHOICES, "look")


def test_a_confrontation_is_written_with_what_was_said() -> None:
    lines = recorded(CONFRONTATIONS, "find_bill", "hear_1", "go", "anne_1.noon x bill")
    assert "> anne_1.noon x bill  # Who was with you? Two soups, and alone?" in lines


def test_what_came_of_a_move_is_expected() -> None:
    lines = recorded(CONFRONTATIONS, "find_bill", "hear_1", "go", "anne_1.noon x bill")
    assert "expect mark anne_1.noon contradicted" in lines
    assert lines[2] == "expect found(bill)"
    assert "expect heard(anne_1)" in lines
    assert "expect scene room" in lines


def test_the_ending_is_expected() -> None:
    assert recorded(CHOICES, "leave")[-1] == "expect ending end"


def test_a_move_that_was_taken_back_is_not_recorded() -> None:
    session = stories.session(CHOICES, "look", "rain")
    session.undo()
    assert record(session).splitlines() == ["# S", "> look  # Look."]


def test_a_play_that_began_elsewhere_is_recorded_from_there() -> None:
    rules = stories.rules(CHOICES)
    memory = rules.layout.memory({"wet": 1, "visits(hall)": 2})
    session = Session(rules, begin(rules, "hall", memory))
    session.do(parse_move("dig"))
    text = record(session)
    assert text.splitlines()[1] == "from hall with visits(hall)=2, wet"
    assert stories.played(session.rules, text).state == session.state


def test_of_a_play_that_cannot_be_begun_again_it_is_said_so() -> None:
    rules = stories.rules(CHOICES)
    state = State("hall", rules.layout.memory({"wet": 1, "visits(hall)": 2}))
    lines = record(Session(rules, Turn(None, state, state, (), True))).splitlines()
    assert not any(line.startswith("from ") for line in lines)
    assert any("cannot be written down" in line for line in lines)


def test_a_long_text_is_cut_and_the_record_still_holds() -> None:
    story = CHOICES.replace("text: Look.", f"text: {'Look about you. ' * 12}")
    line = recorded(story, "look")[1]
    assert len(line) < 90
    assert line.endswith("…")


def test_a_comment_is_told_from_a_move_by_two_blanks() -> None:
    story = CHOICES.replace("text: Look.", 'text: "Look at house #5."')
    session = stories.session(story)
    assert stories.played(session.rules, "> Look at house #5.\n").moves == (parse_move("look"),)
    assert stories.played(session.rules, "> Look at house #5.  # the green one\n").moves == (parse_move("look"),)


def test_a_line_that_does_not_hold_changes_nothing() -> None:
    session = stories.session(CHOICES)
    with pytest.raises(Failed) as failed:
        stories.played(session.rules, "> look\n> look\n")
    assert failed.value.place.line == 2
    assert session.turn == 0
