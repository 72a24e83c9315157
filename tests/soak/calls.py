"""Every call by which a play changes files: killed there, failing there, and the order of the calls, as a table.

    python -m tests.soak.calls [--every 1] [--show]

Two plays are watched, one on the screens in a terminal and one of lines, which also keeps a save, writes the play to a
file and changes a setting. Each begins from a folder with a game in it that has been played for some turns.

1. The program is killed before each call, within each write, and after each call. What is left must load, nothing that
   was seen to be saved may be lost, and the game must go on.
2. Each call fails, with each error that it can have, once and from then on. The program must go on to its end; what it
   could not save it must have said on the screen, and what it did not complain of must be there.
3. The calls themselves: nothing that exists is written in place, a file is flushed before it takes its name, no name is
   removed to make room for it, and its folder is flushed afterwards. What changes files past the watch is a fault.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from game.author.saves import list_saves
from game.play.session import Session
from game.saves import Shelf
from tests.command import ROOT
from tests.shared_stories import MILL as STORY
from tests.soak.watched import ACTION, AFTER, AT, BEFORE, FOLDER, LASTING, LOG, SHORT, WITHIN
from tests.stories import rules, write
from tests.terminal import PATIENCE, Terminal

PLAY = "from tests.soak.watched import play; play()"
PLAYED = 14
"""How many turns have been played before: more than autosaves are kept."""
TURNS = 6
"""How many are played under the watch."""
TOLD = re.compile(r"not (?:being )?(?:saved|kept)|could not be written|There is no folder")
SAVED = re.compile(rb"turn (\d+)")
STEPS = re.compile(r"^(\d+) steps\.$", re.MULTILINE)
LINES = ["2"] * 4 + ["s", "1", "mine", "0", "z", "o", "1", "1", "0"] + ["2"] * (TURNS - 4)
"""What is typed in plain mode: `2` is a turn; the rest keeps a save, writes the play to a file, changes a setting."""

ERRORS = {
    "open": ("ENOSPC", "EROFS", "EMFILE", "EDQUOT", "EACCES"),
    "empty": ("ENOSPC", "EROFS"),
    "write": ("ENOSPC", "EIO", "EDQUOT", SHORT),
    "flush": ("EIO", "ENOSPC"),
    "rename": ("EACCES", "ENOSPC", "EROFS"),
    "remove": ("EACCES", "EROFS"),
    "make": ("EROFS", "EACCES"),
    "allow": ("EPERM",),
}
"""How each call can fail."""
LASTING_ERRORS = frozenset({"ENOSPC", "EROFS", "EDQUOT"})
"""Errors that stay: a disk that is full stays full."""


class Call(NamedTuple):
    """A call that was written down."""

    what: str
    paths: tuple[Path, ...]


class Played(NamedTuple):
    """A play under the watch."""

    status: int | None
    """With what it ended; None if it did not."""
    seen: int
    """The last turn that was seen to be saved."""
    output: str
    calls: list[Call]


Front = Callable[[Path, Path, dict[str, str]], tuple[int | None, int, str]]
"""Plays a story from some saves in an environment: the exit status, the last turn seen to be saved, the output."""


def on_screens(story: Path, saves: Path, environment: dict[str, str]) -> tuple[int | None, int, str]:
    """Plays in a terminal."""
    terminal = Terminal(PLAY, "play", str(story), "--continue", "--saves", str(saves), **environment)
    everything = b""
    try:
        for number in range(TURNS + 1):
            end = time.monotonic() + (PATIENCE if number == 0 else 2.0)
            comes = rb"turn %d\b|not (?:being )?saved" % (PLAYED + number)
            while time.monotonic() < end and not re.search(comes, terminal.output):
                terminal.read()
                if terminal.ended():
                    break
            everything, terminal.output = everything + terminal.output, b""
            if terminal.status is not None:
                break
            terminal.type(b"2" if number < TURNS else b"\x11")
        terminal.wait_for_end()
        everything += terminal.output
    except (AssertionError, OSError):
        everything += terminal.output
    finally:
        status = terminal.status
        terminal.close()
    turns = [int(turn) for turn in SAVED.findall(everything)]
    return status, max(turns, default=0), everything.decode("utf-8", "replace")


def by_lines(story: Path, saves: Path, environment: dict[str, str]) -> tuple[int | None, int, str]:
    """Plays from a pipe. A turn is saved when the question for the next one has come."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", PLAY, "play", str(story), "--plain", "--continue", "--saves", str(saves)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            input="\n".join(LINES) + "\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired as ended:
        return None, 0, str(ended.output)
    answered = done.stdout[: done.stdout.rfind("\n> ") + 1]
    return done.returncode, max(map(int, STEPS.findall(answered)), default=0), done.stdout


