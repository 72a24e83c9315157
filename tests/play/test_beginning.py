"""What is given to a play that begins elsewhere: in the words of conditions."""

from __future__ import annotations

import re

import pytest

from game.play.beginning import first_turn
from game.play.rules import Rules
from game.play.session import Session
from game.story.conditions import Condition
from game.story.prose import MOST_VISITS
from tests.stories import rules

STORY = """
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: No.}}
moments: {noon: Noon, night: Night, dawn: Dawn}
facts: {lit: It is lit.}
numbers: {trust: {name: Trust, to: 5}}
conditions: {known: lit and trust >= 2}
draws: {sky: {one of: {red: It is red., blue: It is blue.}}}
episodes: {one: One}
leads: {shed: {episode: one, text: Look, find: bill}}
evidence: {bill: {name: A bill, finding: F, document: D, bears on: noon}}
accounts:
  anne_1:
    teller: anne
    title: First
    opens when: found(bill)
    claims:
      noon: {says: I ate., broken by: {bill: {asks: Alone?, passage: No.}}}
      night: {says: I slept.}
      dawn: {says: I rose., later: yes}
reconstruction: {who: {text: Who?, answers: {ben: Ben, anne: Anne}}}
scenes:
  hall: {episode: one, meet: anne, hear: anne_1, leads: one, confront: {teller: anne, over: hall},
         choices: {go: {text: Go, goto: street}}}
  street: {ending: end}
endings: {end: End}
"""


@pytest.fixture(name="made", scope="module")
def _made() -> Rules:
    return rules(STORY)


@pytest.mark.parametrize(
    ("facts", "condition"),
    [
        ("heard(anne_1)", "heard(anne_1) and heard(anne_1.noon) and heard(anne_1.night) and not heard(anne_1.dawn)"),
        ("heard(anne_1.dawn)", "heard(anne_1.dawn) and not heard(anne_1.noon)"),
        ("visited(street), followed( shed )", "visited(street) and visits(street) == 1 and followed(shed)"),
        ("wrote(who, anne), lit, trust=3", "wrote(who, anne) and known"),
        ("put(anne_1.noon, bill)", "put(anne_1.noon, bill)"),
        ("broken(anne_1.noon)", "broken_in(anne_1) == 1"),
    ],
)
def test_what_is_given_holds(made: Rules, facts: str, condition: str) -> None:
    before = first_turn(made, "hall", facts).before
    assert made.guard(Condition(condition))(before.memory)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("trust=6", "“trust” goes from 0 to 5, and cannot be 6"),
        ("met(anne)=5", "“met(anne)” goes from 0 to 1, and cannot be 5"),
        ("lit=-1", "“lit” goes from 0 to 1, and cannot be -1"),
        ("visits(hall)=-1", f"“visits(hall)” goes from 0 to {MOST_VISITS}, and cannot be -1"),
        ("heard(anne_1)=2", "“heard(anne_1)” goes from 0 to 1, and cannot be 2"),
        ("followed(shed)=2", "“followed(shed)” goes from 0 to 1, and cannot be 2"),
        ("wrote(who, anne)=2", "“wrote(who, anne)” goes from 0 to 1, and cannot be 2"),
        ("drawn(sky, red)=-1", "“drawn(sky, red)” goes from 0 to 1, and cannot be -1"),
    ],
)
def test_what_can_never_be_so_is_refused(made: Rules, facts: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        first_turn(made, "hall", facts)


@pytest.mark.parametrize("number", [0, MOST_VISITS])
def test_what_can_just_be_so_is_taken(made: Rules, number: int) -> None:
    before = first_turn(made, "hall", f"visits(street)={number}").before
    assert made.layout.slots["visits(street)"].read(before.memory) == number


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("known", "is a named condition, and holds when “lit and trust >= 2” does"),
        ("leads_followed(one)=1", "give followed(…) for each lead"),
        ("ready(anne_1)", "give what its account “opens when” asks for"),
        ("broken_in(anne_1)=1", "give broken(…)"),
        ("heard(anne_2)", "did you mean “heard(anne_1)”?"),
        ("wrote(who, bne)", "“who” has no answer “bne”; did you mean “ben”?"),
        ("trust >= 2", "with commas between them"),
    ],
)
def test_what_cannot_be_given_is_told_what_to_give(made: Rules, facts: str, words: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        first_turn(made, "hall", facts)
    assert words in str(caught.value)


def test_what_is_recorded_can_be_given(made: Rules) -> None:
    assert Session(made, first_turn(made, "street", "heard(anne_1)")).over
