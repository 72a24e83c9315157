"""The first line of `prove` says what came of it: a story with errors is not praised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.author.prove import Wanted, headline, prove
from game.play.rules import Rules
from game.proof.investigate import investigate
from game.proof.verdict import Finding, Stage, Verdict
from tests.stories import story, write


def made(errors: int, warnings: int, *undecided: str, stopped: str = "", answered: bool = True) -> Verdict:
    """A verdict with so many findings."""
    found = [Finding("never-reached", number < errors, "", "scenes", "") for number in range(errors + warnings)]
    stages = [Stage("the model", answered, is_question=False), Stage("no dead end", answered)]
    return Verdict(stages, stopped, turns=9, explored=1243, findings=found, undecided=list(undecided))


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (made(0, 0), "proved"),
        (made(0, 2), "proved: 2 warnings"),
        (made(12, 0), "every question is answered (proved): 12 errors"),
        (made(1, 1), "every question is answered (proved): 1 error, 1 warning"),
        (made(0, 1, "whether"), "explored 1,243 states; 1 question left open: 1 warning"),
        (made(0, 0, stopped="the time was over"), "explored 1,243 states and stopped"),
        (made(1, 0, "whether", answered=False), "sampled: 1 error"),
    ],
)
def test_the_headline_says_what_came_of_it(verdict: Verdict, words: str) -> None:
    assert headline(verdict) == words


ALWAYS_BEFORE = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: It is lit.}
scenes:
  hall: {set: lit, choices: {go: {text: Go., goto: [street, {scene: cellar, when: lit}]}}}
  street: {ending: end}
  cellar: {next: street}
"""

UNCONFRONTED = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
people: {anne: {name: Anne}}
moments: {noon: Noon}
facts: {confessed: She has confessed.}
evidence: {bill: {name: A bill, finding: F, document: D}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I ate., broken by: {bill: {asks: Alone?, set: confessed, passage: No.}}}}
scenes:
  hall:
    hear: anne_1
    find: bill
    choices:
      go: {text: Go., goto: street}
      take: {text: Take her along., when: confessed, goto: street}
  street: {ending: end}
"""


def findings(text: str) -> list[Finding]:
    return investigate(Rules(story(text))).findings


def test_what_stands_behind_something_that_is_always_taken_says_so() -> None:
    (way,) = [one for one in findings(ALWAYS_BEFORE) if "leading to" in one.words]
    assert way.why == ("in “hall” something that stands before it is always taken",)


def test_what_only_an_answer_does_that_nobody_can_give_says_why() -> None:
    (choice,) = [one for one in findings(UNCONFRONTED) if one.name == "hall.take"]
    assert choice.why[-1] == (
        "no move that can be made brings it about that confessed: "
        "only the answer to “bill” under the claim “anne_1.noon” does, and no scene confronts “anne”"
    )


def test_the_cause_comes_before_what_follows_from_it() -> None:
    assert findings(UNCONFRONTED)[0].why == ("no scene confronts “anne”",)


def test_evidence_that_nothing_finds_comes_before_what_asks_for_it() -> None:
    text = UNCONFRONTED.replace("    find: bill\n", "    confront: {teller: anne, over: hall}\n")
    assert (findings(text)[0].section, findings(text)[0].name) == ("evidence", "bill")


WAITING = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: It is lit., warm: It is warm.}
scenes:
  hall:
    choices:
      light: {text: Light it., when: warm, set: lit}
      heat: {text: Heat it., when: lit, set: warm, goto: cellar}
      out: {text: Out., goto: street}
  cellar: {passage: "[if lit]It is lit.[end]", next: street}
  street: {ending: end}
"""


def test_what_follows_is_counted_and_not_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prove(write(tmp_path, WAITING), Wanted())
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("ever comes to ")[2] for line in lines if "error: " in line] == [
        "the choice “hall.light” [never-reached]", "the choice “hall.heat” [never-reached]",
    ]  # fmt: skip
    assert lines[-1] == "follows from this: 1 more, which --format json names"
    prove(write(tmp_path, WAITING), Wanted("json"))
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 3
