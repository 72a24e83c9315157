"""A program in a real pseudo-terminal of 100 by 30, and when it has painted what."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import Self

QUIET = 0.25
"""Seconds without a byte after which a program is taken to be at rest."""

LONGEST = 60.0
"""Seconds after which a program that does not paint what is waited for is given up."""


class Terminal:
    """A child on a terminal of its own."""

    def __init__(self, command: list[str], environment: dict[str, str], size: tuple[int, int] = (100, 30)) -> None:
        self.seen = ""
        """All that came from the program since it was last told something."""
        begun = time.perf_counter()
        self.child, self._descriptor = pty.fork()
        if not self.child:
            with contextlib.suppress(OSError):
                os.execvpe(command[0], command, environment)  # noqa: S606 - our own command
            os._exit(127)
        self._begun = begun
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)
        os.close(self._descriptor)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.child, 0)

    def until(self, *marks: str) -> float:
        """Seconds from the start, or from the last key, until every mark has come; raises TimeoutError."""
        while not all(mark in self.seen for mark in marks):
            if not self._read(LONGEST):
                raise TimeoutError(f"{marks} did not come; the last was {self.seen[-300:]!r}")
        return time.perf_counter() - self._begun

    def rest(self) -> None:
        """Waits until the program is at rest."""
        while self._read(QUIET):
            pass

    def press(self, key: str) -> None:
        """Sends a key. What was painted before is forgotten."""
        self.seen = ""
        self._begun = time.perf_counter()
        os.write(self._descriptor, key.encode())

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._descriptor, 65536)
        except OSError:
            return False
        self.seen += data.decode("utf-8", "replace")
        return bool(data)

    def cpu(self) -> float:
        """The seconds of a processor that the program has used so far, all its threads together."""
        tasks = Path(f"/proc/{self.child}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def memory(self) -> int:
        """The bytes of memory that the program holds now and shares with nobody."""
        lines = Path(f"/proc/{self.child}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) * 1024
