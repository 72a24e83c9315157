"""The line of a file at which a message points, as much of it as fits, and where a caret goes under it.

Who shows it measures it: terminals do not agree with one another on how wide letters are, nor do libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from game.story.source import UNSTEADY, Place, Source

Measure = Callable[[str], int]
"""How many cells of a terminal a text takes."""


class Excerpt(NamedTuple):
    """A part of a line, and how many cells of it stand before the place."""

    text: str
    caret: int


def excerpt(source: Source | None, place: Place, room: int, cells: Measure) -> Excerpt | None:
    """At most `room` cells of the line, the place within the first two thirds; None if there is nothing to see."""
    if source is None or place.line > len(source.lines) or not source.lines[place.line - 1].strip():
        return None
    line, index = source.lines[place.line - 1], place.column - 1
    before = _last(_steady(line[:index]), room * 2 // 3 - 1, cells)
    after = _first(_steady(line[index:]), room - cells(before), cells)
    return Excerpt(before + after, cells(before))


def _steady(text: str) -> str:
    """The text without what has no width that can be relied on; a tab is one blank."""
    return UNSTEADY.sub("", text).replace("\t", " ")


def _first(text: str, room: int, cells: Measure) -> str:
    """As much of the beginning of a text as fits."""
    for index, character in enumerate(text):
        room -= cells(character)
        if room < 0:
            return text[:index]
    return text


def _last(text: str, room: int, cells: Measure) -> str:
    """As much of the end of a text as fits."""
    for index in range(len(text) - 1, -1, -1):
        room -= cells(text[index])
        if room < 0:
            return text[index + 1 :]
    return text
