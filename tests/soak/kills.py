"""A player whose program is killed again and again while it saves: what is left each time, as a table.

    python -m tests.soak.kills [--kills 500] [--seed 1]

The screens run in a terminal. A key is typed, and within the milliseconds in which its turn is saved the program is
killed. Then every save in the folder must load, and of the turns whose number was seen no more than one may be lost.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from game.author.saves import list_saves
from game.saves import Shelf
from tests.command import PROGRAM
from tests.shared_stories import MILL as STORY
from tests.stories import rules, write
from tests.terminal import Terminal

SEEN = re.compile(rb"turn (\d+)")
LONGEST = 0.06
"""How many seconds after a key the program is killed at the latest; within them its turn is painted and saved."""


def killed(story: Path, saves: Path, dice: random.Random) -> int:
    """Plays some turns, and kills the program within one of them; the last turn that was seen."""
    arguments = ["--continue"] if any(saves.rglob("autosave-*.json")) else ["--new"]
    terminal = Terminal(PROGRAM, "play", str(story), *arguments, "--saves", str(saves))
    try:
        seen = 0
        if arguments == ["--new"]:
            terminal.wait_for(b"There is a death in it.")
            terminal.type(b"\r")
        terminal.wait_for(b"turn ")
        terminal.output = b"turn " + terminal.output
        for _ in range(dice.randrange(1, 6)):
            terminal.type(b"2")
            end = time.monotonic() + 0.3
            while time.monotonic() < end and not SEEN.search(terminal.output):
                terminal.read()
            seen = max([seen, *map(int, SEEN.findall(terminal.output))])
            terminal.output = b""
        terminal.type(b"2")
        time.sleep(dice.uniform(0, LONGEST))
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.wait_for_end()
        return max([seen, *map(int, SEEN.findall(terminal.output))])
    finally:
        terminal.close()


def run(kills: int, seed: int) -> dict[str, str]:
    """Kills so often; what came of it, by what is asked."""
    dice, counted, lost = random.Random(seed), Counter[str](), Counter[int]()
    with tempfile.TemporaryDirectory() as name:
        story, saves = (
            write(Path(name) / "mill", STORY.replace("  note details: The miller dies.\n", "")),
            Path(name) / "saves",
        )
        saved = -1
        for _ in range(kills):
            seen = killed(story, saves, dice)
            with contextlib.redirect_stdout(io.StringIO()):
                counted["unreadable"] += list_saves(saves, "text")
            restored = Shelf(saves, "mill").latest(rules(story.joinpath("a.yaml").read_text("utf-8")))
            turn = restored.session.turn if restored else -1
            counted["went back"] += turn < saved
            counted["progress"] += turn > saved
            lost[max(0, seen - turn)] += 1
            saved = turn
        left = sum(path.is_file() for path in saves.rglob("*"))
    return {
        "kills while saving": str(kills),
        "after which a save was unreadable": str(counted["unreadable"]),
        "after which the game had gone back": str(counted["went back"]),
        "most turns lost that had been seen": str(max(lost)),
        "kills after which the game had gone on": str(counted["progress"]),
        "files in the folder at the end": str(left),
    }


def main() -> int:
    """Runs it from the command line; returns 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = run(options.kills, options.seed)
    for what, value in found.items():
        sys.stdout.write(f"{what:42} {value}\n")
    bad = ("after which a save was unreadable", "after which the game had gone back")
    return int(any(found[one] != "0" for one in bad) or int(found["most turns lost that had been seen"]) > 1)


if __name__ == "__main__":
    sys.exit(main())
