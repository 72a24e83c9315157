"""Checks that every name exists, in references, in conditions and in prose."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from game.story.advice.names import called, instead_of, instead_of_comparing, instead_of_words, words_in_brackets
from game.story.advice.tags import tag_between_braces
from game.story.checks.renamed import Missing, join_renamed
from game.story.checks.tests import INSIDE, QUESTIONS, check_test
from game.story.conditions import BadCondition, Condition, Tree, tests_in
from game.story.diagnostics import MOST_LISTED, Diagnostic, Suggestion, listed, meant, nearest
from game.story.findings import MOST_SUGGESTIONS, Findings
from game.story.kinds import words_for
from game.story.model import Sections
from game.story.prose import BARE, If, Insert, Prose, tree_walk
from game.story.reserved import REFUTED, WRITTEN
from game.story.source import Place
from game.story.speech import speeches_in
from game.story.story import claims_of, tellers_in
from game.story.tree import Text

DOTTED = ("claims", "choices")
"""Sections whose names stand behind that of an account or a scene."""

TOGETHER = ("facts", "numbers", "conditions")
"""Sections whose names stand bare in conditions."""

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
    join_renamed(checker.missing, findings, checker.trees)
    return checker.trees


def check_condition(text: Text, defined: Mapping[str, Mapping[str, Place]]) -> list[Diagnostic]:
    """What is wrong with a condition that stands outside the story's files."""
    findings = Findings(defined={section: dict(names) for section, names in defined.items()})
    _Checker(Sections(), findings).condition(Condition(text.value), text, 0)
    return findings.diagnostics


def _reason(
    error: BadCondition, condition: str, text: Text, defined: Mapping[str, Collection[str]], story: Sections
) -> tuple[str, int]:
    """Why a condition cannot be read, and at which offset; a comma between braces may have cut it in two."""
    if told := instead_of_comparing(condition, defined):
        return told, error.offset
    for test, number, words, offset in words_in_brackets(condition):
        question = QUESTIONS.get(test)
        sections = question.sections(number + 1)[number:] if question else ()
        return instead_of_words(words, sections[0] if sections else (), story), offset
    line = text.source.lines[text.line] if not text.style and text.line < len(text.source.lines) else ""
    is_cut = line[text.column + len(text.value) :].lstrip().startswith(",") and text.value.count(
        "("
    ) > text.value.count(")")
    reason = "between braces a comma ends it: put the condition in quotes" if is_cut else error.reason
    return reason, error.offset


