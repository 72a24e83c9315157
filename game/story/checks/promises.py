"""Checks of promises: that each says one thing, and says it whole."""

from __future__ import annotations

from collections.abc import Iterator

from game.story.findings import Findings
from game.story.model import Promise, Sections


def check_promises(sections: Sections, findings: Findings) -> None:
    """Reports promises that say nothing, too much, or half of something."""
    for section, made in (("promises", sections.promises), ("conclusions", sections.conclusions)):
        for name in made:
            if name not in findings.flawed:
                for reason in _faults(section, name, sections):
                    findings.report("bad-promise", findings.defined[section][name], reason=reason)


def _faults(section: str, name: str, sections: Sections) -> Iterator[str]:
    if section == "conclusions":
        if sections.conclusions[name].routes < 1:
            yield f"the conclusion “{name}” needs at least one route"
        return
    promise = sections.promises[name]
    alone = list(_alone(name, promise))
    yield from alone
    kinds = _kinds(promise)
    if len(kinds) > 1 or not (kinds or alone):
        said = " and ".join(f"“{kind}”" for kind in kinds) or "none"
        yield f"the promise “{name}” needs one of “never”, “always”, “never together” and “from”; it has {said}"
    if len(promise.never_together) == 1:
        yield f"the promise “{name}” has one condition under “never together”; it takes two or more"


def _alone(name: str, promise: Promise) -> Iterator[str]:
    """What a promise has without that to which it belongs."""
    for key, other, has_key, has_other in (
        ("before", "never", promise.before, promise.never),
        ("by", "always", promise.by, promise.always),
        ("ending within", "from", promise.ending_within, promise.from_),
        ("can still", "from", promise.can_still, promise.from_),
    ):
        if has_key is not None and has_other is None:
            yield f"the promise “{name}” has “{key}” and no “{other}” with it"
    if promise.from_ is not None and (promise.ending_within is None) == (promise.can_still is None):
        has = "neither" if promise.can_still is None else "both"
        yield f"the promise “{name}” has “from”, and with it one of “ending within” and “can still”; it has {has}"


def _kinds(promise: Promise) -> list[str]:
    """Which things a promise says."""
    said = (
        ("never", promise.never is not None),
        ("always", promise.always is not None),
        ("never together", bool(promise.never_together)),
        ("from", promise.from_ is not None),
    )
    return [kind for kind, is_said in said if is_said]
