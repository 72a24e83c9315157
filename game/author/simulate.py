"""`simulate`: random plays of a story, in several processes, and what came of them.

Plays are made in rounds. In a round each strand makes some plays by itself, knowing what all strands had seen when the
round began; then their counts are joined. The strands are the same however many processes share them out, and so is
everything that is written.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from game.author.loading import playable
from game.author.playthroughs.seen import Tally, Unseen, Watcher, unseen, unseen_data, unseen_lines
from game.author.playthroughs.wander import MOST_MOVES, Play, Wanderer
from game.author.progress import Progress
from game.author.stats import WORDS_A_MINUTE
from game.exits import FINE, PROBLEMS, refused
from game.play.rules import Rules
from game.story.load import Loading, load

STRANDS = 8
"""How many plays are made at the same time, as if each knew nothing of the others until the round is over."""

A_ROUND = 4
"""How many plays a strand makes in a round."""

ALONE = 64
"""Up to so many plays are made in this process: another would take longer to start."""

MOST_NAMED = 20
"""How many things of a kind are named that were never seen, in text."""


class Task(NamedTuple):
    """Plays for one strand in one round: their seeds, and what was seen before."""

    seeds: tuple[str, ...]
    seen: Tally


class Done(NamedTuple):
    """What came of a task: the plays, and what they have come to, without what was seen before."""

    plays: tuple[Play, ...]
    seen: Tally


def simulate(folder: Path, number: int, seed: int, form: str, processes: int | None = None) -> int:
    """Makes random plays of the story in a folder, and writes what came of them.

    Returns 1 if the story has errors, or if a play came to a place where nothing can be done any more; 2 for a number
    of plays that is none. `processes` is how many share the work; else as many as there are processors.
    """
    if number < 1:
        return refused("simulate makes at least one play: -n 1")
    found = playable(folder)
    if found is None:
        return PROBLEMS
    story, loading = found
    watcher = Watcher(Rules(story))
    plays, seen = played(watcher, folder, number, seed, processes)
    if form == "json":
        sys.stdout.write(json.dumps(_data(watcher, loading, plays, seen, seed), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _text(watcher, loading, plays, seen))
    return PROBLEMS if any(play.stuck for play in plays) else FINE


def played(
    watcher: Watcher, folder: Path, number: int, seed: int, processes: int | None = None
) -> tuple[list[Play], Tally]:
    """So many plays, in the order of their seeds, and all that they have come to."""
    processes = min(processes or os.cpu_count() or 1, STRANDS)
    if processes == 1 or number <= ALONE:
        wanderer = Wanderer(watcher)
        return _rounds(number, seed, lambda tasks: (_do(wanderer, task) for task in tasks))
    # Processes are started anew rather than forked: a fork takes locks along that nobody will open.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (str(folder),))
    try:
        return _rounds(number, seed, lambda tasks: pool.map(_do_here, tasks))
    finally:
        pool.shutdown(cancel_futures=True)


def _rounds(number: int, seed: int, do: Callable[[Sequence[Task]], Iterable[Done]]) -> tuple[list[Play], Tally]:
    plays: list[Play] = []
    seen = Tally()
    with Progress("Playing", number) as progress:
        while len(plays) < number:
            first = len(plays)
            seeds = [f"{seed}/{play}" for play in range(first, min(first + STRANDS * A_ROUND, number))]
            tasks = [Task(tuple(seeds[strand::STRANDS]), seen) for strand in range(min(STRANDS, len(seeds)))]
            found = Tally()
            by_seed: dict[str, Play] = {}
            for task, done in zip(tasks, do(tasks), strict=True):
                by_seed.update(zip(task.seeds, done.plays, strict=True))
                found.update(done.seen)
                progress.at(first + len(by_seed))
            plays += (by_seed[one] for one in seeds)
            seen.update(found)
    return plays, seen


def _do(wanderer: Wanderer, task: Task) -> Done:
    seen = task.seen.copy()
    plays = tuple(wanderer.play(seed, seen) for seed in task.seeds)
    return Done(plays, seen.without(task.seen))


_HERE: list[Wanderer] = []
"""In a process of the pool: who plays."""


def _prepare(folder: str) -> None:
    """Loads the story in a process of the pool. An interruption is the business of the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    story = load(Path(folder)).story
    assert story is not None
    _HERE[:] = [Wanderer(Watcher(Rules(story)))]


def _do_here(task: Task) -> Done:
    return _do(_HERE[0], task)


def _numbers(plays: Sequence[Play]) -> dict[str, dict[str, int]]:
    """How long the plays are that came to an ending: the shortest, the middle one and the longest."""
    ended = [play for play in plays if play.ending] or plays
    figures = {
        "moves": [play.moves for play in ended],
        "words": [play.words for play in ended],
        "minutes to read": [round(play.words / WORDS_A_MINUTE) for play in ended],
    }
    return {
        name: {"least": min(some), "median": round(statistics.median(some)), "most": max(some)}
        for name, some in figures.items()
    }


def _endings(watcher: Watcher, plays: Sequence[Play]) -> dict[str, int]:
    """How many plays came to each ending, also to those that none came to."""
    counted = Counter(play.ending for play in plays)
    return {name: counted[name] for name in watcher.rules.story.endings}


def _data(watcher: Watcher, loading: Loading, plays: Sequence[Play], seen: Tally, seed: int) -> dict[str, object]:
    return {
        "plays": len(plays),
        "seed": seed,
        "endings": {
            name: {"plays": number, "share": round(number / len(plays), 4)}
            for name, number in _endings(watcher, plays).items()
        },
        "codas": {name: sum(play.coda == name for play in plays) for name in watcher.rules.story.codas},
        "without an ending": sum(play.ending is None and play.stuck is None for play in plays),
        "stuck": dict(Counter(play.stuck for play in plays if play.stuck)),
        "a play": _numbers(plays),
        "seen": unseen_data(unseen(watcher, loading.sources, seen)),
    }


def _text(watcher: Watcher, loading: Loading, plays: Sequence[Play], seen: Tally) -> Iterator[str]:
    number = len(plays)
    yield f"{number:,} random play{'' if number == 1 else 's'}"
    yield ""
    yield "endings:"
    for name, times in _endings(watcher, plays).items():
        yield f"{times:>8,}  {times / number:>6.1%}  {name}: {watcher.rules.story.endings[name].title}"
    if left := sum(play.ending is None and play.stuck is None for play in plays):
        yield f"{left:>8,}  {left / number:>6.1%}  left after {MOST_MOVES:,} moves without an ending"
    for scene, times in Counter(play.stuck for play in plays if play.stuck).items():
        place = watcher.place("scenes", str(scene))
        where = f"{place.path}:{place.line}: " if place else ""
        yield f"{times:>8,}  {times / number:>6.1%}  {where}nothing can be done any more in “{scene}”"
    yield ""
    yield "a play:      least   median     most"
    for name, figures in _numbers(plays).items():
        yield f"{figures['least']:>18,} {figures['median']:>8,} {figures['most']:>8,}  {name}"
    yield ""
    kinds: tuple[Unseen, ...] = unseen(watcher, loading.sources, seen)
    yield from unseen_lines(kinds, MOST_NAMED)
