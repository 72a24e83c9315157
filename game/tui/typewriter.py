"""The typewriter: how much of the lines in a window has been written out so far."""

from __future__ import annotations

from collections.abc import Sequence

from game.tui.typeset import Line, Run, width_of


class Typewriter:
    """Counts cells from the first line of a window on. At rest, everything is written."""

    def __init__(self) -> None:
        self._written: int | None = None

    @property
    def is_writing(self) -> bool:
        """Whether it is at work."""
        return self._written is not None

    def begin(self) -> None:
        """Write from the first cell on."""
        self._written = 0

    def finish(self) -> None:
        """All at once."""
        self._written = None

    def write(self, cells: int, seen: Sequence[Line]) -> None:
        """Write on; it rests when all that is seen has been written."""
        if self._written is not None:
            self._written += cells
            if self._written >= sum(map(width_of, seen)):
                self._written = None

    def written(self, line: Line, before: Sequence[Line]) -> Line:
        """As much of a line as has been written, with these lines of the window before it."""
        if self._written is None:
            return line
        cells = self._written - sum(map(width_of, before))
        taken: list[Run] = []
        for run in line:
            if cells <= 0:
                break
            taken.append(Run(run.text[:cells], run.role))
            cells -= width_of((run,))
        return tuple(taken)
