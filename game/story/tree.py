"""YAML as a tree in which everything knows its place.

The tree is built from the parser's events rather than by a YAML loader, for three reasons: a value stays the text that
the author wrote (`22:47`, `No` and `on` are text until the model says otherwise); a file from a stranger cannot name
Python objects, expand aliases or nest without end; and every value has a line and a column for messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from game.story.source import FORBIDDEN, Place, Source

MAX_DEPTH = 40
"""How deep lists and mappings may nest; the format itself needs nine levels."""

MAX_TEXT = 100_000
"""How many characters one text may have."""

MAX_LINE_TO_JUDGE = 500
MAX_TEXT_TO_JUDGE = 256 * 1024

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True, eq=False)
class Text:
    """A scalar: its text, where it begins in the source, and how it is written (`|`, `>`, `'`, `"` or plain)."""

    value: str
    source: Source
    line: int
    column: int
    style: str | None

    @property
    def place(self) -> Place:
        """Where it begins."""
        return _inside(self.source, self.line, self.column)

    def place_at(self, offset: int) -> Place:
        """The place in the file of the character at `offset` of the value."""
        if self.style == "|":
            return self._place_in_block(offset)
        if offset >= len(self.value.rstrip()) > 0:
            last = self.place_at(len(self.value.rstrip()) - 1)
            return last._replace(column=last.column + 1)
        index = _index_after(self.source, self.line, self.column + (self.style in ("'", '"')))
        if self.style == ">":
            index = _index_after(self.source, self.line + 1, 0)
        wanted = sum(not character.isspace() for character in self.value[:offset])
        return self.source.place(_skip_visible(self.source.text, index, wanted, self.style))

    def _place_in_block(self, offset: int) -> Place:
        before = self.value[:offset]
        row = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        values, lines = self.value.split("\n"), self.source.lines
        for number, value in enumerate(values):
            if value.strip() and self.line + 1 + number < len(lines):
                indent = len(lines[self.line + 1 + number]) - len(value)
                place = _inside(self.source, self.line + 1 + row, max(indent, 0) + column)
                return place._replace(column=min(place.column, len(lines[place.line - 1]) + 1))
        return self.place


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values, in their order. A key stands once."""

    entries: dict[str, tuple[Text, Node]]
    source: Source
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.source.path, self.line + 1, self.column + 1)


@dataclass(slots=True, eq=False)
class Sequence:
    """Items, in their order."""

    items: list[Node]
    source: Source
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.source.path, self.line + 1, self.column + 1)


Node = Text | Mapping | Sequence


