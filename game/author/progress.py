"""How far long work has come: one line on a terminal, redrawn; nothing in a pipe."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

WIDTH = 30
PAUSE = 0.1
"""How long the line stands at the least, in seconds: drawing it must not cost anything."""


class Progress:
    """A bar on standard error, for as long as the block lasts."""

    def __init__(self, words: str, total: int) -> None:
        self._words, self._total = words, max(total, 1)
        self._shows = sys.stderr.isatty()
        self._drawn = 0.0

    def __enter__(self) -> Self:
        self.at(0)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._shows:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def at(self, done: int) -> None:
        """Shows how much is done of the total."""
        if not self._shows or (done and time.monotonic() - self._drawn < PAUSE):
            return
        self._drawn = time.monotonic()
        filled = done * WIDTH // self._total
        sys.stderr.write(f"\r{self._words} [{'#' * filled}{' ' * (WIDTH - filled)}] {done:,} of {self._total:,}\x1b[K")
        sys.stderr.flush()
