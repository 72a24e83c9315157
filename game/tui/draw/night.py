"""The night as a picture: a line that runs down through the hours, with what is known of them, and with its gaps.

The space between two marks grows with the time between them, and where nothing is known the line is broken and says for
how long. What lasted is a bracket at the left of the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from game.play.night import QUIET
from game.play.views import NightEntry
from game.tui.galley import Galley
from game.tui.theme import Role
from game.tui.typeset import Run, wrap
from game.words import say


class _Mark(Struct):
    """A minute at which something is known, or comes to an end."""

    minute: int
    clock: str
    entries: list[NightEntry] = field(default_factory=list)
    ends: list[NightEntry] = field(default_factory=list)


def draw_night(entries: Sequence[NightEntry], galley: Galley) -> Galley:
    """The line of the night."""
    galley.blank()
    if not entries:
        galley.flow([Run(say("Nothing yet. What evidence puts at an hour is drawn here."), Role.ASIDE)])
        return galley
    lanes = _lanes(entries)
    width = max(lanes.values(), default=-1) + 1
    marks = _marks(entries)
    before: _Mark | None = None
    for mark in marks:
        if before is not None:
            _draw_between(before, mark, entries, lanes, galley)
        _draw_mark(mark, lanes, width, galley)
        before = mark
    galley.blank()
    galley.flow([Run(say("Only what evidence puts at an hour is drawn."), Role.ASIDE)])
    galley.blank()
    return galley


def _marks(entries: Sequence[NightEntry]) -> list[_Mark]:
    marks: dict[int, _Mark] = {}
    for entry in entries:
        marks.setdefault(entry.minute, _Mark(entry.minute, entry.at)).entries.append(entry)
        if entry.until:
            end = entry.minute + entry.length
            marks.setdefault(end, _Mark(end, entry.until)).ends.append(entry)
    return [marks[minute] for minute in sorted(marks)]


def _lanes(entries: Sequence[NightEntry]) -> dict[NightEntry, int]:
    """A lane for everything that lasted, so that no two that overlap share one."""
    lanes: dict[NightEntry, int] = {}
    free: list[int] = []
    """For each lane, the minute from which on it is free."""
    for entry in entries:
        if entry.until:
            lane = next((number for number, minute in enumerate(free) if minute < entry.minute), len(free))
            free[lane : lane + 1] = [entry.minute + entry.length]
            lanes[entry] = lane
    return lanes


def _draw_mark(mark: _Mark, lanes: dict[NightEntry, int], width: int, galley: Galley) -> None:
    glyphs = galley.glyphs
    words = [*_begun(mark, galley), *_ended(mark)]
    indent = len(mark.clock) + 5 + width
    lines = [line for runs in words for line in wrap(runs, galley.measure - indent)]
    for number, line in enumerate(lines):
        clock = mark.clock if number == 0 else " " * len(mark.clock)
        knot = glyphs.knot if number == 0 else glyphs.upright
        spans = _spans(mark.minute * 2 + (number > 0), lanes, width, galley)
        galley.line(Run(f"{clock}  ", Role.STRONG), spans, Run(f"{knot}  ", Role.ACCENT), *line)


def _begun(mark: _Mark, galley: Galley) -> Iterator[list[Run]]:
    for entry in mark.entries:
        span = f"{say('{start} to {end}', start=entry.at, end=entry.until)}: " if entry.until else ""
        yield [Run(f"{span}{entry.what} "), Run(f"{galley.glyphs.dash} {entry.evidence}", Role.ASIDE)]


def _ended(mark: _Mark) -> Iterator[list[Run]]:
    for entry in mark.ends:
        yield [Run(say("Up to here: {what}", what=entry.what), Role.QUIET)]


def _spans(half: int, lanes: dict[NightEntry, int], width: int, galley: Galley) -> Run:
    """The brackets at the left of the line; `half` counts half minutes, so that there is one between any two marks."""
    begin, lasts, ends = tuple(galley.glyphs.span)
    cells = [" "] * width
    for entry, lane in lanes.items():
        start, end = entry.minute * 2, (entry.minute + entry.length) * 2
        if start <= half <= end:
            cells[lane] = begin if half == start else ends if half == end else lasts
    return Run("".join(cells), Role.ACCENT)


def _draw_between(
    before: _Mark, after: _Mark, entries: Sequence[NightEntry], lanes: dict[NightEntry, int], galley: Galley
) -> None:
    """The line between two marks: short or long as the time is; where nothing is known, broken."""
    minutes = after.minute - before.minute
    covered = any(entry.until and entry.minute <= before.minute < entry.minute + entry.length for entry in entries)
    is_gap = minutes >= QUIET
    rows = 0 if minutes <= 5 else 1 if minutes < QUIET else 2 if minutes < 60 else 3
    width = max(lanes.values(), default=-1) + 1
    for number in range(rows):
        sign = galley.glyphs.gap if is_gap else galley.glyphs.upright
        length = _length(minutes)
        told = length if covered else say("{length}: nothing known", length=length)
        words = f"  {told}" if is_gap and number == rows // 2 else ""
        galley.line(
            Run(" " * 7),
            _spans(before.minute * 2 + 1, lanes, width, galley),
            Run(sign, Role.RULE),
            Run(words, Role.ASIDE),
        )


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
