"""The log: everything that has been read, with what was chosen; it can be searched, and copied turn by turn.

A play may have ten thousand turns, and the log opens at once and takes no more room than for one of a hundred: only the
turns around the window are told and set, and the search goes on from the newest turn while the player reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from game.play.moves import Choose, Confront, Move
from game.play.topics import told
from game.play.views import Page
from game.tui.actions import LOG, Action
from game.tui.draw.bars import draw_bar
from game.tui.draw.lookup import Hit, Lookup
from game.tui.draw.page import draw_items
from game.tui.draw.search import find, lit_up
from game.tui.galley import Galley
from game.tui.screens.reading import ReadingScreen
from game.tui.theme import Role
from game.tui.typeset import Line, Run
from game.words import say, to_say

_AT_ONCE = 30
"""How many turns are set at first, and again each time that an edge of those that are set is reached."""
_MOST = 4 * _AT_ONCE
"""How many are set at the most; those that are farthest away make room."""

_PAUSE = 0.001
"""How many seconds the search rests between its goes, so that keys are answered and the window is painted."""


class LogScreen(ReadingScreen):
    """Everything that has been read, the newest at the end."""

    ACTIONS = LOG
    HEAD = to_say("Log")

    def __init__(self) -> None:
        super().__init__()
        self._begin = self._end = 0
        """The turns that are set: from the first to before the second of these."""
        self._is_placed = False
        """Whether the first place has been gone to; from then on, reaching an edge sets more."""
        self._pages: dict[int, Page] = {}
        """The pages of the turns that are set."""
        self._tops: dict[int, int] = {}
        """For each of these its first line."""
        self._lookup = Lookup("", 0)
        self._at = 0
        """Which of the places found is shown, counted from the newest."""

    @property
    def _turns(self) -> int:
        return self.app.keeper.session.turn + 1

    def status(self, width: int) -> Galley:
        """What is looked for, and which of the places where it stands is shown; the newest is the first."""
        right, hits = "", self._lookup.hits
        if hits:
            most = len(hits) if self._lookup.is_done else f"{len(hits)}+"
            right = say("{number} of {most}: {words}", number=self._at + 1, most=most, words=self._lookup.wanted)
        return draw_bar((say(self.HEAD), self.app.keeper.session.title), right, self.app.glyphs, width)

    # --- which turns are set

    def refill(self) -> None:
        """The last turns; after a prompt, the place stays."""
        if not self._end:
            self._set(self._turns - _AT_ONCE, self._turns)
            self.call_after_refresh(self._place)

    def _place(self) -> None:
        super().action_edge("end")
        self._is_placed = True

    def _set(self, begin: int, end: int, *, keep: bool = False) -> None:
        """Sets these turns, as far as there are any."""
        self._begin, self._end = max(0, begin), min(end, self._turns)
        self._pages = dict(self._told(self._begin, self._end))
        self.sheet.present(self._draw, keep=keep)

    def _told(self, begin: int, end: int) -> Iterator[tuple[int, Page]]:
        return enumerate(islice(self.app.keeper.session.pages(begin), end - begin), begin)

    def moved(self) -> None:
        """At an edge of what is set, set the turns beyond it, and stay at the line."""
        super().moved()
        if not self._is_placed or self.is_small:  # what is not seen is not drawn, and has no edges
            return
        if self.sheet.top == 0 and self._begin > 0:
            begin = max(0, self._begin - _AT_ONCE)
            self._go_on(begin, min(self._end, begin + _MOST), self._begin)
        elif not self.sheet.below and self._end < self._turns:
            end = self._end + _AT_ONCE
            self._go_on(max(self._begin, end - _MOST), end, self._end - 1)

    def _go_on(self, begin: int, end: int, turn: int) -> None:
        """Sets other turns, with one that is set already where it is."""
        inside = self.sheet.top - self._tops[turn]
        self._set(begin, end, keep=True)
        self.sheet.shift_to(self._tops[turn] + inside)

    def action_edge(self, key: str) -> None:
        """To the first turn, or to the newest."""
        if key == "home" and self._begin > 0:
            self._set(0, _AT_ONCE)
        elif key == "end" and self._end < self._turns:
            self._set(self._turns - _AT_ONCE, self._turns)
        super().action_edge(key)

    # --- how they are drawn

    def _draw(self, width: int, height: int) -> Galley:
        del height
        galley = self.column(width)
        self._tops.clear()
        if self._begin:
            galley.blank()
            galley.centred(Run(f"{galley.glyphs.more_above} {say('earlier turns')}", Role.ASIDE))
        moves = self.app.keeper.session.moves
        for turn, page in self._pages.items():
            galley.blank()
            self._tops[turn] = len(galley.lines)
            self._draw_turn(galley, page, moves[turn] if turn < len(moves) else None)
            self._light(galley, turn)
        galley.blank()
        return galley

    def _draw_turn(self, galley: Galley, page: Page, move: Move | None) -> None:
        draw_items(galley, told(page.items, self.app.keeper.preferences))
        if words := taken_words(page, move):
            galley.gap()
            galley.flow([Run(words, Role.ASIDE)], indent=2, first=(Run(f"{galley.glyphs.arrow} ", Role.ACCENT),))

    def _light(self, galley: Galley, turn: int) -> None:
        """Lights up the places in a turn, each of which can be clicked."""
        top = self._tops[turn]
        for place, pieces in enumerate(find(galley.lines[top:], self._lookup.wanted)):
            for piece in pieces:
                galley.lines[top + piece.line] = lit_up(galley.lines[top + piece.line], [piece])
            first, last = top + pieces[0].line, top + pieces[-1].line + 1
            galley.mark(Hit(turn, place), first, last, max(0, galley.left - 2), galley.left + galley.measure)

    # --- looking for words

    def can(self, action: Action) -> bool:
        """There is a next place only after a search."""
        return action.name != "next_hit" or bool(self._lookup.hits)

    def action_move(self, key: str) -> None:
        """Line by line."""
        self.sheet.shift(-1 if key == "up" else 1)

    def action_search(self) -> None:
        """Ask for what."""
        self.app.prompt(say("Look for which words?"), self._lookup.wanted, self._search)

    def _search(self, words: str) -> None:
        self._lookup = Lookup(words, self._turns)
        self.sheet.present(self._draw, keep=True)
        self._look_on(self._lookup)

    def _look_on(self, lookup: Lookup) -> None:
        """Look through some turns, and through those before them when no key waits for an answer."""
        if lookup is not self._lookup or not self.is_attached:
            return  # other words are looked for, or the log was closed
        had_any = bool(lookup.hits)
        lookup.look(self._lines_of)
        if lookup.hits and not had_any:
            self._show_hit(0)
        if not lookup.is_done:
            self.set_timer(_PAUSE, lambda: self._look_on(lookup))
        elif not lookup.hits:
            self.tell(say("“{words}” stands nowhere in what you have read.", words=lookup.wanted))
        self.refill_bars()

    def _lines_of(self, begin: int, end: int) -> Iterator[tuple[int, list[Line]]]:
        """The lines of turns, each set by itself."""
        moves = self.app.keeper.session.moves
        for turn, page in self._told(begin, end):
            galley = self.column(max(1, self.sheet.size.width))
            self._draw_turn(galley, page, moves[turn] if turn < len(moves) else None)
            yield turn, galley.lines

    def action_next_hit(self, key: str) -> None:
        """On to older places, or back to newer ones; after the last, from the other end."""
        place, most = self._at + (1 if key == "n" else -1), len(self._lookup.hits)
        self._show_hit(place % most)
        if place == most and self._lookup.is_done:
            self.tell(say("That was the oldest; this is the newest again."))
        elif place < 0:
            self.tell(say("That was the newest; this is the oldest."))

    def _show_hit(self, place: int) -> None:
        self._at = place
        hit = self._lookup.hits[place]
        if not self._begin <= hit.turn < self._end:
            middle = max(0, hit.turn - _AT_ONCE // 2)
            self._set(middle, middle + _AT_ONCE)
        self.sheet.point(self.sheet.index_of(hit))
        self.refill_status()

    def choose(self, key: object) -> None:
        """A place that was clicked is the one that is shown."""
        if key in self._lookup.hits:
            self._show_hit(self._lookup.hits.index(key))

    def action_copy(self) -> None:
        """The turn at the top of the window, as text, to the clipboard."""
        seen = [turn for turn, top in self._tops.items() if top <= self.sheet.top + 1]
        page = self._pages[max(seen, default=self._begin)]
        galley = Galley(72, 0, 72, self.app.glyphs)
        draw_items(galley, told(page.items, self.app.keeper.preferences))
        self.app.copy_to_clipboard(galley.text.strip() + "\n")
        self.tell(say("Turn {turn} is copied.", turn=page.status.turn))


def taken_words(page: Page, move: object) -> str:
    """What was chosen on a page, in its words; nothing for a confrontation, which the next page tells."""
    if isinstance(move, Confront):
        return ""
    return next((option.text for option in page.options if isinstance(move, Choose) and option.move == move), "")
