"""How a line of the sheet becomes a strip of the screen: what is lit, what is cut off at the sides, the track.

Textual's strips are made here and nowhere else; what is painted is decided by the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from game.tui.galley import Target
from game.tui.glyphs import Glyphs
from game.tui.theme import Role, Theme, style
from game.tui.typeset import Run


class Look(Struct, frozen=True):
    """The looks of a sheet."""

    theme: Theme
    glyphs: Glyphs


def inked(runs: Iterable[Run], look: Look) -> list[Segment]:
    """A line as it is."""
    return [Segment(text, style(look.theme, role)) for text, role in runs if text]


def lit(runs: Iterable[Run], target: Target, number: int, look: Look) -> list[Segment]:
    """Line `number` with the part that belongs to the target lit, and on its first line the pointer."""
    runs = tuple(runs)
    strip = Strip(inked(runs, look))
    bright = Strip([Segment(text, style(look.theme, role, True)) for text, role in runs if text])
    length = strip.cell_length
    left, right = min(target.left, length), min(target.right, length)
    middle = bright.crop(left, right)
    if number == target.top and right > left:
        pointer = Strip([Segment(look.glyphs.pointer, style(look.theme, Role.TITLE, True))], 1)
        middle = Strip.join([pointer, middle.crop(1)])
    return list(Strip.join([strip.crop(0, left), middle, strip.crop(right)]))


def words_of(line: Iterable[Run]) -> str:
    """A line with blanks for the edges of documents, which say nothing."""
    return "".join(" " * cell_len(run.text) if run.role is Role.PAPER_RULE else run.text for run in line)


def window(segments: Sequence[Segment], words: str, across: int, room: int, held: int, look: Look) -> list[Segment]:
    """A line in `room` cells, moved sideways by `across`, with a sign where its `words` go on out of sight.

    The first `held` cells stay where they are.
    """
    whole, said = Strip(segments), Strip([Segment(words)])
    before = bool(said.crop(held, held + across).text.strip())
    after = bool(said.crop(across + room).text.strip())
    sign = style(look.theme, Role.FOUND)
    middle = whole.crop(held + across + before, across + room - after)
    return [
        *whole.crop(0, held),
        *([Segment(look.glyphs.left, sign)] if before else []),
        *middle,
        *([Segment(look.glyphs.right, sign)] if after else []),
    ]


def track(y: int, top: int, height: int, total: int, look: Look) -> list[Segment]:
    """The last cell of a line of the window: a track, and on it where the window is in `total` lines."""
    length = max(1, height * height // total)
    start = round((height - length) * top / max(1, total - height))
    is_thumb = start <= y < start + length
    sign, role = (look.glyphs.thumb, Role.QUIET) if is_thumb else (look.glyphs.track, Role.RULE)
    return [Segment(sign, style(look.theme, role))]
