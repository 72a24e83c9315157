"""Where the tags and the paragraphs of prose stand: what both its grammar and the advice on it have to know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from game.lean import pattern

TAGS = pattern(r"\[[^\[\]]*\]")
"""What is a tag, or was meant as one."""


class Closed(Struct, frozen=True):
    """A tag that met an [end]: its word, and the offsets of both."""

    tag: str
    offset: int
    end: int


PARAGRAPHS = pattern(r"\n[ \t]*\n\s*")
"""What separates paragraphs."""


def paragraphs_of(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, each with its offset."""
    position = 0
    for found in PARAGRAPHS.finditer(text):
        yield position, text[position : found.start()]
        position = found.end()
    yield position, text[position:]


def stands_alone(text: str, tag: re.Match[str]) -> bool:
    """Whether nothing else but tags stands on the lines of a tag."""
    start, end = tag.span()
    if (text[max(start - 1, 0) : start] + text[end : end + 1]).strip().strip("[]"):
        return False  # most tags stand inside a sentence; to look at the whole line takes longer
    line = text[text.rfind("\n", 0, start) + 1 : end] + text[end:].partition("\n")[0]
    return not TAGS.sub("", line).strip()
