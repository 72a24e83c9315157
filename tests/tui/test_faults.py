"""What a hand or a window can do at the wrong moment: nothing comes of it, and the game goes on."""

from __future__ import annotations

from game.play.preferences import Preferences
from tests.tui.driving import Player, drive
from tests.tui.fakes import OPTIONS, FakeSession, launch, long_play, page


def test_a_window_that_becomes_too_small_at_the_beginning_of_a_long_log_comes_back() -> None:
    async def script(player: Player) -> None:
        await player.press("l", "home")
        await player.resize(59, 24)
        await player.resize(80, 24)
        assert "The very first." in player.seen

    drive(script, launch(long_play(300)))


def test_after_an_ending_nothing_is_written_by_mouse_either() -> None:
    async def script(player: Player) -> None:
        await player.press("w")
        await player.click("Who made the call?")
        assert "It was she who called." not in player.seen

    drive(script, launch(FakeSession({"opening": page((), OPTIONS, over=True)})))


def test_the_second_of_two_clicks_does_not_take_what_has_come_in_between() -> None:
    async def script(player: Player) -> None:
        await player.press("w")
        await player.click_twice("Who made the call?")
        assert "It was she who called." in player.seen
        assert "What does it rest on?" not in player.seen

    drive(script, launch(FakeSession(), preferences=Preferences()))
