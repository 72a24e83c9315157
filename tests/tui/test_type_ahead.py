"""Keys that come while a screen opens: none is lost, none goes to the screen below."""

from __future__ import annotations

import pytest

from game.play.moves import Choose, Confront
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeLibrary, launch


def test_a_whole_confrontation_can_be_typed_ahead() -> None:
    async def script(player: Player) -> None:
        await player.type_ahead("1", "x", "1", "2", "enter")
        assert player.app.keeper.session.moves == (Choose("ask"), Confront("anya_2.who_came_in", "bill"))

    drive(script)


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        (("1", "x", "1", "1"), "[Say it?]"),
        (("1", "x", "1", "1", "escape"), "[Against what?]"),
        (("c", "2"), "Anya Berg"),
        (("c", "2", "down", "enter"), "Vincent Duc"),
        (("t", "right"), "what the evidence says"),
        (("s", "1", "N", "e", "w", "enter"), "New"),
        (("m", "e"), "Log of the front door"),
        (("l", "/", "z", "z", "enter"), "stands nowhere"),
        (("o", "escape", "g", "escape", "e"), "Log of the front door"),
    ],
    ids=" ".join,
)
def test_keys_typed_at_once_go_to_the_screens_that_they_open(keys: tuple[str, ...], seen: str) -> None:
    async def script(player: Player) -> None:
        await player.type_ahead(*keys)
        assert seen in player.flowing

    drive(script, launch(library=FakeLibrary()))


def test_keys_typed_before_anything_is_seen_are_kept() -> None:
    async def script(player: Player) -> None:
        await player.type_ahead("1", "enter", "1", "u", "2")
        assert player.app.keeper.session.moves == (Choose("wait"),)

    drive(script, launch(skip_title=False))
