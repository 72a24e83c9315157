"""The log: everything that has been read, with what was chosen; it can be searched, and copied turn by turn."""

from __future__ import annotations

from game.play.moves import Choose, Confront
from game.play.views import Page
from game.tui.actions import LOG, Action
from game.tui.draw.bars import draw_bar
from game.tui.draw.page import draw_items
from game.tui.draw.topics import told
from game.tui.galley import Galley
from game.tui.screens.reading import ReadingScreen
from game.tui.theme import Role
from game.tui.typeset import Run

_PAGES_AT_ONCE = 30
"""How many pages of the log are set at first, and again each time its beginning is reached."""


class LogScreen(ReadingScreen):
    """Everything that has been read, the newest at the end."""

    ACTIONS = LOG
    HEAD = "Log"

    def __init__(self) -> None:
        super().__init__()
        self._set = _PAGES_AT_ONCE
        """How many pages are set."""
        self._at_end = False
        """Whether the end has been shown; from then on, reaching the beginning sets more."""
        self._pages: list[Page] = []
        self._told: list[str] = []
        self._tops: dict[int, int] = {}
        """For each page that is set, its first line."""
        self._wanted = ""
        self._notice = ""

    def status(self, width: int) -> Galley:
        """What is looked for, and what came of it."""
        return draw_bar((self.HEAD, self.app.keeper.session.title), self._notice, self.app.glyphs, width)

    def refill(self) -> None:
        """All pages; of a long game the last ones first."""
        if self._pages:
            return  # back from a prompt: the place stays
        session = self.app.keeper.session
        pages = list(session.pages())
        self._told = [taken_words(page, move) for page, move in zip(pages, session.moves, strict=False)]
        self._pages = pages
        self.sheet.present(self._draw)
        self.call_after_refresh(self._go_to_end)

    def _go_to_end(self) -> None:
        self.action_edge("end")
        self._at_end = True

    def _draw(self, width: int, height: int) -> Galley:
        del height
        galley = self.column(width)
        begin = max(0, len(self._pages) - self._set)
        self._tops.clear()
        if begin:
            galley.blank()
            galley.centred(Run(f"{galley.glyphs.more_above} earlier turns", Role.ASIDE))
        for number in range(begin, len(self._pages)):
            galley.blank()
            self._tops[number] = len(galley.lines)
            draw_items(galley, told(self._pages[number].items, self.app.keeper.preferences, whole=False))
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

    def can(self, action: Action) -> bool:
        """There is a next place only after a search."""
        return action.name != "next_hit" or bool(self._wanted)

    def action_search(self) -> None:
        """Ask for what."""
        self.app.prompt("Look for which words?", self._wanted, self._search)

    def _search(self, words: str) -> None:
        self._wanted = words.casefold()
        if self._set < len(self._pages):
            self._set = len(self._pages)
            self.sheet.present(self._draw)
        self._go(len(self.sheet.galley.lines), -1)

    def action_next_hit(self, key: str) -> None:
        """Towards the end, or back towards the beginning."""
        self._go(self.sheet.top, 1 if key == "n" else -1)

    def _go(self, start: int, by: int) -> None:
        lines = [
            number
            for number, line in enumerate(self.sheet.galley.lines)
            if self._wanted in "".join(run.text for run in line).casefold()
        ]
        ahead = [line for line in lines if (line > start if by > 0 else line < start)]
        if ahead:
            line = ahead[0] if by > 0 else ahead[-1]
            self.sheet.shift_to(line)
            self._notice = f"{lines.index(line) + 1} of {len(lines)}: {self._wanted}"
        else:
            self._notice = f"no more: {self._wanted}" if lines else f"nowhere: {self._wanted}"
        self.refill_bars()

    def action_copy(self) -> None:
        """The turn at the top of the window, as text, to the clipboard."""
        seen = [number for number, top in self._tops.items() if top <= self.sheet.top + 1]
        number = max(seen, default=min(self._tops, default=0))
        galley = Galley(72, 0, 72, self.app.glyphs)
        draw_items(galley, told(self._pages[number].items, self.app.keeper.preferences, whole=False))
        self.app.copy_to_clipboard(galley.text.strip() + "\n")
        self._notice = f"turn {self._pages[number].status.turn} copied"
        self.refill_status()


def taken_words(page: Page, move: object) -> str:
    """What was chosen on a page, in its words; nothing for a confrontation, which the next page tells."""
    if isinstance(move, Confront):
        return ""
    return next((option.text for option in page.options if isinstance(move, Choose) and option.move == move), "")
