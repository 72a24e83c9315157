"""Hints come in the order of how near they are, and say nothing of the way."""

from __future__ import annotations

from game.play.moves import Choose
from game.play.rules import Rules
from game.play.session import Session
from game.proof.hints import nearest_first, nearness
from tests.stories import story

STORY = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {near: Near, far: Far, seen: Seen}
hints:
  far: {question: Far?, solved when: far, ready when: seen, nudge: a, place: b, answer: c}
  never: {question: Never?, solved when: near and not visited(hall), ready when: far, nudge: a, place: b, answer: c}
  ready: {question: Ready?, solved when: far and not visited(hall), ready when: not far, nudge: a, place: b, answer: c}
  near: {question: Near?, solved when: near, ready when: seen, nudge: a, place: b, answer: c}
scenes:
  hall:
    choices:
      look: {text: Look, set: seen}
      take: {text: Take it, when: seen, set: near}
      climb: {text: Climb, when: near, set: far}
      leave: {text: Leave, goto: out}
  out: {ending: end}
"""


def session() -> Session:
    return Session(Rules(story(STORY)))


def test_what_fewer_moves_solve_comes_first() -> None:
    assert [hint.id for hint in nearest_first(session())] == ["near", "far", "ready", "never"]


def test_the_distance_is_counted_in_moves_from_where_the_player_is() -> None:
    play = session()
    play.do(Choose("look"))
    assert nearness(play.rules, play.state, ["near", "far"]) == {"near": 1, "far": 2}


def test_the_search_stops_after_so_many_moves() -> None:
    play = session()
    assert nearness(play.rules, play.state, ["far"], most=3) == {}


def test_a_hint_that_is_solved_is_not_listed() -> None:
    play = session()
    play.do(Choose("look"))
    play.do(Choose("take"))
    assert "near" not in [hint.id for hint in nearest_first(play)]
