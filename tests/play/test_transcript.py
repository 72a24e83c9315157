"""A play as Markdown."""

from __future__ import annotations

import pytest

from game.play.preferences import Handling, Preferences
from game.play.transcript import markdown
from tests import stories
from tests.shared_stories import MILL as STORY

MOVES = ("ask", "in", "anne_1.noon x bill", "hear")


def test_it_has_headings_speech_documents_choices_and_changes() -> None:
    text = markdown(stories.session(STORY, *MOVES))
    assert text.startswith("# The mill\n")
    assert "\n## 1. The evening\n" in text
    assert "**Anne:** Good evening." in text
    assert "```text\nTwo   soups\n  One beer\n```" in text
    assert "**→ Ask at the inn.**" in text
    assert "*Anne, account 2: 1 changed, 1 kept.*" in text
    assert text.endswith("## The end of it\n")


def test_what_looks_like_markdown_is_text() -> None:
    story = STORY.replace("It is over.", "Nobody said <b>_why_</b> or `there`.")
    assert r"\<b\>\_why\_\</b\> or \`there\`." in markdown(stories.session(story, *MOVES))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Bread &amp; butter.", r"Bread \&amp; butter."),
        ("- You heard it.", r"\- You heard it."),
        ("+ and more", r"\+ and more"),
        ("---", r"\---"),
        ("1. The knife.", r"1\. The knife."),
        ("12) The bread.", r"12\) The bread."),
        ("1.5 miles - not 2.", "1.5 miles - not 2."),
        ("1985 was the year.", "1985 was the year."),
    ],
)
def test_a_paragraph_begins_no_list_and_no_line_across(text: str, written: str) -> None:
    story = STORY.replace("{passage: It is over., ending", f"{{passage: {text!r}, ending")
    assert f"\n\n{written}\n\n" in markdown(stories.session(story, *MOVES))


def test_a_document_with_a_fence_in_it_gets_a_longer_one() -> None:
    assert "\n````text\n```\n````\n" in markdown(
        stories.session(STORY.replace("Two   soups\n        One beer", "```"), "ask")
    )


@pytest.mark.parametrize(
    ("handling", "told"),
    [
        (Handling.SHOW, "\n\nThe miller is dead.\n"),
        (Handling.WARN, "\n\nIn brief (Death).\n\nA death.\n"),
        (Handling.SUMMARISE, "\n\nIn brief.\n\nA death.\n"),
    ],
)
def test_passages_are_told_as_the_player_has_decided(handling: Handling, told: str) -> None:
    text = markdown(stories.session(STORY, "in"), Preferences({"Death": handling}))
    assert told in text
    assert ("The miller is dead." in text) == (handling is Handling.SHOW)
