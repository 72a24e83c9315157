"""The numbers of a story, for players who want to see them."""

from __future__ import annotations

from game.play.rules import Rules
from game.proof.investigate import investigate
from tests import stories
from tests.play.conftest import Play

STORY = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
people: {ben: {name: Ben}}
numbers:
  days: {name: Days left, to: 3, start: 3}
  trust: {name: How far Ben trusts you, to: 5, start: 2, when: met(ben)}
scenes:
  hall: {choices: {in: {text: In., meet: ben}, out: {text: Out., goto: street}}}
  street: {ending: end}
"""


def test_a_number_is_shown_only_once_its_condition_holds(play: Play) -> None:
    assert [number.name for number in play(STORY).session.numbers()] == ["Days left"]
    assert [number.value for number in play(STORY, "in").session.numbers()] == [3, 2]


def test_a_number_that_is_never_shown_is_reported() -> None:
    (found,) = investigate(Rules(stories.story(STORY.replace(", meet: ben", "")))).findings
    assert (found.section, found.name, found.is_error) == ("numbers", "trust", False)
