"""How a finding of the proof is reported: where in the files it stands, and in a line, as `check` writes problems."""

from __future__ import annotations

from game.proof.verdict import Finding, Verdict
from game.story.load import Loading
from game.story.source import Place


def place_of(finding: Finding, loading: Loading) -> Place | None:
    """Where that stands which is reported: the thing itself, else that to which it belongs."""
    goal = finding.goal
    own = loading.place_of(goal.at, goal.offset) if goal is not None else None
    return own or loading.defined.get(finding.section, {}).get(finding.name)


def line_of(finding: Finding, loading: Loading) -> str:
    """A finding in a line."""
    place = place_of(finding, loading)
    where = f"{place.path}:{place.line}:{place.column}: " if place else ""
    return f"{where}{level_of(finding)}: {finding.words} [{finding.code}]"


def level_of(finding: Finding) -> str:
    """How bad it is: `error` or `warning`."""
    return "error" if finding.is_error else "warning"


def following(verdict: Verdict) -> list[str]:
    """A line for all that is so only because of what else is reported; none if there is nothing of that."""
    number = sum(finding.follows for finding in verdict.findings)
    return [f"follows from this: {number:,} more, which --format json names"] if number else []
