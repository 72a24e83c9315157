"""Checks that every name exists, in references, in conditions and in prose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from game.story.checks.tests import REFUTED, check_test
from game.story.conditions import BadCondition, Condition, Tree, parse_condition, tests_in
from game.story.diagnostics import Diagnostic, suggestion
from game.story.kinds import words_for
from game.story.model import Person, Sections
from game.story.prose import If, Insert, Prose, parse_prose, speeches_in, tree_walk
from game.story.reader import Findings
from game.story.source import Place
from game.story.tree import Text

WRITTEN = ("wrote", "wrote_first")
"""Before a dot and a question, these insert what the player has answered."""


def speaker_of(person: Person) -> str:
    """The capitals that stand before what a person says."""
    return (person.called or person.name.split()[0]).upper()


def check_names(sections: Sections, findings: Findings, perhaps: AbstractSet[str]) -> dict[str, Tree]:
    """Reports every name that nothing bears, and every condition and passage that cannot be read.

    `perhaps` are names that may exist in a file that could not be read: they are not reported. Returns the trees of the
    conditions, by their texts.
    """
    checker = _Checker(sections, findings, perhaps)
    for reference, text, _ in findings.references:
        checker.name(text.value, reference.sections, text.place)
    for condition, text in findings.conditions:
        checker.condition(condition, text, 0)
    for prose, text in findings.prose:
        checker.prose(prose, text)
    checker.moments()
    return checker.trees


def check_condition(text: Text, defined: Mapping[str, Mapping[str, Place]]) -> list[Diagnostic]:
    """What is wrong with a condition that stands outside the story's files."""
    findings = Findings(defined={section: dict(names) for section, names in defined.items()})
    _Checker(Sections(), findings, frozenset()).condition(Condition(text.value), text, 0)
    return findings.diagnostics


class _Checker:
    def __init__(self, sections: Sections, findings: Findings, perhaps: AbstractSet[str]) -> None:
        self.sections, self.findings, self.perhaps = sections, findings, perhaps
        self.speakers = {speaker_of(person) for person in sections.people.values()}
        self.trees: dict[str, Tree] = {}

    @property
    def defined(self) -> Mapping[str, Collection[str]]:
        return self.findings.defined

    def knows(self, name: str, sections: tuple[str, ...]) -> bool:
        return (
            any(name in self.defined.get(section, ()) for section in sections)
            or name.rpartition(".")[2] in self.perhaps
        )

    def name(self, name: str, sections: tuple[str, ...], place: Place) -> None:
        if self.knows(name, sections):
            return
        names = [known for section in sections for known in self.defined.get(section, ())]
        self.findings.report(
            "unknown-name",
            place,
            words=words_for(sections).partition(" ")[2],
            name=name,
            suggestion=suggestion(name, names),
        )

    def condition(self, condition: Condition, text: Text, start: int) -> None:
        """Checks a condition whose first character stands at `start` of the text."""
        if condition.text in self.trees:
            tree = self.trees[condition.text]
        else:
            try:
                tree = parse_condition(condition.text)
            except BadCondition as error:
                self.findings.report("bad-condition", text.place_at(start + error.offset), reason=error.reason)
                return
        self.trees[condition.text] = tree
        for test in tests_in(tree):
            check_test(test, self, lambda offset: text.place_at(start + offset))

    def prose(self, prose: Prose, text: Text) -> None:
        special = "[" in prose.text or "{" in prose.text or "]" in prose.text or "}" in prose.text
        if special or "*" in prose.text:
            body, flaws = parse_prose(prose.text)
            for flaw in flaws:
                self.findings.report("bad-prose", text.place_at(flaw.offset), reason=flaw.reason)
            for part in tree_walk(body):
                if isinstance(part, If):
                    for (condition, _), offset in zip(part.branches, part.offsets, strict=True):
                        if condition is not None:
                            self.condition(condition, text, offset)
                elif isinstance(part, Insert):
                    self.insert(part, text)
        if ":" in prose.text:
            self.speakers_in(prose, text)

    def insert(self, part: Insert, text: Text) -> None:
        place = text.place_at(part.offset)
        kind, _, rest = part.name.partition(".")
        if kind in WRITTEN and rest:
            self.name(rest, ("questions",), place)
        elif part.name != REFUTED:
            self.name(part.name, ("claims",) if rest else ("numbers",), place)

    def speakers_in(self, prose: Prose, text: Text) -> None:
        for name, offset in speeches_in(prose.text):
            if name not in self.speakers and name.lower() not in self.perhaps:
                self.findings.report(
                    "unknown-speaker",
                    text.place_at(offset),
                    name=name,
                    suggestion=suggestion(name, self.speakers),
                )

    def moments(self) -> None:
        for name, account in self.sections.accounts.items():
            for own, claim in account.claims.items():
                if claim.moment is None:
                    self.name(own, ("moments",), self.findings.defined["claims"][f"{name}.{own}"])
