"""Cooperative cancellation: long work ticks, and whoever wants it to stop raises something then."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[], None]
"""Called again and again during long work; raises something to stop it."""


def never_stop() -> None:
    """Lets work go on for as long as it takes."""
