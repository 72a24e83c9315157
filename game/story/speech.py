"""Speech: paragraphs of prose that somebody speaks, which begin with a name in capitals and a colon."""

from __future__ import annotations

from collections.abc import Iterator

from game.lean import pattern

_WORD = r"[^\W_]+"
_SPEECH = pattern(rf"(?=[^:\n]{{1,60}}:)({_WORD}(?:[ .'’-]{{1,2}}{_WORD})*):(?:\s|$)")


def in_capitals(name: str) -> str:
    """A name as it stands before speech. Two apostrophes that look alike are one."""
    return name.upper().replace("’", "'")


def speech_at(text: str, position: int = 0) -> tuple[str, int] | None:
    """The name in capitals, and the end of its colon, if a paragraph that begins at a position is speech."""
    found = _SPEECH.match(text, position)
    return (in_capitals(found[1]), found.end()) if found and found[1].isupper() else None


_COLON = pattern(r":(?:\s|$)")
_BLANKS = " \t\n"


def speeches_in(text: str) -> Iterator[tuple[str, int]]:
    """The names in capitals that begin a paragraph, or the text after a tag, each with its offset.

    They are looked for from their colons back: there are few of those, and to find one takes no time.
    """
    for found in _COLON.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1
        start = max(line, text.rfind("]", line, found.start()) + 1)
        while text[start] in _BLANKS:
            start += 1
        if (speech := speech_at(text, start)) and speech[1] == found.end() and begins_paragraph(text, start):
            yield speech[0], start


def begins_paragraph(text: str, start: int) -> bool:
    """Whether a paragraph may begin where a word does: at the start, after an empty line, and after a tag."""
    before = start
    while before and text[before - 1] in _BLANKS:
        before -= 1
    return not before or text[before - 1] == "]" or text.count("\n", before, start) > 1
