"""What is wrong with the indentation of a file that is not YAML: which line, and how it is to be indented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from game.lean import pattern
from game.story.source import Place, Source

MAX_LINE = 500
"""Longer lines are not judged: looking at them could take long."""

MAX_ABOVE = 500
"""How many lines above a place are looked at."""


class Cure(NamedTuple):
    """Where the slip most likely is, and what to do about it, as the end of “this is not YAML: …”."""

    place: Place
    words: str


class Line(NamedTuple):
    """A line of a file, and its number from 1."""

    number: int
    text: str

    @property
    def indent(self) -> int:
        """How many blanks it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))


KEY = r"[\s-]*[\w][\w. ]*"
"""A key at the beginning of a line, without its colon."""

KEY_OR_ITEM = pattern(r"^\s*(?:- |[a-z][\w. ]*:(?:\s|$))", re.ASCII)
"""What a line begins with that is no text of a block: one of a list, or a key in small letters."""

BLOCK = pattern(r":\s+[|>][+-]?\d?\s*(?:#.*)?$")
"""The end of a line below which a block of text stands."""

_ITEM = pattern(r"^\s*- (?:[^:]|:(?=\S))*$")
_ODD_INDENT = pattern(r"^ *([^\S \n]|[\xad\u200b-\u200d\u2060\ufeff])")
_UNSEEN_BLANK = pattern(r"^[\s-]*[\w][\w ]*:(?! )([^\S\n]|[\xad\u200b-\u200d\u2060])")
_CALLED = {
    "\t": "a tab", "\xa0": "a non-breaking space", "\u202f": "a narrow non-breaking space", "\xad": "a soft hyphen",
    "\u200b": "a zero-width space",
}  # fmt: skip


def at(place: Place, line: Line, column: int | None = None) -> Place:
    """A place on a line of the same file: a column from 0, or where its text begins."""
    return place._replace(line=line.number, column=(line.indent if column is None else column) + 1)


def around(source: Source, place: Place) -> list[Line]:
    """The line of a place and up to three before it that are not empty, the nearest first."""
    found = [_line(source, place.line)]
    for line in _above(source, place):
        if len(found) == 4 or place.line - line.number > 50:
            break
        found.append(line)
    return found


def odd_blanks(lines: list[Line], place: Place) -> Cure | None:
    """What indents or divides like a blank, and is none."""
    for line in lines:
        found = _ODD_INDENT.match(line.text)
        if found and (found[1] != "\t" or line in lines[:2]):
            words = f"line {line.number} is indented with {_called(found[1])}"
            more = "" if found[1] == "\t" else "it only looks like a blank, or like nothing: "
            return Cure(at(place, line, found.start(1)), f"{words}: {more}use blanks")
        if found := _UNSEEN_BLANK.match(line.text):
            words = f"behind the colon on line {line.number} stands {_called(found[1])} in place of a blank"
            return Cure(at(place, line, found.start(1)), f"{words}: write a blank")
    return None


def _called(character: str) -> str:
    """What an author may have heard a character called that looks like a blank, or like nothing."""
    return _CALLED.get(character, f"the character U+{ord(character):04X}")


def outdented(source: Source, place: Place) -> Cure | None:
    """Text that is indented too little to belong to the block before it, or less than the block's first line."""
    between = [_line(source, place.line)]
    for line in _above(source, place):
        if BLOCK.search(line.text):
            first = next((one for one in reversed(between) if one.indent <= line.indent), None)
            if first is None:
                is_text = not KEY_OR_ITEM.match(between[0].text) and between[0].indent < between[-1].indent
                return _below_a_block(source, line, place) if is_text else None
            if KEY_OR_ITEM.match(first.text):
                return None
            return Cure(at(place, first), "the text of a block is indented more than its key")
        between.append(line)
    return None


def indented(source: Source, lines: list[Line], place: Place) -> Cure | None:
    """A line that is indented neither like one before it nor like what may stand below that.

    `lines` are those around the place.
    """
    here, before = lines[0], lines[1] if len(lines) > 1 else None
    if before is None:
        return None
    outer = next((line for line in _above(source, place) if line.indent <= here.indent), None)
    if cure := _in_a_list(here, before, outer, place):
        return cure
    if here.indent > before.indent and re.search(r":\s+\S", before.text):
        return _too_far(place, before)
    if outer is not None and outer.indent < here.indent and BLOCK.search(outer.text):
        return _below_a_block(source, outer, place)
    if before.indent <= here.indent or (outer is not None and outer.indent == here.indent):
        return None
    words = f"the indentation of line {here.number} is that of no line above it"
    first = outer.number if outer else 1
    return Cure(place, f"{words}: of the lines from {first} on, one is indented too much or too little")


def _in_a_list(here: Line, before: Line, outer: Line | None, place: Place) -> Cure | None:
    """A key where a list goes on: beside its dashes, or below a text that stands behind one."""
    if outer and here.indent == outer.indent and outer.text.lstrip().startswith("- "):
        return Cure(place, f"line {here.number} is a key beside a list: indent it more, or less")
    if outer and here.indent == outer.indent and here.text.lstrip().startswith("- ") and KEY_OR_ITEM.match(outer.text):
        said = here.text.strip()[2:].strip()
        more = f", and write {said}:" if said.isidentifier() else ""
        return Cure(place, f"line {here.number} begins with a dash among keys: leave out the dash{more}")
    if here.indent > before.indent and _ITEM.match(before.text):
        words = f"line {here.number} stands below a text in a list, which takes no keys: give that text its key"
        return Cure(place, f"{words}, as in `- text: …`")
    return None


def uneven_list(source: Source, place: Place) -> Cure | None:
    """The dash of a list that does not stand below the one before it, with nothing between that is indented less."""
    here = _line(source, place.line)
    if not here.text.lstrip().startswith("- "):
        return None
    for line in _above(source, place):
        is_dash = line.text.lstrip().startswith("- ")
        if is_dash and line.indent != here.indent:
            words = f"the dashes of a list stand below one another: indent line {here.number} like line {line.number}"
            return Cure(at(place, here), words)
        if is_dash or line.indent < here.indent:
            return None
    return None


def _below_a_block(source: Source, block: Line, place: Place) -> Cure:
    """A line that is indented more than the key of a block and less than its text."""
    if KEY_OR_ITEM.match(source.lines[place.line - 1]):
        return _too_far(place, block)
    first = next(number for number in range(block.number + 1, place.line + 1) if source.lines[number - 1].strip())
    words = f"the first line of a block says how far all of its text is indented: indent line {place.line}"
    return Cure(place, f"{words} as far as line {first}")


def _too_far(place: Place, above: Line) -> Cure:
    words = f"line {place.line} is indented more than line {above.number}, which is complete"
    return Cure(place, f"{words}: indent the two alike")


def is_in_block(source: Source, line: Line) -> bool:
    """Whether a line is the text of a block: the nearest one above that is indented less opens it."""
    above = _above(source, Place("", line.number, 1))
    outer = next((one for one in above if one.indent < line.indent), None)
    return outer is not None and BLOCK.search(outer.text) is not None


def _line(source: Source, number: int) -> Line:
    return Line(number, source.lines[number - 1][:MAX_LINE])


def _above(source: Source, place: Place) -> Iterator[Line]:
    """The lines above a place that say something, the nearest first."""
    for number in range(place.line - 1, max(place.line - MAX_ABOVE, 0), -1):
        line = _line(source, number)
        if line.text.strip() and not line.text.lstrip().startswith("#"):
            yield line
