"""Shortest routes where answers are written down. Those of random stories are compared in `test_oracle`."""

from __future__ import annotations

import pytest

from game.proof.answers.shortest import Shortest, shortest
from game.proof.inquiry import Inquiry
from tests.stories import rules

STORY = """\
story: {{id: s, title: House, start: hall}}
endings: {{end: End}}
evidence: {{key: {{name: Key, finding: F., document: D.}}}}
reconstruction:
  who: {{text: Who?, answers: {{anne: Anne., ben: Ben.}}}}
  how: {{text: How?, answers: {{rope: Rope., lamp: Lamp.}}}}
  why: {{text: Why?, answers: {{love: Love., fear: Fear.}}}}
scenes:
  hall:
    choices:
      look: {{text: Look, find: key}}
      on: {{text: On, goto: hall, sticky: yes}}
      open: {{text: Open, when: "{when}", goto: out}}
  out: {{ending: end, passage: Out.}}
"""


def to_the_choice(when: str) -> Shortest:
    asked = Inquiry(rules(STORY.format(when=when)))
    return next(
        one for one in shortest(asked, asked.goals) if one.goal.kind == "choice" and one.goal.owner == "hall.open"
    )


@pytest.mark.parametrize(
    ("when", "moves", "is_certain"),
    [
        ("found(key)", ["look"], True),
        ("wrote(who, anne)", ["write who = anne"], False),
        ("found(key) and wrote(who, anne)", ["look", "write who = anne"], False),
        ("found(key) or wrote(who, anne) and wrote(how, rope)", ["look"], False),
        ("found(key) or wrote(who, anne) and wrote(how, rope) and wrote(why, love)", ["look"], False),
    ],
)
def test_what_is_written_down_is_as_little_as_will_do(when: str, moves: list[str], is_certain: bool) -> None:
    found = to_the_choice(when)
    assert found.route is not None
    assert ([str(move) for move in found.route], found.is_certain) == (moves, is_certain)


def test_what_needs_more_written_down_than_is_tried_is_looked_for_in_plays() -> None:
    found = to_the_choice("wrote(who, anne) and wrote(how, rope) and wrote(why, love)")
    assert found.route is not None
    assert sorted(map(str, found.route)) == ["write how = rope", "write who = anne", "write why = love"]
    assert not found.is_certain
