"""A play as Markdown."""

from __future__ import annotations

from game.play.preferences import Handling, Preferences
from game.play.transcript import markdown
from tests import stories
from tests.plain.test_plain import STORY

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


def test_a_document_with_a_fence_in_it_gets_a_longer_one() -> None:
    assert "\n````text\n```\n````\n" in markdown(
        stories.session(STORY.replace("Two   soups\n        One beer", "```"), "ask")
    )


def test_passages_are_told_as_the_player_has_decided() -> None:
    preferences = Preferences({"Death": Handling.SUMMARISE})
    assert "The miller is dead." not in markdown(stories.session(STORY, "in"), preferences)
    assert "A death." in markdown(stories.session(STORY, "in"), preferences)
