"""The casebook: evidence, people, the accounts side by side, the player's own, the night, leads."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from textual.widget import Widget

from game.play.views import Casebook
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
from game.tui.draw.table import Cell, Plan, draw_cell_pane, draw_legend, draw_table, first_shown, plan_table
from game.tui.galley import Galley
from game.tui.screens.pair import PairScreen
from game.tui.sheet import Sheet

PARTS = ("evidence", "people", "accounts", "own", "night", "leads")
_NAMES = ("Evidence", "People", "Accounts", "Yours", "Night", "Leads")
_LETTERS = {"e": "evidence", "p": "people", "t": "accounts", "y": "own", "n": "night", "l": "leads"}
_READ_ONLY = {"own", "night", "leads"}
"""Parts in which nothing can be highlighted."""


_MOST_LINES = 9
"""The most lines that a cell of the table gets where there is room."""


class CasebookScreen(PairScreen):
    """What has been gathered."""

    ACTIONS = CASEBOOK

    def __init__(self, part: str, places: dict[str, Hashable]) -> None:
        super().__init__()
        self._part = part
        self._places = places
        self._places.pop("accounts", None)
        """For each part, what was highlighted when it was left."""
        self._first = 0
        """The first account that the table shows."""
        self._book: Casebook | None = None

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
        evidence, table = len(self.book.evidence), self.book.table
        words = f"{evidence} piece{'' if evidence == 1 else 's'} of evidence"
        right = ""
        if self._part == "accounts" and table.columns:
            plan = self._plan(width)
            shown = range(plan.first + 1, plan.first + plan.count + 1)
            if len(shown) < len(table.columns):
                which = f"accounts {shown[0]} to {shown[-1]}" if len(shown) > 1 else f"account {shown[0]}"
                right = f"{which} of {len(table.columns)}"
        return draw_bar(("Casebook", words), right, self.app.glyphs, width)

    def refill(self) -> None:
        """Show the part."""
        self._book = None
        self._show_part()

    def _show_part(self) -> None:
        self.set_class(self._part == "accounts", "-table")
        self.set_class(self._part in _READ_ONLY, "-alone")
        self.opened = False
        self.remove_class("-opened")
        table = self.book.table
        if self._part == "accounts" and table.columns:
            newest = table.newest if table.newest >= 0 else len(table.columns) - 1
            self._places.setdefault("accounts", Cell(0, newest))
        tabs = self.query_one("#tabs", Sheet)
        tabs.present(lambda width, _: draw_tabs(_NAMES, PARTS.index(self._part), self.app.glyphs, width, numbered=True))
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
        table, plan = self.book.table, self._plan(width)
        self._first = plan.first
        least = 4 if height >= 24 else 3 if height >= 20 else 2
        for lines in range(_MOST_LINES, least, -1):
            galley = draw_table(table, plan, narrow_column(width, glyphs), lines)
            if len(galley.lines) <= height:
                return galley
        return draw_table(table, plan, narrow_column(width, glyphs), least)

    def _plan(self, width: int) -> Plan:
        """Which accounts the table shows: among them the one that is highlighted."""
        table, cell = self.book.table, self._places.get("accounts")
        plan = plan_table(table, width, self._first)
        if isinstance(cell, Cell):
            plan = plan_table(table, width, first_shown(plan, cell.column, len(table.columns)))
        return plan

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
        if self._part == "accounts":
            galley = Galley(width, 2, min(100, width - 4), self.app.glyphs)
            draw_legend(galley)
            return draw_cell_pane(self.book.table, key if isinstance(key, Cell) else None, galley)
        galley = narrow_column(width, self.app.glyphs) if self.is_wide else self.column(width)
        if self._part == "people":
            return draw_person_pane(next((one for one in self.book.people if one.id == key), None), galley)
        return draw_evidence_pane(next((one for one in self.book.evidence if one.id == key), None), galley)

    def can(self, action: Action) -> bool:
        """Opening is for lists in a narrow window."""
        if action.name == "pick":
            return not self.is_wide and not self.opened and self._part in {"evidence", "people"}
        return action.name != "write" or self._part == "own"

    # --- moving

    def _point(self, index: int | None) -> None:
        self.listing.point(index)
        target = self.listing.target
        self._places[self._part] = target.key if target is not None else None
        self.refill_pane()

    def action_move(self, key: str) -> None:
        """Through the list; in the table from cell to cell; in an open document line by line, or to the next one."""
        if self._part == "accounts":
            self._move_cell(key)
        elif self._part in _READ_ONLY:
            self.sheet.shift(-1 if key == "up" else 1)
        elif self.opened and not self.is_wide and key in {"up", "down"}:
            self.side.shift(-1 if key == "up" else 1)
        elif self.side.overhang and key in {"left", "right"} and (self.opened or self.is_wide):
            self.action_pan(key)
        else:
            index = (self.listing.cursor or 0) + (-1 if key in {"up", "left"} else 1)
            if 0 <= index < len(self.listing.galley.targets):
                self._point(index)
            elif index < 0:
                self.listing.shift_to(0)

    def _move_cell(self, key: str) -> None:
        table, target = self.book.table, self.listing.target
        if target is None or not isinstance(target.key, Cell):
            return
        across = {"left": -1, "right": 1}.get(key, 0)
        down = {"up": -1, "down": 1}.get(key, 0)
        row = max(0, min(target.key.row + down, len(table.rows) - 1))
        column = max(0, min(target.key.column + across, len(table.columns)))
        width = self.listing.size.width
        plan = plan_table(table, width, self._first)
        first = first_shown(plan, column, len(table.columns))
        if across > 0 and column == len(table.columns) and plan.first + plan.count < len(table.columns):
            first = len(table.columns) - plan.count
        if first != plan.first:
            self._first = first
            self._places["accounts"] = Cell(row, column)
            self.listing.present(self._draw_list, keep=True)
            self.refill_bars()
        index = self.listing.index_of(Cell(row, column))
        if row == 0:
            self.listing.shift_to(0)
        self._point(index)

    def action_pan(self, key: str) -> None:
        """Sideways over a drawing in the pane."""
        self.side.pan(-8 if key == "left" else 8)

    def action_forward(self) -> None:
        """Read on in the document; in the table, in what the cell says."""
        (self.listing if self._part in _READ_ONLY else self.side).turn(1)

    def action_backward(self) -> None:
        """Read back."""
        (self.listing if self._part in _READ_ONLY else self.side).turn(-1)

    def offers(self, action: Action) -> bool:
        """More to read is there where the document is, if it is seen."""
        if action.name == "forward" and self._part not in _READ_ONLY:
            return self.side.below and (self.is_wide or self.opened or self._part == "accounts")
        if action.name == "move":
            is_table = self._part == "accounts" and bool(self.book.table.columns)
            return is_table or (self.side.overhang > 0 and self.sheet is self.side)
        return super().offers(action)

    def action_pick(self) -> None:
        """Open the document, where it is not seen already."""
        if self.listing.target is not None and self._part != "accounts":
            self.open_pane(opened=True)

    def action_back(self) -> None:
        """Back to the list, or to the scene."""
        if self.opened and not self.is_wide:
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
            self._point(sheet.index_of(key))
            if not self.is_wide:
                self.action_pick()
