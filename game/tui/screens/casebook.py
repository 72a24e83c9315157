"""The casebook: evidence, people, the accounts side by side, the player's own, the night, leads."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from msgspec.structs import replace
from textual.widget import Widget

from game.play.views import AccountsTable, Casebook
from game.tui.actions import CASEBOOK, Action
from game.tui.draw.bars import draw_bar, draw_tabs
from game.tui.draw.casebook import (
    draw_evidence_list,
    draw_evidence_pane,
    draw_leads,
    draw_people_list,
    draw_person_pane,
    narrow_column,
)
from game.tui.draw.night import draw_night
from game.tui.draw.notebook import draw_own
from game.tui.draw.table import Cell, draw_cell_pane, draw_legend, draw_whole_cell
from game.tui.draw.tablewindow import TableWindow
from game.tui.galley import Galley
from game.tui.screens.pair import PairScreen
from game.tui.sheet import Sheet
from game.words import say, say_count, to_say

PARTS = ("evidence", "people", "accounts", "own", "night", "leads")
_NAMES = (
    to_say("Evidence"),
    to_say("People"),
    to_say("Accounts"),
    to_say("Yours"),
    to_say("Night"),
    to_say("Leads"),
)
_LETTERS = {"e": "evidence", "p": "people", "t": "accounts", "y": "own", "n": "night", "l": "leads"}
_READ_ONLY = {"own", "night", "leads"}
"""Parts in which nothing can be highlighted."""


class CasebookScreen(PairScreen):
    """What has been gathered."""

    ACTIONS = CASEBOOK

    def __init__(self, part: str, places: dict[str, Hashable]) -> None:
        super().__init__()
        self._part = part
        self._places = places
        """For each part, what was highlighted when it was left."""
        self._book: Casebook | None = None
        self._window = TableWindow(AccountsTable((), ()))
        """What is seen of the accounts table."""

    def body(self) -> Iterable[Widget]:
        """The names of the parts, and the part."""
        yield self.sheet_of("tabs", is_bar=True)
        yield from super().body()

    @property
    def book(self) -> Casebook:
        """What the casebook holds; read once while it is open, for nothing is played meanwhile."""
        if self._book is None:
            self._book = self.app.keeper.session.casebook()
        return self._book

    @property
    def part(self) -> str:
        """The part that is open."""
        return self._part

    def status(self, width: int) -> Galley:
        """How much there is."""
        evidence = len(self.book.evidence)
        words = say_count(evidence, "{number} piece of evidence", "{number} pieces of evidence")
        right = self._window.seen(width) if self._has_table else ""
        return draw_bar((say("Casebook"), words), right, self.app.glyphs, width)

    def refill(self) -> None:
        """Show the part."""
        self._book = None
        if self._window.table != self.book.table:
            self._window = TableWindow(self.book.table)
        self._show_part()

    @property
    def _has_table(self) -> bool:
        """Whether the accounts table is open, and there are accounts."""
        return self._part == "accounts" and bool(self.book.table.columns)

    @property
    def covers(self) -> bool:
        """A cell is always opened in place of the table: it is as wide as the window."""
        return self.opened and (not self.is_wide or self._part == "accounts")

    def _show_part(self) -> None:
        self.set_class(self._has_table, "-table")
        self.set_class(self._part in _READ_ONLY or (self._part == "accounts" and not self._has_table), "-alone")
        self.opened = False
        self.remove_class("-opened")
        self._places["accounts"] = self._window.cell
        tabs = self.query_one("#tabs", Sheet)
        names = [say(name) for name in _NAMES]
        tabs.present(lambda width, _: draw_tabs(names, PARTS.index(self._part), self.app.glyphs, width, numbered=True))
        self.listing.present(self._draw_list, at=self._places.get(self._part))
        self.refill_pane()
        self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        target = self.listing.target
        if target is not None and not self.listing.sees(target):
            self.listing.reveal(target)
        self.refill_pane()

    def _draw_list(self, width: int, height: int) -> Galley:
        glyphs = self.app.glyphs
        if self._part == "evidence":
            return draw_evidence_list(self.book, narrow_column(width, glyphs))
        if self._part == "people":
            return draw_people_list(self.book, narrow_column(width, glyphs))
        if self._part in _READ_ONLY:
            return self._draw_column(self.column(width))
        return self._window.draw(width, height, glyphs)

    def _draw_column(self, galley: Galley) -> Galley:
        """The parts that are one column to read."""
        if self._part == "night":
            return draw_night(self.book.night, galley)
        if self._part == "leads":
            return draw_leads(self.book, galley)
        names = {entry.id: entry.name for entry in self.book.evidence}
        return draw_own(self.app.keeper.session.questions(), self.book, names, galley)

    def pane(self, width: int) -> Galley:
        """The whole of what is highlighted."""
        target = self.listing.target
        key = target.key if target is not None else None
        if self._part == "accounts" and self.covers:
            return draw_whole_cell(self.book.table, self._window.cell, self.column(width))
        if self._part == "accounts":
            galley = Galley(width, 2, min(100, width - 4), self.app.glyphs)
            draw_legend(self.book.table, galley)
            return draw_cell_pane(self.book.table, key if isinstance(key, Cell) else None, galley, under_legend=True)
        galley = narrow_column(width, self.app.glyphs) if self.is_wide else self.column(width)
        if self._part == "people":
            return draw_person_pane(next((one for one in self.book.people if one.id == key), None), galley)
        return draw_evidence_pane(next((one for one in self.book.evidence if one.id == key), None), galley)

    def can(self, action: Action) -> bool:
        """Opening is for the cells of the table, and for lists in a narrow window."""
        if action.name == "pick":
            entries = {"evidence": self.book.evidence, "people": self.book.people}.get(self._part)
            return not self.opened and (self._has_table or (not self.is_wide and bool(entries)))
        return True

    # --- moving

    def _point(self, index: int | None) -> None:
        self.listing.point(index)
        target = self.listing.target
        key = self._places[self._part] = target.key if target is not None else None
        if isinstance(key, Cell):
            self._window.cell = key
        self.refill_pane()

    def action_move(self, key: str) -> None:
        """Through the list; in the table from cell to cell; in an open document line by line, or to the next one."""
        if key in {"left", "right"} and self.is_cut:
            self.action_pan(key)
        elif self.covers and (key in {"up", "down"} or self._part == "accounts"):
            self.side.shift(-1 if key in {"up", "left"} else 1)
        elif self._has_table:
            self._move_cell(key)
        elif self._part in _READ_ONLY:
            self.sheet.shift(-1 if key == "up" else 1)
        else:
            index = (self.listing.cursor or 0) + (-1 if key in {"up", "left"} else 1)
            if 0 <= index < len(self.listing.galley.targets):
                self._point(index)
            elif index < 0:
                self.listing.shift_to(0)

    def _move_cell(self, key: str) -> None:
        if self._window.step(key, self.listing.size.width):
            self.listing.present(self._draw_list, keep=True)
            self.refill_bars()
        cell = self._window.cell
        if cell.row == 0:
            self.listing.shift_to(0)
        self._point(self.listing.index_of(cell))

    @property
    def _reader(self) -> Sheet:
        """The sheet that is read: the document, or what the cell says, where it is seen; else the list."""
        return self.side if self.side.display else self.listing

    @property
    def has_more(self) -> bool:
        """Whether there is more to read."""
        return self._reader.below or (self._turns_table and self.listing.below)

    @property
    def _turns_table(self) -> bool:
        """Whether the table is seen, and what its cell says beside it: then the one is read on after the other."""
        return self._has_table and not self.covers

    def action_forward(self) -> None:
        """Read on in the document; in the table, in what the cell says, and then further down in the table."""
        if self._turns_table and not self.side.below and self.listing.turn(1):
            self._follow_table()
        else:
            self.read_on(self._reader)

    def action_backward(self) -> None:
        """Read back."""
        if not self._reader.turn(-1) and self._turns_table and self.listing.turn(-1):
            self._follow_table()

    def _follow_table(self) -> None:
        """Highlight the first cell of the same account that is in sight."""
        column = self._window.cell.column
        targets = [(number, one) for number, one in enumerate(self.listing.galley.targets) if self.listing.sees(one)]
        for number, target in targets:
            if isinstance(target.key, Cell) and target.key.column == column:
                self._point(number)
                break

    def order(self) -> Iterable[Action]:
        """The arrows as far as they do something that is not to be seen: from cell to cell, sideways, to the next."""
        sideways = {"keys": ("right", "left"), "face": "← →"}
        for action in self.ACTIONS:
            is_move = action.name == "move" and not (self._has_table and not self.covers)
            yield replace(action, **sideways) if is_move else action

    def offers(self, action: Action) -> bool:
        """The arrows are shown where they do more than go through a list, and writing beside what was written."""
        if action.name == "write":
            return self._part == "own"
        if action.name == "move":
            is_document = self.covers and self._part != "accounts" and len(self.listing.galley.targets) > 1
            return (self._has_table and not self.covers) or self.is_cut or is_document
        return super().offers(action)

    def label(self, action: Action) -> str:
        """What the arrows do."""
        if action.name != "move" or (self._has_table and not self.covers):
            return super().label(action)
        return say("sideways") if self.is_cut else say("the next one")

    def action_pick(self) -> None:
        """Open the document, where it is not seen already; of a cell, all that stands in it."""
        self.open_pane(opened=True)

    def action_back(self) -> None:
        """Back to the list, or to the scene."""
        if self.covers:
            self.open_pane(opened=False)
        else:
            self.app.leave_casebook(self._part)

    # --- parts

    def go_to(self, part: str) -> None:
        """Open another part."""
        if part != self._part:
            self._part = part
            self._show_part()
            self.refill_bars()

    def action_tab(self, key: str) -> None:
        """Open the part with a number."""
        self.go_to(PARTS[int(key) - 1])

    def action_next_tab(self, key: str) -> None:
        """Open the next part, or the one before."""
        by = 1 if key == "tab" else -1
        self.go_to(PARTS[(PARTS.index(self._part) + by) % len(PARTS)])

    def action_jump_tab(self, key: str) -> None:
        """Open the part with a letter."""
        self.go_to(_LETTERS[key])

    def action_write(self) -> None:
        """Write the player's own account."""
        self.app.open_tool("write")

    def picked(self, sheet: Sheet, key: Hashable) -> None:
        """A click on the name of a part, on an entry, or on a cell."""
        if isinstance(key, int) and sheet.id == "tabs":
            self.go_to(PARTS[key])
        elif sheet is self.listing:
            target = sheet.target
            was_there = target is not None and target.key == key
            self._point(sheet.index_of(key))
            if was_there if self._has_table else not self.is_wide:
                self.action_pick()
