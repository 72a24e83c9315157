"""What is told in no scene of its own: the recap, words of help in confrontations, and how those end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import assume, given

from game.play.rules import Rules
from game.play.session import Session
from game.play.step import State, Turn, moves, step
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from game.story.prose import Prose
from tests.proof.oracle import Oracle
from tests.proof.random_stories import examples, rules_of, texts
from tests.stories import rules

YARD = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
scenes:
  hall: {choices: {on: {text: On, goto: yard}}}
  yard: {choices: {again: {text: Round, STICKY goto: yard}, out: {text: Out, goto: out}}}
  out: {ending: end}
recap: "[first]Just come.[then]Here again.[then]And again.[end]"
"""


def never(story: Rules) -> list[str]:
    """What it is said of that nobody comes to it."""
    verdict = investigate(story)
    assert verdict.is_proved
    return sorted(one.words for one in verdict.findings if one.code == "never-reached")


def test_the_recap_is_read_in_the_scene_where_the_play_is() -> None:
    assert never(rules(YARD.replace("STICKY", "sticky: yes,"))) == []
    assert never(rules(YARD.replace("STICKY", ""))) == ["nobody ever comes to [then] number 2, in the recap"]


HOUSE = """\
story: {id: s, title: S, start: hall}
endings: {end: End, other: Other}
facts: {lit: Lit., late: Late.}
people: {ann: {name: Ann, patience: 1, wild: What?}}
moments: {noon: Noon}
evidence: {bill: {name: Bill, finding: A bill., document: A bill.}}
accounts:
  ann_1: {teller: ann, title: First, claims: {noon: {says: I slept.}}}
scenes:
  hall:
    meet: ann
    find: bill
    confront: {teller: ann, guide: "[if late]A[else]B[end]", WHEN over: [{scene: far, when: lit}, {scene: out}]}
    choices:
      ask: {text: Ask, hear: ann_1, passage: So.}
      wait: {text: Wait, LATE passage: So.}
      light: {text: Light, LIT goto: far}
      leave: {text: Leave, goto: out}
  far: {ending: other}
  out: {ending: end}
"""


def house(late: str = "set: late,", lit: str = "set: lit,", when: str = "") -> Rules:
    return rules(HOUSE.replace("LATE", late).replace("LIT", lit).replace("WHEN ", when))


HELP = "nobody ever comes to [if late], in the scene “hall”"
END = "nobody ever comes to the end of the confrontation in “hall” leading to “far”"


def test_words_of_help_are_read_only_while_somebody_can_be_confronted() -> None:
    assert never(house()) == [END]
    assert never(house(late="")) == sorted((HELP, END))
    assert never(house(when="when: not late,")) == sorted((HELP, END))


def test_each_way_on_from_a_confrontation_is_asked_about() -> None:
    assert never(house(late="set: [late, lit],")) == []


def test_what_only_the_end_of_a_confrontation_leads_to_follows_from_that() -> None:
    verdict = investigate(rules(HOUSE.replace("LATE", "").replace("LIT goto: far", "goto: out").replace("WHEN ", "")))
    told = {(one.goal.kind, one.goal.owner): one.follows for one in verdict.findings if one.goal}
    assert told["scene", "far"]
    assert not told["way", "hall"]


def shown(story: Rules, state: State, *, arrived: bool) -> Iterator[str]:
    """What can be read in a state, beside the page."""
    session = Session(story, Turn(None, state, state, (), arrived))
    view = session.confrontation()
    is_open = view is not None and any(claim.stands for claim in view.claims) and view.exhibits
    for one in (*session.recap(), *(view.guide if view and is_open else ())):
        yield from re.findall(r"[RU]\d", one.text)


@examples(40)
@given(texts())
def test_what_is_never_read_beside_the_page_is_told_of_random_stories(text: str) -> None:
    story = rules_of(text)
    oracle = Oracle.of(story)
    assume(oracle is not None)
    assert oracle is not None
    read = {one for state in oracle.states.found for one in shown(story, state, arrived=True)}
    ends = {
        (turn.before.scene, turn.state.scene)
        for state in oracle.states.found
        for turn in (step(story, state, move) for move in moves(story, state))
        if turn.arrived
    }
    asked = Inquiry(story)
    goals = [one for one in asked.goals if isinstance(one.at, Prose) and re.search(r"[RU]\d", one.at.text)]
    outcomes = dict(asked.settle())
    for goal in goals:
        assert isinstance(goal.at, Prose)
        (own, *_) = re.findall(r"[RU]\d", goal.at.text[goal.offset :])
        assert (outcomes.get(goal) == "never") == (own not in read), goal.words
    for goal in asked.goals:
        if goal.words.startswith("the end of the confrontation") and outcomes.get(goal) != "never":
            assert (goal.owner, goal.at) in ends
