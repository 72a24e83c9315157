"""A new game from the menu: it begins where the story does, wherever this one began."""

from __future__ import annotations

from typing import cast

from game.play.launch import Launch
from game.play.session import Session
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeSession


def test_a_new_game_begins_at_the_start_though_nothing_was_done_in_this_one() -> None:
    fresh = FakeSession()
    launch = Launch(
        session=cast(Session, FakeSession()), restored=False, fresh=lambda: cast(Session, fresh),
        save=lambda _: None, skip_title=True,
    )  # fmt: skip

    async def script(player: Player) -> None:
        await player.press("B", "1")
        assert player.app.keeper.session is cast(Session, fresh)

    drive(script, launch)
