"""What reading a story's files brings to light beside the values themselves: places, names, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from game.story import tree
from game.story.conditions import Condition
from game.story.diagnostics import Diagnostic, diagnose, listed, suggestion
from game.story.kinds import Reference
from game.story.prose import Prose
from game.story.source import Place

MOST_SUGGESTIONS = 100
"""How many names a nearest one is looked for: it takes the time of comparing each with all others."""


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
    unread: bool = False
    """Whether a file, or a part of one, could not be read at all."""
    suggestions: int = 0

    def report(self, code: str, place: Place, **details: object) -> None:
        """Adds a diagnostic."""
        self.diagnostics.append(diagnose(code, place, **details))

    def place_of(self, name: str) -> Place:
        """Where a name that refers to something was read; it has to be the very string that was read."""
        return next(text.place for _, text, _ in self.references if text.value is name)

    def suggestion(self, name: str, names: Iterable[str]) -> str:
        """The nearest of the names, as a message ends with it, for as long as it is not a whole story that is wrong."""
        self.suggestions += 1
        return suggestion(name, names) if self.suggestions <= MOST_SUGGESTIONS else ""

    def meant(self, key: tree.Text, keys: Iterable[str], *, is_text: bool) -> str:
        """The end of the message about an unknown key: the nearest right one, or how a text came to be a key."""
        if near := self.suggestion(key.value, keys):
            return near
        if key.is_cut_off():
            return "; between braces a comma begins the next key: a list stands in brackets, as in [a, b]"
        return "; if it is text, put it in quotes, or write it as a block, with `|`" if is_text else listed(keys, 8)

    def define(self, section: str, name: str, place: Place) -> bool:
        """Notes that a section gives a name; False, with a diagnostic, if it has been given before."""
        names = self.defined.setdefault(section, {})
        if name in names:
            first = names[name]
            where = f"line {first.line}" if first.path == place.path else f"{first.path}:{first.line}"
            self.report("duplicate-id", place, section=section, name=name, where=where)
            return False
        names[name] = place
        return True
