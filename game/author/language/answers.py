"""The answers about one document as it stands this moment: lines and columns count from 0, in characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from game.author.language.completing import Offer, in_play, in_tag, offers, typed
from game.author.language.cursor import cursor_at, key_at
from game.author.language.names import Name, Occurrence
from game.author.language.outline import Entry, outline
from game.author.language.renaming import Edit, rename, renameable
from game.author.language.shapes import shape_at, short_form
from game.author.language.stories import WrittenStory
from game.author.language.telling import hover_of, hover_of_key, hover_of_question, speaker
from game.story.conditions import Condition
from game.story.prose import Prose

_WORD = re.compile(r"[A-Za-z_][\w.]*")
_PLAYED = re.compile(r"[\w.]*$")


@dataclass(frozen=True, slots=True)
class Told:
    """Words about a part of a line."""

    markdown: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a line of a file."""

    path: Path
    line: int
    start: int
    end: int


class Answers:
    """What can be asked of a document."""

    def __init__(self, story: WrittenStory, path: Path, text: str, buffers: Mapping[Path, str]) -> None:
        self.story, self.path, self._text, self._buffers = story, path, text, buffers

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the document, without their ends."""
        return self._text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line(self, number: int) -> str:
        """A line; an empty one behind the end."""
        return self.lines[number] if number < len(self.lines) else ""

    def lines_of(self, path: Path) -> list[str]:
        """The lines of any file of the story."""
        if path == self.path:
            return self.lines
        text = self._buffers.get(path)
        if text is None:
            text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @property
    def _is_play(self) -> bool:
        return self.path.suffix == ".play"

    # --- what can be written

    def complete(self, line: int, column: int) -> tuple[int, list[Offer]]:
        """The column from which on an offer takes the place of what is there, and the offers."""
        if self._is_play:
            before = self.line(line)[:column]
            found = _PLAYED.search(before)
            return column - len(found[0] if found else ""), list(dict.fromkeys(in_play(before, self.story)))
        cursor = cursor_at(self.lines, line, column)
        return column - len(typed(cursor)), offers(cursor, self.story)

    # --- what is there

    def at(self, line: int, column: int) -> list[tuple[Occurrence, Name]]:
        """The names at a place that something bears, each with what it means."""
        found = self.story.at(self.path, line + 1, column + 1, self._buffers)
        return [(one, name) for one in found if (name := self.story.name_of(one)) is not None]

    def hover(self, line: int, column: int) -> Told | None:
        """What is at a place: a name, a speaker, a test of a condition, or a key of the format."""
        for one, name in self.at(line, column):
            start = one.place.column - 1
            return Told(hover_of(name, self.story), start, start + one.length)
        if (person := self._speaker(line, column)) is not None:
            return Told(hover_of(person[0], self.story), person[1], person[2])
        word = next((one for one in _WORD.finditer(self.line(line)) if one.start() <= column <= one.end()), None)
        if word is not None and self._is_condition(line, word.start()) and (words := hover_of_question(word[0])):
            return Told(words, word.start(), word.end())
        if not self._is_play and (key := key_at(self.lines, line, column)) and (words := hover_of_key(key[0])):
            return Told(words, key[1], key[2])
        return None

    def _is_condition(self, line: int, column: int) -> bool:
        if self._is_play:
            return self.line(line).lstrip().startswith(("expect", "from", "with"))
        cursor = cursor_at(self.lines, line, column)
        shape = shape_at(cursor.path)
        kind = short_form(shape) or shape
        return kind is Condition or (kind is Prose and in_tag(cursor.before))

    def _speaker(self, line: int, column: int) -> tuple[Name, int, int] | None:
        for speech in self.story.names_of(self.path).speeches:
            start = speech.place.column - 1
            if speech.place.line == line + 1 and start <= column <= start + len(speech.name):
                name = speaker(self.story, speech.name)
                return (name, start, start + len(speech.name)) if name else None
        return None

    # --- where it is

    def definition(self, line: int, column: int) -> Iterator[Spot]:
        """Where what stands at a place is given; of a claim that says nothing of its moment, its moment too."""
        names = [name for _, name in self.at(line, column)]
        if (person := self._speaker(line, column)) is not None:
            names.append(person[0])
        for name in names:
            yield self._spot(self.story.defined[name.section][name.whole])

    def references(self, line: int, column: int, *, with_definition: bool) -> Iterator[Spot]:
        """Every place where what stands at a place is named."""
        for _, name in self.at(line, column)[:1]:
            for path, one in self.story.occurrences(self._buffers):
                if self.story.name_of(one) == name and (with_definition or not one.gives):
                    yield self._spot(one, path)

    def _spot(self, one: Occurrence, path: Path | None = None) -> Spot:
        start = one.place.column - 1
        return Spot(path or self.story.file_of(one.place), one.place.line - 1, start, start + one.length)

    # --- other names

    def renameable(self, line: int, column: int) -> tuple[Spot, str] | None:
        """What would get another name: where it stands, and what it is called."""
        found = renameable(self.story.at(self.path, line + 1, column + 1, self._buffers), self.story)
        return (self._spot(found[0], self.path), found[1].own) if found else None

    def rename(self, line: int, column: int, new: str) -> dict[Path, list[Edit]]:
        """The edits that give what stands at a place another name; raises CannotRename."""
        found = renameable(self.story.at(self.path, line + 1, column + 1, self._buffers), self.story)
        return rename(found[1], new, self.story, self._buffers) if found else {}

    # --- the whole of it

    def outline(self) -> tuple[Entry, ...]:
        """What the document gives."""
        names = self.story.names_of(self.path)
        return outline(names.root, names.sections)
