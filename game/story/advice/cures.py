"""What an author most likely did where a file is not YAML, and where.

The parser stops where it can read no further, and says so in its own words: often a line below the slip, and of no use
to somebody who writes prose. Here the lines around that place are looked at for the slips that are made in stories.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml

from game.lean import pattern
from game.story.advice.indentation import (
    BLOCK,
    KEY,
    KEY_OR_ITEM,
    MAX_LINE,
    Cure,
    Line,
    around,
    at,
    indented,
    is_in_block,
    odd_blanks,
    outdented,
    uneven_list,
)
from game.story.source import Place, Source

_QUOTED_START = pattern(rf"""^(?:{KEY}:\s+|[\s-]*)(["'])(?:(?!\1).)*\1\s*[^\s#:,}}\]]""")
_COLON_INSIDE = pattern(rf"^{KEY}:\s+[^|>'\"\s{{\[].*:(?:\s|$)")
_SPECIAL_START = pattern(rf"^{KEY}:\s+([@`%&*!?])")
_NO_BLANK = pattern(r"^([\s-]*[a-z][a-z_ ]*:)[^\s:/]")
_NO_COLON = pattern(r"^\s*[^\s\-#&*!|>'\"%@`{}\[\]](?:[^:]|:(?=\S))*$")
_NO_COLON_BEFORE_BRACKET = pattern(r"^([\s-]*[a-z][a-z_ ]*?) +([\[{])[^\]}]*:")
_DASH = pattern(r"^\s*-[^\s-]")
_BRACED_TEXT = pattern(r"""[{,]\s*([a-z][a-z ]*):\s+([^\s,{}\[\]"'][^,{}\[\]"']*)(?::\s*[,}]|\s[\[{])""")
_COMMENT = pattern(r"\s#")
_ASKS = pattern(r"\b(?:when|never|always|before|by):\s*$")
_BRACKETED_START = pattern(rf"^(?:{KEY}:\s+|[\s-]*)([\[{{])[^\[\]{{}}]*([\]}}])\s*[^\s#:,}}\]]")
_TYPOGRAPHIC = pattern(r"^(?:[\s-]*[\w][\w ]*:\s+|[\s-]*)([“”„«»‘’‚])")  # noqa: RUF001 - these are looked for

_WRITE = "put it in quotes, or write it as a block, with `|`"
_CLOSE = "close it, or write the text as a block, with `|`"
_APOSTROPHE = "put the text between double quotes, or write it as a block, with `|`"

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
    lines = around(source, place)
    found = _quoted(source, place) or odd_blanks(lines, place) or _open_bracket(source, place, error)
    found = (
        found
        or _between_braces(source, place)
        or _unclosed(place, reason)
        or _in_one_line(lines[:2], place)
        or _by_words(place, reason)
    )
    found = found or outdented(source, place) or _between_lines(source, lines, place) or uneven_list(source, place)
    found = found or indented(source, lines, place) or _special(source, place)
    return found or Cure(
        place,
        "what stands here does not go on from what stands before it; look at the indentation "
        "and the quotes here and on the line before",
    )


def _quoted(source: Source, place: Place) -> Cure | None:
    """A text in quotation marks that ends too early: at the mark of another text, or at an apostrophe."""
    token = next((token for token in _quoted_texts(source, place) if token.end_mark.line == place.line - 1), None)
    if token is None or token.end_mark.column > place.column:
        return None
    start, end = token.start_mark, token.end_mark
    if any(KEY_OR_ITEM.match(line[:MAX_LINE]) for line in source.lines[start.line + 1 : end.line + 1]):
        opened = place._replace(line=start.line + 1, column=start.column + 1)
        return Cure(
            opened, f"the quotation mark that begins on line {start.line + 1} is not closed on its line: {_CLOSE}"
        )
    rest = source.lines[end.line][end.column :]
    if token.style == "'" and rest[:1].isalpha() and end.column == place.column - 1:
        return Cure(place, f"the apostrophe on line {place.line} ends the text before it: {_APOSTROPHE}")
    return None


def _quoted_texts(source: Source, place: Place) -> Iterator[Any]:
    """The texts between quotation marks that end before a place, the last first, as tokens of the parser."""
    found: list[Any] = []
    with suppress(yaml.YAMLError, ValueError):
        for token in yaml.scan(source.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if token.start_mark.line >= place.line:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                found.append(token)
    yield from reversed(found)


def tag_meant(source: Source, place: Place, tag: str) -> str:
    """The end of the message about a tag, by what it most likely is: half a condition, or the beginning of a text."""
    before = source.lines[place.line - 1][: place.column - 1]
    if tag.startswith("!") and ("(" in tag or _ASKS.search(before)):
        asked = tag[1:]
        is_whole = asked.count("(") == asked.count(")")
        return "; in a condition, write " + (f"not {asked}" if is_whole else "“not” in place of “!”")
    return "; put a text that begins with ! in quotes" if tag.startswith("!") else ""


def _between_braces(source: Source, place: Place) -> Cure | None:
    """A text between braces that ends with a colon, or that goes on with a bracket, at a place."""
    for found in _BRACED_TEXT.finditer(source.lines[place.line - 1][:MAX_LINE]):
        if found.start(2) < place.column <= found.end() + 1:
            what = "a bracket" if found[0][-1] in "[{" else "a colon"
            where = place._replace(column=found.start(2) + 1)
            return Cure(where, f"between braces, a text with {what} in it stands in quotes")
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
        if opened[place.column - 1 : place.column] not in ("]", "}"):
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


def _in_one_line(lines: list[Line], place: Place) -> Cure | None:
    """Slips that one line shows by itself: that of the place, or the one before it."""
    for line in lines:
        if found := _QUOTED_START.match(line.text):
            where = at(place, line, found.end() - 1)
            return Cure(
                where,
                f"the text on line {line.number} goes on after its closing quotation mark: write a block, with `|`",
            )
        if line.number == place.line and (cure := _unquoted(line, place)):
            return cure
        if found := _SPECIAL_START.match(line.text):
            where = at(place, line, found.start(1))
            return Cure(where, f"the text on line {line.number} begins with {found[1]}: put it in quotes")
        if line.text.startswith("%"):
            return Cure(at(place, line), f"line {line.number} begins with %, which YAML keeps for itself")
    return None


def _unquoted(line: Line, place: Place) -> Cure | None:
    """A text that needs quotation marks for what stands in it, and has none that YAML takes for such."""
    if found := _BRACKETED_START.match(line.text):
        words = f"the text on line {line.number} begins with {found[1]} and goes on behind its {found[2]}"
        return Cure(at(place, line, found.start(1)), f"{words}: {_WRITE}")
    if not _COLON_INSIDE.match(line.text):
        return None
    if found := _TYPOGRAPHIC.match(line.text):
        words = f"the text on line {line.number} has a colon in it, and {found[1]} is no quotation mark to YAML"
        return Cure(at(place, line, found.start(1)), f'{words}: write straight ones (") around it')
    return Cure(place, f"the text on line {line.number} has a colon in it: {_WRITE}")


def _by_words(place: Place, reason: str) -> Cure | None:
    return next((Cure(place, words) for part, words in _BY_WORDS.items() if part in reason), None)


def _between_lines(source: Source, lines: list[Line], place: Place) -> Cure | None:
    """Slips that show only against the lines before: a colon, a blank or a `|` that is missing, an indentation."""
    for line, before in zip(lines[:2], [*lines[1:], None], strict=False):
        if line is not lines[0] and is_in_block(source, line):
            return None  # a text may begin with a dash, and needs no colon
        if found := _NO_BLANK.match(line.text):
            where = at(place, line, found.end(1))
            return Cure(where, f"on line {line.number} a blank is missing after the colon")
        if found := _NO_COLON_BEFORE_BRACKET.match(line.text):
            where = at(place, line, found.end(1))
            return Cure(where, f"on line {line.number} a colon is missing before the {found[2]}")
        if found := _DASH.match(line.text):
            return Cure(at(place, line, found.end() - 2), "a dash that makes a list has a blank behind it")
        if _NO_COLON.match(line.text) and (words := _without_colon(line, before, is_first=line is lines[0])):
            return Cure(at(place, line), words)
    return None


def _without_colon(line: Line, before: Line | None, *, is_first: bool) -> str:
    """What to say of a line without a colon; nothing if it may be the text of the key before it."""
    if before and BLOCK.search(before.text):
        return "" if line.indent > before.indent else "the text of a block is indented more than its key"
    if is_first and before and before.text.rstrip().endswith(":"):
        return ""
    if "\uff1a" in line.text:
        return f"on line {line.number} the colon is one of another alphabet (\uff1a): write an ordinary one and a blank"
    return f"line {line.number} has no colon; a key has one behind it, and text of many lines begins with `|`"


def _special(source: Source, place: Place) -> Cure | None:
    """A sign that YAML keeps for itself where a text begins, or before a key."""
    for sign in reversed(source.lines[place.line - 1][max(place.column - 2, 0) : place.column]):
        if sign in "@`%&*!?|>":
            return Cure(place, f"a text that begins with {sign} stands in quotes, and a key does not begin with it")
    return None
