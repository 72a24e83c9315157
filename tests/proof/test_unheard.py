"""Words of a claim that are read before the claim is heard are reported, at the words."""

from __future__ import annotations

import pytest

from game.author.reporting import place_of
from game.play.rules import Rules
from game.proof.answers.unheard import unheard
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from game.proof.questions.goals import Goal
from game.proof.trials.plays import Plays
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


CONFRONTED = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
moments: {noon: Noon, late: Late}
facts: {f: F.}
people: {ann: {name: Ann, patience: 2, wild: "WILD", gap: "GAP"}}
evidence: {bill: {name: Bill, finding: A bill., document: A bill.}, key: {name: Key, finding: A key., document: Key.}}
accounts:
  ann_1:
    teller: ann
    title: First
    claims:
      noon: {says: I slept., broken by: {bill: {passage: "BROKEN"}}, answered: {key: {passage: "ANSWERED"}}}
      late: {says: I do not know., gap: yes}
  ann_2: {teller: ann, title: Second, revises: ann_1, opens when: broken(ann_1.noon), claims: {noon: {says: I lied.}}}
reconstruction: {what: {text: What?, answers: {knife: Knife, glass: Glass}}}
scenes:
  hall:
    passage: "HALL"
    choices: {on: {text: On, goto: yard}}
  yard:
    meet: ann
    hear: ann_1
    find: [bill, key]
    confront: {teller: ann, over: out, guide: "GUIDE"}
    choices:
      ask: {text: Ask, when: ready(ann_2), hear: ann_2, passage: So.}
      out: {text: Out, goto: out}
  out: {passage: "OUT", ending: end}
recap: "RECAP"
"""
SAID = ["WILD", "GAP", "BROKEN", "ANSWERED", "GUIDE", "RECAP"]


def said(*where: str, text: str = "{ann_2.noon}") -> list[tuple[int, int]]:
    """Where it is reported that something is said too early, if it stands in some places."""
    filled = CONFRONTED
    for one in (*SAID, "HALL", "OUT"):
        filled = filled.replace(f'"{one}"', f'"So. {text}"' if one in where else '"So."')
    return [(line, column) for _, line, column in found("", filled)]


@pytest.mark.parametrize("where", SAID)
def test_words_of_a_teller_that_nobody_may_have_heard_are_reported_once(where: str) -> None:
    (place,) = said(where)
    assert place[0] == 1 + CONFRONTED[: CONFRONTED.index(f'"{where}"')].count("\n")
    assert said(where, text="[if heard(ann_2)]{ann_2.noon}[end]") == []


def test_what_a_teller_says_to_what_fits_is_heard_by_then() -> None:
    assert said("WILD", "GAP", "BROKEN", "ANSWERED", "GUIDE", text="{ann_1.noon}") == []


def test_what_is_read_once_before_anything_can_be_written_down_asks_for_nothing_written() -> None:
    text = "[if wrote(what, knife)]{ann_1.noon}[end]"
    assert said("HALL", text=text) == []
    assert said("HALL", text=text.replace("wrote(", "not wrote(")) != []


def test_what_is_read_at_the_end_may_ask_for_what_was_written_down() -> None:
    text = "[if wrote(what, knife)]{ann_2.noon}[end]"
    assert len(said("OUT", text=text)) == 1


def test_what_is_told_in_brief_is_read_too() -> None:
    brief = "passage: {text: 'So.', content: harm, summary: 'ANN: {ann_1.night}'}"
    text = STORY.replace('passage: "PASSAGE"', brief).replace("moments:", "topics: {harm: {name: Harm}}\nmoments:")
    assert [words for words, *_ in found("", text)] == [
        "“{ann_1.night}” may be said in “out” before anybody has heard it"
    ]


def test_what_no_play_has_read_is_not_said_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plays, "follow", lambda *_: ())
    loaded = loading(STORY.replace("PASSAGE", "ANN: {ann_1.night}"))
    assert loaded.story is not None
    (asked,) = unheard(Inquiry(Rules(loaded.story)))
    assert isinstance(asked, Goal)
