from __future__ import annotations

import pytest

from game.tui import actions
from game.tui.actions import CHAPTERS, Action
from game.tui.app import PARTS
from game.tui.screens.ask import AskScreen
from game.tui.screens.base import GameScreen
from game.tui.screens.casebook import CasebookScreen
from game.tui.screens.confront import ConfrontScreen
from game.tui.screens.log import LogScreen
from game.tui.screens.note import NoteScreen
from game.tui.screens.notebook import EndingsScreen, GlossaryScreen, HintsScreen, RecapScreen, WriteScreen
from game.tui.screens.reading import ChangesScreen, HelpScreen
from game.tui.screens.scene import SceneScreen
from game.tui.screens.shelf import EpisodesScreen, SavesScreen, SettingsScreen
from game.tui.screens.title import TitleScreen
from game.tui.screens.tools import screen_of
from game.tui.screens.typing import MenuScreen, PromptScreen
from tests.tui.driving import Player, drive

SCREENS: list[type[GameScreen]] = [
    AskScreen,
    CasebookScreen,
    ChangesScreen,
    ConfrontScreen,
    EndingsScreen,
    EpisodesScreen,
    GlossaryScreen,
    HelpScreen,
    HintsScreen,
    LogScreen,
    MenuScreen,
    NoteScreen,
    PromptScreen,
    RecapScreen,
    SavesScreen,
    SceneScreen,
    SettingsScreen,
    TitleScreen,
    WriteScreen,
]
PAIRS = [(screen, action) for screen in SCREENS for action in screen.ACTIONS]


@pytest.mark.parametrize(("screen", "action"), PAIRS, ids=lambda one: getattr(one, "name", None) or one.__name__)
def test_every_action_has_a_method(screen: type[GameScreen], action: Action) -> None:
    if action.opens:
        assert action.name in PARTS or isinstance(screen_of(action.name), GameScreen)
    else:
        assert callable(getattr(screen, f"action_{action.name}"))


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_means_two_things_on_one_screen(screen: type[GameScreen]) -> None:
    keys = [key for action in screen.ACTIONS for key in action.keys]
    assert sorted(keys) == sorted(set(keys))


def test_the_help_lists_every_action_with_its_keys() -> None:
    async def script(player: Player) -> None:
        await player.press("?")
        words = player.sheet().galley.text
        for _, listed in CHAPTERS:
            for action in listed:
                assert action.key_words in words

    drive(script)


def test_the_help_has_helplines_with_the_day_they_were_checked() -> None:
    async def script(player: Player) -> None:
        await player.press("?", "end")
        assert "0800 111 0 111" in player.seen
        assert "2026-11-22" in player.seen

    drive(script)


def test_the_help_goes_back_to_where_it_was_opened() -> None:
    async def script(player: Player) -> None:
        await player.press("c", "?", "escape")
        assert "[1 Evidence]" in player.seen

    drive(script)


def test_what_cannot_be_done_is_not_in_the_line_of_keys() -> None:
    async def script(player: Player) -> None:
        assert "undo" not in player.lines[-1]
        await player.press("1")
        assert "undo" in player.lines[-1]

    drive(script)


def test_the_faces_of_keys_are_declared_for_all_that_need_one() -> None:
    named = {key for _, listed in CHAPTERS for action in listed if not action.face for key in action.keys}
    assert {key for key in named if len(key) > 1} <= set(actions._FACES)
