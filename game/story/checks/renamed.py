"""One message for what was renamed where it is defined and nowhere else, in place of one for each mention of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from game.story.conditions import Tree, tests_in
from game.story.diagnostics import Diagnostic, nearest
from game.story.findings import MOST_SUGGESTIONS, Findings
from game.story.kinds import WORDS
from game.story.prose import Insert, tree_walk

LEAST = 2
"""How many places name the old name, if the new one is near it."""

LEAST_APART = 3
"""How many do, if it is not."""

_AROUND = {"claims": "accounts", "choices": "scenes"}
"""Sections whose names stand behind those of another, and that other."""

_INSIDE = ("values", "theories")
"""Sections whose names conditions ask for by their own alone."""

_NEED_NOT_BE_NAMED = ("claims", "choices", "leads")
"""Sections in which much is named nowhere: it says nothing that something is not."""


class Missing(NamedTuple):
    """A name that nothing bears: the sections where it may stand, and what was reported."""

    name: str
    sections: tuple[str, ...]
    diagnostic: Diagnostic


def join_renamed(missing: Sequence[Missing], findings: Findings, trees: Mapping[str, Tree]) -> None:
    """Puts one message in place of those about a name that several places name, if it was most likely renamed.

    It was if there is one thing that could be meant and that nothing names, or one that has nearly the same name.
    """
    groups: dict[str, list[tuple[set[str], Diagnostic]]] = {}
    for one in missing:
        old, sections = _whole(one, findings)
        groups.setdefault(old, []).append((sections, one.diagnostic))
    groups = dict(islice(((old, found) for old, found in groups.items() if len(found) >= LEAST), MOST_SUGGESTIONS))
    named = _named(findings, trees) if groups else set()
    for old, found in groups.items():
        sections = set.intersection(*(own for own, _ in found))
        unnamed = {
            new: section
            for section in sorted(sections)
            for new in findings.defined.get(section, ())
            if new not in named and new.rpartition(".")[0] == old.rpartition(".")[0]
        }
        new = nearest(old, unnamed) or _only(unnamed, len(found))
        if new is not None:
            _report(old, new, unnamed[new], [diagnostic for _, diagnostic in found], findings)


def _whole(one: Missing, findings: Findings) -> tuple[str, set[str]]:
    """What is missing: a name, or the account or the scene that it stands behind; and where it may stand."""
    head, dot, _ = one.name.partition(".")
    for section, around in _AROUND.items():
        if dot and section in one.sections and head not in findings.defined.get(around, ()):
            return head, {around}
    return one.name, {section for section in one.sections if section not in _INSIDE and (dot or section not in _AROUND)}


def _named(findings: Findings, trees: Mapping[str, Tree]) -> set[str]:
    """Every name that stands for something anywhere, also those that are written behind it."""
    names = {text.value for _, text, _ in findings.references}
    for tree in trees.values():
        for test in tests_in(tree):
            names.update((test.name, *(test.arguments or ())))
    for prose, _ in findings.prose:
        if "{" in prose.text:
            names.update(part.name for part in tree_walk(prose.body) if isinstance(part, Insert))
    names.update(name.partition(".")[0] for name in list(names))
    # A claim is about the moment that it is called like.
    return names | {name.rpartition(".")[2] for name in findings.defined.get("claims", ())}


def _only(unnamed: Mapping[str, str], mentions: int) -> str | None:
    """The one thing that nothing names, if there is only one, and it would be in vain like that."""
    if len(unnamed) != 1 or mentions < LEAST_APART:
        return None
    ((name, section),) = unnamed.items()
    return None if section in _NEED_NOT_BE_NAMED else name


def _report(old: str, new: str, section: str, found: Sequence[Diagnostic], findings: Findings) -> None:
    told = {id(diagnostic) for diagnostic in found}
    findings.diagnostics[:] = [one for one in findings.diagnostics if id(one) not in told]
    first = min(found).place
    findings.report(
        "renamed",
        findings.defined[section][new],
        words=WORDS[section],
        name=new,
        old=old,
        number=len(found),
        where=f"{first.path}:{first.line}",
    )
    findings.perhaps.add(old)
