"""What pages keep of one turn and show again on another is what that turn would have shown by itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import words
from game.play import reads
from game.play.operations import bits_changed
from game.play.pages import Pages
from game.play.reads import Kept, Room
from game.play.session import Session
from tests import stories
from tests.play.walks import SOME, names, picks, rules_of, walk
from tests.shared_stories import VISITS


def views(session: Session) -> list[object]:
    """Everything that is derived from the turns of a play."""
    return [list(session.pages()), session.page(), session.casebook(), session.confrontation()]


@SOME
@given(names, picks)
def test_it_is_what_is_made_of_the_whole_memory(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    shown = views(session)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kept, "of", lambda self, memory: self._make(memory))
        patch.setattr(session.rules, "views", {})
        alone = Session(session.rules)
        for move in session.moves:
            alone.do(move)
        assert views(alone) == shown


@SOME
@given(names, picks)
def test_where_a_play_is_can_be_told_without_its_page(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    while True:
        status = session.page().status
        assert (session.where.place, session.where.hour, session.over) == (status.place, status.hour, status.over)
        if session.undo() is None:
            break


@SOME
@given(names, picks)
def test_a_scene_changes_no_bits_but_those_that_its_operations_name(name: str, numbers: list[int]) -> None:
    session = walk(rules_of(name), numbers)
    scene, memory = session.state.scene, session.state.memory
    for transition in session.rules.transitions.choosing(scene):
        made = session.rules.scene(scene).moves[transition.move]
        assert (made.change(memory) ^ memory) & ~bits_changed(transition.operations) == 0


def test_it_is_made_once_for_each_setting_of_its_bits() -> None:
    made: list[int] = []

    def make(memory: int) -> int:
        made.append(memory)
        return memory

    kept = Kept(Room(), 0b0110, make)
    assert [kept.of(memory) for memory in (0b1010, 0b0010, 0b0111, 0b1111)] == [0b0010, 0b0010, 0b0110, 0b0110]
    assert made == [0b0010, 0b0110]


FAR = st.sets(st.integers(0, 4 * reads.WINDOW), max_size=12).map(lambda bits: sum(1 << bit for bit in bits))
"""Bits that lie far apart, as they do in a large story."""


@given(FAR, FAR, FAR)
def test_it_is_kept_by_all_of_its_bits_however_far_apart(bits: int, one: int, other: int) -> None:
    kept = Kept(Room(), bits, lambda memory: memory)
    assert [kept.of(memory) for memory in (one, other, one | bits)] == [one & bits, other & bits, bits]


def test_what_is_kept_has_room_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reads, "MOST_BYTES", 10 * reads.EACH_BYTES)
    room = Room()
    many: list[Kept[Any]] = [Kept(room, 0xFF, str), Kept(room, 0xFF, hex)]
    for number in range(200):
        many[number % 2].of(number)
        assert sum(map(len, room.shared)) <= 11


def test_sessions_of_one_language_share_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = stories.rules(VISITS)
    assert Pages.of(rules) is Pages.of(rules)
    english = Pages.of(rules)
    monkeypatch.setattr(words, "_spoken", "de")
    assert Pages.of(rules) is not english