FRONTS: dict[str, Front] = {"screens": on_screens, "lines": by_lines}


class Bench:
    """A story, and saves to begin from; what came of each play."""

    def __init__(self, home: Path, front: Front) -> None:
        text = STORY.replace("  note details: The miller dies.\n", "")
        self.home, self.front, self.rules = home, front, rules(text)
        self.story = write(home / "mill", text)
        self.image, self.saves, self.log = home / "image", home / "saves", home / "calls.log"
        shelf = Shelf(self.image, "mill")
        for turns in range(PLAYED + 1):
            session = self._walked(turns)
            assert shelf.save(session) is None
        shelf.release()

    def _walked(self, turns: int) -> Session:
        session = Session(self.rules)
        for _ in range(turns):
            walk = next(option.move for option in session.page().options if option.text == "Walk.")
            session.do(walk)
        return session

    def play(self, number: int = 0, action: str = "", *, lasts: bool = False) -> Played:
        """Plays once, with one call disturbed."""
        shutil.rmtree(self.saves, ignore_errors=True)
        shutil.copytree(self.image, self.saves)
        self.log.unlink(missing_ok=True)
        environment = {FOLDER: str(self.saves), LOG: str(self.log), "XDG_CACHE_HOME": str(self.home / "cache")}
        if number:
            environment |= {AT: str(number), ACTION: action, **({LASTING: "1"} if lasts else {})}
        status, seen, output = self.front(self.story, self.saves, environment)
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        calls = [Call(what, tuple(map(Path, paths))) for what, *paths in map(json.loads, lines)]
        return Played(status, seen, output, calls)

    def existing(self) -> set[Path]:
        """The files that are there before a play."""
        return {self.saves / path.relative_to(self.image) for path in self.image.rglob("*") if path.is_file()}

    def faults_left(self, seen: int) -> Iterator[str]:
        """What is wrong with the saves after a play, of which so many turns were seen to be saved."""
        with contextlib.redirect_stdout(io.StringIO()) as listed:
            if list_saves(self.saves, "text"):
                yield f"does not load: {listed.getvalue()}"
        turn = self.turn()
        if turn < max(seen, PLAYED):
            yield f"turn {max(seen, PLAYED)} was seen to be saved, and turn {turn} is"

    def turn(self) -> int:
        """The turn at which the newest save is; -1 if there is none."""
        restored = Shelf(self.saves, "mill").latest(self.rules)
        return restored.session.turn if restored else -1

    def goes_on(self) -> bool:
        """Whether a game can be opened and played on, and loses nothing by it."""
        shelf = Shelf(self.saves, "mill")
        restored = shelf.latest(self.rules)
        if restored is None:
            return False
        turn = restored.session.turn
        restored.session.do(next(o.move for o in restored.session.page().options if o.text == "Walk."))
        trouble = shelf.save(restored.session)
        shelf.release()
        return trouble is None and self.turn() == turn + 1


def kill_everywhere(bench: Bench, calls: list[Call], every: int) -> Iterator[tuple[str, str]]:
    """Kills a play at each call; what was done, and what is wrong then, or nothing."""
    for number, call in list(enumerate(calls, 1))[::every]:
        for action in (BEFORE, WITHIN, AFTER) if call.what == "write" else (BEFORE, AFTER):
            played = bench.play(number, action)
            faults = [] if played.status == -9 else [f"ended with {played.status} and was not killed"]
            faults += bench.faults_left(played.seen)
            faults += [] if bench.goes_on() else ["does not go on"]
            yield f"killed {action} call {number}, {_words(call)}", "; ".join(faults)


def fail_everywhere(bench: Bench, calls: list[Call], every: int) -> Iterator[tuple[str, str]]:
    """Lets each call fail, in each way that it can."""
    for number, call in list(enumerate(calls, 1))[::every]:
        for error in ERRORS.get(call.what, ("EIO",)):
            for lasts in (False, True) if error in LASTING_ERRORS else (False,):
                played = bench.play(number, error, lasts=lasts)
                what = f"{error}{' from then on' if lasts else ''} at call {number}, {_words(call)}"
                yield what, "; ".join(_faults_of_failing(bench, played))


def _faults_of_failing(bench: Bench, played: Played) -> Iterator[str]:
    if re.search(r"Traceback|went wrong in the program", played.output):
        yield "a traceback"
    if played.status != 0:
        yield f"ended with {played.status}"
    yield from bench.faults_left(0)
    is_told = TOLD.search(played.output) is not None
    if bench.turn() != PLAYED + TURNS and not is_told:
        yield f"is saved at turn {bench.turn()} of {PLAYED + TURNS}, and did not say so"
    if bench.front is by_lines and not is_told:
        missing = [name for name, there in _kept(bench).items() if not there]
        if missing:
            yield f"did not keep, and did not say so: {', '.join(missing)}"


