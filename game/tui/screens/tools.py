"""Which screen an action opens that needs nothing else: imported only when the first of them is opened."""

from __future__ import annotations

from collections.abc import Callable

from game.tui.screens.base import GameScreen
from game.tui.screens.log import LogScreen
from game.tui.screens.note import NoteScreen
from game.tui.screens.notebook import EndingsScreen, GlossaryScreen, HintsScreen, RecapScreen, WriteScreen
from game.tui.screens.reading import ChangesScreen, HelpScreen
from game.tui.screens.shelf import EpisodesScreen, SavesScreen, SettingsScreen

_SCREENS: dict[str, Callable[[], GameScreen]] = {
    "changes": ChangesScreen,
    "endings": EndingsScreen,
    "episodes": EpisodesScreen,
    "glossary": GlossaryScreen,
    "help": HelpScreen,
    "helplines": lambda: HelpScreen(at_helplines=True),
    "hint": HintsScreen,
    "log": LogScreen,
    "note": lambda: NoteScreen(begins=False),
    "recap": RecapScreen,
    "saves": SavesScreen,
    "settings": SettingsScreen,
    "write": WriteScreen,
}


def screen_of(name: str) -> GameScreen:
    """The screen that an action opens."""
    return _SCREENS[name]()
