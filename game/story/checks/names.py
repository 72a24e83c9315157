"""Checks that every name exists, in references, in conditions and in prose."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from game.story.advice.names import called, instead_of, instead_of_comparing
from game.story.checks.tests import INSIDE, check_test
from game.story.conditions import BadCondition, Condition, Tree, tests_in
from game.story.diagnostics import MOST_LISTED, Diagnostic, listed, nearest
from game.story.findings import MOST_SUGGESTIONS, Findings
from game.story.kinds import words_for
from game.story.model import Sections
from game.story.prose import If, Insert, Prose, tree_walk
from game.story.reserved import REFUTED, WRITTEN
from game.story.source import Place
from game.story.speech import speeches_in
from game.story.story import claims_of, tellers_in
from game.story.tree import Text

MOST_FLAWS = 20
"""How many flaws of one text are reported: a text with more is not prose, and finding each one's place takes time."""


def check_names(sections: Sections, findings: Findings) -> dict[str, Tree]:
    """Reports every name that nothing bears, and every condition and passage that cannot be read.

    Returns the trees of the conditions, by their texts.
    """
    checker = _Checker(sections, findings)
    checker.moments()
    for reference, text, owner in findings.references:
        if not checker.knows(text.value, reference.sections):
            before = text.source.lines[text.line][: text.column]
            checker.name(text.value, reference.sections, text.place, owner, before)
    for condition, text in findings.conditions:
        checker.condition(condition, text, 0)
    for prose, text in findings.prose:
        checker.prose(prose, text)
    return checker.trees


def check_condition(text: Text, defined: Mapping[str, Mapping[str, Place]]) -> list[Diagnostic]:
    """What is wrong with a condition that stands outside the story's files."""
    findings = Findings(defined={section: dict(names) for section, names in defined.items()})
    _Checker(Sections(), findings).condition(Condition(text.value), text, 0)
    return findings.diagnostics


def _reason(error: BadCondition, condition: str, text: Text, defined: Mapping[str, Collection[str]]) -> str:
    """Why a condition cannot be read; a comma between braces may have cut it in two."""
    if told := instead_of_comparing(condition, defined):
        return told
    line = text.source.lines[text.line] if not text.style and text.line < len(text.source.lines) else ""
    is_cut = line[text.column + len(text.value) :].lstrip().startswith(",") and text.value.count(
        "("
    ) > text.value.count(")")
    return "between braces a comma ends it: put the condition in quotes" if is_cut else error.reason


