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
from game.words import say, to_say


class ReadingScreen(GameScreen):
    """Lines that scroll."""

    ACTIONS: ClassVar[tuple[Action, ...]] = READ
    HEAD = ""

    def status(self, width: int) -> Galley:
        """What is being read."""
        return draw_bar((say(self.HEAD), self.app.keeper.session.title), "", self.app.glyphs, width)


class HelpScreen(ReadingScreen):
    """The keys and the helplines."""

    HEAD = to_say("Help")

    def __init__(self, *, at_helplines: bool = False) -> None:
        super().__init__()
        self._at_helplines = at_helplines

    def can(self, action: Action) -> bool:
        """The help is open."""
        return action.name != "help"

    def refill(self) -> None:
        """Read the table of helplines now, not earlier; without it, the keys alone."""
        helplines = read_helplines()
        self.sheet.present(lambda width, _: draw_help(CHAPTERS, helplines, self.column(width)))
        self.call_after_refresh(self._go_to_place)

    def _go_to_place(self) -> None:
        """To the helplines, or to the keys of the screen that the help was opened from; the first are at the top."""
        below = [getattr(screen, "ACTIONS", ()) for screen in self.app.screen_stack[-2:-1]]
        titles = [title for title, actions in CHAPTERS[1:] if any(actions is one for one in below)]
        lines = self.sheet.galley.text.split("\n")
        for title in [HELPLINES] if self._at_helplines else titles:
            found = (number for number, line in enumerate(lines) if line.strip().startswith(say(title)))
            self.sheet.shift_to(next(found, 0))


class ChangesScreen(ReadingScreen):
    """The last thing that happened to the accounts."""

    HEAD = to_say("What changed")

    def refill(self) -> None:
        """What was done to the accounts where that happened last."""
        items = self.app.keeper.session.latest_changes()

        def draw(width: int, height: int) -> Galley:
            del height
            galley = self.column(width)
            galley.blank()
            if not items:
                galley.flow([Run(say("Nothing has changed yet."), Role.ASIDE)])
            for item in items:
                draw_changed(galley, item)
            galley.blank()
            return galley

        self.sheet.present(draw)
