"""Where a cursor stands in a file that need not be YAML yet: under which keys, and after which words.

While somebody types, a file is broken at almost every moment, so this does not parse: it follows the indentation down
to the line of the cursor, and the brackets within it. It is right about files as people write them, and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s#&*!|>'"%@`{}\[\],][^#{}\[\]"']*?)\s*:(?:\s+(.*))?$""")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_DASHES = re.compile(r"(?:-(?:\s+|$))*")


@dataclass(frozen=True, slots=True)
class Cursor:
    """What stands around a place in a file."""

    path: tuple[str, ...]
    """The keys from the outermost in, in whose value the place is."""
    before: str
    """The text of the value, or of the beginning of a key, from where it begins up to the place."""
    after_key: bool
    """Whether a key and its colon stand before the place on its line, or in its brackets; else a key may begin here."""
    in_list: bool = False
    """Whether an item of a list begins here."""
    siblings: tuple[str, ...] = field(default=())
    """The keys that the mapping around the place has already."""


@dataclass(slots=True)
class _Frame:
    indent: int
    key: str
    line: int


class _Outline:
    """The keys above a line, by indentation."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = []
        self.block_from: int | None = None
        """Inside a block: the line after which it began."""
        self.block_indent = -1
        self.flow = ""
        """Brackets that are still open, from the first one on."""

    def take(self, number: int, line: str) -> None:
        """One line above the cursor."""
        indent = len(line) - len(line.lstrip())
        if self.block_from is not None:
            if not line.strip() or indent > self.block_indent:
                return
            self.block_from = None
        if self.flow:
            self.flow = _still_open(f"{self.flow}\n{line}")
            return
        if not line.strip() or line.lstrip().startswith("#"):
            return
        start = _content(line)
        content = line[start:]
        found = _KEY.match(content)
        if found is None:
            if _BLOCK.match(content):
                self.block_from, self.block_indent = number, indent
            elif content[:1] in "[{":
                self.flow = _still_open(content)
            return
        self.frames = [frame for frame in self.frames if frame.indent < start]
        self.frames.append(_Frame(start, _unquoted(found[1]), number))
        rest = found[2] or ""
        if _BLOCK.match(rest):
            self.block_from, self.block_indent = number, start
        elif rest[:1] in ("[", "{"):
            self.flow = _still_open(rest)

    def path(self, below: int) -> tuple[str, ...]:
        """The keys whose values something indented by `below` belongs to."""
        return tuple(frame.key for frame in self.frames if frame.indent < below)


def cursor_at(lines: Sequence[str], line: int, column: int) -> Cursor:
    """The cursor before the character at a column of a line; both count from 0."""
    outline = _Outline()
    for number, text in enumerate(lines[:line]):
        outline.take(number, text)
    here = lines[line] if line < len(lines) else ""
    before = here[:column]
    if outline.block_from is not None and (
        len(here) - len(here.lstrip()) > outline.block_indent if here.strip() else len(before) > outline.block_indent
    ):
        above = lines[outline.block_from + 1 : line]
        return Cursor(outline.path(10_000), "\n".join([*(text.strip() for text in above), before.lstrip()]), True)
    if outline.flow:
        return _in_brackets(outline.path(10_000), f"{outline.flow}\n{before}")
    start = _content(before)
    content = before[start:]
    found = _KEY.match(content)
    if found is not None:
        path = (*outline.path(start), _unquoted(found[1]))
        rest = found[2] or ""
        if rest[:1] in ("[", "{"):
            return _in_brackets(path, rest)
        return Cursor(path, rest.lstrip("\"'"), True, siblings=_siblings(lines, line, start))
    if content[:1] in ("[", "{") and content:
        return _in_brackets(outline.path(start), content)
    in_list = before[:start].strip() != ""
    return Cursor(outline.path(start), content.lstrip("\"'"), False, in_list, _siblings(lines, line, start))


def key_at(lines: Sequence[str], line: int, column: int) -> tuple[tuple[str, ...], int, int] | None:
    """The key that stands at a place: its path, its own name last, and the columns it begins and ends at."""
    here = lines[line] if line < len(lines) else ""
    for found in re.finditer(r"""[A-Za-z][\w. ]*?(?=\s*:(?:\s|$))""", here):
        if found.start() <= column <= found.end():
            around = cursor_at(lines, line, found.start())
            if not around.after_key and not around.before.strip():
                return (*around.path, found[0]), found.start(), found.end()
    return None


def _content(line: str) -> int:
    """The column at which what is on a line begins, after blanks and the dashes of lists."""
    indent = len(line) - len(line.lstrip())
    found = _DASHES.match(line, indent)
    return found.end() if found else indent


def _unquoted(key: str) -> str:
    return key[1:-1] if key[:1] in ("'", '"') and len(key) > 1 else key


def _siblings(lines: Sequence[str], line: int, start: int) -> tuple[str, ...]:
    """The keys of the mapping whose keys begin at a column, but for the one on the line itself."""
    found: list[str] = []
    for way in (range(min(line, len(lines)) - 1, -1, -1), range(line + 1, len(lines))):
        for number in way:
            text = lines[number]
            if not text.strip() or text.lstrip().startswith("#"):
                continue
            begin = _content(text)
            begins_item = text[:begin].strip() != ""
            if begin < start or (begins_item and way.step > 0 and begin <= start):
                break
            if begin == start and (key := _KEY.match(text[begin:])):
                found.append(_unquoted(key[1]))
            if begins_item and begin <= start:
                break
    return tuple(found)


@dataclass(slots=True)
class _Bracket:
    is_mapping: bool
    key: str | None = None
    keys: list[str] = field(default_factory=list)


def _brackets(text: str) -> tuple[list[_Bracket], str]:
    """The brackets that are open at the end of a text, and the words after the last mark."""
    opened: list[_Bracket] = []
    word = quote = ""
    for position, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
            word += character
        elif character in "\"'" and not word.strip():
            quote = character
        elif character in "{[":
            opened.append(_Bracket(character == "{"))
            word = ""
        elif character in "}]":
            if opened:
                opened.pop()
            word = ""
        elif character == "," and opened:
            opened[-1].key, word = None, ""
        elif character == ":" and opened and opened[-1].is_mapping and text[position + 1 : position + 2] in ("", " "):
            opened[-1].key = word.strip().strip("\"'")
            opened[-1].keys.append(opened[-1].key)
            word = ""
        else:
            word += character
    return opened, word


def _still_open(text: str) -> str:
    return text if _brackets(text)[0] else ""


def _in_brackets(path: tuple[str, ...], text: str) -> Cursor:
    opened, word = _brackets(text)
    inner = tuple(bracket.key for bracket in opened if bracket.key is not None)
    last = opened[-1] if opened else _Bracket(is_mapping=False)
    after_key = last.is_mapping and last.key is not None
    return Cursor((*path, *inner), word.lstrip(), after_key, not last.is_mapping, tuple(last.keys))
