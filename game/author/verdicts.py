"""The verdict on the story in a folder: found in so much time, and kept for as long as its logic stays the same."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from game.author.playthroughs.running import Runs
from game.play.rules import Rules
from game.proof.answers.size import size_of
from game.proof.diagrams.bdd import TooLarge
from game.proof.investigate import Stopped, investigate
from game.proof.keeping import keep, kept
from game.proof.model.beginnings import Route, draws_in, is_beginning
from game.proof.model.lines import TooWide
from game.proof.model.logic import logic_of
from game.proof.search.experience import Experience
from game.proof.ticks import Tick
from game.proof.verdict import Verdict
from game.story.story import Story


class Clock:
    """Stops the work when its time is over, and shows on a terminal what is being done."""

    def __init__(self, budget: float | None = None) -> None:
        """The time, in seconds, begins to run at once; without any, it is never over."""
        self._end = time.monotonic() + budget if budget is not None else float("inf")
        self._shows = sys.stderr.isatty()

    def tick(self) -> None:
        """Raises Stopped if the time is over."""
        if time.monotonic() > self._end:
            raise Stopped

    def show(self, words: str) -> None:
        """Says what is being done."""
        if self._shows:
            sys.stderr.write(f"\r{words} …\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Takes it away."""
        if self._shows:
            sys.stderr.write("\r\x1b[K")


def verdict_on(
    story: Story,
    folder: Path,
    clock: Clock | None = None,
    cache: Path | None = None,
    *,
    anew: bool = False,
    sizing: bool = False,
) -> Verdict:
    """The verdict on the story in a folder, as far as the time of the clock allows: for all of this together.

    It is the one that is kept in the folder `cache`, if that is of the same logic; `anew` it is found again, and takes
    the place of what is kept. With `sizing` it has the size of the story too, if that can be counted.
    """
    rules, clock = Rules(story), clock or Clock()
    experience = Experience(rules.layout)
    if cache is None:
        new = _new_verdict(rules, folder, clock, experience)
        if sizing:
            _count(rules, clock, new)
        return new
    path, helpful = _paths(folder, cache)
    logic = logic_of(story)
    verdict = None if anew else kept(path, logic, rules)
    if verdict is None:
        if not anew:
            experience.read(helpful)
        verdict = _new_verdict(rules, folder, clock, experience)
        keep(path, logic, story.fingerprint, verdict)
        experience.write(helpful, is_whole=not verdict.stopped)
    if sizing and verdict.size is None:
        _count(rules, clock, verdict)
        keep(path, logic, story.fingerprint, verdict)
    return verdict


def kept_verdict(rules: Rules, folder: Path, cache: Path) -> Verdict | None:
    """The verdict that is kept of the story in a folder as it is; None if it was not proved since its logic changed."""
    return kept(_paths(folder, cache)[0], logic_of(rules.story), rules)


def experience_of(rules: Rules, folder: Path, cache: Path | None) -> Experience:
    """What earlier proofs of the story in a folder have found out."""
    experience = Experience(rules.layout)
    if cache is not None:
        experience.read(_paths(folder, cache)[1])
    return experience


def _paths(folder: Path, cache: Path) -> tuple[Path, Path]:
    """The files of a story's verdict, and of what was found out on the way to it: one of each for each folder."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return cache / f"{name}.json", cache / f"{name}.plays"


def _count(rules: Rules, clock: Clock, verdict: Verdict) -> None:
    """Adds the size of the story to a verdict, if it can be counted in the time that is left."""
    clock.show("size")
    with suppress(Stopped, TooLarge, TooWide):
        verdict.size = size_of(rules, clock.tick)
    clock.clear()


def _new_verdict(rules: Rules, folder: Path, clock: Clock, experience: Experience) -> Verdict:
    verdict = investigate(rules, _known_routes(rules, folder, clock.tick), clock.tick, clock.show, experience)
    clock.clear()
    return verdict


def _known_routes(rules: Rules, folder: Path, tick: Tick) -> Iterator[Route]:
    """The story's own playthroughs, with what is drawn in them, as far as they begin at the start and hold."""
    for run in Runs(rules, folder).all():
        tick()
        if run.session is not None and is_beginning(rules, run.session.first.state):
            yield (*draws_in(rules.layout, run.session.state.memory), *run.session.moves)
