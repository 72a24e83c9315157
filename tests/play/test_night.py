"""The night: what evidence puts at an hour, in the order of the hours, as far as it has been found."""

from __future__ import annotations

from tests import stories
from tests.shared_stories import NIGHT as STORY


def night(*moves: str) -> list[tuple[str, int, int]]:
    return [(entry.at, entry.minute, entry.length) for entry in stories.session(STORY, *moves).casebook().night]


def test_nothing_is_known_before_anything_is_found() -> None:
    assert night() == []


def test_the_hours_go_past_midnight_and_last() -> None:
    assert night("log", "report") == [("23:30", 0, 105), ("00:58", 88, 0), ("08:10", 520, 0)]


def test_an_hour_says_which_evidence_puts_it_there() -> None:
    assert [entry.evidence for entry in stories.session(STORY, "log").casebook().night] == ["A log", "A log"]


def test_what_is_taken_back_is_known_no_more() -> None:
    session = stories.session(STORY, "log")
    session.undo()
    assert session.casebook().night == ()


def test_an_hour_is_an_hour() -> None:
    assert stories.problems(STORY.replace("00:58", "24:58")) == ["10:14 not-an-hour"]
