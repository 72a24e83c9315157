"""Every place in a file where a name stands: where it is given, and where it is used, also inside conditions and prose.

One occurrence is one name: of `ben_1.lunch`, the account and the claim are two. What a name in one of several sections
is, the whole story decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from game.story import tree
from game.story.checks.tests import INSIDE, QUESTIONS
from game.story.conditions import BadCondition, Condition, Test, parse_condition, tests_in
from game.story.findings import Findings
from game.story.model import Sections
from game.story.prose import If, Insert, Prose, parse_prose, tree_walk
from game.story.reader import MISREAD, read
from game.story.reserved import WRITTEN
from game.story.source import Place, Source
from game.story.speech import speeches_in
from game.story.tree import Text

BARE = ("facts", "numbers", "conditions")
"""The sections whose names stand in conditions without brackets."""

AROUND = {"claims": "accounts", "choices": "scenes", "theories": "questions", "values": "draws"}
"""The sections whose names begin with that of the thing around, and where that stands."""


ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    **{name: question.arguments for name, question in QUESTIONS.items()},
    "wild": (("people",),),
    "told": (("claims",),),
    "rests": (("questions",),),
    "broke": (("claims",), ("evidence", "claims")),
    "answered": (("claims",), ("evidence", "claims")),
}
"""For everything that takes names in brackets, the sections of each; also what only playthroughs can set."""


class Name(NamedTuple):
    """A name of a section. That of a claim, a choice or an answer begins with the thing around it and a dot."""

    section: str
    whole: str

    @property
    def own(self) -> str:
        """What stands in the file where it is given."""
        return self.whole.rpartition(".")[2] if self.section in AROUND else self.whole


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name at a place."""

    sections: tuple[str, ...]
    """The sections in which it may be given."""
    whole: str
    place: Place
    """Where the part of it that stands here begins."""
    length: int
    gives: bool = False
    """Whether the name is given here."""
    implied: bool = False
    """Whether another name that stands here means it too: a claim that says nothing of its moment."""

    def holds(self, line: int, column: int) -> bool:
        """Whether the character before or after a cursor belongs to it; both count from 1."""
        return self.place.line == line and self.place.column <= column <= self.place.column + self.length


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker's name in capitals, before what is said."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class FileNames:
    """What a file gives and uses, and what could be read in it."""

    occurrences: tuple[Occurrence, ...]
    speeches: tuple[Speech, ...]
    sections: Sections | None
    root: tree.Mapping | None


def names_in(source: Source) -> FileNames:
    """The names in a file; raises NotATree if it is not YAML of our kind."""
    root, _ = tree.parse(source)
    findings = Findings()
    sections: Sections = read(Sections, root, findings) if root is not None else MISREAD
    if sections is MISREAD or not isinstance(root, tree.Mapping):
        return FileNames((), (), None, None)
    found = [*_given(findings, sections)]
    for reference, text, _ in findings.references:
        found += occurrences_of(text.value, reference.sections, text.place)
    for condition, text in findings.conditions:
        found += in_condition(condition, text, 0)
    speeches = []
    for prose, text in findings.prose:
        found += _in_prose(prose, text)
        speeches += [Speech(name, text.place_at(offset)) for name, offset in speeches_in(prose.text)]
    there = [seen for one in found if (seen := _as_it_stands(source, one)) is not None]
    return FileNames(tuple(there), tuple(speeches), sections, root)


def _as_it_stands(source: Source, one: Occurrence) -> Occurrence | None:
    """A name without its quotation mark; None if an escape makes its characters others than those of the file."""
    line = source.lines[one.place.line - 1]
    start = one.place.column - 1
    quote = line[start : start + 1] in ("'", '"')
    if not one.whole.endswith(line[start + quote : start + quote + one.length]):
        return None
    return replace(one, place=one.place._replace(column=one.place.column + 1)) if quote else one


def _given(findings: Findings, sections: Sections) -> Iterator[Occurrence]:
    for section, names in findings.defined.items():
        for whole, place in names.items():
            own = Name(section, whole).own
            yield Occurrence((section,), whole, place, len(own), gives=True)
    for account_name, account in sections.accounts.items():
        for own, claim in account.claims.items():
            if claim.moment is None:
                place = findings.defined["claims"][f"{account_name}.{own}"]
                yield Occurrence(("moments",), own, place, len(own), implied=True)


def occurrences_of(name: str, sections: tuple[str, ...], place: Place) -> Iterator[Occurrence]:
    """A name that stands at a place, part by part."""
    first, dot, own = name.partition(".")
    around = tuple(AROUND[section] for section in sections if section in AROUND)
    if dot and around:
        yield Occurrence(around, first, place, len(first))
        inner = tuple(section for section in sections if section in AROUND)
        yield Occurrence(inner, name, place._replace(column=place.column + len(first) + 1), len(own))
    else:
        yield Occurrence(sections, name, place, len(name))


def in_condition(condition: Condition, text: Text, start: int) -> Iterator[Occurrence]:
    """The names in a condition that begins at an offset of a text."""
    try:
        parsed = parse_condition(condition.text)
    except BadCondition:
        return
    for test in tests_in(parsed):
        yield from _in_test(test, text, start)


def _in_test(test: Test, text: Text, start: int) -> Iterator[Occurrence]:
    if test.arguments is None:
        yield Occurrence(BARE, test.name, text.place_at(start + test.offset), len(test.name))
        return
    question = QUESTIONS.get(test.name)
    asked = question.sections(len(test.arguments)) if question else ASKED.get(test.name, ())
    for argument, sections, offset in zip(test.arguments, asked, test.argument_offsets, strict=False):
        place = text.place_at(start + offset)
        if sections in INSIDE:
            yield Occurrence(sections, f"{test.arguments[0]}.{argument}", place, len(argument))
        else:
            yield from occurrences_of(argument, sections, place)


def _in_prose(prose: Prose, text: Text) -> Iterator[Occurrence]:
    if "[" not in prose.text and "{" not in prose.text:
        return
    body, _ = parse_prose(prose.text)
    for part in tree_walk(body):
        if isinstance(part, If):
            for (condition, _), offset in zip(part.branches, part.offsets, strict=True):
                if condition is not None:
                    yield from in_condition(condition, text, offset)
        elif isinstance(part, Insert):
            place = text.place_at(part.offset)
            kind, dot, rest = part.name.partition(".")
            if kind in WRITTEN and dot:
                yield Occurrence(("questions",), rest, place._replace(column=place.column + len(kind) + 1), len(rest))
            else:
                yield from occurrences_of(part.name, ("claims",) if dot else ("numbers",), place)
