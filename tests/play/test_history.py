"""The turns of a long play: made again from moves, they are the same turns, and what is read off them is the same."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.play import history
from game.play.history import History
from game.play.moves import Choose, parse_move
from game.play.session import Session
from game.play.step import Turn, begin, moves, step
from tests import stories
from tests.shared_stories import ACCOUNTS
from tests.shared_stories import MILL as STORY


@pytest.fixture(autouse=True)
def _short(request: pytest.FixtureRequest) -> Iterator[None]:
    """Turns are forgotten early, so that short plays are long ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "STRIDE", 3)
        patch.setattr(history, "WHOLE", 6)
        yield


def both(numbers: list[int], text: str = STORY) -> tuple[History, list[Turn]]:
    """A history and a plain list of the same turns; a negative number takes a turn back.

    After each, the moves that are written are those that were made.
    """
    rules = stories.rules(text)
    first = begin(rules)
    found, turns = History(rules, first), [first]
    for number in numbers:
        if number < 0:
            if len(turns) > 1:
                assert found.pop() == turns.pop()
        elif possible := list(moves(rules, turns[-1].state)):
            turn = step(rules, turns[-1].state, possible[number % len(possible)])
            found.append(turn)
            turns.append(turn)
        assert [text for block in found.written for text in block] == [str(turn.move) for turn in turns[1:]]
    return found, turns


plays = st.lists(st.integers(-2, 9), max_size=60)


@settings(max_examples=60, deadline=None)
@given(plays, st.sampled_from([STORY, ACCOUNTS]))
def test_it_is_as_a_list_of_turns(numbers: list[int], text: str) -> None:
    found, turns = both(numbers, text)
    assert len(found) == len(turns)
    assert list(found) == turns
    assert list(reversed(found)) == turns[::-1]
    assert [found[index] for index in range(-len(turns), len(turns))] == turns + turns
    assert [list(found.since(start)) for start in range(len(turns))] == [turns[start:] for start in range(len(turns))]
    assert list(found.moves) == [turn.move for turn in turns[1:]]


def test_a_copy_goes_on_by_itself() -> None:
    found, turns = both([1] * 20)
    copy = found.copy()
    copy.pop()
    copy.append(turns[-1])
    found.pop()
    assert list(copy) == turns
    assert list(found) == turns[:-1]


def test_there_is_no_turn_behind_the_last_or_before_the_first() -> None:
    found, turns = both([1] * 10)
    for index in (len(turns), -len(turns) - 1):
        with pytest.raises(IndexError):
            found[index]


def test_all_of_a_long_play_can_be_taken_back_and_made_again() -> None:
    session = Session(stories.rules(STORY))
    states = [session.state]
    for _ in range(50):
        session.do(parse_move("walk"))
        states.append(session.state)
    for state in reversed(states[:-1]):
        assert session.undo() == Choose("walk")
        assert session.state == state
    assert session.undo() is None
    for state in states[1:]:
        session.redo()
        assert session.state == state


@pytest.mark.parametrize("seed", range(6))
def test_what_is_read_off_the_turns_little_by_little_is_what_is_read_off_them_at_once(seed: int) -> None:
    rules, dice = stories.shipped(), random.Random(seed)
    little = Session(rules)
    for _ in range(60):
        possible = list(moves(rules, little.state))
        if not possible or dice.random() < 0.2:
            little.undo()
        else:
            little.do(dice.choice(possible))
        if dice.random() < 0.3:
            little.casebook()
        at_once = Session.replay(rules, None, little.moves)
        if dice.random() < 0.2:
            assert little.casebook() == at_once.casebook()
            assert list(little.pages()) == list(at_once.pages())
            assert little.latest_changes() == at_once.latest_changes()


def test_of_a_long_play_few_turns_are_kept_whole() -> None:
    found, _ = both([1] * 200)
    assert len(found._late) <= 6 + 3
    assert len(set(map(id, found.moves))) < 10


def test_what_was_written_of_earlier_turns_stays_the_same_object() -> None:
    found, turns = both([1] * 10)
    before = found.written
    found.append(turns[-1])
    assert all(one is other for one, other in zip(before[:3], found.written, strict=False))


PLACES = """\
story: {id: s, title: S, start: yard}
endings: {end: End}
places: {yard: The yard, room: The room}
scenes:
  yard: {place: yard, choices: {in: {text: In., goto: room}, stop: {text: Stop., goto: over}}}
  room: {place: room, choices: {out: {text: Out., sticky: yes, goto: yard}}}
  over: {ending: end}
"""


def test_of_two_plays_that_part_each_knows_where_it_is() -> None:
    one = stories.session(PLACES)
    other = one.fork()
    one.do(Choose("in"))
    other.do(Choose("stop"))
    assert other.page().status.place == "The yard"