def _kept(bench: Bench) -> dict[str, bool]:
    """Whether all that was asked for in plain mode beside turns is there."""
    shelf = Shelf(bench.saves, "mill")
    return {
        "the save with a name": any(game.record and game.record.name == "mine" for game in shelf.kept()),
        "the play as a file": any((bench.saves / "mill" / "transcripts").glob("*.md")),
        "the setting": (bench.saves / "preferences.json").exists(),
        "what was read": (bench.saves / "mill" / "remembered.log").exists(),
    }


class Power:
    """What of the files of a folder would be there after a power cut, as far as the order of calls tells."""

    def __init__(self, existed: set[Path]) -> None:
        self._there, self._dirty, self._removed = set(existed), set[Path](), set[Path]()
        self.unflushed: dict[Path, Path] = {}
        """Names that were given and may be forgotten, each with the folder that was not flushed since."""

    def fault_of(self, call: Call) -> str:
        """What is wrong with a call, or nothing."""
        path = call.paths[0]
        match call.what:
            case "past the watch":
                return f"past the watch: {path.name}"
            case "empty":
                return f"emptied in place: {path.name}"
            case "write":
                self._dirty.add(path)
                is_in_place = path in self._there and path.suffix != ".log"  # that one only ever grows
                return f"written in place: {path.name}" if is_in_place else ""
            case "flush":
                self._dirty.discard(path)
                self.unflushed = {name: folder for name, folder in self.unflushed.items() if folder != path}
            case "remove":
                self._removed.add(path)
                self._there.discard(path)
            case "rename":
                return self._fault_of_renaming(path, call.paths[1])
            case _:
                pass
        return ""

    def _fault_of_renaming(self, path: Path, target: Path) -> str:
        self._there.add(target)
        self.unflushed[target] = target.parent
        if path in self._dirty:
            return f"renamed before it was flushed: {target.name}"
        return f"removed before the new one took its name: {target.name}" if target in self._removed else ""


def faults_of_order(calls: list[Call], existed: set[Path]) -> list[str]:
    """What in the order of calls would lose a save when the power goes."""
    power = Power(existed)
    faults = [power.fault_of(call) for call in calls]
    return [
        *filter(None, faults),
        *(f"its folder was not flushed after its rename: {name.name}" for name in power.unflushed),
    ]


def _words(call: Call) -> str:
    return " ".join([call.what, *(path.name for path in call.paths)])


def run(every: int, *, show: bool = False) -> tuple[dict[str, str], list[str]]:
    """All of it: what came of it, by what is asked; and what is wrong."""
    table: dict[str, str] = {}
    bad: list[str] = []
    for name, front in FRONTS.items():
        with tempfile.TemporaryDirectory() as home:
            bench = Bench(Path(home), front)
            calls = bench.play().calls
            calls = bench.play().calls  # the first has made the cache of the story
            order = faults_of_order(calls, bench.existing())
            bad += [f"{name}: {fault}" for fault in order]
            if bench.turn() != PLAYED + TURNS:
                bad.append(f"{name}: an undisturbed play is saved at turn {bench.turn()}")
            kinds = Counter(call.what for call in calls)
            table[f"{name}: calls that change files"] = (
                f"{len(calls)} ({', '.join(f'{what} {number}' for what, number in kinds.most_common())})"
            )
            table[f"{name}: faults in their order"] = str(len(order))
            for what, trials in (("kills", kill_everywhere), ("failing calls", fail_everywhere)):
                done = Counter[bool]()
                for words, fault in trials(bench, calls, every):
                    done[bool(fault)] += 1
                    bad += [f"{name}: {words}: {fault}"] if fault else []
                    if show:
                        sys.stdout.write(f"{name}: {words}: {fault or 'ok'}\n")
                        sys.stdout.flush()
                table[f"{name}: {what}"] = str(done.total())
                table[f"{name}: {what} that lost something, or were not told"] = str(done[True])
    return table, bad


def main() -> int:
    """Runs it from the command line; returns 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth call")
    parser.add_argument("--show", action="store_true", help="show each as it ends")
    options = parser.parse_args()
    table, bad = run(options.every, show=options.show)
    for what, value in table.items():
        sys.stdout.write(f"{what:64} {value}\n")
    sys.stdout.writelines(f"    {fault}\n" for fault in bad)
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
