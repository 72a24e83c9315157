"""The one widget: a window on a galley that scrolls, marks the target under the cursor and tells what was clicked.

It paints lines straight into strips, keeps them between paints, and repaints only the lines that change. It knows
nothing of the game: a screen gives it a function that draws at a width, and listens to what happens.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from game.tui.galley import Galley, Target
from game.tui.glyphs import UNICODE, Glyphs
from game.tui.place import Place
from game.tui.strips import Look, inked, lit, track, window, words_of
from game.tui.theme import DARK, Theme
from game.tui.typeset import Run, ascii_of, width_of
from game.tui.typewriter import Typewriter

_LEAST_FOR_TRACK = 20
OVERLAP = 2
"""How many lines stay in sight when one reads on."""

Draw = Callable[[int, int], Galley]
"""Makes a galley for a window of a width and a height."""


class Sheet(Widget):
    """Lines on the screen."""

    class Picked(Message):
        """A target was clicked."""

        def __init__(self, sheet: Sheet, key: Hashable) -> None:
            super().__init__()
            self.sheet = sheet
            self.key = key

    class Moved(Message):
        """What is seen of the galley has changed: it was drawn anew, or scrolled."""

        def __init__(self, sheet: Sheet) -> None:
            super().__init__()
            self.sheet = sheet

    def __init__(self, name: str, *, theme: Theme = DARK, glyphs: Glyphs = UNICODE, is_bar: bool = False) -> None:
        super().__init__(id=name)
        self.theme = theme
        self.glyphs = glyphs
        self.is_bar = is_bar
        self.galley = self._clicked = Galley(1, 0, 1)
        self.top = 0
        self.across = 0
        """How many cells are out of sight at the left."""
        self.cursor: int | None = None
        self._length = 0
        """How many lines the galley has but for empty ones at its end, which nobody need scroll to."""
        self._draw: Draw | None = None
        self._at: Hashable = None
        self._drawn_for = (0, 0)
        self.typewriter = Typewriter()
        self._place = Place()
        self._strips: dict[int, Strip] = {}

    # --- what it shows

    def present(self, draw: Draw, *, keep: bool = False, at: Hashable = None) -> None:
        """Show another galley from its beginning, or with `keep` from the line and the target that are there now.

        The cursor goes to the target with the key `at`, else to the first one.
        """
        self.typewriter.finish()
        if not keep:
            self.top = self.across = 0
            self.cursor = None
            self._place.forget()
        self._draw, self._at, self._drawn_for = draw, at, (0, 0)
        self._redraw()
        self._show()

    def index_of(self, key: Hashable) -> int | None:
        """The number of the target with a key."""
        return next((n for n, target in enumerate(self.galley.targets) if target.key == key), None)

    @property
    def target(self) -> Target | None:
        """The target under the cursor."""
        targets = self.galley.targets
        return targets[self.cursor] if self.cursor is not None and self.cursor < len(targets) else None

    @property
    def above(self) -> bool:
        """Whether there are lines above the window."""
        return self.top > 0

    @property
    def below(self) -> bool:
        """Whether there are lines below the window; there are none below a sheet that is not seen."""
        return self.display and self.size.height > 0 and self.top < self._deepest

    @property
    def _deepest(self) -> int:
        return max(0, self._length - self.size.height)

    # --- moving

    def shift(self, lines: int) -> bool:
        """Scroll by lines; whether there was anywhere to go."""
        return self.shift_to(self.top + lines)

    def shift_to(self, top: int) -> bool:
        """Scroll so that a line is the first one seen; whether there was anywhere to go."""
        top = max(0, min(top, self._deepest))
        if top == self.top:
            return False
        self.top = top
        self._show()
        return True

    def pan(self, cells: int) -> bool:
        """Move sideways over lines that are wider than the window; whether there was anywhere to go."""
        across = max(0, min(self.across + cells, self.overhang))
        if across == self.across:
            return False
        self.across = across
        self._show()
        return True

    @property
    def overhang(self) -> int:
        """By how much the widest line, a drawing perhaps, is wider than the window."""
        return max(0, self.galley.extent - self.size.width + self._has_track)

    @property
    def is_cut(self) -> bool:
        """Whether any line that is seen goes on beyond the edge of the window."""
        width = self.size.width - self._has_track
        lines = self.galley.lines[self.top : self.top + self.size.height] if self.display and self.overhang else ()
        return any(width_of(line) > width for line in lines)

    def turn(self, pages: int) -> bool:
        """Scroll by windows, the last lines staying in sight."""
        return self.shift(pages * max(1, self.size.height - self.galley.head - OVERLAP))

    def sees(self, target: Target) -> bool:
        """Whether a target is whole in the window, or as much of it as fits."""
        height, head = max(1, self.size.height), self.galley.head
        bottom = min(target.bottom, target.top + max(1, height - head))
        return self.top + head <= target.top and bottom <= self.top + height

    def point(self, index: int | None, *, reveal: bool = True) -> None:
        """Put the cursor on a target by number, and scroll until it is seen."""
        old, self.cursor = self.target, index
        for target in (old, self.target):
            if target is not None:
                self._repaint(target.top, target.bottom)
        if reveal and self.target is not None and not self.sees(self.target):
            self.reveal(self.target)

    def reveal(self, target: Target) -> None:
        """Scroll as little as it takes to see a target with a line around it; the first one with all that precedes."""
        height, head = max(1, self.size.height), self.galley.head
        if target.top - 1 < self.top + head:
            first = target is self.galley.targets[0] and target.bottom <= height
            self.shift_to(0 if first else target.top - 1 - head)
        elif target.bottom + 1 > self.top + height:
            self.shift_to(min(target.bottom + 1 - height, target.top - head))

    def step(self, by: int) -> bool:
        """Move the cursor to the next target or the one before; whether there was one."""
        count = len(self.galley.targets)
        index = (0 if by > 0 else count - 1) if self.cursor is None else self.cursor + by
        if not 0 <= index < count:
            return False
        self.point(index)
        return True

    # --- painting

    def restyle(self, theme: Theme, glyphs: Glyphs) -> None:
        """Take another look."""
        self.theme, self.glyphs = theme, glyphs
        self._drawn_for = (0, 0)
        self._redraw()
        self._show()

    def write_on(self, cells: int) -> bool:
        """Let the typewriter write on; whether there is anything left to write in the window."""
        self.typewriter.write(cells, self.galley.lines[self.top : self.top + self.size.height])
        self._strips.clear()
        self.refresh()
        return self.typewriter.is_writing

    def _redraw(self) -> None:
        size = (self.size.width, self.size.height)
        if self._draw is None or size == self._drawn_for or not size[0]:
            return
        bottom = self.top + self._drawn_for[1]
        was_seen = self.target is not None and self.top <= self.target.top and self.target.bottom <= bottom
        key = self.target.key if self.target is not None else self._at
        anchor = self._place.of(self.galley, self.top)
        self.galley = self._draw(*size)
        self._drawn_for = size
        lines = self.galley.lines
        self._length = next((n for n in range(len(lines), 0, -1) if lines[n - 1]), 0)
        self._at = None
        found = self.index_of(key) if key is not None else None
        self.cursor = found if found is not None else 0 if self.galley.targets and not self.is_bar else None
        self.top = self._place.found(anchor, self.galley, self.top, self._deepest)
        self.across = min(self.across, self.overhang)
        if was_seen and self.target is not None and not self.sees(self.target):
            self.reveal(self.galley.targets[-1])
            if not self.sees(self.target):
                self.reveal(self.target)

    def _show(self) -> None:
        self._strips.clear()
        self.refresh()
        self.post_message(self.Moved(self))

    def _repaint(self, first: int, last: int) -> None:
        for number in range(first, last):
            self._strips.pop(number, None)
        self.refresh(Region(0, first - self.top, self.size.width, last - first))

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        if y == 0 and self._drawn_for != self.size:  # where the size is another one, all lines are painted
            self._redraw()  # no paint waits for the news of how large the window is
            self._strips.clear()
        number = self._line_at(y)
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._strip(number, y)
        return strip

    def _line_at(self, y: int) -> int:
        """Which line of the galley stands in a line of the window."""
        return y if y < self.galley.head else self.top + y

    def _strip(self, number: int, y: int) -> Strip:
        lines, look = self.galley.lines, Look(self.theme, self.glyphs)
        line = lines[number] if 0 <= number < len(lines) else ()
        edge = track(y, self.top, self.size.height, self._length, look) if self._has_track else []
        room = self.size.width - len(edge)
        line = self.typewriter.written(line, lines[self.top : number])
        used = width_of(line)
        runs = [*line, Run(" " * (room - used), self.galley.behind)] if used < room else line
        target = self.target
        if target is not None and target.top <= number < target.bottom and (line or not self.typewriter.is_writing):
            segments = lit(runs, target, number, look)
        else:
            segments = inked(runs, look)
        if used > room:  # a drawing: it alone is moved sideways, and no further than to its own end
            across = min(self.across, used - room) if self.overhang else 0
            words = words_of(runs) if self.overhang else ""
            segments = window(segments, words, across, room, self.galley.held.get(number, 0), look)
        if self.glyphs.is_ascii:
            segments = [Segment(ascii_of(segment.text), segment.style) for segment in segments]
        return Strip([*segments, *edge], self.size.width)

    @property
    def _has_track(self) -> bool:
        """Whether a window that does not show all says so in its last column."""
        return not self.is_bar and self._length > self.size.height and self.size.width >= _LEAST_FOR_TRACK

    # --- what the terminal tells

    def on_resize(self) -> None:
        """Draw at the new width, the place kept."""
        if self._drawn_for == self.size:
            self.post_message(self.Moved(self))
        else:
            self._redraw()
            self._show()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.shift(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.shift(-3)

    def on_click(self, event: events.Click) -> None:
        """A click on a target; the second of a double click is none if something else stands there by then."""
        was_there, self._clicked = event.chain == 1 or self._clicked is self.galley, self.galley
        for target in self.galley.targets if was_there else ():
            if target.holds(event.x, self._line_at(event.y)):
                event.stop()
                self.post_message(self.Picked(self, target.key))
                return
