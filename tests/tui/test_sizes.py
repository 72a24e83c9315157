from __future__ import annotations

import pytest

from game.tui.screens.typing import PromptScreen
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeLibrary, launch
from tests.tui.routes import ROUTES

SIZES = [(100, 30), (160, 45)]
"""The least one is in the walk by keyboard, two more are in the snapshots."""


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_screen_fills_every_window_and_no_more(size: tuple[int, int]) -> None:
    async def script(player: Player) -> None:
        for route, keys in ROUTES.items():
            await player.press(*keys)
            assert [len(line) for line in player.lines] == [size[0]] * size[1], route
            assert player.lines[-1].strip(), route
            await player.go_home()

    drive(script, launch(library=FakeLibrary()), size=size)


@pytest.mark.parametrize("size", [(1, 1), (2, 40), (200, 1), (5, 5), (19, 17)], ids=str)
def test_windows_too_small_to_read_do_no_harm(size: tuple[int, int]) -> None:
    async def script(player: Player) -> None:
        await player.resize(*size)
        for keys in ROUTES.values():
            await player.press(*keys)
        await player.resize(80, 24)

    drive(script)


def test_every_screen_survives_being_made_tiny() -> None:
    async def script(player: Player) -> None:
        for route, keys in ROUTES.items():
            await player.press(*keys)
            for size in ((1, 1), (61, 18), (80, 24)):
                await player.resize(*size)
            assert player.seen.strip(), route
            await player.go_home()

    drive(script, launch(library=FakeLibrary()))


def test_a_window_that_is_too_small_says_so() -> None:
    async def script(player: Player) -> None:
        await player.resize(59, 24)
        assert "too small" in player.seen
        assert "59 × 24" in player.seen

    drive(script)


def test_in_a_window_that_is_too_small_nothing_is_chosen() -> None:
    async def script(player: Player) -> None:
        await player.resize(59, 24)
        await player.press("1", "enter")
        assert player.turn == 0

    drive(script)


def test_in_a_window_that_is_too_small_nothing_is_typed() -> None:
    async def script(player: Player) -> None:
        await player.press("l", "/", "a")
        await player.resize(59, 24)
        await player.press("b")
        await player.resize(80, 24)
        await player.press("c")
        assert isinstance(player.app.screen, PromptScreen)
        assert player.app.screen.typed == "ac"

    drive(script)


def test_in_a_window_that_is_too_small_quitting_needs_no_answer() -> None:
    async def script(player: Player) -> None:
        await player.resize(30, 10)
        await player.press("q")

    assert drive(script).return_code == 0


def test_resizing_keeps_the_place() -> None:
    async def script(player: Player) -> None:
        await player.press("2", "space")
        first = next(line.split(".")[0].strip() for line in player.lines[1:] if "Paragraph" in line)
        await player.resize(120, 24)
        assert first in "\n".join(player.lines[:5])

    drive(script)


def test_the_title_fits_the_least_window() -> None:
    async def script(player: Player) -> None:
        assert "Quit" in player.seen

    drive(script, launch(skip_title=False, restored=True), size=(60, 18))


def test_a_smaller_window_keeps_the_options_in_sight() -> None:
    async def script(player: Player) -> None:
        await player.press("2", "end")
        assert "Ask her where she is." in player.seen
        await player.resize(80, 24)
        assert "Ask her where she is." in player.seen
        assert "The police station" in player.seen

    drive(script, size=(120, 60))
