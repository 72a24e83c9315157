"""Verdicts that are kept, so that nothing is proved twice of which the logic has not changed.

What is kept says for which logic and which version of the program it holds, and has a sum that tells whether it is
still as it was written. Findings quote the words of the story, so with any it holds for those words only. Whatever does
not fit in any way is as if it were not there: then all is proved anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

import msgspec

from game.files import write_whole
from game.play.rules import Rules
from game.proof.answers.unheard import unheard_goals
from game.proof.model.beginnings import parse_played
from game.proof.model.graph import Extras, Graph
from game.proof.model.knowledge import Formulator
from game.proof.questions.goals import Goal
from game.proof.questions.promises import Pledges
from game.proof.questions.roots import roots
from game.proof.questions.things import goals_of
from game.proof.verdict import Broken, Concluded, Finding, Size, Stage, Verdict

MOST_BYTES = 10_000_000
"""A file that is larger is none of ours."""


class _Finding(msgspec.Struct, forbid_unknown_fields=True):
    """A finding as it is written; its goal by its name."""

    code: str
    is_error: bool
    words: str
    section: str
    name: str
    goal: str | None
    why: tuple[str, ...]
    route: tuple[str, ...] | None
    expects: tuple[str, ...]
    follows: bool


class _Verdict(msgspec.Struct, forbid_unknown_fields=True):
    """A verdict as it is written: one that is finished."""

    stages: list[Stage]
    turns: int
    explored: int
    size: Size | None
    reached: dict[str, tuple[int, int]]
    findings: list[_Finding]
    promises: dict[str, str]
    conclusions: dict[str, Concluded]
    evidence: dict[str, tuple[str, ...]]
    breaks: dict[str, Broken]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    logic: str
    """What it was proved of, as `logic.logic_of` says it."""
    story: str
    """The fingerprint of that story with its words."""
    sum: str
    """The SHA-256 of these two and of the verdict as it is written."""
    verdict: msgspec.Raw


def keep(path: Path, logic: str, story: str, verdict: Verdict) -> None:
    """Keeps the verdict on some logic, if it is proved and if there is room; else it does nothing.

    `story` is the fingerprint of the story with its words.
    """
    if not verdict.is_proved:
        return
    findings = [
        _Finding(
            one.code, one.is_error, one.words, one.section, one.name,
            one.goal.name if one.goal else None, one.why,
            tuple(map(str, one.route)) if one.route is not None else None, one.expects,
            one.follows,
        )
        for one in verdict.findings
    ]  # fmt: skip
    written = msgspec.json.encode(
        _Verdict(
            verdict.stages, verdict.turns, verdict.explored, verdict.size, verdict.reached, findings,
            verdict.promises, verdict.conclusions, verdict.evidence, verdict.breaks,
        )
    )  # fmt: skip
    data = msgspec.json.encode(_File(logic, story, _sum(logic, story, written), msgspec.Raw(written)))
    with suppress(OSError):  # without room for it, it is proved again the next time
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)


def kept(path: Path, logic: str, rules: Rules) -> Verdict | None:
    """The verdict that is kept for some logic; None if there is none, or if anything about it is not as it should be.

    `rules` are those of the story. Of a verdict with findings, its fingerprint must be the same too.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        file = msgspec.json.decode(path.read_bytes(), type=_File)
        written = bytes(file.verdict)
        if file.logic != logic or file.sum != _sum(logic, file.story, written):
            return None
        found = msgspec.json.decode(written, type=_Verdict)
        if found.findings and file.story != rules.story.fingerprint:
            return None
        by_name = _goals(rules) if any(one.goal for one in found.findings) else {}
        findings = [_found(one, by_name) for one in found.findings]
    except (OSError, msgspec.MsgspecError, ValueError, KeyError, RecursionError):
        return None
    verdict = Verdict(
        stages=found.stages, turns=found.turns, explored=found.explored, size=found.size, reached=found.reached,
        findings=findings, promises=found.promises, conclusions=found.conclusions, evidence=found.evidence,
        breaks=found.breaks, is_kept=True,
    )  # fmt: skip
    return verdict if verdict.is_proved else None


def with_goals_of(rules: Rules, findings: Sequence[Finding]) -> list[Finding]:
    """Findings whose goals are those of the same story as it was loaded another time, as far as it has them."""
    by_name = _goals(rules) if any(one.goal for one in findings) else {}
    return [replace(one, goal=by_name.get(one.goal.name, one.goal)) if one.goal else one for one in findings]


def _goals(rules: Rules) -> dict[str, Goal]:
    """All that findings may be about, by its name, but without what shares its name with something else."""
    found, twice = dict[str, Goal](), set[str]()
    graph = Graph(rules, Formulator(), Extras())
    for goal in chain(
        goals_of(rules), roots(rules), Pledges(rules).subjects(), (goal for _, goal in unheard_goals(rules, graph))
    ):
        twice.update({goal.name} & found.keys())
        found[goal.name] = goal
    return {name: goal for name, goal in found.items() if name not in twice}


def _found(one: _Finding, goals: dict[str, Goal]) -> Finding:
    """A finding as it was. Raises ValueError or KeyError if it cannot be one of this story."""
    route = None
    if one.route is not None:
        route = tuple(map(parse_played, one.route))
    return Finding(
        one.code, one.is_error, one.words, one.section, one.name,
        goals[one.goal] if one.goal else None, one.why, route, one.expects, one.follows,
    )  # fmt: skip


def _sum(logic: str, story: str, written: bytes) -> str:
    return hashlib.sha256(f"{logic}\n{story}\n".encode() + written).hexdigest()
