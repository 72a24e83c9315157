"""YAML as a tree in which everything knows its place.

The tree is built from the parser's events rather than by a YAML loader, for three reasons: a value stays the text that
the author wrote (`22:47`, `No` and `on` are text until the model says otherwise); a file from a stranger cannot name
Python objects, expand aliases or nest without end; and every value has a line and a column for messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml
from msgspec import Struct

from game.lean import pattern
from game.story.advice.cures import cure_of, tag_meant
from game.story.source import FORBIDDEN, Place, Source

MAX_DEPTH = 40
"""How deep lists and mappings may nest; the format itself needs nine levels."""

MAX_TEXT = 100_000
"""How many characters one text may have."""

MAX_TEXT_TO_JUDGE = 256 * 1024

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Text(Struct, eq=False):
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

    def is_cut_off(self, before: Text | None = None) -> bool:
        """Whether it is a key without a colon between braces: text behind a comma, perhaps of the text `before`."""
        rest = self.source.lines[self.line][self.column + len(self.value) :].lstrip()
        cut = not self.style and rest[:1] in (",", "}")
        return cut and (
            before is None or (before.source is self.source and before.line == self.line and not before.style)
        )

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


class Mapping(Struct, eq=False):
    """Keys and values, in their order. A key stands once."""

    entries: dict[str, tuple[Text, Node]]
    source: Source
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.source.path, self.line + 1, self.column + 1)


class Sequence(Struct, eq=False):
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


class CutText(NamedTuple):
    """A text between braces that commas divide: its key, its beginning, and what stands behind each comma."""

    key: Text
    begins: Text
    rest: list[Text]


def cut_texts(node: Mapping) -> dict[str, CutText]:
    """The texts of a mapping that commas divide, by what stands behind each of the commas as if it were a key."""
    found: dict[str, CutText] = {}
    if all(value.value or value.style for _, value in node.entries.values() if isinstance(value, Text)):
        return found
    whole: CutText | None = None
    for name, (key, value) in node.entries.items():
        if not (isinstance(value, Text) and not value.value and not value.style and key.is_cut_off()):
            plain = isinstance(value, Text) and value.value and not value.style
            whole = CutText(key, value, []) if plain and isinstance(value, Text) else None
        elif whole is not None:
            whole.rest.append(key)
            found[name] = whole
    return found


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


class Repeated(Struct):
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
        cure = cure_of(source, place, error, _reason(source))
        raise NotATree("syntax", cure.place, cure=cure.words) from error
    except yaml.YAMLError as error:
        raise NotATree("syntax", Place(source.path, 1, 1), cure=str(error).split("\n")[0]) from error


def _inside(source: Source, line: int, column: int) -> Place:
    """The place of a mark; one behind the end of the file is moved to its last character."""
    if line < len(source.lines):
        return Place(source.path, line + 1, column + 1)
    return Place(source.path, len(source.lines), len(source.lines[-1]) + 1)


class _Builder:
    """Walks the events of one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        # Without `yaml.parse` between, which asks twice for each event, a story is read in four fifths of the time.
        self.next: Callable[[], Any] = _Loader(source.text).get_event
        self.repeated: list[Repeated] = []

    def build(self) -> tuple[Node | None, list[Repeated]]:
        root: Node | None = None
        while (event := self.next()) is not None:
            if type(event) is yaml.DocumentStartEvent:
                if root is not None:
                    raise NotATree("several-documents", self._place(event))
                root = self._node(self.next(), 0)
        if isinstance(root, Text) and not root.value:
            root = None
        return root, self.repeated

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.source.path, mark.line + 1, mark.column + 1)

    def _node(self, event: Any, depth: int) -> Node:
        if event.anchor is not None:  # of an alias it is what it stands for
            raise NotATree("anchor", self._place(event))
        if event.tag is not None and event.tag != "!":
            meant = tag_meant(self.source, self._place(event), event.tag)
            raise NotATree("tag", self._place(event), tag=event.tag, suggestion=meant)
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._text(event)
        if depth >= MAX_DEPTH:
            raise NotATree("too-deep", self._place(event), limit=MAX_DEPTH)
        mark = event.start_mark
        if kind is yaml.MappingStartEvent:
            return Mapping(self._entries(depth + 1), self.source, mark.line, mark.column)
        items = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return Sequence(items, self.source, mark.line, mark.column)

    def _entries(self, depth: int) -> dict[str, tuple[Text, Node]]:
        entries: dict[str, tuple[Text, Node]] = {}
        while (kind := type(event := self.next())) is not yaml.MappingEndEvent:
            if kind is not yaml.ScalarEvent:
                raise NotATree("key-not-text", self._place(event))
            key = self._text(event)
            value = self._node(self.next(), depth)
            first = entries.setdefault(key.value, (key, value))[0]
            if first is not key:
                self.repeated.append(Repeated(key, first, value))
        return entries

    def _text(self, event: Any) -> Text:
        value, style, mark = event.value, event.style, event.start_mark
        text = Text(value, self.source, mark.line, mark.column, style)
        if event.anchor is not None:
            raise NotATree("anchor", text.place)
        if len(value) > MAX_TEXT:
            raise NotATree("text-too-long", text.place, limit=f"{MAX_TEXT:,}")
        if style == '"' and (found := FORBIDDEN.search(value)):
            raise NotATree("control-character", text.place, character=f"U+{ord(found[0]):04X}")
        return text


def _index_after(source: Source, line: int, column: int) -> int:
    return source.starts[min(line, len(source.lines))] + column


_ESCAPE = pattern(r"\\(?:x..|u....|U........|\n\s*|.)", re.DOTALL)
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
