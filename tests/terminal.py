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
        self.status: int | None = None
        self.before: list[Any] = []
        """The attributes of the terminal, for tests that note them."""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.environ.update({"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environment})
            os.execv(sys.executable, [sys.executable, "-c", code, *arguments])
        self.resize(80, 24)

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, text: bytes) -> None:
        os.write(self.fd, text)

    def read(self) -> None:
        if select.select([self.fd], [], [], 0.05)[0]:
            try:
                self.output += os.read(self.fd, 65536)
            except OSError:
                time.sleep(0.05)

    def wait_for(self, words: bytes) -> None:
        """Wait until the words have come; what came before is forgotten."""
        end = time.monotonic() + PATIENCE
        while words not in self.output:
            assert time.monotonic() < end, self.output[-2000:]
            self.read()
        self.output = self.output[self.output.index(words) + len(words) :]

    def wait_for_end(self) -> int:
        """The exit status; the program is killed if it does not end."""
        end = time.monotonic() + PATIENCE
        while self.status is None and time.monotonic() < end:
            self.read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        self.read()
        assert self.status is not None, self.output[-2000:]
        return self.status

    def close(self) -> None:
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)
