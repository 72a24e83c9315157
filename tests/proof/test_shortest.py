"""Shortest routes where answers are written down. Those of random stories are compared in `test_oracle`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.moves import Choose, Write
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import IllegalMove, State, Turn, moves, step
from game.proof.ahead import way_ahead
from game.proof.answers.shortest import Shortest, shortest
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import beginnings
from game.proof.search.explicit import Explored
from tests.proof.oracle import Oracle
from tests.proof.random_stories import examples
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


def found_in(rules: Rules) -> list[Shortest]:
    asked = Inquiry(rules)
    return list(shortest(asked, asked.goals))


@pytest.mark.parametrize(
    ("when", "moves"),
    [
        ("found(key)", ["look"]),
        ("wrote(who, anne)", ["write who = anne"]),
        ("found(key) and wrote(who, anne)", ["look", "write who = anne"]),
        ("found(key) or wrote(who, anne) and wrote(how, rope)", ["look"]),
        (
            "wrote(who, anne) and wrote(how, rope) and wrote(why, love)",
            ["write how = rope", "write who = anne", "write why = love"],
        ),
    ],
)
def test_what_is_written_down_is_as_little_as_will_do(when: str, moves: list[str]) -> None:
    found = found_in(rules(STORY.format(when=when)))
    route = next(one.route for one in found if one.goal.kind == "choice" and one.goal.owner == "hall.open")
    assert sorted(map(str, route or ())) == moves


HALL = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: Lit.}
evidence: {key: {name: Key, finding: A key., document: A key.}}
reconstruction:
  who: {text: Who?, when: "WHO", answers: {anne: {text: Anne}, ben: {text: Ben}}}
  why: {text: Why?, answers: {anne: {text: Anne}, ben: {text: Ben}}}
hints:
  h: {question: Q, when: "HINT", solved when: visited(out), nudge: n, place: p, answer: a}
scenes:
  hall:
    passage: A hall.
    choices:
      look: {text: Look, find: key, passage: So.}
      light: {text: Light, LAMP: lit, passage: So.}
      go: {text: Go, when: "GO", goto: yard}
      far: {text: Far, goto: [{scene: loft, when: "FAR"}, yard]}
  yard:
    passage: "A yard. [if YARD]So.[end]"
    choices:
      back: {text: Back, sticky: yes, goto: hall}
      leave: {text: Leave, when: "LEAVE", goto: out}
  loft: {next: out}
  out: {ending: end}
"""

asked = st.sampled_from(["visited(hall)", "visited(yard)", "lit", "not lit", "found(key)"])
parts = st.sampled_from(
    ["lit", "found(key)", "visits(hall) >= 2"]
    + [f"wrote({name}, {answer})" for name in ("who", "why") for answer in ("anne", "ben")]
    + ["wrote_any(who)", "wrote_any(why)", "wrote_first(who, ben)"]
)
conditions = st.recursive(
    parts,
    lambda inside: st.one_of(
        inside.map("not ({})".format),
        st.builds("({}) and ({})".format, inside, inside),
        st.builds("({}) or ({})".format, inside, inside),
    ),
    max_leaves=4,
)
houses = st.fixed_dictionaries(
    dict.fromkeys(("HINT", "GO", "FAR", "YARD", "LEAVE"), conditions)
    | {"WHO": asked, "LAMP": st.sampled_from(["set", "clear"])}
)


class Writing(Oracle):
    """A story that was searched state by state, with what the player may write down among the moves."""

    @classmethod
    def of(cls, rules: Rules) -> Writing:
        explored = Explored(dict.fromkeys(beginnings(rules)), is_complete=True)
        waiting = list(explored.found)
        for state in waiting:
            for turn in turns_from(rules, state):
                if turn.state not in explored.found:
                    assert turn.move is not None
                    explored.found[turn.state] = (state, turn.move)
                    waiting.append(turn.state)
        return cls(rules, explored)

    @cached_property
    def arrivals(self) -> dict[State, int]:
        found = dict.fromkeys(beginnings(self.rules), 0)
        for state, turns in self.turns.items():
            for turn in turns_from(self.rules, state):
                if turn.arrived:
                    found[turn.state] = min(found.get(turn.state, turns + 1), turns + 1)
        return found


def turns_from(rules: Rules, state: State) -> Iterator[Turn]:
    """Every turn that can be made of a state."""
    questions = rules.story.reconstruction.items()
    written = (Write(name, answer) for name, question in questions for answer in (None, *question.answers))
    for move in (*moves(rules, state), *written):
        with suppress(IllegalMove):
            yield step(rules, state, move)


@examples(40)
@given(houses)
def test_with_what_is_written_down_routes_are_as_short_as_can_be(words: dict[str, str]) -> None:
    text = HALL
    for name, value in words.items():
        text = text.replace(name, value)
    house = rules(text)
    oracle = Writing.of(house)
    for goal, route, is_certain, is_open in found_in(house):
        assert is_certain
        assert not is_open
        assert (None if route is None else len(route)) == oracle.turns_to(goal), goal.words


def test_an_answer_that_is_in_the_way_is_struck_out() -> None:
    house = rules(
        HALL.replace("GO", "wrote_any(why)").replace("FAR", "lit").replace("LAMP", "set").replace("YARD", "lit")
        .replace("LEAVE", "not wrote_any(why)").replace("HINT", "lit").replace("WHO", "lit")
    )  # fmt: skip
    session = Session.replay(house, None, [Write("why", "anne"), Choose("go")])
    assert way_ahead(session)[0] == Write("why", None)
