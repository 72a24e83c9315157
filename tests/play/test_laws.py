"""Laws of play, on random plays of small stories and of the shipped one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.moves import Choose, Confront, Move, Write, parse_move
from game.play.session import IllegalMove, Session
from game.play.step import State, moves, step
from game.saves.record import read_record, restore, write_record
from tests import stories
from tests.play.walks import SOME, STORIES, names, picks, rules_of, walk


@SOME
@given(names, picks)
def test_what_can_be_made_is_what_the_page_offers_and_the_confrontations(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    offered: set[Move] = {option.move for option in session.page().options if option.locked is None}
    if found := session.confrontation():
        offered |= {
            Confront(claim.id, exhibit.id)
            for claim in found.claims
            if claim.stands
            for exhibit in found.exhibits
            if claim.id != exhibit.id
        }
    assert set(moves(session.rules, session.state)) == offered


@SOME
@given(names, picks)
def test_no_move_is_offered_twice(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    possible = list(moves(session.rules, session.state))
    assert len(possible) == len(set(possible))


@SOME
@given(names, picks)
def test_every_move_that_is_offered_can_be_made(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    for move in moves(session.rules, session.state):
        step(session.rules, session.state, move)


@SOME
@given(names, picks)
def test_a_locked_option_cannot_be_made(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    for option in session.page().options:
        if option.locked is not None:
            with pytest.raises(IllegalMove):
                step(session.rules, session.state, option.move)


@SOME
@given(names, picks)
def test_a_move_is_made_of_the_state_alone(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    state = session.state
    for move in moves(session.rules, state):
        assert step(session.rules, state, move) == step(session.rules, State(state.scene, state.memory), move)
    assert session.state == state


@SOME
@given(names, picks)
def test_a_play_made_again_from_its_moves_is_the_same(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    again = Session.replay(session.rules, None, session.moves)
    assert again.state == session.state
    assert list(again.pages()) == list(session.pages())


@SOME
@given(names, picks)
def test_a_play_saved_and_restored_is_the_same(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    again, notes = restore(read_record(write_record(session, 1)), session.rules)
    assert notes == ()
    assert (again.state, again.moves, again.turn) == (session.state, session.moves, session.turn)
    assert again.page() == session.page()
    assert again.casebook() == session.casebook()


@SOME
@given(names, picks)
def test_undo_takes_back_what_was_done(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    state, page = session.state, session.page()
    for move in moves(session.rules, state):
        session.do(move)
        assert session.undo() == move
        assert (session.state, session.page()) == (state, page)


@SOME
@given(names, picks)
def test_redo_makes_again_what_was_undone(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    pages, taken = list(session.pages()), session.moves
    while session.undo() is not None:
        pass
    assert session.turn == 0
    while session.redo() is not None:
        pass
    assert session.moves == taken
    assert list(session.pages()) == pages


@SOME
@given(names, picks)
def test_after_undo_another_move_forgets_what_was_undone(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    if session.undo() is not None:
        possible = list(moves(session.rules, session.state))
        session.do(possible[0])
        assert session.redo() is None


def test_nothing_can_be_undone_at_the_start_nor_redone_at_the_end() -> None:
    session = Session(rules_of("changes"))
    assert (session.undo(), session.redo()) == (None, None)


@SOME
@given(names, picks)
def test_states_that_are_equal_have_one_hash(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    state = session.state
    assert State(str(state.scene), int(str(state.memory))) == state
    assert len({state, State(str(state.scene), int(str(state.memory)))}) == 1


@SOME
@given(names, picks)
def test_values_make_the_memory_that_they_were_read_from(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    layout = session.rules.layout
    assert layout.memory(layout.values(session.state.memory)) == session.state.memory


@SOME
@given(names, st.data())
def test_any_values_make_a_memory_that_holds_them(name: str, data: st.DataObject) -> None:
    layout = rules_of(name).layout
    chosen = data.draw(st.dictionaries(st.sampled_from(sorted(layout.slots)), st.integers(-(10**9), 10**9), max_size=9))
    memory = layout.memory(chosen)
    for slot_name, value in chosen.items():
        slot = layout.slots[slot_name]
        assert slot.read(memory) == min(max(value, slot.least), slot.most)
    assert layout.memory(layout.values(memory)) == memory


@pytest.mark.parametrize("name", [*STORIES, "shipped"])
def test_slots_do_not_overlap(name: str) -> None:
    seen = 0
    for slot in rules_of(name).layout.slots.values():
        assert slot.mask
        assert not seen & slot.mask
        seen |= slot.mask


@pytest.mark.parametrize("name", [*STORIES, "shipped"])
def test_at_the_start_there_is_nothing_to_save(name: str) -> None:
    layout = rules_of(name).layout
    assert layout.values(layout.start) == {}
    assert layout.memory({}) == layout.start


def test_values_without_a_slot_are_passed_over() -> None:
    layout = rules_of("changes").layout
    assert layout.memory({"nothing": 1, "lit": 1}) == layout.memory({"lit": 1})


def _plays(seed: int) -> Iterator[Session]:
    """A random play of the shipped story that looks at everything on the way."""
    chance = random.Random(seed)
    session = Session(stories.shipped())
    for _ in range(300):
        yield session
        possible = list(moves(session.rules, session.state))
        if not possible:
            return
        session.do(chance.choice(possible))


@pytest.mark.parametrize("seed", range(4))
def test_a_random_play_of_the_shipped_story_shows_everything_on_the_way(seed: int) -> None:
    for session in islice(_plays(seed), seed, None, 4):
        session.page()
        session.casebook()
        found = session.confrontation()
        if found and found.claims and found.exhibits:
            session.opening(found.claims[0].id, found.exhibits[-1].id)


@pytest.mark.parametrize("seed", range(4))
def test_a_random_play_of_the_shipped_story_has_always_a_move_until_its_end(seed: int) -> None:
    for session in _plays(seed):
        assert session.over or any(moves(session.rules, session.state))


words = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
claims = st.builds("{}.{}".format, words, words)
all_moves = st.one_of(
    words.map(Choose),
    st.builds(Confront, claims, words | claims),
    st.builds(Write, words, words.filter(lambda word: word != "unknown"), words | st.none()),
    words.map(Write),
)


@given(all_moves)
def test_a_move_is_read_back_as_it_was_written(move: Move) -> None:
    assert parse_move(str(move)) == move


@given(st.text(max_size=60))
def test_any_text_is_read_as_some_move(text: str) -> None:
    parse_move(text)


@settings(max_examples=60, deadline=None)
@given(all_moves)
def test_a_move_of_nowhere_is_refused_and_not_more(move: Move) -> None:
    session = Session(rules_of("confrontations"))
    if move not in set(moves(session.rules, session.state)):
        with pytest.raises(IllegalMove):
            session.do(move)
