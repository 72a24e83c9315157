"""The screens that are only read: what changed, the help."""

from __future__ import annotations

from typing import ClassVar

from game.helplines import read_helplines
from game.tui.actions import CHAPTERS, READ, Action
from game.tui.draw.bars import draw_bar
from game.tui.draw.front import HELPLINES, draw_help
from game.tui.draw.page import draw_changed
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen
from game.tui.theme import Role
from game.tui.typeset import Run


class ReadingScreen(GameScreen):
    """Lines that scroll."""

    ACTIONS: ClassVar[tuple[Action, ...]] = READ
    HEAD = ""

    def status(self, width: int) -> Galley:
        """What is being read."""
        return draw_bar((self.HEAD, self.app.keeper.session.title), "", self.app.glyphs, width)


class HelpScreen(ReadingScreen):
    """The keys and the helplines."""

    HEAD = "Help"

    def __init__(self, *, at_helplines: bool = False) -> None:
        super().__init__()
        self._at_helplines = at_helplines

    def can(self, action: Action) -> bool:
        """The help is open."""
        return action.name != "help"

    def refill(self) -> None:
        """Read the table of helplines now, not earlier; without it, the keys alone."""
        try:
            helplines = read_helplines()
        except OSError:
            helplines = None
        self.sheet.present(lambda width, _: draw_help(CHAPTERS, helplines, self.column(width)))
        if self._at_helplines:
            self.call_after_refresh(self._go_to_helplines)

    def _go_to_helplines(self) -> None:
        lines = self.sheet.galley.text.split("\n")
        self.sheet.shift_to(next((number for number, line in enumerate(lines) if HELPLINES in line), 0))


class ChangesScreen(ReadingScreen):
    """The last thing that happened to the accounts."""

    HEAD = "What changed"

    def refill(self) -> None:
        """What the last turn that changed an account did to it."""
        items = self.app.keeper.session.latest_changes()

        def draw(width: int, height: int) -> Galley:
            del height
            galley = self.column(width)
            galley.blank()
            if not items:
                galley.flow([Run("Nothing has changed yet.", Role.ASIDE)])
            for item in items:
                draw_changed(galley, item)
            galley.blank()
            return galley

        self.sheet.present(draw)
