"""What is seen of the accounts table: which of the accounts, how many lines of each cell, and the cell highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from game.play.views import AccountsTable
from game.tui.draw.casebook import narrow_column
from game.tui.draw.table import Cell, Plan, draw_table, first_shown, heights, plan_table
from game.tui.galley import Galley
from game.tui.glyphs import Glyphs
from game.words import say

_MOST_LINES = 9
"""The most lines that a cell of the table gets where there is room."""


_SPARSE = 2
"""Where a moment gets no more lines than these, none is left empty between two."""


def _share(lines: Sequence[int], wanted: Sequence[int], more: int) -> list[int]:
    """The lines of each moment with so many more shared out, one to each in turn that wants it."""
    given = list(lines)
    while more > 0 and given != list(wanted):
        for number, most in enumerate(wanted):
            if given[number] < most and more > 0:
                given[number] += 1
                more -= 1
    return given


class TableWindow:
    """A window on a table. It opens at the first moment of the account that was heard last."""

    def __init__(self, table: AccountsTable) -> None:
        self.table = table
        newest = table.newest if table.newest >= 0 else len(table.columns) - 1
        self.cell = Cell(0, max(0, newest))
        self._first = 0
        """The first account that is seen."""

    def plan(self, width: int) -> Plan:
        """Which accounts are seen at a width in cells: the one that is highlighted among them."""
        plan = plan_table(self.table, width, self._first)
        return plan_table(self.table, width, first_shown(plan, self.cell.column, len(self.table.columns)))

    def draw(self, width: int, height: int, glyphs: Glyphs) -> Galley:
        """The table, with as many lines for each moment as fill the window, if all of it fits at all."""
        plan = self.plan(width)
        self._first = plan.first
        least = 4 if height >= 24 else 3 if height >= 20 else 2
        wanted = [min(lines, _MOST_LINES) for lines in heights(self.table, plan, glyphs)]
        lines = [min(one, least) for one in wanted]
        apart = least > _SPARSE
        galley = draw_table(self.table, plan, narrow_column(width, glyphs), lines, apart=apart)
        given = _share(lines, wanted, height - len(galley.lines))
        return draw_table(self.table, plan, narrow_column(width, glyphs), given, apart=apart)

    def step(self, key: str, width: int) -> bool:
        """Highlight the next cell in the direction of an arrow; whether that brings other accounts into sight."""
        accounts = len(self.table.columns)
        across = {"left": -1, "right": 1}.get(key, 0)
        down = {"up": -1, "down": 1}.get(key, 0)
        row = max(0, min(self.cell.row + down, len(self.table.rows) - 1))
        column = max(0, min(self.cell.column + across, accounts))
        plan = plan_table(self.table, width, self._first)
        first = first_shown(plan, column, accounts)
        if across > 0 and column == accounts:
            first = max(first, accounts - plan.count)
        self.cell, self._first = Cell(row, column), first
        return first != plan.first

    def seen(self, width: int) -> str:
        """Which accounts are seen, in words; nothing if all are."""
        plan, most = self.plan(width), len(self.table.columns)
        if plan.count >= most:
            return ""
        first, last = plan.first + 1, plan.first + plan.count
        if first == last:
            return say("account {number} of {most}", number=first, most=most)
        return say("accounts {first} to {last} of {most}", first=first, last=last, most=most)
