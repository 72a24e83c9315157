"""The screens that are only read: what changed, the log, the help."""

from __future__ import annotations

from collections.abc import Sequence

from game.helplines import read_helplines
from game.play.moves import Choose, Confront
from game.play.views import Changed, Page
from game.tui.actions import CHAPTERS, READ, Action
from game.tui.draw.bars import draw_bar
from game.tui.draw.front import draw_help
from game.tui.draw.page import draw_items
from game.tui.draw.topics import told
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen
from game.tui.theme import Role
from game.tui.typeset import Run

_PAGES_AT_ONCE = 30
"""How many pages of the log are set at first, and again each time its beginning is reached."""


class ReadingScreen(GameScreen):
    """Lines that scroll."""

    ACTIONS = READ
    HEAD = ""

    def status(self, width: int) -> Galley:
        """What is being read."""
        return draw_bar((self.HEAD, self.app.keeper.session.title), "", self.app.glyphs, width)


class HelpScreen(ReadingScreen):
    """The keys and the helplines."""

    HEAD = "Help"

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


class ChangesScreen(ReadingScreen):
    """The last thing that happened to the accounts."""

    HEAD = "What changed"

    def refill(self) -> None:
        """The newest page on which something changed."""
        items = latest_changes(list(self.app.keeper.session.pages()))

        def draw(width: int, height: int) -> Galley:
            del height
            galley = self.column(width)
            galley.blank()
            if not items:
                galley.flow([Run("Nothing has changed yet.", Role.ASIDE)])
            draw_items(galley, items)
            galley.blank()
            return galley

        self.sheet.present(draw)


class LogScreen(ReadingScreen):
    """Everything that has been read, the newest at the end."""

    HEAD = "Log"

    def __init__(self) -> None:
        super().__init__()
        self._set = _PAGES_AT_ONCE
        """How many pages are set."""
        self._at_end = False
        """Whether the end has been shown; from then on, reaching the beginning sets more."""
        self._pages: list[Page] = []
        self._told: list[str] = []

    def refill(self) -> None:
        """All pages; of a long game the last ones first."""
        session = self.app.keeper.session
        pages = list(session.pages())
        told = [taken_words(page, move) for page, move in zip(pages, session.moves, strict=False)]
        self._set = _PAGES_AT_ONCE
        self._pages, self._told = pages, told
        self.sheet.present(self._draw)
        self.call_after_refresh(self._go_to_end)

    def _go_to_end(self) -> None:
        self.action_edge("end")
        self._at_end = True

    def _draw(self, width: int, height: int) -> Galley:
        del height
        galley = self.column(width)
        begin = max(0, len(self._pages) - self._set)
        if begin:
            galley.blank()
            galley.centred(Run(f"{galley.glyphs.more_above} earlier turns", Role.ASIDE))
        for number in range(begin, len(self._pages)):
            galley.blank()
            draw_items(galley, told(self._pages[number].items, self.app.launch.preferences, whole=False))
            if number < len(self._told) and self._told[number]:
                galley.gap()
                galley.flow(
                    [Run(self._told[number], Role.ASIDE)],
                    indent=2,
                    first=(Run(f"{galley.glyphs.pointer} ", Role.ACCENT),),
                )
        galley.blank()
        return galley

    def moved(self) -> None:
        """At the beginning of what is set, set the pages before it, and stay at the line."""
        super().moved()
        if self._at_end and self.sheet.top == 0 and self._set < len(self._pages):
            before = len(self.sheet.galley.lines)
            self._set += _PAGES_AT_ONCE
            self.sheet.present(self._draw)
            self.sheet.shift_to(len(self.sheet.galley.lines) - before)


def latest_changes(pages: Sequence[Page]) -> tuple[Changed, ...]:
    """What changed on the newest page on which something did."""
    for page in reversed(pages):
        items = tuple(item for item in page.items if isinstance(item, Changed))
        if items:
            return items
    return ()


def taken_words(page: Page, move: object) -> str:
    """What was chosen on a page, in its words; nothing for a confrontation, which the next page tells."""
    if isinstance(move, Confront):
        return ""
    return next((option.text for option in page.options if isinstance(move, Choose) and option.move == move), "")
