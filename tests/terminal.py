"""A program in a terminal of its own, for tests that type and read."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from typing import Any

from tests.command import ROOT

PATIENCE = 20.0


class Terminal:
    """A pseudo-terminal, with an interpreter in it that runs some code with some arguments."""

    def __init__(self, code: str, *arguments: str, **environment: str) -> None:
        self.output = b""
        self.record = b""
        """All that has come, also what `wait_for` has forgotten."""
        self.status: int | None = None
        self.before: list[Any] = []
        """The attributes of the terminal, for tests that note them."""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # what is started in the background ignores it
            os.environ.update({"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environment})
            os.execv(sys.executable, [sys.executable, "-c", code, *arguments])
        self.resize(80, 24)

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, text: bytes) -> None:
        os.write(self.fd, text)

    def hang_up(self) -> None:
        """The terminal goes away."""
        os.close(self.fd)
        self.fd = -1

    def read(self) -> None:
        if self.fd < 0:
            time.sleep(0.02)
        elif select.select([self.fd], [], [], 0.05)[0]:
            try:
                came = os.read(self.fd, 65536)
            except OSError:
                time.sleep(0.05)
            else:
                self.output += came
                self.record += came

    def wait_for(self, words: bytes) -> None:
        """Wait until the words have come; what came before is forgotten."""
        end = time.monotonic() + PATIENCE
        while words not in self.output:
            assert time.monotonic() < end, self.output[-2000:]
            self.read()
        self.output = self.output[self.output.index(words) + len(words) :]

    def ended(self) -> bool:
        """Whether the program has ended."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def wait_for_end(self) -> int:
        """The exit status; the program is killed if it does not end."""
        end = time.monotonic() + PATIENCE
        while not self.ended() and time.monotonic() < end:
            self.read()
        self.read()
        assert self.status is not None, self.output[-2000:]
        return self.status

    def close(self) -> None:
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.fd >= 0:
            os.close(self.fd)
