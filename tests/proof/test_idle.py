"""A choice that does something only under conditions is reported if some play takes it while none of them holds."""

from __future__ import annotations

import pytest

from game.play.moves import parse_move
from game.play.rules import Rules
from game.play.session import Session
from game.proof.investigate import investigate
from game.proof.verdict import Finding
from tests.stories import story

STORY = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: It is lit., cold: It is cold.}
scenes:
  hall:
    choices:
      light: {text: Light the lamp., set: lit, WINDOW}
      down: {text: Go down., WHEN sticky: yes, goto: [{scene: cellar, when: lit}, {scene: attic, when: cold}]}
  cellar: {next: street}
  attic: {next: street}
  street: {ending: end}
"""


def found(window: str = "clear: cold", when: str = "") -> list[Finding]:
    """What is reported of a choice with two ways under conditions."""
    text = STORY.replace("WINDOW", window).replace("WHEN ", when)
    return [one for one in investigate(Rules(story(text))).findings if one.code == "may-do-nothing"]


def test_the_play_that_takes_it_in_vain_is_shown() -> None:
    (one,) = found()
    assert (one.name, one.is_error, one.words.partition(":")[0]) == (
        "hall.down", False, "the choice “hall.down” can do nothing",
    )  # fmt: skip
    assert one.route is not None
    rules = Rules(story(STORY.replace("WINDOW", "clear: cold").replace("WHEN ", "")))
    moves = [parse_move(str(move)) for move in one.route]
    before, after = Session.replay(rules, None, moves[:-1]), Session.replay(rules, None, moves)
    assert str(moves[-1]) == "down"
    assert (after.state.scene, after.page().items) == (before.state.scene, ())


@pytest.mark.parametrize("when", ["when: lit,", "when: lit or cold,", "when: took(hall.light),"])
def test_one_that_always_leads_somewhere_is_fine(when: str) -> None:
    assert found(when=when) == []


def test_what_a_condition_asks_about_is_remembered() -> None:
    assert found(window="when: took(hall.down)") == []


ROOM = """\
story: {id: s, title: S, start: hall}
endings: {end: End, truth: Truth}
facts: {lit: It is lit.}
scenes:
  hall:
    choices:
      light: {text: Light the lamp., set: lit, goto: room}
      leave: {text: Leave it., goto: room}
  room: {SET choices: {accuse: {text: Accuse them., goto: {scene: truth, when: WHEN}}}, next: street}
  truth: {ending: truth}
  street: {ending: end}
"""


def lost(when: str, arrival: str = "") -> list[str]:
    """What is reported of a choice with one way under a condition, beside a way on."""
    text = ROOM.replace("WHEN", when).replace("SET", arrival)
    return [one.words for one in investigate(Rules(story(text))).findings if one.code == "may-do-nothing"]


def test_a_way_that_can_be_lost_is_reported() -> None:
    (words,) = lost("lit")
    assert words.endswith("then it is gone, and what it leads to with it")


@pytest.mark.parametrize(("when", "arrival"), [("lit", "set: lit,"), ("visited(hall)", "")])
def test_one_condition_that_always_holds_there_is_fine(when: str, arrival: str) -> None:
    assert lost(when, arrival) == []


def test_a_way_under_a_condition_that_never_holds_is_said_of_that_alone() -> None:
    assert lost("lit and not lit") == []
