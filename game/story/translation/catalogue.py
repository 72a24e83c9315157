"""Catalogues: gettext PO files from strangers, read within the bounds of every file of a story.

The only module of the language that imports polib, and it does so when a catalogue is read and not before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from game.story.language import catalogue_path
from game.story.source import Place, Source, Unreadable, clean, read_source, shown_path
from game.story.tree import MAX_TEXT

MAX_LETTERS = 4 * 1024 * 1024
MAX_LINES = 100_000
"""Bounds on a catalogue, some three times what the translation of a long novel needs. polib takes time that grows with
the square of the lines of one text, and ten times the memory of the file."""

_SYNTAX_ERROR = re.compile(r"\(line (\d+)\)(?::\s*(.*))?\s*\Z", re.DOTALL)
_CURES = {"unescaped double quote found": 'a quotation mark inside a text is written \\"'}
"""What to do about what polib says."""
_TEXT = re.compile(r'\s*(?:msg(?:ctxt|id_plural|id|str)(?:\[\d+\])?(?=[\s"])|(?="))\s*(.*?)\s*\Z', re.ASCII)
"""A line with a text, and the text with its quotation marks."""
_PART = re.compile(r"\\.|[^\\]", re.DOTALL)


class Entry(Struct, frozen=True):
    """A translation in a catalogue."""

    context: str
    """The place of the unit that it translates."""
    original: str
    """The text that it translates."""
    translation: str
    """What is said instead; empty if it is still to be translated."""
    is_stale: bool
    """Whether the original has changed since (gettext calls it fuzzy); it is not used then."""
    line: int
    """The line of the file, from 1, on which the translation begins."""


class Catalogue(Struct, frozen=True):
    """The translations of a story into one language."""

    language: str
    source: Source
    entries: tuple[Entry, ...]

    def used(self) -> Iterator[Entry]:
        """The entries that are translated, and whose original is as it was."""
        return (entry for entry in self.entries if not entry.is_stale and entry.translation.strip())

    def place(self, entry: Entry, offset: int = 0) -> Place:
        """The place in the file of the character at `offset` of a translation."""
        lines = self.source.lines
        left = offset
        for number in range(entry.line - 1, len(lines)):
            before, quote, rest = lines[number].partition('"')
            if not quote or (number >= entry.line and before.strip()):
                break
            column = len(before) + 2
            for part in _PART.findall(rest.rstrip()[:-1]):
                if left == 0:
                    return Place(self.source.path, number + 1, column)
                left -= 1
                column += len(part)
        return Place(self.source.path, entry.line, 1)


def read_catalogue(folder: Path, language: str, shown: str | None = None) -> Catalogue:
    """The catalogue of a language in a story's folder, which messages show as `shown`.

    Raises Unreadable if the file cannot be taken as text, or is no gettext catalogue.
    """
    path = catalogue_path(folder, language)
    source = read_source(path, shown_path(path if shown is None else catalogue_path(Path(shown), language)), folder)
    _check_lines(source)
    return Catalogue(language, source, tuple(_entries(source)))


def _check_lines(source: Source) -> None:
    """Raises Unreadable for what would take polib long, and for a text without quotation marks, which it would cut."""
    if len(source.text) > MAX_LETTERS or len(source.lines) > MAX_LINES:
        limit = f"{MAX_LETTERS // 1024 // 1024} MiB and {MAX_LINES:,} lines"
        raise Unreadable("too-large", Place(source.path, 1, 1), limit=limit)
    length = 0
    for number, line in enumerate(source.lines, 1):
        length = length + len(line) if line.lstrip("#~| \t").startswith('"') else 0
        if length > 2 * MAX_TEXT:  # twice, because every character may be an escape
            raise Unreadable("text-too-long", Place(source.path, number, 1), limit=f"{MAX_TEXT:,}")
        text = _TEXT.match(line)
        if text and not (len(text[1]) > 1 and text[1][0] == text[1][-1] == '"'):
            reason = "a text stands between quotation marks"
            raise Unreadable("bad-catalogue", Place(source.path, number, 1), reason=reason)


def _entries(source: Source) -> Iterator[Entry]:
    import polib  # noqa: PLC0415 - a story in its own language needs no catalogue

    try:
        # polib opens a file if there is one with the name it is given; no name ends like this.
        found = polib.pofile(f"{source.text}\n\n", encoding="utf-8")
    except OSError as error:
        told = _SYNTAX_ERROR.search(str(error))
        line = min(int(told[1]), len(source.lines)) if told else 1
        reason = clean((told and told[2]) or "")[:60] or "this line does not belong here"
        reason = _CURES.get(reason, reason)
        raise Unreadable("bad-catalogue", Place(source.path, max(line, 1), 1), reason=reason) from error
    starts = [number for number, line in enumerate(source.lines, 1) if line.lstrip().startswith("msgstr")]
    following = iter(starts)
    start = next(following, 1)
    for entry in found:
        if entry.obsolete:
            continue
        while start < (entry.linenum or 0):
            start = next(following, len(source.lines) + 1)
        yield Entry(
            entry.msgctxt or "", entry.msgid, entry.msgstr, "fuzzy" in entry.flags, min(start, len(source.lines))
        )
