"""Causes: of all that nobody comes to, what is told first and once, and what is counted as following from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.rules import Rules
from game.proof.answers.causes import Causes
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from game.proof.keeping import keep, kept
from game.proof.verdict import Finding
from tests.stories import story

HEAD = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
people: {ann: {name: Ann, patience: 1, wild: What?}}
moments: {noon: Noon, night: Night}
evidence: {bill: {name: Bill, finding: F., document: D.}, key: {name: Key, finding: F., document: D.}}
numbers: {gold: {name: Gold, to: 10}, trust: {name: Trust, from: -1, to: 2}}
facts: {lit: It is lit., wet: It is wet.}
accounts:
  ann_1: {teller: ann, title: First, claims: {noon: {says: I slept., broken by: {key: {passage: Oh.}}}}}
  ann_2: {teller: ann, title: Second, revises: ann_1, opens when: OPENS, claims: {night: {says: I ran.}}}
scenes:
"""
OUT = "  out: {ending: end, passage: Out.}\n"


def findings(scenes: str, opens: str = "found(bill)", more: str = "") -> list[Finding]:
    """What is found of a story, but for what is said of its people, evidence and accounts by themselves."""
    found = investigate(Rules(story(HEAD.replace("OPENS", opens) + scenes + OUT + more))).findings
    left = ("claim “ann", "account “ann_", "evidence “", "under the claim", "of “ann” to what")
    return [one for one in found if not any(words in one.words for words in left) or "opens when" in one.words]


def told(found: list[Finding]) -> list[str]:
    return [one.words.removeprefix("nobody ever comes to ") for one in found if not one.follows]


def test_a_fact_that_nothing_sets_is_one_cause_for_all_that_asks_about_it() -> None:
    found = findings(
        "  hall:\n    passage: 'A hall.[if lit] L.[end]'\n    choices:\n"
        "      in: {text: In, when: lit and wet, goto: out}\n      wet: {text: Wet, set: wet, goto: out}\n"
    )
    assert told(found) == ["the fact “lit”"]
    assert found[0].why == ("nothing in the story brings it about that lit",)
    assert {one.why for one in found if one.follows} == {("it needs the fact “lit”, and nobody comes to that",)}


def test_a_fact_for_which_one_thing_asks_is_told_there() -> None:
    found = findings("  hall:\n    passage: 'A hall.[if lit] L.[end]'\n    choices: {out: {text: Out, goto: out}}\n")
    assert told(found) == ["[if lit], in the scene “hall”"]


def test_an_account_that_never_opens_is_the_cause_where_it_is_asked_for() -> None:
    found = findings(
        "  hall:\n    hear: ann_1\n    choices:\n      one: {text: One, when: ready(ann_2), hear: ann_2, goto: out}\n"
        "      two: {text: Two, when: ready(ann_2) and not lit, set: lit, goto: out}\n"
        "      out: {text: Out, goto: out}\n",
        opens="trust >= 2 and heard(ann_1)",
    )
    assert told(found) == ["what the account “ann_2” asks for under “opens when”"]
    assert (found[0].section, found[0].name) == ("accounts", "ann_2")


def test_a_scene_to_which_no_move_leads_is_told_first() -> None:
    found = findings(
        "  hall:\n    passage: 'A hall.[if gold >= 1] G.[end]'\n    choices: {out: {text: Out, goto: out}}\n"
        "  loft: {set: lit, next: out}\n"
    )
    assert told(found)[0] == "the scene “loft”"


def test_what_can_come_only_later_does_not_make_a_text_before_it() -> None:
    found = findings(
        "  hall:\n    passage: 'A hall.[if lit] L.[end]'\n    choices: {on: {text: On, goto: yard}}\n"
        "  yard: {set: lit, next: out}\n  loft: {choices: {down: {text: Down, set: lit, goto: hall}}}\n"
    )
    assert told(found) == ["the scene “loft”"]


def test_that_no_play_has_an_ending_is_told_once_and_after_its_cause() -> None:
    found = findings(
        "  hall: {choices: {a: {text: A, sticky: yes, goto: yard}, b: {text: B, sticky: yes, goto: loft}}}\n"
        "  yard: {choices: {in: {text: In, sticky: yes}}}\n  loft: {choices: {in: {text: In, sticky: yes}}}\n"
    )
    assert [one.code for one in found if not one.follows] == ["never-reached", "dead-end"]
    assert told(found)[0] == "the scene “out”"


def test_what_never_holds_in_a_place_is_one_cause() -> None:
    found = findings(
        "  hall:\n    choices: {on: {text: On, change: {gold: 1}, goto: yard}}\n"
        "  yard:\n    passage: '[if gold >= 3]a[end] [if gold >= 3]b[end]'\n"
        "    choices: {out: {text: Out, goto: out}}\n"
    )
    assert told(found) == ["[if gold >= 3], in the scene “yard”"]
    assert [one.why for one in found] == [("in “yard” it never holds that gold >= 3", "gold is at most 1 there")] * 2


