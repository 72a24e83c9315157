"""The lines of plain mode: where words are found in them, and how a sentence ends."""

from __future__ import annotations

import pytest

from game.plain.lines import as_sentence
from tests import stories
from tests.stories import plainly

STORY = """\
story: {id: s, title: S, start: hall}
endings: {peace: "Peace, or what?"}
reconstruction:
  way: {text: Which way?, answers: {back: Where now?, on: On.}}
scenes:
  hall:
    title: Where now?
    passage: |
      I have been standing here for a long time, so long indeed that a line of this must be broken somewhere.

      There was a *very* small slice.
    choices:
      go: {text: Go., goto: over}
  over: {ending: peace}
"""
BROKEN = "I have been standing here for a long time, so long indeed that a line of\nthis must be broken somewhere."


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("that a line of this", BROKEN),
        ("broken somewhere", BROKEN),
        ("a VERY small slice", "There was a *very* small slice."),
    ],
)
def test_the_log_finds_words_wherever_lines_end_and_whatever_is_emphasized(wanted: str, found: str) -> None:
    said = plainly(stories.session(STORY), f"l {wanted}")
    assert f"Turn 0.\n{found}\n" in said


@pytest.mark.parametrize("wanted", ["*", "somewhere. There was"])
def test_the_log_does_not_find_what_is_no_part_of_a_paragraph(wanted: str) -> None:
    assert f"“{wanted}” stands nowhere" in plainly(stories.session(STORY), f"l {wanted}")


def test_a_heading_that_asks_has_no_full_stop() -> None:
    assert "Where now?\n" in plainly(stories.session(STORY))


def test_an_ending_that_asks_has_no_full_stop() -> None:
    assert "The end: Peace, or what?\n" in plainly(stories.session(STORY, "go"))


def test_an_answer_that_asks_has_no_full_stop() -> None:
    assert "Which way? Where now?\n" in plainly(stories.session(STORY, "write way = back"), "w", "0")


@pytest.mark.parametrize("text", ["It ends.", "Does it?", "“Does it?”", "It does!", "Well…", "*Well.*"])
def test_what_is_ended_stays_as_it_is(text: str) -> None:
    assert as_sentence(text) == text


@pytest.mark.parametrize("text", ["A bill", "“The mill”", "22:47", "One, (two)"])
def test_what_nothing_ends_has_a_full_stop(text: str) -> None:
    assert as_sentence(text) == f"{text}."
