"""A line of a playthrough that cannot be made says why, and what there is in its place."""

from __future__ import annotations

import pytest

from game.play.playthrough import Failed
from tests.stories import played, rules

STORY = """
story: {id: s, title: S, start: hall}
people: {anne: {name: Anne, wild: No.}}
moments: {noon: Noon}
facts: {lit: It is lit.}
numbers: {hours: {name: Hours, to: 6}}
draws: {wind: {one of: {north: It is from the north., south: It is from the south.}}}
evidence: {bill: {name: A bill, finding: F, document: D}, key: {name: A key, finding: F, document: D}}
accounts:
  anne_1:
    teller: anne
    title: First
    claims: {noon: {says: I ate., broken by: {bill: {asks: Alone?, passage: No.}}}}
reconstruction:
  who: {text: Who?, answers: {ben: "Ben, at noon", anne: Anne}}
  why: {text: Why?, when: lit, answers: {money: Money}}
scenes:
  hall:
    hear: anne_1
    find: bill
    confront: {teller: anne, over: hall}
    choices:
      look: {text: Look., passage: Nothing.}
      down: {text: Go down., when: lit and hours > 2, goto: street}
      up: {text: Go up., when: lit, locked: It is dark., goto: street}
      wait: {text: Wait., fallback: yes, passage: Nothing.}
      leave: {text: Leave., sticky: yes, goto: street}
      note: {text: Write home, when: lit, find: key}
  cellar: {next: street}
  street: {ending: end}
endings: {end: End}
"""


def reason(*lines: str) -> str:
    """Why the last of some lines does not hold."""
    with pytest.raises(Failed) as failed:
        played(rules(STORY), "\n".join(lines))
    return failed.value.reason


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("> write who = the butler", "“who” has no answer “the butler”; there are: ben, anne, unknown"),
        ("> write who = Ben, at noon", "“who” has no answer “Ben, at noon”; did you mean “ben”?"),
        ("> write who = bne", "“who” has no answer “bne”; did you mean “ben”?"),
        ("> write whom = ben", "there is no question “whom”; did you mean “who”?"),
        ("> write who = ben on bil", "there is no evidence “bil”; did you mean “bill”?"),
        ("> write who anne", "an answer is written down with “write who = anne”, and “on” with the evidence"),
        ("> write who is ben", "an answer is written down with “write who = ben”, and “on” with"),
        ("> write who bne", "“who” has no answer “bne”; did you mean “ben”?"),
        ("> write home", "there is no such choice here; in “hall” there are: look, leave"),
        ("> write why = money", "this cannot be written down now: the question is asked when “lit”, which does not"),
        ("> write who = ben on key", "this cannot be written down now: “key” has not been found"),
        ("> write who = unknown on bill", "this cannot be written down now: “unknown” rests on nothing"),
        ("> write", "an answer is written down with “write question = answer”, and “on” with the evidence behind it"),
        ("> anne_1.noon bill", "a claim is set against something with an “x” between the two: anne_1.noon x bill"),
        ("> anne_1.noon × bill", "a claim is set against something with an “x” between the two: anne_1.noon x bill"),
        ("> anne_1.noons x bill", "there is no such claim “anne_1.noons”; did you mean “anne_1.noon”?"),
        ("> noon x bill", "there is no such claim “noon”; did you mean “anne_1.noon”?"),
        ("> anne_1.noon x bil", "there is no such exhibit “bil”; did you mean “bill”?"),
        ("> down", "this choice cannot be made now: it is there when “lit and hours > 2”, which does not hold; in"),
        ("> up", "this choice cannot be made now: it is there when “lit”, which does not hold; in “hall”"),
        ("> wait", "this choice cannot be made now: it is offered when no other choice is; in “hall” there are: look"),
        ("> jump", "there is no such choice here; in “hall” there are: look, leave"),
        ("expect ending end", "expected the ending “end”, and the story is not over: this is the scene “hall”"),
        ("with wind=north", "cannot read “wind=north”; write name, name(of), name=number, with commas between them"),
        ("with wind", "“wind” is drawn: write drawn(wind, …) with one of north, south"),
        ("with hours=9", "“hours” goes from 0 to 6, and cannot be 9"),
        ("with hours=-3", "“hours” goes from 0 to 6, and cannot be -3"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_hold_says_what_would(line: str, words: str) -> None:
    assert reason(line).startswith(words)


def test_a_choice_that_is_gone_says_that_it_was_taken() -> None:
    said = reason("> look", "> look")
    assert said.startswith("this choice cannot be made now: it has been taken, and is not sticky;")


def test_an_ending_without_a_coda_says_that_it_has_none() -> None:
    assert reason("> leave", "expect coda alone") == "expected the coda “alone”, and this ending has no coda"


def test_what_is_drawn_is_not_given_like_a_number() -> None:
    assert reason("with wind=north").endswith(", drawn(wind, north) for what is drawn")


def test_a_number_at_its_bound_can_be_given() -> None:
    assert played(rules(STORY), "with hours=6\nexpect hours == 6").turn == 0


def test_where_nobody_can_be_confronted_the_names_are_told_of_all_the_same() -> None:
    said = [reason("from cellar", f"> {pair}") for pair in ("noon x bill", "anne_1.noon x bil", "anne_1.noon x bill")]
    assert said == [
        "nobody can be confronted here; there is no such claim “noon”; did you mean “anne_1.noon”?",
        "nobody can be confronted here; there is no such exhibit “bil”; did you mean “bill”?",
        "nobody can be confronted here",
    ]
