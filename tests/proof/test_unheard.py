"""Words of a claim that are read before the claim is heard are reported, at the words."""

from __future__ import annotations

import pytest

from game.author.prove import place_of
from game.play.rules import Rules
from game.proof.investigate import investigate
from tests.stories import loading

STORY = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
people: {ann: {name: Ann}}
moments: {night: Night}
evidence: {e: {name: E, finding: E., document: E, bears on: night}}
accounts:
  ann_1: {teller: ann, title: One, claims: {night: {says: I did it.}}}
scenes:
  hall:
    meet: ann
    find: e
    choices:
      ask: {text: Ask, hear: ann_1, passage: "ANN: {ann_1.night}", goto: out}
      leave: {text: Leave, goto: out}
  out: {passage: "PASSAGE", ending: end}
"""


def found(passage: str, story: str = STORY) -> list[tuple[str, int, int]]:
    """What is said too early if this is read at the end, and where."""
    loaded = loading(story.replace("PASSAGE", passage))
    assert loaded.story is not None
    places = [(one, place_of(one, loaded)) for one in investigate(Rules(loaded.story)).findings]
    return [(one.words, at.line, at.column) for one, at in places if at and one.code == "said-unheard"]


def test_words_that_nobody_may_have_heard_are_reported() -> None:
    words = "“{ann_1.night}” may be said in “out” before anybody has heard it"
    assert found("ANN: {ann_1.night}") == [(words, 15, 25)]


@pytest.mark.parametrize(
    "passage", ["[if heard(ann_1)]ANN: {ann_1.night}[end]", "[if not heard(ann_1.night)]Well.[else]{ann_1.night}[end]"]
)
def test_words_under_a_condition_that_has_them_heard_are_fine(passage: str) -> None:
    assert found(passage) == []


def test_words_that_are_always_heard_before_are_fine() -> None:
    assert (
        found("{ann_1.night}", STORY.replace("leave: {text: Leave, goto: out}", "wait: {text: Wait, meet: ann}")) == []
    )
    assert found("{ann_1.night}", STORY.replace("  out: {", "  out: {hear: ann_1, ")) == []
