"""Faults planted into a story: whether `prove` finds each, and finds nothing in edits that do no harm, as a table.

    python -m tests.soak.faults [--number 50] [--harmless 50] [--story scenes] [--kind WORDS] [--seconds 3000] [--show]

Each fault is planted alone into a copy of the story, which is then proved as after an edit, with what was found out
about the unedited story; with `--anew` it is proved from nothing. It is found if the proof says something that it does
not say of the unedited story. What it shows by a play is written down as a playthrough and run, as `test` does. A
change that does not load is `check`'s to find, and another takes its place. `planting.py` says what is planted, and by
which rules it is known beforehand, without the proof, that it does harm.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from game.author.playthroughs.running import Runs
from game.author.reporting import place_of
from game.play.rules import Rules
from game.play.step import begin
from game.proof.investigate import Stopped, investigate
from game.proof.model.beginnings import playthrough_of
from game.proof.search.experience import Experience
from game.proof.verdict import Finding, Verdict
from game.story.load import Loading, load
from tests.soak.planting import FAULTS, HARMLESS, Ground, Planted

MOST_SECONDS = 600.0
"""How long one proof may take, in seconds of the processor."""

AFTER_PROMISES = frozenset({"accounts break", "fair"})
"""The stages that come after the promises."""

Said = frozenset[tuple[str, str]]
"""What a proof says of a story: the code and the words of each finding, without its place."""


class Judged(NamedTuple):
    """What became of a planted change."""

    planted: Planted
    outcome: str
    """As a verdict puts it."""
    new: tuple[tuple[Finding, str], ...]
    """What is said of the changed story and not of the unedited one, each with its place."""
    gone: Said
    """What is said of the unedited story only."""
    confirmed: int
    """Of how many of the new findings a playthrough could be run to its end, and how many have one."""
    shown: int
    seconds: float
    """Of the processor."""


def said(verdict: Verdict) -> Said:
    """What a verdict says."""
    return frozenset((finding.code, finding.words) for finding in verdict.findings)


class Proved(NamedTuple):
    """A story that was proved."""

    loading: Loading
    verdict: Verdict | None
    """None if it does not load."""
    seconds: float
    """Of the processor."""
    experience: bytes
    """What was found out, as it is kept for the proof after the next edit."""


def proved(folder: Path, *, whole: bool = True, before: bytes = b"") -> Proved:
    """Proves the story in a folder, with what was found out `before` if that is given.

    If it is not asked for the `whole`, nothing is asked that comes after the promises.
    """
    began = time.process_time()
    stages: list[str] = []

    def tick() -> None:
        is_enough = not whole and not AFTER_PROMISES.isdisjoint(stages)
        if is_enough or time.process_time() - began > MOST_SECONDS:
            raise Stopped

    loading = load(folder)
    if loading.story is None:
        return Proved(loading, None, 0.0, b"")
    rules = Rules(loading.story)
    experience = Experience(rules.layout)
    if before:
        experience.take(before)
    known = [run.session for run in Runs(rules, folder).all() if run.session is not None]
    routes = [session.moves for session in known if session.first.state == begin(rules).state]
    verdict = investigate(rules, routes, tick, stages.append, experience)
    return Proved(loading, verdict, time.process_time() - began, experience.written())


def plant(planted: Planted, ground: Ground, folder: Path) -> None:
    """Writes a copy of the story with a change into a folder."""
    shutil.copytree(ground.folder, folder, dirs_exist_ok=True)
    for path, text in planted.files.items():
        (folder / path).write_text(text, encoding="utf-8")


def judge(
    planted: Planted, ground: Ground, before: Said, *, whole: bool = True, experience: bytes = b""
) -> Judged | None:
    """Plants a change and proves the story; None if it does not load."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "s"
        plant(planted, ground, folder)
        loading, verdict, seconds, _ = proved(folder, whole=whole, before=experience)
        if verdict is None or loading.story is None:
            return None
        new = [finding for finding in verdict.findings if (finding.code, finding.words) not in before]
        shown = [finding for finding in new if finding.route is not None]
        confirmed = sum(confirms(finding, Rules(loading.story), folder) for finding in shown)
        places = [place_of(finding, loading) for finding in new]
        told = tuple(
            (finding, f"{Path(place.path).relative_to(folder)}:{place.line}" if place else "")
            for finding, place in zip(new, places, strict=True)
        )
        return Judged(planted, verdict.outcome, told, before - said(verdict), confirmed, len(shown), seconds)


