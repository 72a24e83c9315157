"""Every screen is reached, used and left by keyboard alone, and by mouse alone; what is highlighted is seen."""

from __future__ import annotations

import pytest

from game.play.moves import Write
from game.tui.actions import SCENE
from game.tui.app import PARTS
from game.tui.screens.note import NoteScreen
from game.tui.screens.scene import SceneScreen
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeLibrary, launch
from tests.tui.routes import ROUTES

OF_THE_SCENE = {"scene", "document", "answer"}
"""Routes that stay in the scene."""

TOOLS = [action for action in SCENE if action.opens]


def test_every_screen_by_keyboard_alone() -> None:
    async def script(player: Player) -> None:
        for route, keys in ROUTES.items():
            await player.press(*keys)
            assert isinstance(player.app.screen, SceneScreen) is (route in OF_THE_SCENE), route
            assert [len(line) for line in player.lines] == [60] * 18, route
            await player.go_home()

    drive(script, launch(library=FakeLibrary()), size=(60, 18))


def test_every_screen_by_mouse_alone() -> None:
    async def script(player: Player) -> None:
        for action in TOOLS:
            await player.click("m menu")
            await player.click(f"{action.label[:1].upper()}{action.label[1:]} ")
            assert not isinstance(player.app.screen, SceneScreen), action.name
            await player.click("Esc")
            assert isinstance(player.app.screen, SceneScreen), action.name

    drive(script, launch(library=FakeLibrary()), size=(120, 50))


PARTS_SEEN = {
    "2 People": "Anya Berg",
    "3 Accounts": "why him",
    "4 Yours": "What you think",
    "5 Night": "23:12",
    "6 Leads": "residence",
}


def test_every_part_of_the_casebook_by_mouse_alone() -> None:
    async def script(player: Player) -> None:
        await player.click("c casebook")
        for part, words in PARTS_SEEN.items():
            await player.click(part)
            assert words in player.seen

    drive(script)


def test_a_confrontation_and_an_answer_by_mouse_alone() -> None:
    async def script(player: Player) -> None:
        await player.click("Ask her")
        await player.click("x confront")
        await player.click("His dealer rang")
        await player.click("Telephone bill")
        await player.click("Say it to")
        assert " x " in str(player.app.keeper.session.moves[-1])
        await player.click("m menu")
        await player.click("Write ")
        await player.click("Who made the call?")
        await player.click("It was he.")
        await player.click("Telephone bill")
        assert player.app.keeper.session.moves[-1] == Write("who", "him", "bill")

    drive(script, size=(80, 40))


def test_saving_opening_and_deleting_by_mouse_alone() -> None:
    library = FakeLibrary()

    async def script(player: Player) -> None:
        await player.click("m menu")
        await player.click("Save and load")
        await player.click("Save here")
        await player.click("take it")
        assert "Berlin, the kitchen, 22:47" in library.shelf
        await player.click("Before I asked")
        await player.click("No.")
        await player.click("d delete")
        await player.click("Delete it.")
        assert "kitchen" not in library.shelf

    drive(script, launch(library=library), size=(120, 40))


def test_settings_by_mouse_alone() -> None:
    async def script(player: Player) -> None:
        await player.click("m menu")
        await player.click("Settings")
        await player.click("Theme")
        assert player.app.keeper.preferences.theme == "light"

    drive(script, size=(120, 40))


def test_from_the_title_to_leaving_by_mouse_alone() -> None:
    async def script(player: Player) -> None:
        await player.click("New game")
        assert isinstance(player.app.screen, NoteScreen)
        await player.click("Enter begin")
        await player.click("q quit")
        await player.click("Leave.")

    assert drive(script, launch(skip_title=False)).return_code == 0


@pytest.mark.parametrize("route", ["evidence", "table", "write", "saves", "settings", "menu", "quit"])
def test_what_is_highlighted_has_a_pointer(route: str) -> None:
    async def script(player: Player) -> None:
        await player.press(*ROUTES[route])
        assert player.highlighted

    drive(script, launch(library=FakeLibrary()))


def test_every_tool_of_the_scene_has_a_screen() -> None:
    assert set(PARTS) <= {action.name for action in TOOLS}
