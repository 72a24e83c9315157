"""Speech: paragraphs of prose that somebody speaks, which begin with a name in capitals and a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"[^\W_]+"
_SPEECH = re.compile(rf"(?=[^:\n]{{1,60}}:)({_WORD}(?:[ .'’-]{{1,2}}{_WORD})*):(?:\s|$)")


def speech_at(text: str, position: int = 0) -> tuple[str, int] | None:
    """The name in capitals, and the end of its colon, if a paragraph that begins at a position is speech."""
    found = _SPEECH.match(text, position)
    return (found[1], found.end()) if found and found[1].isupper() else None


_BEGINNINGS = re.compile(r"(?:\A|\n[ \t]*\n|\][ \t]*\n)[ \t\n]*|\][ \t]*(?=\S)")
"""Where a paragraph may begin: at the start, after an empty line, and after a tag."""


def speeches_in(text: str) -> Iterator[tuple[str, int]]:
    """The names in capitals that begin a paragraph, or the text after a tag, each with its offset."""
    for beginning in _BEGINNINGS.finditer(text):
        if speech := speech_at(text, beginning.end()):
            yield speech[0], beginning.end()