def names_in(node: Node) -> Iterator[str]:
    """Every key in a tree, and, if it is a text, the text as a name would be written."""
    if isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            yield name
            yield from names_in(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from names_in(item)
    else:
        yield re.sub(r"\W+", "_", node.value[:64]).lower()


class NotATree(Exception):
    """YAML that the format does not take: the code of the problem, its place, and what the message names."""

    def __init__(self, code: str, place: Place, **details: object) -> None:
        super().__init__(code)
        self.code, self.place, self.details = code, place, details


@dataclass(slots=True)
class Repeated:
    """A key that stands twice in one mapping, and the value of the second."""

    key: Text
    first: Text
    value: Node


def parse(source: Source) -> tuple[Node | None, list[Repeated]]:
    """The tree of a file, None if the file is empty, and the keys that are repeated in it.

    Raises NotATree at the first place where the file is not YAML, or is YAML of a kind that the format does not take.
    """
    try:
        return _Builder(source).build()
    except yaml.MarkedYAMLError as error:
        # A quotation mark that is never closed is noticed at the end of the file; where it stands is what helps.
        unclosed = error.context_mark if "quoted scalar" in (error.context or "") else None
        mark = unclosed or error.problem_mark or error.context_mark
        place = _inside(source, mark.line, mark.column) if mark else Place(source.path, 1, 1)
        raise NotATree("syntax", place, reason=_reason(source), cure=_cure(source, place)) from error
    except yaml.YAMLError as error:
        raise NotATree("syntax", Place(source.path, 1, 1), reason=str(error).split("\n")[0], cure="") from error


def _inside(source: Source, line: int, column: int) -> Place:
    """The place of a mark; one behind the end of the file is moved to its last character."""
    if line < len(source.lines):
        return Place(source.path, line + 1, column + 1)
    return Place(source.path, len(source.lines), len(source.lines[-1]) + 1)


class _Builder:
    """Walks the events of one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.events = iter(yaml.parse(source.text, Loader=_Loader))
        self.repeated: list[Repeated] = []

    def build(self) -> tuple[Node | None, list[Repeated]]:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise NotATree("several-documents", self._place(event))
                first = next(self.events)
                root = self._node(first, 0)
        if isinstance(root, Text) and not root.value:
            root = None
        return root, self.repeated

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.source.path, mark.line + 1, mark.column + 1)

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        kind = type(event)
        if kind is yaml.AliasEvent or getattr(event, "anchor", None) is not None:
            raise NotATree("anchor", self._place(event))
        tag = event.tag
        if tag is not None and tag != "!":
            raise NotATree("tag", self._place(event), tag=tag)
        if kind is yaml.ScalarEvent:
            return self._text(event)
        if depth >= MAX_DEPTH:
            raise NotATree("too-deep", self._place(event), limit=MAX_DEPTH)
        if kind is yaml.MappingStartEvent:
            return Mapping(self._entries(depth + 1), self.source, mark.line, mark.column)
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(items, self.source, mark.line, mark.column)

    def _entries(self, depth: int) -> dict[str, tuple[Text, Node]]:
        entries: dict[str, tuple[Text, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise NotATree("key-not-text", self._place(event))
            key = self._text(event)
            value = self._node(next(self.events), depth)
            if key.value in entries:
                self.repeated.append(Repeated(key, entries[key.value][0], value))
            else:
                entries[key.value] = (key, value)
        return entries

    def _text(self, event: Any) -> Text:
        mark = event.start_mark
        text = Text(event.value, self.source, mark.line, mark.column, event.style)
        if event.anchor is not None:
            raise NotATree("anchor", text.place)
        if len(text.value) > MAX_TEXT:
            raise NotATree("text-too-long", text.place, limit=f"{MAX_TEXT:,}")
        if event.style == '"' and (found := FORBIDDEN.search(text.value)):
            raise NotATree("control-character", text.place, character=f"U+{ord(found[0]):04X}")
        return text


def _index_after(source: Source, line: int, column: int) -> int:
    return sum(len(text) + 1 for text in source.lines[:line]) + column


_ESCAPE = re.compile(r"\\(?:x..|u....|U........|\n\s*|.)", re.DOTALL)
_BLANK_ESCAPES = ("\\\n", "\\ ", "\\t", "\\\t", "\\n", "\\r", "\\v", "\\f", "\\N", "\\_", "\\L", "\\P")
"""Escapes that stand for white space, or for nothing."""


def _skip_visible(text: str, index: int, wanted: int, style: str | None) -> int:
    """The index of the visible character number `wanted`, from `index` on; an escape counts as one."""
    while index < len(text):
        step = 1
        if style == '"' and text[index] == "\\":
            found = _ESCAPE.match(text, index)
            step = found.end() - index if found else 1
            if text.startswith(_BLANK_ESCAPES, index):
                index += step
                continue
        elif style == "'" and text.startswith("''", index):
            step = 2
        elif text[index].isspace():
            index += 1
            continue
        if wanted == 0:
            return index
        wanted -= 1
        index += step
    return len(text)


def _reason(source: Source) -> str:
    """Why the file is not YAML, in the words of the pure parser, which has the better ones and is slow."""
    try:
        if len(source.text) > MAX_TEXT_TO_JUDGE:
            return "this is not YAML"
        for _ in yaml.parse(source.text, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return (error.problem or error.context or "this is not YAML").replace("<", "").replace(">", "")
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        pass
    return "this is not YAML"


_QUOTED_START = re.compile(r"""^[\s-]*(?:[\w ]+:\s+)?(["'])(?:(?!\1).)*\1\s*[^\s#:,}\]]""")
_COLON_INSIDE = re.compile(r"^[\s-]*[\w ]+:\s+[^|>'\"\s].*:(?:\s|$)")
_SPECIAL_START = re.compile(r"^[\s-]*[\w ]+:\s+([@`%&*!])")


def _cure(source: Source, place: Place) -> str:
    """The likely cure of a syntax error, judged by the lines around it, or nothing."""
    for number in (place.line, place.line - 1):
        line = source.lines[number - 1] if 0 < number <= len(source.lines) else ""
        if len(line) > MAX_LINE_TO_JUDGE:
            continue
        if "\t" in line[: len(line) - len(line.lstrip())] or line[place.column - 1 : place.column] == "\t":
            return f"Line {number} is indented with a tab: use blanks."
        if _QUOTED_START.match(line):
            return f"The text on line {number} goes on after its closing quotation mark: write it as a block, with `|`."
        if _COLON_INSIDE.match(line):
            return f"The text on line {number} has a colon in it: put it in quotes, or write it as a block, with `|`."
        if found := _SPECIAL_START.match(line):
            return f"The text on line {number} begins with {found[1]}: put it in quotes."
    return "Look at the indentation and the quotes on this line and the one before it."
