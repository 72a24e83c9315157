"""`prove`: what can and cannot happen in a story, for every play of it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from game.author.leaving import Leaving, told_of
from game.author.loading import playable
from game.author.reporting import following, level_of, line_of, place_of
from game.author.routes import RoutesWritten, write_routes
from game.author.verdicts import Clock, verdict_on
from game.exits import FINE, PROBLEMS
from game.play.rules import Rules
from game.proof.diagrams.packages import using
from game.proof.keeping import with_goals_of
from game.proof.model.beginnings import Route, playthrough_of
from game.proof.verdict import Concluded, Finding, Size, Verdict
from game.story.diagnostics import counted
from game.story.load import Loading, load
from game.story.parts import Parts

MOST_UNDECIDED = 20
"""How many questions that are left open are named in a text."""


class Wanted(NamedTuple):
    """What is wanted of a proof, as the command is given it."""

    form: str = "text"
    """`text` or `json`."""
    budget: float | None = None
    """Seconds, for everything together; what is known by then is what counts."""
    required: str | None = None
    """With “proved” anything less than a proof is wrong; without, only what answers nothing about every play."""
    save: Path | None = None
    """A folder into which a playthrough is written for everything wrong that a play can show; made if need be."""
    cache: Path | None = None
    """A folder in which the verdict is kept, and what was found out on the way, so that after an edit it takes less."""
    anew: bool = False
    """Whether it is proved again although the logic of the story is the one that was proved before."""
    sizing: bool = False
    """Whether it is also counted how many states and outcomes there are."""
    diagrams: str | None = None
    """The package that makes all diagrams, which must be installed; without it, each kind of work has its own."""
    routes: Path | None = None
    """A folder into which a shortest playthrough is written to each thing that can be come to; made if need be."""
    stories: Path | None = None
    """A folder in which it is kept what the files of stories came to, so that only those are read that were edited."""


def prove(folder: Path, wanted: Wanted) -> int:
    """Proves the story in a folder, and writes the verdict; returns 1 if something is wrong, else 0."""
    clock = Clock(wanted.budget)
    parts = Parts(wanted.stories, folder)
    found = playable(folder, advise=False, parts=parts)
    if found is None:
        return PROBLEMS
    story, loading = found
    began = time.perf_counter()
    saves, routed = (Leaving(into, story.header.id) if into else None for into in (wanted.save, wanted.routes))
    with using(wanted.diagrams) if wanted.diagrams else nullcontext():
        verdict = verdict_on(story, folder, clock, wanted.cache, anew=wanted.anew, sizing=wanted.sizing)
        routes = write_routes(story, folder, routed, clock, wanted.cache) if routed else None
    seconds = time.perf_counter() - began
    if verdict.findings:
        loading = _with_places(folder, verdict)
    saved = _save(verdict, saves) if saves else {}
    if wanted.form == "json":
        told = _json(verdict, loading, saved, routes)
    else:
        told = _text(story.header.title, verdict, loading, seconds, saved, routes)
    sys.stdout.writelines(f"{line}\n" for line in told)
    if kept := told_of(saves, routed):
        sys.stderr.write(f"{kept}\n")
    if wanted.sizing and verdict.size is None:
        sys.stderr.write("The size was not counted: the time was over, or there is too much of it.\n")
    parts.write(loading)
    return _status(verdict, wanted.required)


def _with_places(folder: Path, verdict: Verdict) -> Loading:
    """The story in a folder loaded with the places of all that it holds, of which the findings are from now on."""
    loading = load(folder)
    if loading.story is not None:  # it may have been changed since it was proved
        verdict.findings = with_goals_of(Rules(loading.story), verdict.findings)
    return loading


def _status(verdict: Verdict, required: str | None) -> int:
    """0 if a verdict is enough and nothing is wrong, else 1."""
    is_enough = verdict.is_proved if required == "proved" else not verdict.is_sample
    return FINE if is_enough and not verdict.errors else PROBLEMS


def _save(verdict: Verdict, into: Leaving) -> dict[int, Path]:
    """Writes the routes of findings as playthroughs; returns the file of each finding that has one."""
    found: dict[int, Path] = {}
    for number, finding in enumerate(verdict.findings, 1):
        if finding.route is not None:
            file = f"{finding.code}-{number}.play"
            expected = "".join(f"expect {line}\n" for line in finding.expects)
            moves = playthrough_of(finding.route)
            if into.write(file, f"# {finding.words}\n{moves}{expected}"):
                found[id(finding)] = into.folder / file
    if verdict.is_proved:  # else what an earlier proof has found may still be so
        into.remove_others({path.name for path in found.values()}, "*.play")
    return found


def _text(
    title: str, verdict: Verdict, loading: Loading, seconds: float, saved: dict[int, Path], routes: RoutesWritten | None
) -> Iterator[str]:
    since = "; it has the very logic that was proved before" if verdict.is_kept else ""
    yield f"{title}: {headline(verdict)}, in {seconds:.1f} s{since}"
    if verdict.stopped:
        yield f"  stopped: {verdict.stopped}"
    yield from _left_open(verdict)
    for stage in verdict.stages:
        if stage.words or stage.is_answered:
            yield f"  {stage.name:20} {stage.words}"
        else:
            yield f"  {stage.name:20} not finished"
    if verdict.size is not None:
        yield f"  {'size':20} {'; '.join(_sized(verdict.size))}"
    if routes is not None:
        yield f"  {'routes':20} {'; '.join(_routed(routes))}"
    for finding in (one for one in verdict.findings if not one.follows):
        yield line_of(finding, loading)
        yield from (f"    {reason}" for reason in finding.why)
        if id(finding) in saved:
            play = "a play that comes near it" if finding.code == "never-reached" else "the play"
            yield f"    {play} is in {saved[id(finding)]}"
        elif finding.route is not None and finding.code != "never-reached":
            yield f"    {_moves(finding.route)}"
    yield from following(verdict)


def _left_open(verdict: Verdict) -> Iterator[str]:
    """What was not decided, a line each."""
    yield from (f"  not decided: {words}{_settled(words)}" for words in verdict.undecided[:MOST_UNDECIDED])
    if len(verdict.undecided) > MOST_UNDECIDED:
        yield f"  not decided: {len(verdict.undecided) - MOST_UNDECIDED:,} more, which --format json names"


def _settled(words: str) -> str:
    """How an author can settle what was not decided, where a play may only not have been found."""
    asks = ("whether anybody comes to", "whether any play comes to", "whether it is ever so")
    return "; a playthrough that comes there settles it" if words.startswith(asks) else ""


def headline(verdict: Verdict) -> str:
    """What was done and what came of it, in a few words: what was proved of a story with errors is no praise."""
    done = verdict.outcome
    if verdict.is_proved and verdict.errors:
        done = "every question is answered (proved)"
    elif verdict.undecided and not verdict.stopped and not verdict.is_sample:
        done = f"explored {verdict.explored:,} states; {counted(len(verdict.undecided), 'question')} left open"
    warnings = len(verdict.findings) - verdict.errors
    found = [counted(number, word) for number, word in ((verdict.errors, "error"), (warnings, "warning")) if number]
    return f"{done}: {', '.join(found)}" if found else done


def _sized(size: Size) -> Iterator[str]:
    """How large a story is, as far as it could be counted."""
    if size.states is not None:
        yield f"{size.states:,} states that differ in something which matters"
    if size.outcomes is not None:
        yield "1 outcome" if size.outcomes == 1 else f"{size.outcomes:,} outcomes"
    found = size.routes
    yield f"{found.number:,} routes of at most {found.moves} moves{', and no longer ones' if found.is_all else ''}"


def _routed(routes: RoutesWritten) -> Iterator[str]:
    """To how many things there are routes, and which of them is the longest."""
    yield f"a shortest one to each of {counted(len(routes.written), 'thing')}, in {routes.folder}"
    if routes.written:
        longest = max(routes.written, key=lambda one: one.moves)
        yield f"the longest has {longest.moves} moves, to {longest.goal.words}"
    if uncertain := sum(not one.is_certain for one in routes.written):
        yield f"{uncertain:,} of them may not be the shortest, which could not be decided"
    if routes.left_open:
        yield f"none was found to {counted(len(routes.left_open), 'thing')} more"
    if not routes.is_whole:
        yield "not finished: the time was over, or there is too much of it"


def _moves(route: Route) -> str:
    """A route in one line."""
    return "; ".join(map(str, route)) or "from the first page"


def _json(verdict: Verdict, loading: Loading, saved: dict[int, Path], routes: RoutesWritten | None) -> Iterator[str]:
    yield json.dumps(
        {
            "outcome": verdict.outcome,
            "proved": verdict.is_proved,
            "kept": verdict.is_kept,
            "stopped": verdict.stopped,
            "size": verdict.size._asdict() | {"routes": verdict.size.routes._asdict()} if verdict.size else None,
            "explored": verdict.explored,
            "stages": [
                {
                    "name": stage.name,
                    "answered": stage.is_answered,
                    "words": stage.words,
                    "seconds": round(stage.seconds, 3),
                }
                for stage in verdict.stages
            ],
            "reached": {kind: {"reached": had, "all": of} for kind, (had, of) in verdict.reached.items()},
            "undecided": verdict.undecided,
            "promises": verdict.promises,
            "conclusions": {name: _concluded(found) for name, found in verdict.conclusions.items()},
            "evidence": {name: {"lost_without": list(lost)} for name, lost in verdict.evidence.items()},
            "accounts": {name: asdict(found) for name, found in verdict.breaks.items()},
            "routes": _listed(routes) if routes is not None else None,
            "findings": [_finding(finding, loading, saved) for finding in verdict.findings],
        },
        ensure_ascii=False,
        indent=2,
    )


def _concluded(found: Concluded) -> dict[str, object]:
    return {
        "wanted": found.wanted,
        "at_least": found.ways,
        "needs_no_evidence": found.is_free,
        "evidence": [sorted(way) for way in found.evidence],
    }


def _listed(routes: RoutesWritten) -> dict[str, object]:
    return {
        "finished": routes.is_whole,
        "open": [goal.words for goal in routes.left_open],
        "written": [
            {
                "kind": one.goal.kind,
                "name": one.goal.owner,
                "words": one.goal.words,
                "moves": one.moves,
                "shortest": one.is_certain,
                "path": str(routes.folder / one.file),
            }
            for one in routes.written
        ],
    }


def _finding(finding: Finding, loading: Loading, saved: dict[int, Path]) -> dict[str, object]:
    place = place_of(finding, loading)
    return {
        "code": finding.code,
        "level": level_of(finding),
        "message": finding.words,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "why": list(finding.why),
        "route": [str(move) for move in finding.route] if finding.route is not None else None,
        "saved": str(saved[id(finding)]) if id(finding) in saved else None,
    }
