"""A galley: typeset lines with the places in them that can be chosen.

Drawing is a pure function from views to a galley; the sheet on the screen shows a part of it, marks the target under
the cursor and tells which target was clicked. So everything that is drawn can be tested without a terminal.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager

from msgspec import Struct

from game.tui.glyphs import UNICODE, Glyphs
from game.tui.theme import Role
from game.tui.typeset import Line, Run, width_of, wrap

MEASURE = 72
"""The widest that a column of prose becomes."""


class Target(Struct, frozen=True):
    """Something that can be chosen, and where it stands: lines from `top` to before `bottom`, cells likewise."""

    key: Hashable
    top: int
    bottom: int
    left: int
    right: int

    def holds(self, x: int, y: int) -> bool:
        """Whether a cell belongs to it."""
        return self.top <= y < self.bottom and self.left <= x < self.right


class Galley:
    """Lines under construction, in a column of `measure` cells that begins at `left`."""

    def __init__(self, width: int, left: int, measure: int, glyphs: Glyphs = UNICODE, behind: Role = Role.INK) -> None:
        self.width = max(1, width)
        self.left = max(0, left)
        self.measure = max(1, measure)
        self.glyphs = glyphs
        self.behind = behind
        """The role of the cells that nothing is written in."""
        self.lines: list[Line] = []
        self.targets: list[Target] = []
        self.extent = 0
        """How wide the widest drawing is that must not be broken into lines."""
        self.is_tight = False
        """Whether empty lines are left out that a page can do without."""
        self.head = 0
        """How many lines stay at the top while the others scroll."""
        self.held: dict[int, int] = {}
        """For a line that is wider than the window, how many of its cells stay at the left while it moves sideways."""
        self.blocks: list[int] = []
        """Where paragraphs begin; resizing keeps the one at the top."""

    @classmethod
    def column(cls, width: int, glyphs: Glyphs = UNICODE, measure: int = MEASURE) -> Galley:
        """One column in the middle of the window, with room for the pointer at its left."""
        margin = 4 if width >= 70 else 2 if width >= 20 else 0
        measure = min(measure, width - 2 * margin)
        return cls(width, max(margin, (width - measure) // 2), measure, glyphs)

    def raw(self, *runs: Run) -> None:
        """Put in a line as it is, from the left edge of the window."""
        self.lines.append(runs)

    def blank(self, count: int = 1) -> None:
        """Leave lines empty."""
        self.lines.extend([()] * count)

    def gap(self) -> None:
        """Leave one line empty, unless one has been left."""
        if self.lines and self.lines[-1]:
            self.blank()

    def line(self, *runs: Run, indent: int = 0) -> None:
        """Put in one line, from the left edge of the column."""
        self.lines.append((Run(" " * (self.left + indent)), *runs))

    def flow(self, runs: Iterable[Run], indent: int = 0, first: Line | None = None) -> None:
        """Set running words, `indent` cells from the left edge; `first` stands before the first line."""
        self.blocks.append(len(self.lines))
        inside = max(1, self.measure - indent)
        opening = self.measure - width_of(first) if first is not None else inside
        if opening < min(8, inside) and first is not None:
            self.line(*first)
            first = None
        for number, words in enumerate(wrap(runs, inside, opening if first is not None else inside)):
            if number == 0 and first is not None:
                self.line(*first, *words)
            else:
                self.line(*words, indent=indent)

    def centred(self, *runs: Run) -> None:
        """Set words in the middle of the column, in as many lines as they need."""
        self.blocks.append(len(self.lines))
        for words in wrap(runs, self.measure):
            self.line(*words, indent=max(0, (self.measure - width_of(words)) // 2))

    def rule(self, length: int | None = None, role: Role = Role.RULE) -> None:
        """Draw a line across the column."""
        self.line(Run(self.glyphs.rule * (self.measure if length is None else min(length, self.measure)), role))

    @contextmanager
    def target(self, key: Hashable, left: int | None = None, right: int | None = None) -> Iterator[None]:
        """What is set inside can be chosen. The pointer stands two cells before the column unless `left` is given."""
        top = len(self.lines)
        yield
        begin = max(0, self.left - 2) if left is None else left
        end = min(self.width, self.left + self.measure + 2) if right is None else right
        self.mark(key, top, len(self.lines), begin, end)

    def mark(self, key: Hashable, top: int, bottom: int, left: int, right: int) -> None:
        """Say that a rectangle of cells can be chosen."""
        self.targets.append(Target(key, top, bottom, left, max(left + 1, right)))

    @property
    def text(self) -> str:
        """The words alone, for tests and for the clipboard."""
        return "\n".join("".join(run.text for run in line).rstrip() for line in self.lines)
