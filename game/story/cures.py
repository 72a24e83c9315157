"""What an author most likely did where a file is not YAML, and where.

The parser stops where it can read no further, and says so in its own words: often a line below the slip, and of no use
to somebody who writes prose. Here the lines around that place are looked at for the slips that are made in stories.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from game.lean import pattern
from game.story.source import Place, Source

MAX_LINE = 500
"""Longer lines are not judged: looking at them could take long."""


class Cure(NamedTuple):
    """Where the slip most likely is, and what to do about it, as the end of “this is not YAML: …”."""

    place: Place
    words: str


class _Line(NamedTuple):
    number: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))


_KEY = r"[\s-]*[\w][\w ]*"
_QUOTED_START = pattern(rf"""^(?:{_KEY}:\s+|[\s-]*)(["'])(?:(?!\1).)*\1\s*[^\s#:,}}\]]""")
_COLON_INSIDE = pattern(rf"^{_KEY}:\s+[^|>'\"\s{{\[].*:(?:\s|$)")
_SPECIAL_START = pattern(rf"^{_KEY}:\s+([@`%&*!?])")
_NO_BLANK = pattern(r"^([\s-]*[a-z][a-z_ ]*:)[^\s:/]")
_NO_COLON = pattern(r"^\s*[^\s\-#&*!|>'\"%@`{}\[\]][^:]*$")
_DASH = pattern(r"^\s*-[^\s-]")
_BLOCK = pattern(r":\s+[|>][+-]?\d?\s*(?:#.*)?$")
_COMMENT = pattern(r"\s#")

_WRITE = "put it in quotes, or write it as a block, with `|`"

_BY_WORDS = {
    "unknown escape": "a backslash means something between double quotes: use single ones, or write a block, with `|`",
    "expected a comment or a line break": "the text of a block begins on the line below its `|`",
    "chomping or indentation": "behind `|` or `>` stands nothing else; the text begins on the line below",
    "sequence entries are not allowed": "the dashes of a list stand on lines of their own, below the key",
    "found '}'": "there is a } too many, or its { is missing",
    "found ']'": "there is a ] too many, or its [ is missing",
    "expected block end, but found ','": "a text that goes on after a list or after quotes has to be quoted as a whole",
}
"""Cures that the words of the parser tell, by a part of them."""


def cure_of(source: Source, place: Place, error: Any, reason: str) -> Cure:
    """The likely cure of a syntax error at a place; `reason` is the parser's, in its own words."""
    lines = _around(source, place)
    found = _tab(lines, place) or _open_bracket(source, place, error) or _unclosed(place, reason)
    found = found or _in_one_line(lines[:2], place) or _by_words(place, reason) or _between_lines(lines, place)
    return found or Cure(place, f"{reason}; look at the indentation and the quotes here and on the line before")


def _around(source: Source, place: Place) -> list[_Line]:
    """The line of a place and up to three before it that are not empty, the nearest first."""
    found: list[_Line] = []
    for number in range(min(place.line, len(source.lines)), 0, -1):
        text = source.lines[number - 1]
        if number == place.line or (text.strip() and not text.lstrip().startswith("#")):
            found.append(_Line(number, text[:MAX_LINE]))
        if len(found) == 4 or place.line - number > 50:
            break
    return found


def _at(place: Place, line: _Line, column: int | None = None) -> Place:
    return place._replace(line=line.number, column=(line.indent if column is None else column) + 1)


def _tab(lines: list[_Line], place: Place) -> Cure | None:
    for line in lines[:2]:
        lead = line.text[: len(line.text) - len(line.text.lstrip())]
        if "\t" in lead:
            return Cure(_at(place, line, lead.index("\t")), f"line {line.number} is indented with a tab: use blanks")
    return None


def _open_bracket(source: Source, place: Place, error: Any) -> Cure | None:
    """A { or [ that is not closed on its line: what stands between was cut off, or the bracket forgotten."""
    mark = error.context_mark
    if mark is None or "flow" not in (error.context or "") or mark.line >= len(source.lines):
        return None
    opened = source.lines[mark.line]
    if mark.line + 1 == place.line:
        if ":" in opened[place.column - 1 : place.column]:
            return Cure(place, "between braces, a text with a colon in it stands in quotes")
        return None
    line = Place(place.path, mark.line + 1, mark.column + 1)
    if cut := _COMMENT.search(opened, mark.column):
        where = line._replace(column=cut.start() + 2)
        return Cure(where, "a blank and # begin a comment, which cuts this line: put the text in quotes")
    bracket = opened[mark.column : mark.column + 1]
    return Cure(line, f"the {bracket} on line {line.line} is not closed")


def _unclosed(place: Place, reason: str) -> Cure | None:
    if "unexpected end of stream" in reason:
        return Cure(
            place, "the quotation mark that begins here is not closed; a text with quotes in it is best a block"
        )
    return None


def _in_one_line(lines: list[_Line], place: Place) -> Cure | None:
    """Slips that one line shows by itself: that of the place, or the one before it."""
    for line in lines:
        if found := _QUOTED_START.match(line.text):
            where = _at(place, line, found.end() - 1)
            return Cure(
                where,
                f"the text on line {line.number} goes on after its closing quotation mark: write a block, with `|`",
            )
        if _COLON_INSIDE.match(line.text) and line.number == place.line:
            return Cure(place, f"the text on line {line.number} has a colon in it: {_WRITE}")
        if found := _SPECIAL_START.match(line.text):
            where = _at(place, line, found.start(1))
            return Cure(where, f"the text on line {line.number} begins with {found[1]}: put it in quotes")
        if line.text.startswith("%"):
            return Cure(_at(place, line), f"line {line.number} begins with %, which YAML keeps for itself")
    return None


def _by_words(place: Place, reason: str) -> Cure | None:
    return next((Cure(place, words) for part, words in _BY_WORDS.items() if part in reason), None)


def _between_lines(lines: list[_Line], place: Place) -> Cure | None:
    """Slips that show only against the lines before: a colon, a blank or a `|` that is missing, an indentation."""
    for line, before in zip(lines[:2], [*lines[1:], None], strict=False):
        if found := _NO_BLANK.match(line.text):
            where = _at(place, line, found.end(1))
            return Cure(where, f"on line {line.number} a blank is missing after the colon")
        if found := _DASH.match(line.text):
            return Cure(_at(place, line, found.end() - 2), "a dash that makes a list has a blank behind it")
        if _NO_COLON.match(line.text) and (words := _without_colon(line, before, is_first=line is lines[0])):
            return Cure(_at(place, line), words)
    return _indentation(lines, place)


def _without_colon(line: _Line, before: _Line | None, *, is_first: bool) -> str:
    """What to say of a line without a colon; nothing if it may be the text of the key before it."""
    if before and _BLOCK.search(before.text):
        return "" if line.indent > before.indent else "the text of a block is indented more than its key"
    if is_first and before and before.text.rstrip().endswith(":"):
        return ""
    return f"line {line.number} has no colon; a key has one behind it, and text of many lines begins with `|`"


def _indentation(lines: list[_Line], place: Place) -> Cure | None:
    here, *others = lines
    if not others:
        return None
    if here.indent == others[0].indent and others[0].text.lstrip().startswith("- "):
        return Cure(place, f"line {here.number} is a key beside a list: indent it more, or less")
    if here.indent > others[0].indent and re.search(r":\s+\S", others[0].text):
        return Cure(place, f"line {here.number} is indented more than line {others[0].number}, which is complete")
    if here.indent not in {line.indent for line in others}:
        return Cure(place, f"the indentation of line {here.number} is that of no line above it")
    return None
