"""The accounts table: moments down, accounts across, and what the evidence says of each moment.

Marks are signs with a legend beneath the table, and words in the pane; what changed from one account to the next says
so. When not all accounts fit, the one under the pointer and its neighbours are shown, and the head says how many are
out of sight.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from game.play.views import AccountsTable, ClaimEntry, Column, Mark, Row
from game.tui.draw.casebook import draw_empty
from game.tui.draw.parts import draw_evidence, draw_heading, draw_labelled, quoted
from game.tui.galley import Galley
from game.tui.glyphs import Glyphs
from game.tui.theme import Role
from game.tui.typeset import Line, Run, clip, width_of, wrap
from game.words import say

_LEAST_CELL = 17
_MARGIN = 2
_ALL = 1000
"""More lines than any cell has."""
_WORST_FIRST = (Mark.CONTRADICTED, Mark.DROPPED, Mark.OPEN, Mark.SUPPORTED)


class Cell(Struct, frozen=True):
    """A place in the table: a moment, and an account by its number among them; after the last one, the evidence."""

    row: int
    column: int


class Plan(Struct, frozen=True):
    """Which accounts are shown at a width, and how wide everything is."""

    moment: int
    cell: int
    first: int
    count: int


def plan_table(table: AccountsTable, width: int, first: int) -> Plan:
    """As many accounts as fit, from the first one shown on; the evidence is always there."""
    longest = max((cell_len(row.moment) for row in table.rows), default=8)
    moment = max(6, min(longest, 16, width // 5))
    room = width - 2 * _MARGIN - moment
    count = max(1, min(len(table.columns), room // (_LEAST_CELL + 3) - 1))
    cell = max(1, room // (count + 1) - 3)
    return Plan(moment, cell, max(0, min(first, len(table.columns) - count)), count)


def first_shown(plan: Plan, column: int, accounts: int) -> int:
    """The first account to show so that one is in sight."""
    if column >= accounts or plan.first <= column < plan.first + plan.count:
        return plan.first
    return column if column < plan.first else column - plan.count + 1


def heights(table: AccountsTable, plan: Plan, glyphs: Glyphs) -> list[int]:
    """For each moment, in how many lines nothing of it is cut."""
    return [max(1, *(len(cell) for cell in _row(row, plan, glyphs, _ALL))) for row in table.rows]


def draw_table(table: AccountsTable, plan: Plan, galley: Galley, lines: Sequence[int], *, apart: bool = True) -> Galley:
    """The table, each moment in at most so many lines, with `apart` an empty one between them; its head stays."""
    if not table.columns:
        return draw_empty(galley, "accounts")
    _draw_head(table.columns[plan.first : plan.first + plan.count], plan, galley)
    galley.head = len(galley.lines)
    for number, row in enumerate(table.rows):
        galley.blocks.append(len(galley.lines))
        _draw_row(row, plan, galley, lines[number], (number, len(table.columns)))
        if apart and number < len(table.rows) - 1:
            _draw_cells([[] for _ in range(plan.count + 2)], plan, galley)
    return galley


def _draw_head(columns: tuple[Column, ...], plan: Plan, galley: Galley) -> None:
    names: list[list[Line]] = [[()]]
    for column in columns:
        name = f"{column.teller} {column.number} {galley.glyphs.dot} {column.title}"
        lines = [tuple(words) for words in wrap([Run(name, Role.TITLE)], plan.cell)][:2]
        names.append(lines)
    names.append([(Run(say("Evidence"), Role.TITLE),)])
    if max(map(len, names)) == 1:
        galley.blank()
    _draw_cells(names, plan, galley)
    stroke = galley.glyphs.rule
    left = (galley.width - 2 * _MARGIN - plan.moment) % (plan.count + 1)  # what columns of one width do not fill
    parts = [stroke * (plan.moment + 1), *[stroke * (plan.cell + 2)] * (plan.count + 1)]
    galley.raw(Run(" " * _MARGIN), Run(galley.glyphs.cross.join(parts) + stroke * left, Role.RULE))


def _draw_row(row: Row, plan: Plan, galley: Galley, most: int, place: tuple[int, int]) -> None:
    """A moment; `place` is its number, and how many accounts there are."""
    top = len(galley.lines)
    _draw_cells(_row(row, plan, galley.glyphs, most), plan, galley)
    left = _MARGIN + plan.moment + 2
    number, accounts = place
    for shown_at in range(plan.count + 1):
        column = plan.first + shown_at if shown_at < plan.count else accounts
        galley.mark(Cell(number, column), top, len(galley.lines), left, left + plan.cell + 2)
        left += plan.cell + 3


def _row(row: Row, plan: Plan, glyphs: Glyphs, most: int) -> list[list[Line]]:
    """The cells of a moment, in at most so many lines: its name, the accounts that are seen, the evidence."""
    shown = row.cells[plan.first : plan.first + plan.count]
    moment = [tuple(words) for words in wrap([Run(row.moment, Role.STRONG)], plan.moment)][:most]
    names = ", ".join(entry.name for entry in row.evidence) or glyphs.dot
    evidence = _few(wrap([Run(names, Role.QUIET)], plan.cell), plan.cell, most, glyphs)
    return [moment, *[_cell(claims, plan.cell, glyphs, most) for claims in shown], evidence]


def _cell(claims: tuple[ClaimEntry, ...], width: int, glyphs: Glyphs, most: int) -> list[Line]:
    """The claims of one account about one moment; an empty cell is a dot."""
    if not claims:
        return [(Run(glyphs.dot, Role.QUIET),)]
    lines: list[list[Run]] = []
    begin: list[int] = []
    for claim in claims:
        begin.append(len(lines))
        role = Role.QUIET if claim.mark is Mark.DROPPED or claim.kept else Role.INK
        sign = Run(glyphs.mark(claim.mark) + " ", Role.ACCENT if claim.mark is Mark.CONTRADICTED else Role.QUIET)
        words = [Run(f"{glyphs.kept} ", Role.QUIET)] if claim.kept else []
        words += [Run(f"{glyphs.changed} ", Role.ACCENT)] if claim.changed else []
        for number, runs in enumerate(wrap([*words, Run(claim.says, role)], width - 2)):
            lines.append([sign, *runs] if number == 0 else [Run("  "), *runs])
    hidden = [claim.mark for claim, line in zip(claims, begin, strict=True) if line >= most]
    return _few(lines, width, most, glyphs, hidden)


def _few(
    lines: list[list[Run]], width: int, most: int, glyphs: Glyphs, hidden: Sequence[Mark] | None = None
) -> list[Line]:
    """At most so many lines; the last says that there is more.

    Of claims, each line begins with a sign, and it says how many are `hidden`, and the worst of their marks.
    """
    if len(lines) > most:
        signs, *words = [Run(""), *lines[most - 1]] if hidden is None else lines[most - 1]
        more = f" +{len(hidden)} {glyphs.mark(min(hidden, key=_WORST_FIRST.index))}" if hidden else ""
        room = width - cell_len(signs.text) - cell_len(glyphs.ellipsis) - cell_len(more)
        head = _whole("".join(run.text for run in words), room)
        cut = [signs, Run(head + glyphs.ellipsis, words[-1].role), Run(more, Role.ACCENT)]
        lines = [*lines[: most - 1], cut]
    return [tuple(line) for line in lines]


def _whole(words: str, room: int) -> str:
    """As many whole words as there is room for; of one that is too long, its beginning."""
    head = clip(words, room, "")
    is_cut = len(head) < len(words) and not words[len(head)].isspace()
    return (head.rpartition(" ")[0] if is_cut and " " in head.strip() else head).rstrip()


def _draw_cells(cells: list[list[Line]], plan: Plan, galley: Galley) -> None:
    """Cells side by side, with lines between them."""
    for number in range(max(1, *map(len, cells))):
        runs = [Run(" " * _MARGIN)]
        for place, cell in enumerate(cells):
            width = plan.cell if place else plan.moment
            line = cell[number] if number < len(cell) else ()
            if place:
                runs.append(Run(f" {galley.glyphs.upright} ", Role.RULE))
            runs += line
            runs.append(Run(" " * max(0, width - width_of(line))))
        galley.raw(*runs)


def draw_legend(table: AccountsTable, galley: Galley) -> None:
    """What the signs mean that stand in the table, between it and what stands beneath; in two lines if need be."""
    glyphs = galley.glyphs
    claims = [claim for row in table.rows for cell in row.cells for claim in cell]
    words = [f"{glyphs.mark(mark)} {mark.words}" for mark in Mark if any(claim.mark is mark for claim in claims)]
    if any(claim.changed for claim in claims):
        words.append(f"{glyphs.changed} {say('changed', context='mark')}")
    if any(claim.kept for claim in claims):
        words.append(f"{glyphs.kept} {say('kept', context='mark')}")
    room = galley.width - 2 * _MARGIN
    shown: list[str] = []
    while words:
        shown.append(words.pop(0))
        if not words or cell_len("  ".join([*shown, words[0]])) > room:
            line = "  ".join(shown)
            rest = room - cell_len(line) - 1 if not words else 0
            galley.raw(
                Run(" " * _MARGIN), Run(line, Role.QUIET), Run(f" {glyphs.rule * rest}" if rest > 0 else "", Role.RULE)
            )
            shown = []


def draw_cell_pane(table: AccountsTable, cell: Cell | None, galley: Galley, *, under_legend: bool = False) -> Galley:
    """The whole of what stands in a cell: each claim with its mark in words, why, and what was said before.

    Under the legend, a claim that is merely open need not say so again.
    """
    if cell is None or not 0 <= cell.row < len(table.rows):
        return galley
    row = table.rows[cell.row]
    if cell.column >= len(table.columns):
        _draw_evidence_pane(row, galley)
        return galley
    column = table.columns[cell.column]
    dot = f" {galley.glyphs.dot} "
    account = say("{teller}, account {number}", teller=column.teller, number=column.number)
    head = dot.join([row.moment, account, column.title])
    galley.flow([Run(head, Role.TITLE)])
    if not row.cells[cell.column]:
        galley.flow([Run(say("Says nothing about it."), Role.ASIDE)])
    for claim in row.cells[cell.column]:
        _draw_claim(claim, galley, says_open=not under_legend)
    _draw_history(table, row, cell.column, galley)
    return galley


def _draw_claim(claim: ClaimEntry, galley: Galley, *, says_open: bool) -> None:
    dot = galley.glyphs.dot
    sign = galley.glyphs.mark(claim.mark)
    if claim.mark is Mark.OPEN and not says_open and not claim.kept and not claim.changed:
        galley.flow([quoted(galley, claim.says), Run(f"  {sign}", Role.ACCENT)])
        return
    galley.flow([quoted(galley, claim.says)])
    words = f" {claim.mark.words}" if says_open or claim.mark is not Mark.OPEN else ""
    mark = [Run(f"{sign}{words}", Role.ACCENT)]
    if claim.by:
        mark.append(Run(say(" by {names}", names=", ".join(claim.by)), Role.INK))
    if claim.kept:
        mark.append(Run(f" {dot} {say('kept from the account before')}", Role.ASIDE))
    if claim.changed:
        names = ", ".join(claim.because)
        words = say("changed because of {names}", names=names) if names else say("changed", context="mark")
        mark.append(Run(f" {dot} {words}", Role.ASIDE))
    galley.flow(mark)


def _draw_history(table: AccountsTable, row: Row, present: int, galley: Galley) -> None:
    """What the same teller said of it in the other accounts, if it was something else."""
    teller = table.columns[present].teller
    said = {claim.says for claim in row.cells[present]}
    for number, claims in enumerate(row.cells):
        column = table.columns[number]
        if number == present or column.teller != teller:
            continue
        for claim in claims:
            if claim.says not in said:
                label = say("account {number}", number=column.number)
                draw_labelled(galley, label, [quoted(galley, claim.says, Role.QUIET)], column=11)


def _draw_evidence_pane(row: Row, galley: Galley) -> None:
    galley.flow([Run(f"{row.moment} {galley.glyphs.dot} {say('what the evidence says')}", Role.TITLE)])
    if not row.evidence:
        galley.flow([Run(say("Nothing that you have found bears on it."), Role.ASIDE)])
    for entry in row.evidence:
        galley.flow([Run(f"{entry.name}: ", Role.STRONG), Run(entry.finding)])


def draw_whole_cell(table: AccountsTable, cell: Cell, galley: Galley) -> Galley:
    """A cell opened: all that stands in it and was said before; then what bears on it, with its documents."""
    galley.blank()
    if cell.column < len(table.columns):
        draw_cell_pane(table, cell, galley)
        if table.rows[cell.row].evidence:
            draw_heading(galley, say("What bears on it"))
    else:
        galley.flow([Run(table.rows[cell.row].moment, Role.TITLE)])
    if not table.rows[cell.row].evidence:
        galley.gap()
        galley.flow([Run(say("Nothing that you have found bears on it."), Role.ASIDE)])
    for entry in table.rows[cell.row].evidence:
        galley.gap()
        draw_evidence(galley, entry)
    galley.blank()
    return galley


def draw_claim_pane(table: AccountsTable, claim: str, galley: Galley) -> Galley:
    """The cell in which a claim stands."""
    galley.blank()
    for row_number, row in enumerate(table.rows):
        for number, claims in enumerate(row.cells):
            if any(entry.id == claim for entry in claims):
                return draw_cell_pane(table, Cell(row_number, number), galley)
    return galley
