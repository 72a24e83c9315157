"""Pieces of work that are measured in a process of their own: `python -m benchmarks.work NAME FOLDER …`.

Each prints one line of JSON.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from game.files import write_whole
from game.play.rules import Rules
from game.play.session import Session
from game.proof.investigate import Stopped, investigate
from game.saves import Shelf
from game.story.cache import StoryCache
from game.story.load import load

MOST_MEMORY = 8 << 30
"""How many bytes a proof may take. A larger story is stopped honestly, and no machine is brought to its knees."""


def cpu(work: Callable[[], object]) -> float:
    """The seconds of a processor that a piece of work takes."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def with_yaml(folder: Path) -> dict[str, float]:
    """`yaml.load` of every file, with the C loader. All that is loaded is kept to the end, as it is of a story."""

    def work() -> object:
        return [
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for path in sorted(folder.rglob("*.yaml"))
        ]

    return {"seconds": cpu(work)}


def with_ours(folder: Path) -> dict[str, float]:
    """Loading as a play does it: read, validated, linked, all conditions and prose parsed."""
    return {"seconds": cpu(lambda: load(folder, advise=False))}


def from_cache(folder: Path, caches: Path) -> dict[str, float]:
    """Taking the story up from the cache, and then also every scene of it."""
    cache = StoryCache(caches, folder)
    if cache.read() is None:
        story = load(folder, advise=False).story
        assert story is not None, "the story has errors"
        cache.write(story, Rules(story).layout.plain)
        time.sleep(2.5)  # until the times of the files tell whether they have changed
        StoryCache(caches, folder).read()
    taken = cpu(lambda: StoryCache(caches, folder).read())
    found = StoryCache(caches, folder).read()
    assert found is not None, "the story is not kept"
    return {"seconds": taken, "scenes": cpu(lambda: list(found[0].scenes.values()))}


def check_and_play(folder: Path, plays: int, turns: int) -> dict[str, float]:
    """All problems, and random plays, as `walk.cjs` draws them."""
    loading = load(folder)
    assert loading.story is not None, "the story has errors"
    rules, made = Rules(loading.story), 0
    for play in range(plays):
        number, session = play + 1, Session(rules)
        page = session.page()
        while page.options and session.turn < turns:
            number = number * 48271 % 2147483647
            session.do(page.options[number % len(page.options)].move)
            page = session.page()
        made += session.turn
    return {"turns": made}


def autosave(folder: Path, saves: Path) -> dict[str, float]:
    """The median time of an autosave, and of writing, syncing and renaming the same bytes by hand, in turn."""
    story = load(folder, advise=False).story
    assert story is not None, "the story has errors"
    session, shelf = Session(Rules(story)), Shelf(saves, "benchmark")
    for _ in range(40):
        session.do(session.page().options[0].move)
    shelf.save(session)
    written = max(saves.rglob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    data = written.read_bytes()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(100):
        begin = time.perf_counter()
        shelf.save(session)
        middle = time.perf_counter()
        write_whole(saves / "by-hand.json", data)
        times[0].append(middle - begin)
        times[1].append(time.perf_counter() - middle)
    return {"seconds": statistics.median(times[0]), "by hand": statistics.median(times[1]), "bytes": len(data)}


def _held() -> int:
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) * 1024


def memory(folder: Path) -> dict[str, float]:
    """The bytes that a process holds after 1,000 and after 10,000 turns with their history."""
    story = load(folder, advise=False).story
    assert story is not None, "the story has errors"
    session, number, held = Session(Rules(story)), 1, []
    for turn in range(1, 10_001):
        number = number * 48271 % 2147483647
        options = session.page().options
        session.do(options[number % min(len(options), 3)].move)  # never the fourth: the road ends some time
        if turn in (1_000, 10_000):
            gc.collect()
            held.append(_held())
    return {"first": held[0], "last": held[1]}


def proving(folder: Path, budget: float) -> dict[str, float]:
    """All that `prove` asks of a story from nothing, in so many seconds of the processor; 0 for `proved` if stopped."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    story = load(folder, advise=False).story
    assert story is not None, "the story has errors"
    end = time.process_time() + budget

    def tick() -> None:
        if time.process_time() > end:
            raise Stopped

    began = time.process_time()
    verdict = investigate(Rules(story), tick=tick)
    return {"seconds": time.process_time() - began, "proved": verdict.is_proved, "findings": len(verdict.findings)}


WORK: dict[str, Callable[..., dict[str, float]]] = {
    "with-yaml": with_yaml,
    "with-ours": with_ours,
    "from-cache": from_cache,
    "check-and-play": lambda folder, plays, turns: check_and_play(folder, int(str(plays)), int(str(turns))),
    "autosave": autosave,
    "memory": memory,
    "proving": lambda folder, budget: proving(folder, float(str(budget))),
}

if __name__ == "__main__":
    os.environ.pop("PYTHONHASHSEED", None)
    sys.stdout.write(json.dumps(WORK[sys.argv[1]](*map(Path, sys.argv[2:]))) + "\n")
