"""The program where it can hardly start, and ended while it starts, as a table.

    python -m tests.soak.starts [--repeat 1] [--show]

In a terminal: windows of any size from the beginning; a disk that is full, few files, a folder that is gone; keys and
signals before the first page; a terminal that goes away. Without one: standard input and output that are closed, full,
broken, or nowhere. After each: no traceback of ours, nothing that runs on or spins, the terminal as it was found, words
for every status that is not 0, and where nothing can be saved, that it is said.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from game.saves import Shelf
from tests.command import PROGRAM, ROOT
from tests.shared_stories import MILL as STORY
from tests.soak.terminals import LEAVE, MODES, ended_in_time, used, watch
from tests.stories import write
from tests.terminal import Terminal

MOST_SECONDS = 10.0
SPINS = 0.5
"""The share of a processor that no idle game uses."""
OURS = re.compile(
    rb"Fatal Python error: (?!init_)|went wrong in the program|Traceback.*?File \"[^\"]*/game/(?!__main__|interrupts)",
    re.DOTALL,
)
"""A traceback that passes through our code. Before our first line Python answers an interrupt, with its own."""
WORDS = re.compile(rb"[A-Za-z]{3,} [a-z]{2,}")
NOT_SAVED = re.compile(r"not\s+(being\s+)?(saved|kept)")

LIMIT = "import os, resource, signal; "
FULL = LIMIT + "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); "

Damage = Callable[[Terminal], None]


class Start(NamedTuple):
    """How the program is started in a terminal, and what is done to it."""

    before: str = ""
    """Python that runs before our first line."""
    size: tuple[int, int] = (80, 24)
    environment: tuple[tuple[str, str], ...] = ()
    damage: Damage | None = None
    """What is done at once; else the game comes up, the window becomes large enough, it is played, and left."""
    statuses: frozenset[int] = frozenset({0})
    saves: bool = True
    """Whether the game can be saved; where it cannot, the game has to say so."""
    is_lost: bool = False
    """Whether the terminal is gone afterwards."""


def signalled(number: int, seconds: float) -> Damage:
    """A signal comes so many seconds after the start."""

    def damage(terminal: Terminal) -> None:
        watch(terminal, seconds)
        with suppress(ProcessLookupError):
            os.kill(terminal.pid, number)

    return damage


def typed(data: bytes) -> Damage:
    """Keys come before anything is shown; then the game is left."""

    def damage(terminal: Terminal) -> None:
        for byte in data:
            terminal.type(bytes([byte]))
            watch(terminal, 0.01)
        come_up(terminal)
        leave(terminal)

    return damage


def hung_up(seconds: float) -> Damage:
    """The terminal goes away."""

    def damage(terminal: Terminal) -> None:
        watch(terminal, seconds)
        os.close(terminal.fd)
        terminal.fd = os.open(os.devnull, os.O_RDONLY)

    return damage


def suspended(terminal: Terminal) -> None:
    """Ctrl-Z is typed, and the program told to go on."""
    come_up(terminal)
    terminal.type(b"\x1a")
    watch(terminal, 1.0)
    with suppress(ProcessLookupError):
        os.kill(terminal.pid, signal.SIGCONT)
    watch(terminal, 0.5)
    leave(terminal)


def key_then_leave(data: bytes) -> Damage:
    """Keys come when the game is up; then it is left if it still runs."""

    def damage(terminal: Terminal) -> None:
        come_up(terminal)
        terminal.type(data)
        watch(terminal, 0.5)
        leave(terminal)

    return damage


def come_up(terminal: Terminal) -> None:
    """Waits until something has been shown, and nothing more comes."""
    end = time.monotonic() + MOST_SECONDS
    shown, quiet = -1, time.monotonic()
    while time.monotonic() < end and not terminal.ended() and not (shown > 0 and time.monotonic() - quiet > 0.6):
        terminal.read()
        if len(terminal.record) != shown:
            shown, quiet = len(terminal.record), time.monotonic()


def leave(terminal: Terminal) -> None:
    """Types the key that leaves, up to three times."""
    for _ in range(3):
        if not terminal.ended():
            terminal.type(LEAVE)
            watch(terminal, 1.0)


SIZES = ((1, 1), (2, 1), (1, 24), (80, 1), (10, 3), (20, 5), (39, 10), (79, 23), (300, 100), (500, 200), (0, 0))
STARTS: dict[str, Start] = {
    **{f"a window of {width}×{height}": Start(size=(width, height)) for width, height in SIZES},
    "a disk that is full": Start(FULL.format(0), saves=False),
    "a disk that is nearly full": Start(FULL.format(200), saves=False),
    "twelve open files": Start(LIMIT + "resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12)); "),
    "a folder that is gone": Start(
        "import os, sys, tempfile; sys.path.insert(0, os.getcwd()); gone = tempfile.mkdtemp(); os.chdir(gone); "
        "os.rmdir(gone); ",
    ),
    "files that nobody may read": Start(LIMIT + "os.umask(0o777); ", saves=os.geteuid() == 0),
    "Python that drops docstrings": Start(environment=(("PYTHONOPTIMIZE", "2"),)),
    "no search path": Start(environment=(("PATH", ""),)),
    "a path for saves that is a file": Start(environment=(("XDG_DATA_HOME", "/etc/passwd"),)),
    "keys before the first page": Start(damage=typed(b"\x1b[A\r1x\x1b[<0;3;3M" * 4)),
    "Ctrl-Z": Start(damage=suspended),
    "Ctrl-C": Start(damage=key_then_leave(b"\x03"), statuses=frozenset({0, 130})),
    "Ctrl-D": Start(damage=key_then_leave(b"\x04" * 50)),
    "the terminal goes away at the start": Start(
        damage=hung_up(0.25), statuses=frozenset({0, 1, 2, 129, -1}), is_lost=True
    ),
    "the terminal goes away without a signal": Start(
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); ",
        damage=hung_up(2.0),
        statuses=frozenset({0, 1, 2, 129}),
        is_lost=True,
    ),
    **{
        f"{signal.Signals(number).name} after {seconds} s": Start(
            damage=signalled(number, seconds), statuses=frozenset({0, 1, 128 + number, -number})
        )
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        for seconds in (0.05, 0.2, 0.4, 0.8)
    },
}

NOWHERE = {"closed": "<&-", "null": "</dev/null", "empty": "< $EMPTY", "": ""}
OUTPUTS = {"a pipe": "| cat", "nothing": ">/dev/null", "a full disk": ">/dev/full", "closed": ">&-", "broken": "| true"}
"""How a shell says where output goes."""


def faults_in_terminal(start: Start, story: Path, saves: Path) -> Iterator[str]:
    """What goes wrong in a terminal."""
    arguments = ("play", str(story), "--new", "--saves", str(saves))
    terminal = Terminal(start.before + PROGRAM, *arguments, **dict(start.environment))
    terminal.resize(*start.size)  # long before an interpreter can have come as far as to ask
    before = termios.tcgetattr(terminal.fd)
    share = 0.0
    try:
        if start.damage is not None:
            start.damage(terminal)
        else:
            come_up(terminal)
            terminal.resize(80, 24)
            come_up(terminal)
            for key in (b"\r", b"2", b"2"):
                if not terminal.ended():
                    terminal.type(key)
                    watch(terminal, 0.4)
            share = 0.0 if terminal.ended() else used(terminal)
            leave(terminal)
        status = ended_in_time(terminal)
        changed = not start.is_lost and termios.tcgetattr(terminal.fd) != before
        yield from _faults(start, terminal.record, status, share, changed=changed)
        if start.damage is None and start.saves and not any(game.record for game in Shelf(saves, "mill").games()):
            yield "is not saved"
    finally:
        terminal.close()


def _faults(start: Start, output: bytes, status: int | None, share: float, *, changed: bool) -> Iterator[str]:
    if OURS.search(output):
        yield "a traceback"
    if status is None:
        yield "does not end"
    elif status not in start.statuses:
        yield f"ends with {status}"
    if share > SPINS:
        yield "spins"
    if changed:
        yield "leaves the terminal changed"
    if not start.is_lost and any(output.rfind(mode + b"h") > output.rfind(mode + b"l") for mode in MODES):
        yield "leaves a mode on"
    if status in (1, 2) and not WORDS.search(output) and not start.is_lost:
        yield "ends without a word"
    if not start.saves and not NOT_SAVED.search(
        re.sub(r"\x1b\[[\d;?]*[A-Za-z]", " ", output.decode("utf-8", "replace"))
    ):
        yield "does not say that it is not saved"


def faults_without_terminal(where_from: str, where_to: str, story: Path, saves: Path) -> Iterator[str]:
    """What goes wrong where standard input or output is no terminal."""
    play = f"{sys.executable} -c '{PROGRAM}' play {story} --new --saves {saves}"
    script = f"{{ {play} {NOWHERE[where_from]}; echo status $? >&3; }} {OUTPUTS[where_to]}"
    if where_to in ("nothing", "a full disk", "closed"):
        script = f"{play} {NOWHERE[where_from]} {OUTPUTS[where_to]}; echo status $? >&3"
    with tempfile.NamedTemporaryFile() as status, tempfile.NamedTemporaryFile() as empty:
        done = subprocess.run(
            ["sh", "-c", f"exec 3>{status.name}; {script}"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "EMPTY": empty.name},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=2 * MOST_SECONDS,
        )
        code = int(Path(status.name).read_text("ascii").split()[-1])
    said = done.stdout + done.stderr
    if OURS.search(said) or b"Traceback" in said:
        yield "a traceback"
    if code not in (0, 1, 2):
        yield f"ends with {code}"
    if code and not WORDS.search(said):
        yield "ends without a word"


def trials(story: Path, home: Path) -> Iterator[tuple[str, Iterator[str]]]:
    """Each start with its faults, which are found when they are asked for."""
    for number, (what, start) in enumerate(STARTS.items()):
        yield what, faults_in_terminal(start, story, home / str(number))
    for where_from in ("closed", "null", "empty"):
        for where_to in OUTPUTS:
            saves = home / f"{where_from} {where_to}".replace(" ", "-")
            yield (
                f"input {where_from}, output to {where_to}",
                faults_without_terminal(where_from, where_to, story, saves),
            )


def run(repeat: int, *, show: bool = False) -> dict[str, str]:
    """Starts in every way so often; what came of it, by what is asked."""
    bad: list[str] = []
    number = 0
    with tempfile.TemporaryDirectory() as name:
        story = write(Path(name) / "mill", STORY.replace("  note details: The miller dies.\n", ""))
        for turn in range(repeat):
            for what, found in trials(story, Path(name) / f"saves-{turn}"):
                faults = list(found)
                number += 1
                if show:
                    sys.stdout.write(f"{what:48} {', '.join(faults) or 'ok'}\n")
                    sys.stdout.flush()
                bad += [f"{what}: {', '.join(faults)}"] if faults else []
    return {"starts": str(number), "with a fault": str(len(bad)), **{f"  {fault}": "" for fault in bad}}


def main() -> int:
    """Runs it from the command line; returns 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="show each as it ends")
    options = parser.parse_args()
    found = run(options.repeat, show=options.show)
    for what, value in found.items():
        sys.stdout.write(f"{what:42} {value}\n")
    return int(found["with a fault"] != "0")


if __name__ == "__main__":
    sys.exit(main())
