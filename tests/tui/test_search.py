"""Looking for words in the log."""

from __future__ import annotations

import asyncio
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.tui.draw.search import Piece, find, lit_up
from game.tui.theme import Role
from game.tui.typeset import Line, Run
from tests.tui.driving import Player, drive
from tests.tui.fakes import launch, long_play


def lines(*texts: str) -> list[Line]:
    return [(Run(text),) for text in texts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("La répétitrice", "repetitrice"),
        ("La repetitrice", "RÉPÉTITRICE"),
        ("She’d gone", "she'd"),
        ("ma sœur", "soeur"),
        ("  the   knife", "knife"),
    ],
)
def test_neither_case_nor_accents_matter(text: str, wanted: str) -> None:
    assert len(find(lines(text), wanted)) == 1


def test_words_are_found_over_the_end_of_a_line() -> None:
    assert find(lines("    in the glass", "  ANYA  cabinet", "", "in the"), "the glass anya") == [
        (Piece(0, 7, 16), Piece(1, 2, 6))
    ]


@given(st.text(max_size=30), st.text(min_size=1, max_size=3))
def test_what_is_found_is_what_is_lit_up(text: str, wanted: str) -> None:
    (line,) = lines(text)
    pieces = [piece for place in find([line], wanted) for piece in place]
    lit = lit_up(line, pieces)
    assert "".join(run.text for run in lit) == text
    assert sum(len(run.text) for run in lit if run.role is Role.HIT) == sum(piece.end - piece.start for piece in pieces)


def test_the_newest_place_comes_first_and_n_goes_on_to_older_ones() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "2", "l", "/", *"the", "enter")
        sheet = player.sheet()
        most = len(sheet.galley.targets)
        assert f"1 of {most}: the" in player.lines[0]
        assert sheet.cursor == most - 1
        await player.press("n")
        assert f"2 of {most}: the" in player.lines[0]
        assert sheet.cursor == most - 2
        await player.press("N", "N")
        assert "this is the oldest" in player.lines[-1]
        assert sheet.cursor == 0
        await player.press("n")
        assert "this is the newest again" in player.lines[-1]
        await player.press("up")
        assert f"1 of {most}: the" in player.lines[0]

    drive(script)


async def until_seen(player: Player, words: str) -> None:
    for _ in range(500):
        if words in player.seen:
            return
        await asyncio.sleep(0.01)
        await player.settle()
    raise AssertionError(f"{words!r} is not seen in:\n{player.seen}")


def test_a_long_play_is_looked_through_to_its_beginning() -> None:
    async def script(player: Player) -> None:
        await player.press("l", "/", *"very first", "enter")
        await until_seen(player, "1 of 1: very first")
        assert "The very first." in player.seen

    drive(script, launch(long_play(500)))


def test_words_that_stand_nowhere_are_told_of_when_all_has_been_looked_through() -> None:
    async def script(player: Player) -> None:
        await player.press("l", "/", *"nothing like it", "enter")
        await until_seen(player, "“nothing like it” stands nowhere")

    drive(script, launch(long_play(500)))


def test_of_a_search_that_goes_on_the_newest_place_is_shown_at_once() -> None:
    async def script(player: Player) -> None:
        await player.press("l", "/", *"number", "enter")
        assert re.search(r"1 of \d+\+?: number", player.lines[0])
        assert "It is number 499." in player.seen
        await until_seen(player, "1 of 500: number")
        await player.press("N")
        assert "500 of 500: number" in player.lines[0]
        assert "this is the oldest" in player.seen
        assert "It is number 0." in player.seen

    drive(script, launch(long_play(500)))
