"""What reading a story's files brings to light beside the values themselves: places, names, and what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import NamedTuple

from msgspec import Struct, field

from game.story import tree
from game.story.advice.keys import meant_key
from game.story.conditions import Condition
from game.story.diagnostics import NO_SUGGESTION, Diagnostic, Suggestion, diagnose, listed, meant, suggestion
from game.story.kinds import Reference
from game.story.prose import Prose
from game.story.source import Place

LEAST_COPIED = 3
"""How many names a file gives, at the least, that is taken for a copy of another."""

MOST_SUGGESTIONS = 100
"""How many names a nearest one is looked for: it takes the time of comparing each with all others."""


class Duplicate(NamedTuple):
    """A name that a section gives a second time: where, and where it was given first."""

    section: str
    name: str
    place: Place
    first: Place


class Findings(Struct):
    """Filled by the reader, read by the checks."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    defined: dict[str, dict[str, Place]] = field(default_factory=dict)
    """For each section, the names that it gives, and where."""
    references: list[tuple[Reference, tree.Text, str]] = field(default_factory=list)
    """Every name that refers to something, with the name of the thing it stands in."""
    conditions: list[tuple[Condition, tree.Text]] = field(default_factory=list)
    asked: list[tuple[Condition, tree.Text, int]] = field(default_factory=list)
    """Every condition that could be read, also those inside prose: the text it stands in, and where it begins there."""
    prose: list[tuple[Prose, tree.Text]] = field(default_factory=list)
    lines: list[tree.Text] = field(default_factory=list)
    """Every text in one line that people read."""
    flawed: set[str] = field(default_factory=set)
    """Names of things with an unknown key or a misread value: they may lack what was meant to be there."""
    incomplete: set[int] = field(default_factory=set)
    """The identities of values that were read from a mapping with an unknown key."""
    perhaps: set[str] = field(default_factory=set)
    """Names that may exist in what could not be read: that they are missing is not reported."""
    elsewhere: dict[str, Place] = field(default_factory=dict)
    """Names that may stand in files that are not read for what they are called, each with the place of the file."""
    needed: dict[Place, str] = field(default_factory=dict)
    """Those of these files in which a name stands that is missing, with the first such name."""
    unread: bool = False
    """Whether a file, or a part of one, could not be read at all."""
    misnamed: set[str] = field(default_factory=set)
    """Sections in which something has a name that is none, or that of another: it may be what is missing elsewhere."""
    headings: list[tree.Text] = field(default_factory=list)
    """Unknown keys after which nothing stands."""
    told: set[int] = field(default_factory=set)
    """The identities of unknown keys that one message is about together with others."""
    misplaced: set[int] = field(default_factory=set)
    """The identities of those of them below which keys stand that the thing around them has already."""
    outdented: set[tuple[str, str]] = field(default_factory=set)
    """Keys that stand too far to the left to belong to the thing before them: its name, and the key."""
    last_outdented: Place | None = None
    """Where the last of them was found."""
    duplicates: list[Duplicate] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    """Files that give the same names, each with the other."""
    later: list[Callable[[], None]] = field(default_factory=list)
    """What is reported once all files have been read, and all names are known."""
    suggestions: int = 0

    def report(self, code: str, place: Place, **details: object) -> None:
        """Adds a diagnostic."""
        self.diagnostics.append(diagnose(code, place, **details))

    def place_of(self, name: str, owner: str = "") -> Place:
        """Where a name that refers to something was read; it has to be the very string that was read.

        Of a single letter there is only one string: with `owner`, it is the place in what has that name.
        """
        return next(text.place for _, text, own in self.references if text.value is name and owner in ("", own))

    def suggestion(self, name: str, names: Iterable[str]) -> Suggestion:
        """The nearest of the names, as a message ends with it, for as long as it is not a whole story that is wrong."""
        self.suggestions += 1
        return suggestion(name, names) if self.suggestions <= MOST_SUGGESTIONS else NO_SUGGESTION

    def meant(self, key: tree.Text, keys: Iterable[str], *, is_text: bool) -> str:
        """The end of the message about an unknown key: the nearest right one, or how a text came to be a key."""
        keys = list(keys)
        self.suggestions += 1
        if self.suggestions <= MOST_SUGGESTIONS and (near := meant_key(key.value, keys)):
            return meant([near])
        if key.is_cut_off():
            return "; between braces a comma begins the next key: a list stands in brackets, as in [a, b]"
        return "; if it is text, put it in quotes, or write it as a block, with `|`" if is_text else listed(keys)

    def may_stand(self, names: set[str]) -> bool:
        """Whether one of some names may stand in what was not read; a file that has the wrong name is then needed."""
        if not self.perhaps.isdisjoint(names):
            return True
        found = min((name for name in names if name in self.elsewhere), default=None)
        if found is not None:
            self.needed.setdefault(self.elsewhere[found], found)
            self.unread = True
        return found is not None

    def settle(self) -> None:
        """Reports what was put off until all files had been read."""
        report_duplicates(self)
        for report in self.later:
            report()
        self.later.clear()

    def is_misplaced(self, key: tree.Text, first: tree.Text) -> bool:
        """Whether a key that stands twice belongs to an unknown key between the two, after which nothing stands."""
        for heading in self.headings:
            is_between = first.line < heading.line < key.line and heading.column == key.column
            if heading.source is key.source and is_between:
                self.misplaced.add(id(heading))
                return True
        return False

    def define(self, section: str, name: str, place: Place) -> bool:
        """Notes that a section gives a name; False, with a diagnostic, if it has been given before."""
        names = self.defined.setdefault(section, {})
        if name in names:
            self.duplicates.append(Duplicate(section, name, place, names[name]))
            self.misnamed.add(section)
            return False
        names[name] = place
        return True


def report_duplicates(findings: Findings) -> None:
    """Reports every name that is given twice; if they are all that a file gives, that it is most likely a copy."""
    pairs: dict[tuple[str, str], list[Duplicate]] = {}
    for one in findings.duplicates:
        pairs.setdefault((one.place.path, one.first.path), []).append(one)
    given = Counter(one.place.path for one in findings.duplicates)
    given.update(place.path for names in findings.defined.values() for place in names.values() if pairs)
    for (path, other), found in pairs.items():
        if path != other and LEAST_COPIED <= len(found) == min(given[path], given[other]):
            is_first = _is_copy(other, path) or (given[path] > len(found) and not _is_copy(path, other))
            copy, original = (other, path) if is_first else (path, other)
            findings.report("copied-file", Place(copy, 1, 1), number=len(found), where=original)
            findings.copies.update({copy: original, original: copy})
            continue
        for section, name, place, first in found:
            where = f"line {first.line}" if first.path == place.path else f"{first.path}:{first.line}"
            findings.report("duplicate-id", place, section=section, name=name, where=where)


def _is_copy(path: str, of: str) -> bool:
    """Whether the name of a file is that of another with something added, as in “third copy” or “third (1)”."""
    name, other = PurePath(path).stem, PurePath(of).stem
    return name != other and re.fullmatch(rf"(?:.*[\W_])?{re.escape(other)}(?:[\W_].*)?", name) is not None
