"""How figures are taken: two programs in turn, A B, B A, …; medians; processor time of whole processes."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]


class Figure(NamedTuple):
    """What was measured for a row of the table. `goal` is what it is to reach: at most, or with `is_least` at least."""

    work: str
    against: str
    figure: float
    goal: float
    is_least: bool = False
    note: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether the goal is reached."""
        return self.figure >= self.goal if self.is_least else self.figure <= self.goal


def in_turn(rounds: int, first: Callable[[], float], second: Callable[[], float]) -> float:
    """The median, over rounds, of what the first gives divided by what the second gives; each begins in turn."""
    ratios = []
    for number in range(rounds):
        if number % 2:
            other = second()
            one = first()
        else:
            one, other = first(), second()
        ratios.append(one / other)
    return statistics.median(ratios)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def environment(**more: str) -> dict[str, str]:
    """The environment of a program that is measured: the code of this checkout, a terminal with all colours."""
    given = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PYTHONDONTWRITEBYTECODE")}
    return {**given, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLORTERM": "truecolor", **more}


def processor(command: Sequence[str], surroundings: dict[str, str]) -> float:
    """The seconds of a processor that a whole process takes; what it prints is thrown away."""
    with Path(os.devnull).open("wb") as nothing:
        child = subprocess.Popen(command, env=surroundings, stdin=subprocess.DEVNULL, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def told(command: Sequence[str], surroundings: dict[str, str]) -> dict[str, Any]:
    """What a program of ours tells of its own work, as one line of JSON."""
    done = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def ours(module: str, *arguments: object) -> list[str]:
    """The command that runs a module of this folder, or the game."""
    return [sys.executable, "-m", module, *map(str, arguments)]
