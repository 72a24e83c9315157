"""Signals: which of them end the game, and how it makes room for the shell that it was started from."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, runtime_checkable

ENDING = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGXCPU")
"""Signals that would end the game at once, and leave the terminal as the screens had it; not every system has them."""


def answer(leave: Callable[[int], None]) -> None:
    """Let `leave` be called, with an exit status, when a signal comes that ends the game."""
    loop = asyncio.get_running_loop()
    for name in ENDING:
        with suppress(AttributeError, ValueError, RuntimeError, NotImplementedError):
            loop.add_signal_handler(getattr(signal, name), leave, 128 + getattr(signal, name))


@runtime_checkable
class Stoppable(Protocol):
    """A driver of a terminal that can be given back for a while."""

    def make_room(self) -> None:
        """Stop until the shell brings the game back, if there is a shell that could."""


def has_shell() -> bool:
    """Whether there is a shell that can bring back what it has stopped: it gives each job a group of its own."""
    return os.getpgrp() != os.getsid(0)