class _Checker:
    def __init__(self, sections: Sections, findings: Findings) -> None:
        self.sections, self.findings = sections, findings
        self.speakers = {person.speaker for person in sections.people.values()}
        self.claims = claims_of(sections)
        self.tellers = tellers_in(sections)
        self.trees: dict[str, Tree] = {}
        self.sound: set[str] = set()
        """The texts of conditions with which nothing is wrong, wherever they stand."""

    @property
    def defined(self) -> Mapping[str, Collection[str]]:
        return self.findings.defined

    def knows(self, name: str, sections: tuple[str, ...]) -> bool:
        for section in sections:
            if name in self.findings.defined.get(section, ()):
                return True
        perhaps = self.findings.perhaps
        return name in perhaps or name.rpartition(".")[2] in perhaps or name.partition(".")[0] in perhaps

    def is_near(self, claim: str, owner: str) -> bool:
        """Whether a claim is one of the teller in whose account it is named, if it is named in one."""
        accounts = self.sections.accounts
        here, there = accounts.get(owner.partition(".")[0]), accounts.get(claim.partition(".")[0])
        return here is None or there is None or here.teller == there.teller

    def name(
        self, name: str, sections: tuple[str, ...], place: Place, owner: str = "", before: str = "", asked: str = ""
    ) -> None:
        if self.knows(name, sections):
            return
        words = words_for(sections).partition(" ")[2]
        is_near = sections in INSIDE or self.findings.suggestions > MOST_SUGGESTIONS
        if not is_near and (told := instead_of(name, sections, self.defined, before, asked)):
            self.findings.report("unknown-name", place, name=name, suggestion=told, words=words)
            return
        if not is_near and (told := called(name, sections, self.sections)):
            self.findings.report("unknown-name", place, name=name, suggestion=told, words=words)
            return
        names = [known for section in sections for known in self.defined.get(section, ())]
        if "claims" in sections and "." not in name:
            # A claim is named with its account: those of the name alone are nearer than any that is spelled like it.
            near = [known for known in names if known.endswith(f".{name}") and self.is_near(known, owner)]
            account = self.sections.accounts.get(owner)
            revised = f"{account.revises}.{name}" if account else ""
            names = [revised] if revised in near else near or names
        if sections in INSIDE:
            # It stands behind the thing that it is inside of, by its own name alone.
            around, _, name = name.partition(".")
            names = [own for whole in names for first, _, own in [whole.partition(".")] if first == around]
        # What has a name that is none may be what is missing here.
        if self.findings.misnamed.isdisjoint(sections) or self.findings.suggestion(name, names):
            self.report_unknown("unknown-name", place, name, names, words=words)

    def has_pair(self, claim: str, exhibit: str) -> bool:
        known = self.claims.get(claim)
        exhibits = ("evidence", "claims")
        if known is None or self.findings.unread or not self.knows(exhibit, exhibits) or claim in self.findings.flawed:
            return True
        pairs = [*known.broken_by, *known.answered]
        return exhibit in pairs or not all(self.knows(name, exhibits) for name in pairs)

    def is_shown_things(self, person: str) -> bool:
        return self.findings.unread or person not in self.sections.people or person in self.tellers

    def report_unknown(self, code: str, place: Place, name: str, names: Collection[str], **details: object) -> None:
        """Reports a name that nothing bears, unless a file is unread in which it may stand and it is near no other."""
        dash = "; a dash that makes a list has a blank behind it" if name.startswith("-") else ""
        near = dash or self.findings.suggestion(name, names)
        if near or not self.findings.unread:
            far = listed(names) if code == "unknown-name" and len(names) <= MOST_LISTED else ""
            self.findings.report(code, place, name=name, suggestion=near or far, **details)

    def condition(self, condition: Condition, text: Text, start: int) -> None:
        """Checks a condition whose first character stands at `start` of the text."""
        if condition.text in self.sound:
            self.findings.asked.append((condition, text, start))
            return
        try:
            tree = self.trees[condition.text] = condition.tree
        except BadCondition as error:
            reason = _reason(error, condition.text, text, self.defined)
            self.findings.report("bad-condition", text.place_at(start + error.offset), reason=reason)
            return
        self.findings.asked.append((condition, text, start))
        found = len(self.findings.diagnostics)
        for test in tests_in(tree):
            check_test(test, self, lambda offset: text.place_at(start + offset))
        if len(self.findings.diagnostics) == found:
            self.sound.add(condition.text)

    def prose(self, prose: Prose, text: Text) -> None:
        special = "[" in prose.text or "{" in prose.text or "]" in prose.text or "}" in prose.text
        if special or "*" in prose.text:
            for flaw in prose.flaws[:MOST_FLAWS]:
                self.findings.report("bad-prose", text.place_at(flaw.offset), reason=flaw.reason)
            for part in tree_walk(prose.body):
                if isinstance(part, If):
                    for (condition, _), offset in zip(part.branches, part.offsets, strict=True):
                        if condition is not None:
                            self.condition(condition, text, offset)
                elif isinstance(part, Insert):
                    self.insert(part, text)
        if ":" in prose.text:
            self.speakers_in(prose, text)

    def insert(self, part: Insert, text: Text) -> None:
        name, sections = part.name, ("numbers",)
        kind, _, rest = name.partition(".")
        if kind in WRITTEN and rest:
            name, sections = rest, ("questions",)
        elif rest:
            sections = ("claims",)
        if name != REFUTED and not self.knows(name, sections):
            self.name(name, sections, text.place_at(part.offset))

    def speakers_in(self, prose: Prose, text: Text) -> None:
        for name, offset in speeches_in(prose.text):
            if name not in self.speakers and not self.may_speak(name):
                self.report_unknown("unknown-speaker", text.place_at(offset), name, self.speakers)

    def may_speak(self, name: str) -> bool:
        """Whether the name may be that of somebody who could not be read."""
        misread = set(self.defined.get("people", ())) - set(self.sections.people)
        called = [person.speaker for person in self.sections.people.values()]
        namesake = self.sections.people.get(name.lower())
        if namesake is not None and called.count(namesake.speaker) > 1:
            return True  # the two who are called the same are reported
        return bool(misread) or re.sub(r"\W+", "_", name).lower() in self.findings.perhaps

    def moments(self) -> None:
        for name, account in self.sections.accounts.items():
            for own, claim in account.claims.items():
                if claim.moment is None and not self.knows(own, ("moments",)):
                    self.name(own, ("moments",), self.findings.defined["claims"][f"{name}.{own}"])
                    # Elsewhere the claim is most likely named as it should be here.
                    if self.findings.suggestions <= MOST_SUGGESTIONS:
                        self.findings.perhaps.update(filter(None, [nearest(own, self.defined.get("moments", ()))]))
