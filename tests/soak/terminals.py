"""Bad terminals: sizes, floods, rubbish, signals, settings of the environment, a terminal that goes away, as a table.

    python -m tests.soak.terminals [--repeat 1] [--show]

After each: no traceback, no process that is left or that spins, the terminal as it was found, the game saved.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from game.saves import Shelf
from tests.command import PROGRAM
from tests.shared_stories import MILL as STORY
from tests.stories import write
from tests.terminal import Terminal

MODES = (b"?1049", b"?1000", b"?1003", b"?1006", b"?1015", b"?1016", b"?1004", b"?2004")
"""What the screens switch on, and have to switch off."""
LEAVE = b"\x11"
MOST_SECONDS = 10.0

Damage = Callable[[Terminal, random.Random], None]


class Scenario(NamedTuple):
    """What is done to the game, and with which status it may end."""

    damage: Damage
    environment: dict[str, str]
    statuses: frozenset[int]
    is_lost: bool
    """Whether the terminal is gone afterwards."""


SCENARIOS: dict[str, Scenario] = {}


def scenario(
    name: str, damage: Damage, *statuses: int, environment: dict[str, str] | None = None, is_lost: bool = False
) -> None:
    """Adds a scenario."""
    SCENARIOS[name] = Scenario(damage, environment or {}, frozenset(statuses or (0,)), is_lost)


def nothing(terminal: Terminal, dice: random.Random) -> None:
    """Nothing is done."""


def sized(*sizes: tuple[int, int]) -> Damage:
    """The window changes."""

    def damage(terminal: Terminal, dice: random.Random) -> None:
        for width, height in sizes:
            terminal.resize(width, height)
            watch(terminal, 0.2)
        terminal.resize(80, 24)

    return damage


def storm(terminal: Terminal, dice: random.Random) -> None:
    """The window changes all the time."""
    for _ in range(200):
        terminal.resize(dice.choice([1, 2, 10, 40, 80, 132, 500]), dice.choice([1, 2, 3, 10, 24, 60, 200]))
        terminal.read()
    terminal.resize(80, 24)


def typed(make: Callable[[random.Random], bytes]) -> Damage:
    """Bytes come in."""

    def damage(terminal: Terminal, dice: random.Random) -> None:
        data = make(dice)
        os.set_blocking(terminal.fd, False)
        while data:
            with suppress(BlockingIOError):
                data = data[os.write(terminal.fd, data[:4096]) :]
            terminal.read()
        os.set_blocking(terminal.fd, True)
        watch(terminal, 1.2)

    return damage


def signalled(*numbers: int) -> Damage:
    """Signals come in."""

    def damage(terminal: Terminal, dice: random.Random) -> None:
        for number in numbers:
            os.kill(terminal.pid, number)
            watch(terminal, 0.3)

    return damage


def lost(terminal: Terminal, dice: random.Random) -> None:
    """The terminal goes away."""
    os.close(terminal.fd)
    terminal.fd = os.open(os.devnull, os.O_RDONLY)


def watch(terminal: Terminal, seconds: float) -> None:
    """Reads for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        terminal.read()


def _rubbish(dice: random.Random, number: int) -> bytes:
    return bytes(byte for byte in dice.randbytes(number) if byte not in b"\x03\x11\x1a\x1c")


for _size in ((1, 1), (10, 3), (1, 200), (500, 1), (40, 12), (500, 200), (132, 60)):
    scenario(f"size {_size[0]}×{_size[1]}", sized(_size))
scenario("sizes in turn", sized((1, 1), (500, 200), (2, 2), (80, 1), (300, 100)))
scenario("a storm of sizes", storm)
INPUTS: dict[str, Callable[[random.Random], bytes]] = {
    "rubbish": lambda dice: _rubbish(dice, 64_000),
    "rubbish sequences": lambda dice: b"".join(b"\x1b[" + _rubbish(dice, dice.randrange(1, 9)) for _ in range(2_000)),
    "bytes that are no text": lambda dice: b"\xff\xfe\xc3\x28\xed\xa0\x80\xf8" * 500,
    "zeroes": lambda dice: b"\0" * 5_000,
    "a single Escape": lambda dice: b"\x1b",
    "a sequence cut off": lambda dice: b"\x1b[1;2;3",
    "a sequence without an end": lambda dice: b"\x1b[" + b"1;" * 50_000,
    "a text for the terminal": lambda dice: b"\x1b]52;c;" + b"QUJD" * 3_000,
    "answers of a terminal": lambda dice: (
        b"\x1b[?62;4c\x1b[99;99R\x1b[?2026;2$y\x1b[?2048;1$y\x1b[48;9;9;1;1t\x1bP1$r0m\x1b\\"
    ),
    "a flood of clicks": lambda dice: b"".join(
        b"\x1b[<35;%d;%dM" % (dice.randrange(1, 81), dice.randrange(1, 3)) for _ in range(3_000)
    ),
    "clicks elsewhere": lambda dice: b"\x1b[<0;99999;99999M\x1b[<0;0;0M\x1b[<0;-5;-5M\x1b[<;;M",
    "old mouse reports": lambda dice: b"".join(
        b"\x1b[M" + bytes(dice.randrange(32, 256) for _ in range(3)) for _ in range(500)
    ),
    "a flood of focus": lambda dice: b"\x1b[I\x1b[O" * 3_000,
    "an arrow held": lambda dice: b"\x1b[B" * 5_000,
    "Enter held": lambda dice: b"\r" * 1_000,
    "a megabyte pasted": lambda dice: b"\x1b[200~" + b"lorem ipsum " * 87_000 + b"\x1b[201~",
    "a paste full of keys": lambda dice: b"\x1b[200~" + b"1\r\n\x1b[31m\x11\x03" * 20_000 + b"\x1b[201~",
    "a paste without an end": lambda dice: b"\x1b[200~" + b"abc " * 20_000,
}
for _name, _make in INPUTS.items():
    scenario(_name, typed(_make))
