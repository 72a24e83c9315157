"""Something run in a process of its own, with bounds on its time and its memory measured."""

from __future__ import annotations

import os
import resource
import signal
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

MOST_SECONDS = 5
"""How much time of the processor something may take before it counts as a hang."""
PATIENCE = 60.0
"""How many seconds of the clock it may take, on a machine that does other things too."""
MOST_MEMORY = 300
"""MiB that it may use at the most, beside what the process held from which it was forked."""


class Outcome(NamedTuple):
    """How it went."""

    text: str
    """What it returned, or the traceback."""
    failed: bool
    """Whether it raised."""
    hung: bool
    """Whether it had to be stopped."""
    seconds: float
    """The time of the processor that it took."""
    memory: float
    """MiB that it used at the most, beside what the process held from which it was forked."""

    @property
    def is_calm(self) -> bool:
        """Whether it kept within all bounds."""
        return not self.failed and not self.hung and self.memory <= MOST_MEMORY


def run(task: Callable[[], str]) -> Outcome:
    """Runs a task in a child; returns what it returned, and what it cost."""
    descriptor, name = tempfile.mkstemp()
    os.close(descriptor)
    path = Path(name)
    held = _held()
    child = os.fork()
    if child == 0:
        _work(task, path)
    end = time.monotonic() + PATIENCE
    while True:
        pid, status, used = os.wait4(child, os.WNOHANG)
        if pid:
            break
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            _, status, used = os.wait4(child, 0)
            break
        time.sleep(0.001)
    text = path.read_bytes().decode("utf-8", "replace")
    path.unlink()
    code = os.waitstatus_to_exitcode(status)
    hung = code in (-signal.SIGKILL, -signal.SIGXCPU)
    return Outcome(text, code != 0 and not hung, hung, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024 - held)


def _held() -> float:
    """MiB that this process holds: a child begins with as much."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _work(task: Callable[[], str], path: Path) -> None:
    status = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
        text, status = task(), 0
    except BaseException:  # noqa: BLE001 - whatever it is, the parent is told
        text = traceback.format_exc()
    try:
        path.write_bytes(text.encode("utf-8", "replace"))
    finally:
        os._exit(status)
