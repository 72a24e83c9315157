"""Ten thousand turns in one process, saved after each: what they cost at the beginning and at the end, as a table.

    python -m tests.soak.endurance [--turns 10000]

Measured are the memory of the process, and the time that its processor spends on a turn: the move, the page, the
casebook and the save. The middle of a thousand turns stands for them, so that what else the machine does is left out.
At the end the log is opened on the screens, and a word is looked for in it.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from game.play.launch import Launch
from game.play.moves import parse_move
from game.play.session import Session
from game.saves import Shelf
from game.saves.library import ShelfLibrary
from tests import stories
from tests.shared_stories import MILL as STORY
from tests.tui.driving import Player, drive

SAMPLE = 500
"""How many turns are measured at each end."""
MOST_GROWTH = 0.10
"""By how much the memory may grow between turn 1,000 and the last."""


class Stand(NamedTuple):
    """What a turn costs at some point of the play."""

    turn: int
    memory: float
    """MiB of the process."""
    milliseconds: float
    """Time of the processor for a turn, in the middle of those measured."""


class Opened(NamedTuple):
    """What the log of a play costs."""

    turns: int
    opening: float
    """Milliseconds of the processor until it is open."""
    finding: float
    """Milliseconds until the newest place is shown where words stand that are everywhere."""
    taken: float
    """MiB that the process grows by while the log is open."""


def memory() -> float:
    """MiB that this process holds."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1024 / 1024


def log_of(session: Session) -> Opened:
    """Opens the log of a play on the screens, and looks for a word in it."""
    measured: list[float] = []

    async def script(player: Player) -> None:
        measured.append(memory())
        for keys in (("l",), ("/", *"step", "enter")):
            start = time.process_time()
            await player.press(*keys)
            measured.append((time.process_time() - start) * 1_000)
        measured.append(memory())

    drive(script, Launch(session, restored=True, fresh=lambda: session, save=lambda _: None, skip_title=True))
    before, opening, finding, after = measured
    return Opened(session.turn, opening, finding, after - before)


def run(turns: int) -> tuple[list[Stand], list[Opened]]:
    """Plays so many turns; what it costs after a tenth of them and at the end, and what the log does then."""
    rules = stories.rules(STORY)
    session, stands, times = Session(rules), [], []
    log_of(Session(rules))  # so that what it imports is not counted
    walk = parse_move("walk")
    with tempfile.TemporaryDirectory() as name:
        library = ShelfLibrary(Shelf(Path(name), "mill"), rules)
        for turn in range(1, turns + 1):
            start = time.process_time()
            session.do(walk)
            session.page()
            session.casebook()
            assert library.autosave(session) is None
            times.append(time.process_time() - start)
            if turn in (turns // 10, turns):
                stands.append(Stand(turn, memory(), statistics.median(times[-SAMPLE:]) * 1_000))
            del times[:-SAMPLE]
        restored = Shelf(Path(name), "mill").latest(rules)
        assert restored is not None
        assert restored.session.turn == turns, "the backlog is not whole on disk"
    logs = [log_of(Session.replay(rules, None, session.moves[: turns // 10])), log_of(session)]
    return stands, logs


def growth(stands: list[Stand]) -> float:
    """By how much the memory has grown, as a share."""
    first, last = stands
    return last.memory / first.memory - 1


def table(stands: list[Stand], logs: list[Opened]) -> dict[str, str]:
    """What came of it, by what is asked."""
    return {
        **{f"memory after turn {one.turn:,}": f"{one.memory:.1f} MiB" for one in stands},
        **{f"time of a turn around turn {one.turn:,}": f"{one.milliseconds:.2f} ms" for one in stands},
        "growth of the memory": f"{100 * growth(stands):.1f}%",
        **{f"until the log of {one.turns:,} turns is open": f"{one.opening:.0f} ms" for one in logs},
        **{f"until a word is found in {one.turns:,} turns": f"{one.finding:.0f} ms" for one in logs},
        **{f"memory for the log of {one.turns:,} turns": f"{one.taken:.1f} MiB" for one in logs},
    }


def main() -> int:
    """Runs it from the command line; returns 1 if the memory grows by more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=10_000)
    stands, logs = run(parser.parse_args().turns)
    for name, value in table(stands, logs).items():
        sys.stdout.write(f"{name:42} {value}\n")
    return int(growth(stands) > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