class _Checker:
    def __init__(self, sections: Sections, findings: Findings) -> None:
        self.sections, self.findings = sections, findings
        self.speakers = {person.speaker for person in sections.people.values()}
        self.claims = claims_of(sections)
        self.tellers = tellers_in(sections)
        self.trees: dict[str, Tree] = {}
        self.missing: list[Missing] = []
        self.braced: Text | None = None
        """The last text in which a tag stands between braces."""
        self.sound: set[str] = set()
        """The texts of conditions with which nothing is wrong, wherever they stand."""

    @property
    def defined(self) -> Mapping[str, Collection[str]]:
        return self.findings.defined

    def knows(self, name: str, sections: tuple[str, ...]) -> bool:
        for section in sections:
            if name in self.findings.defined.get(section, ()):
                return True
        return self.findings.may_stand({name, name.rpartition(".")[2], name.partition(".")[0]})

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
        found = len(self.findings.diagnostics)
        self.report_name(name, sections, place, owner, before, asked)
        self.missing += (Missing(name, sections, one) for one in self.findings.diagnostics[found:])

    def report_name(
        self, name: str, sections: tuple[str, ...], place: Place, owner: str, before: str, asked: str
    ) -> None:
        """Reports a name that none of the sections has, unless something there has most likely the wrong name."""
        words = words_for(sections).partition(" ")[2]
        is_near = sections in INSIDE or self.findings.suggestions > MOST_SUGGESTIONS
        if not is_near and (told := instead_of(name, sections, self.defined, before, asked)):
            self.findings.report("unknown-name", place, name=name, suggestion=told, words=words)
            return
        if not is_near and (told := called(name, sections, self.sections)):
            self.findings.report("unknown-name", place, name=name, suggestion=told, words=words)
            return
        names = [known for section in sections for known in self.defined.get(section, ())]
        if "." not in name and (near := self.with_what_is_around(name, sections, owner)):
            self.findings.report("unknown-name", place, name=name, suggestion=meant(near), words=words)
            return
        if sections in INSIDE:
            # It stands behind the thing that it is inside of, by its own name alone.
            around, _, name = name.partition(".")
            names = [own for whole in names for first, _, own in [whole.partition(".")] if first == around]
        # What has a name that is none may be what is missing here.
        if self.findings.misnamed.isdisjoint(sections) or self.findings.suggestion(name, names):
            self.report_unknown("unknown-name", place, name, names, words=words)

    def with_what_is_around(self, name: str, sections: tuple[str, ...], owner: str) -> list[str]:
        """The claims and choices of this name, with the account or the scene that they are named with.

        These are nearer than any that is spelled like it. In an account, it is the claim of the one that it revises.
        """
        if self.findings.suggestions > MOST_SUGGESTIONS:
            return []
        whole = [one for kind in DOTTED if kind in sections for one in self.defined.get(kind, ())]
        near = [one for one in whole if one.endswith(f".{name}") and self.is_near(one, owner)]
        account = self.sections.accounts.get(owner)
        revised = f"{account.revises}.{name}" if account else ""
        self.findings.suggestions += bool(near)
        return [revised] if revised in near else near

    def scenes_of(self, ending: str) -> list[str]:
        """The scenes with an ending, of many only some."""
        scenes = self.sections.scenes.items()
        return [name for name, scene in scenes if scene.ending == ending][:MOST_LISTED]

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
            if code == "unknown-test":
                self.missing.append(Missing(name, TOGETHER, self.findings.diagnostics[-1]))

    def condition(self, condition: Condition, text: Text, start: int) -> None:
        """Checks a condition whose first character stands at `start` of the text."""
        if condition.text in self.sound:
            self.findings.asked.append((condition, text, start))
            return
        try:
            tree = self.trees[condition.text] = condition.tree
        except BadCondition as error:
            reason, offset = _reason(error, condition.text, text, self.defined, self.sections)
            self.findings.report("bad-condition", text.place_at(start + offset), reason=reason)
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
        if name == REFUTED or self.knows(name, sections):
            return
        if name not in BARE:
            self.name(name, sections, text.place_at(part.offset))
        elif self.braced is not text:  # those that follow in the same text belong to it
            self.braced = text
            self.findings.report("bad-prose", text.place_at(part.offset), reason=tag_between_braces(name))

    def speakers_in(self, prose: Prose, text: Text) -> None:
        for name, offset in speeches_in(prose.text):
            if name not in self.speakers and not self.may_speak(name):
                self.speaker(name, text.place_at(offset))

    def speaker(self, name: str, place: Place) -> None:
        """Reports a name in capitals that nobody is called by."""
        asked = name.casefold()
        known = self.sections.people.items() if self.findings.suggestions <= MOST_SUGGESTIONS else ()
        bearers = {
            one.speaker: one.name
            for own, one in known
            if asked in (own, *one.name.casefold().split(), one.name.casefold())
        }
        if len(bearers) == 1:
            self.findings.suggestions += 1
            ((speaker, whole),) = bearers.items()
            near = meant([speaker])
            told = Suggestion(f"{near} That is what {whole} is called", near.names)
        else:
            told = self.findings.suggestion(name, self.speakers)
        if told or not self.findings.unread:
            told = told or Suggestion("; if nobody speaks here, write it without capitals", ())
            self.findings.report("unknown-speaker", place, name=name, suggestion=told)

    def may_speak(self, name: str) -> bool:
        """Whether the name may be that of somebody who could not be read."""
        misread = set(self.defined.get("people", ())) - set(self.sections.people)
        if "people" in self.findings.misnamed:
            return True  # a person who is given twice may be called so where they are given again
        if len(self.speakers) < len(self.sections.people) and not self.findings.suggestion(name, self.speakers):
            return True  # those who are called the same are reported
        return bool(misread) or self.findings.may_stand({re.sub(r"\W+", "_", name).lower()})

    def moments(self) -> None:
        for name, account in self.sections.accounts.items():
            for own, claim in account.claims.items():
                if claim.moment is None and not self.knows(own, ("moments",)):
                    self.name(own, ("moments",), self.findings.defined["claims"][f"{name}.{own}"])
                    # Elsewhere the claim is most likely named as it should be here.
                    if self.findings.suggestions <= MOST_SUGGESTIONS:
                        self.findings.perhaps.update(filter(None, [nearest(own, self.defined.get("moments", ()))]))