@pytest.mark.parametrize(
    ("when", "start", "by", "why"),
    [
        ("gold == 5", "gold", 3, "gold is at most 3 or at least 6 there"),
        ("gold == 1", "gold", 2, "gold is at most 0 or at least 2 there"),
        ("trust == 2 and trust != 2", "trust", 1, ""),
        ("gold > 1", "gold", -1, "gold is at most 0 there"),
        ("trust < 0", "trust", 1, "trust is at least 0 there"),
    ],
)
def test_of_a_number_it_is_told_what_is_nearest(when: str, start: str, by: int, why: str) -> None:
    found = findings(
        f"  hall:\n    choices:\n      dig: {{text: Dig, sticky: yes, change: {{{start}: {by}}}, passage: So.}}\n"
        f"      look: {{text: Look, when: {when}, goto: out}}\n      out: {{text: Out, goto: out}}\n"
    )
    assert [one.why[1:] for one in found if "look" in one.words] == [(why,) if why else ()]


def test_of_what_holds_in_no_place_no_place_is_told() -> None:
    found = findings(
        "  hall:\n    choices: {hurt: {text: Hurt, change: {trust: -1}, passage: So.}, out: {text: Out, goto: out}}\n",
        more="recap: '[if trust < -1]No.[end]'\n",
    )
    assert found[0].why == ("it never holds that trust < -1", "trust is at least -1 in every play")


@pytest.mark.parametrize(
    ("wait", "why"),
    [
        ("sticky: yes, passage: So.", "“wait” can be chosen there again and again"),
        ("goto: out", "“wait” can still be chosen there"),
    ],
)
def test_of_a_fallback_it_is_told_which_choice_is_always_left(wait: str, why: str) -> None:
    found = findings(
        f"  hall:\n    choices:\n      wait: {{text: Wait, {wait}}}\n"
        "      out: {text: Out, goto: out}\n      give: {text: Give up, fallback: yes, goto: yard}\n"
        "  yard: {next: out}\n"
    )
    assert found[0].why == ("in “hall” it never holds that no choice is left but a fallback", why)


def test_what_is_brought_about_on_arrival_is_not_told_of_all_the_moves_that_lead_there() -> None:
    found = findings(
        "  hall:\n    choices:\n      a: {text: A, goto: yard}\n      b: {text: B, goto: yard}\n"
        "      c: {text: C, when: lit, goto: out}\n  yard: {set: lit, next: out}\n"
    )
    assert found[0].why[1] == "only this brings it about that lit: coming to “yard”"


PUT = """\
  hall:
    hear: ann_1
    find: bill
    choices: {tell: {text: Tell, hear: ann_2, goto: yard}}
    confront: {teller: ann, over: hall}
  yard:
    find: key
    choices: {out: {text: Out, goto: out}}
    confront: {teller: ann, over: yard}
"""


def test_of_an_answer_it_is_told_what_never_comes_together_in_any_of_its_scenes() -> None:
    found = investigate(Rules(story(HEAD.replace("OPENS", "found(bill)") + PUT + OUT))).findings
    (why,) = next(one for one in found if "the answer to “key”" in one.words).why
    never = "“ann_1.noon” is maintained; found(key), for that is set against it"
    assert why == f"in the scenes that confront “ann” these never hold together: {never}"


def test_a_cause_that_is_no_thing_of_its_own_is_kept_with_the_verdict(tmp_path: Path) -> None:
    scenes = "  hall:\n    passage: 'A.[if lit] L.[end] [if lit]M.[end]'\n    choices: {out: {text: Out, goto: out}}\n"
    rules = Rules(story(HEAD.replace("OPENS", "found(bill)") + scenes + OUT))
    verdict = investigate(rules)
    keep(tmp_path / "kept.json", "logic", rules.story.fingerprint, verdict)
    again = kept(tmp_path / "kept.json", "logic", rules)
    assert again is not None
    named = [(one.words, one.goal.words if one.goal else "") for one in verdict.findings]
    assert [(one.words, one.goal.words if one.goal else "") for one in again.findings] == named
    assert any("the fact “lit”" in words for words, _ in named)


MANY = "".join(f"      c{number}: {{text: C, when: 'FORMULA', goto: out}}\n" for number in range(40))


def causes_of(scenes: str, ticks: list[None]) -> tuple[Inquiry, list[int]]:
    """An inquiry after its causes were found, and for each bit that was asked about how often its moves were."""
    inquiry = Inquiry(Rules(story(HEAD.replace("OPENS", "found(bill)") + scenes + OUT)))
    inquiry.play()
    never = [goal for goal, outcome in inquiry.settle() if outcome == "never"]
    asked: list[int] = []
    steering = inquiry.plays.steering
    moves = steering.moves

    def counted(wishes: object) -> object:
        some = list(wishes)  # type: ignore[call-overload]
        asked.extend(wish.bit for wish in some)
        return moves(some)

    steering.moves = counted  # type: ignore[assignment,method-assign]
    inquiry.tick = lambda: ticks.append(None)
    Causes(inquiry, never)
    return inquiry, asked


def test_what_many_ask_about_is_looked_at_once_and_the_time_is_looked_at_meanwhile() -> None:
    ticks: list[None] = []
    hall = "  hall:\n    choices:\n      out: {text: Out, goto: out}\n" + MANY.replace(
        "FORMULA", "lit and (wet or gold > 3)"
    )
    _, asked = causes_of(hall, ticks)
    assert sorted(asked) == sorted(set(asked))
    assert len(ticks) > 3
