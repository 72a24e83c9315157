"""Lines from a terminal, in which Ctrl-Q leaves as it does on the screens, and the terminal as it was found at the end.

A terminal hands over whole lines, and keeps Ctrl-Q for itself, so that who knows only that key could not leave. Here it
ends a line as Enter does, and the line that it ends is the last.
"""

from __future__ import annotations

import os
import signal
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

LEAVE = b"\x11"
_READ = 4096
_INPUT, _CONTROL = 0, 6
"""Where the attributes of a terminal hold the flags for input, and the control characters."""


class TerminalLines:
    """The lines of a terminal; none any more after Ctrl-Q, Ctrl-D, or when the terminal has gone."""

    def __init__(self, descriptor: int, encoding: str) -> None:
        self._descriptor, self._encoding = descriptor, encoding

    def readline(self) -> str:
        """The next line, or nothing at the end."""
        data = b""
        while not data.endswith((b"\n", LEAVE)):
            try:
                more = os.read(self._descriptor, _READ)
            except OSError:
                more = b""
            if not more:
                break
            data += more
        return "" if data.endswith(LEAVE) else data.decode(self._encoding, "replace")


@contextmanager
def terminal_lines(descriptor: int, encoding: str) -> Iterator[TerminalLines]:
    """The lines of a terminal, which is put back as it was whatever ends the game."""
    before = termios.tcgetattr(descriptor)
    changed = termios.tcgetattr(descriptor)
    changed[_INPUT] &= ~termios.IXON
    changed[_CONTROL][termios.VEOL2] = LEAVE

    def stop(*_: object) -> None:
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)
        os.kill(os.getpid(), signal.SIGSTOP)

    def go_on(*_: object) -> None:
        with suppress(termios.error, OSError):
            if os.tcgetpgrp(descriptor) == os.getpgrp():  # in the background the terminal is the shell's
                termios.tcsetattr(descriptor, termios.TCSANOW, changed)

    wanted: dict[int, Callable[..., object]] = {
        signal.SIGTERM: _leave,
        signal.SIGHUP: _leave,
        signal.SIGTSTP: stop,
        signal.SIGCONT: go_on,
    }
    handlers = {number: signal.signal(number, handler) for number, handler in wanted.items()}
    try:
        termios.tcsetattr(descriptor, termios.TCSANOW, changed)
        yield TerminalLines(descriptor, encoding)
    finally:
        with suppress(termios.error):  # the terminal may have gone
            termios.tcsetattr(descriptor, termios.TCSANOW, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _leave(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