def confirms(finding: Finding, rules: Rules, folder: Path) -> bool:
    """Whether the play that shows a finding can be made, as `test` makes it."""
    assert finding.route is not None
    path = folder / "planted.play"
    path.write_text(playthrough_of(finding.route), encoding="utf-8")
    return Runs(rules, folder).of(path).holds


def chosen(kinds: Sequence[Callable[[Ground], Iterator[Planted]]], ground: Ground) -> Iterator[Planted]:
    """Changes of every kind in turn; of each kind, those far apart in the story first."""
    rows = []
    for kind in kinds:
        found = list(kind(ground))
        step = next((step for step in (7, 11, 13, 17) if len(found) % step), 1)
        rows.append([found[number * step % len(found)] for number in range(len(found))])
    for row in zip_longest(*rows):
        yield from (planted for planted in row if planted is not None)


def judged(
    kinds: Sequence[Callable[[Ground], Iterator[Planted]]],
    ground: Ground,
    before: Said,
    number: int,
    until: float,
    *,
    whole: bool,
    experience: bytes,
) -> Iterator[Judged]:
    """So many changes, judged, as far as there are so many and there is time."""
    for planted in chosen(kinds, ground):
        if not number or time.monotonic() > until:
            return
        found = judge(planted, ground, before, whole=whole, experience=experience)
        if found is not None:
            number -= 1
            yield found


def line_of(one: Judged, *, harmful: bool) -> str:
    """What became of a change, in a line."""
    changed = bool(one.new) or bool(one.gone and not harmful)
    verdict = ("found" if one.new else "NOT FOUND") if harmful else ("FALSE ALARM" if changed else "nothing said")
    plays = f", {one.confirmed} of {one.shown} plays confirmed" if one.shown else ""
    return f"{verdict}: {one.planted.kind}: {one.planted.words} ({one.outcome}, {one.seconds:.0f} s{plays})"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Plants and judges; returns 1 if a fault was not found or an alarm was false."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=50, help="how many faults")
    parser.add_argument("--harmless", type=int, default=50, help="how many harmless edits")
    parser.add_argument("--story", type=Path, default=Path(__file__).parents[2] / "scenes")
    parser.add_argument(
        "--kind", default="", help="only kinds in whose function's name one of these stands, with commas"
    )
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no further one after this time")
    parser.add_argument("--anew", action="store_true", help="prove each from nothing")
    parser.add_argument("--brief", action="store_true", help="ask nothing that comes after the promises")
    parser.add_argument("--show", action="store_true", help="print the first new findings of each")
    options = parser.parse_args(arguments)
    until = time.monotonic() + options.seconds
    ground = Ground(options.story)
    _, verdict, seconds, known = proved(options.story, whole=not options.brief)
    assert verdict is not None
    _say(f"unedited: {verdict.outcome}, {len(verdict.findings)} findings, {seconds:.1f} s")
    experience = b"" if options.anew else known
    bad = 0
    for harmful, kinds, number in ((True, FAULTS, options.number), (False, HARMLESS, options.harmless)):
        table: dict[str, list[bool]] = defaultdict(list)
        some = [kind for kind in kinds if any(words in kind.__name__ for words in options.kind.split(","))]
        for one in judged(some, ground, said(verdict), number, until, whole=not options.brief, experience=experience):
            is_right = bool(one.new) == harmful and (harmful or not one.gone) and one.confirmed == one.shown
            table[one.planted.kind].append(is_right)
            _say(line_of(one, harmful=harmful))
            for finding, place in one.new[: 2 if options.show else 0]:
                _say(f"    {place}: {finding.words}: {'; '.join(finding.why)}")
        for kind, results in table.items():
            _say(f"{'fault' if harmful else 'harmless'}  {kind:40} {sum(results)} of {len(results)}")
            bad += len(results) - sum(results)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
