"""The log: everything that has been read, with what was chosen; it can be searched, and copied turn by turn."""

from __future__ import annotations

from game.play.moves import Choose, Confront
from game.play.views import Page
from game.tui.actions import LOG, Action
from game.tui.draw.bars import draw_bar
from game.tui.draw.page import draw_items
from game.tui.draw.search import Piece, find, lit_up
from game.tui.draw.topics import told
from game.tui.galley import Galley
from game.tui.screens.reading import ReadingScreen
from game.tui.theme import Role
from game.tui.typeset import Run
from game.words import say, to_say

_PAGES_AT_ONCE = 30
"""How many pages of the log are set at first, and again each time its beginning is reached."""


class LogScreen(ReadingScreen):
    """Everything that has been read, the newest at the end."""

    ACTIONS = LOG
    HEAD = to_say("Log")

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
        self._hits: list[tuple[Piece, ...]] = []
        """Where the words stand that are looked for, from the top."""
        self._at = 0
        """Which of these is shown, counted from the newest."""

    def status(self, width: int) -> Galley:
        """What is looked for, and which of the places where it stands is shown; the newest is the first."""
        right = ""
        if self._hits:
            most = len(self._hits)
            right = say("{number} of {most}: {words}", number=self._at + 1, most=most, words=self._wanted)
        return draw_bar((say(self.HEAD), self.app.keeper.session.title), right, self.app.glyphs, width)

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
            galley.centred(Run(f"{galley.glyphs.more_above} {say('earlier turns')}", Role.ASIDE))
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
        self._mark_hits(galley)
        return galley

    def _mark_hits(self, galley: Galley) -> None:
        self._hits = find(galley.lines, self._wanted)
        for number, pieces in enumerate(self._hits):
            for piece in pieces:
                galley.lines[piece.line] = lit_up(galley.lines[piece.line], [piece])
            edge = galley.left + galley.measure
            galley.mark(number, pieces[0].line, pieces[-1].line + 1, max(0, galley.left - 2), edge)

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
        return action.name != "next_hit" or bool(self._hits)

    def action_move(self, key: str) -> None:
        """Line by line."""
        self.sheet.shift(-1 if key == "up" else 1)

    def action_search(self) -> None:
        """Ask for what."""
        self.app.prompt(say("Look for which words?"), self._wanted, self._search)

    def _search(self, words: str) -> None:
        self._wanted = words
        self._set = max(self._set, len(self._pages))
        self.sheet.present(self._draw, keep=True)
        if self._hits:
            self._show_hit(0)
        else:
            self.tell(say("“{words}” stands nowhere in what you have read.", words=words))
        self.refill_bars()

    def action_next_hit(self, key: str) -> None:
        """On to older places, or back to newer ones; after the last, from the other end."""
        place = self._at + (1 if key == "n" else -1)
        self._show_hit(place % len(self._hits))
        if place == len(self._hits):
            self.tell(say("That was the oldest; this is the newest again."))
        elif place < 0:
            self.tell(say("That was the newest; this is the oldest."))

    def _show_hit(self, place: int) -> None:
        self._at = place
        self.sheet.point(len(self._hits) - 1 - place)
        self.refill_status()

    def choose(self, key: object) -> None:
        """A place that was clicked is the one that is shown."""
        self._show_hit(len(self._hits) - 1 - int(str(key)))

    def action_copy(self) -> None:
        """The turn at the top of the window, as text, to the clipboard."""
        seen = [number for number, top in self._tops.items() if top <= self.sheet.top + 1]
        number = max(seen, default=min(self._tops, default=0))
        galley = Galley(72, 0, 72, self.app.glyphs)
        draw_items(galley, told(self._pages[number].items, self.app.keeper.preferences, whole=False))
        self.app.copy_to_clipboard(galley.text.strip() + "\n")
        self.tell(say("Turn {turn} is copied.", turn=self._pages[number].status.turn))


def taken_words(page: Page, move: object) -> str:
    """What was chosen on a page, in its words; nothing for a confrontation, which the next page tells."""
    if isinstance(move, Confront):
        return ""
    return next((option.text for option in page.options if isinstance(move, Choose) and option.move == move), "")