for _signal in (
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGUSR1,
    signal.SIGUSR2,
    signal.SIGALRM,
):
    scenario(_signal.name, signalled(_signal), 128 + _signal)
scenario("SIGTERM twice", signalled(signal.SIGTERM, signal.SIGTERM), 143)
scenario("suspended and resumed", signalled(signal.SIGTSTP, signal.SIGCONT))
scenario("stopped and resumed", signalled(signal.SIGSTOP, signal.SIGCONT))
for _term in ("dumb", "linux", "vt100", "", "unknown", "../../etc/passwd"):
    scenario(f"TERM={_term}", nothing, environment={"TERM": _term})
for _settings in (
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "xx_YY.nope"},
    {"NO_COLOR": "1"},
    {"COLUMNS": "100000", "LINES": "abc"},
    {"HOME": "/proc", "XDG_DATA_HOME": ""},
    {"TMPDIR": "/nonexistent"},
    {"TZ": ":../../etc/passwd"},
):
    scenario(" ".join(f"{key}={value}" for key, value in _settings.items()), nothing, environment=_settings)
scenario("the terminal goes away", lost, 0, 129, is_lost=True)


def faults_of(one: Scenario, story: Path, saves: Path, dice: random.Random) -> list[str]:
    """What goes wrong in a scenario."""
    terminal = Terminal(PROGRAM, "play", str(story), "--new", "--saves", str(saves), **one.environment)
    before = termios.tcgetattr(terminal.fd)
    try:
        terminal.wait_for(b"There is a death in it.")
        terminal.type(b"\r")
        terminal.wait_for(b"ains")
        is_dumb = one.environment.get("TERM") in ("dumb", "")
        terminal.type(b"2\r" if is_dumb else b"2")
        watch(terminal, 0.8)
        one.damage(terminal, dice)
        is_dead = not one.is_lost and not answers(terminal, b"?\r" if is_dumb else b"")
        spins = used(terminal) if not terminal.ended() else 0.0
        for _ in range(3):
            if not one.is_lost and not terminal.ended():
                terminal.type(LEAVE)
                watch(terminal, 1.0)
        status = ended_in_time(terminal)
        after = before if one.is_lost else termios.tcgetattr(terminal.fd)
        found = list(_faults(one, terminal.record, status, spins, changed=after != before, saves=saves))
        return [*found, "does not answer"] if is_dead else found
    finally:
        terminal.close()


def _faults(one: Scenario, output: bytes, status: int | None, spins: float, *, changed: bool, saves: Path) -> list[str]:
    faults = []
    if re.search(rb"Traceback|Fatal Python|went wrong in the program", output):
        faults.append("a traceback")
    if status is None:
        faults.append("does not end")
    elif status not in one.statuses:
        faults.append(f"ends with {status}")
    if spins > 0.5:
        faults.append("spins")
    if changed:
        faults.append("leaves the terminal changed")
    if not one.is_lost and any(output.rfind(mode + b"h") > output.rfind(mode + b"l") for mode in MODES):
        faults.append("leaves a mode on")
    if not any(game.record for game in Shelf(saves, "mill").games()):
        faults.append("is not saved")
    return faults


def answers(terminal: Terminal, asked: bytes = b"") -> bool:
    """Whether a program that still runs has something to say when its window changes, or when it is asked."""
    shown = len(terminal.record)
    end = time.monotonic() + MOST_SECONDS
    if not terminal.ended():
        terminal.type(asked)
        terminal.resize(81, 25)
    while time.monotonic() < end and not terminal.ended() and len(terminal.record) == shown:
        terminal.read()
    return terminal.ended() or len(terminal.record) > shown


def used(terminal: Terminal) -> float:
    """The share of a processor that an idle game uses."""

    def ticks() -> int:
        fields = (
            Path(f"/proc/{terminal.pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        )
        return int(fields[11]) + int(fields[12])

    watch(terminal, 1.5)
    try:
        start = ticks()
        watch(terminal, 1.0)
        return (ticks() - start) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


def ended_in_time(terminal: Terminal) -> int | None:
    """The exit status, if the program ends in time."""
    end = time.monotonic() + MOST_SECONDS
    while not terminal.ended() and time.monotonic() < end:
        terminal.read()
    terminal.read()
    return terminal.status


def run(repeat: int, *, show: bool = False) -> dict[str, str]:
    """Plays every scenario so often; what came of it, by what is asked."""
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        story = write(Path(name) / "mill", STORY.replace("  note details: The miller dies.\n", ""))
        for turn in range(repeat):
            for number, (what, one) in enumerate(SCENARIOS.items()):
                try:
                    faults = faults_of(one, story, Path(name) / f"{turn}-{number}", random.Random(f"{turn} {what}"))
                except AssertionError as error:
                    faults = [f"does not come up: {str(error)[-200:]}"]
                if show:
                    sys.stdout.write(f"{what:42} {', '.join(faults) or 'ok'}\n")
                    sys.stdout.flush()
                bad += [f"{what}: {', '.join(faults)}"] if faults else []
    return {
        "terminals": str(repeat * len(SCENARIOS)),
        "with a fault": str(len(bad)),
        **{f"  {fault}": "" for fault in bad},
    }


def main() -> int:
    """Runs it from the command line; returns 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="show each as it ends")
    options = parser.parse_args()
    found = run(options.repeat, show=options.show)
    for what, value in found.items():
        sys.stdout.write(f"{what:42} {value}\n")
    return int(found["with a fault"] != "0")


if __name__ == "__main__":
    sys.exit(main())
