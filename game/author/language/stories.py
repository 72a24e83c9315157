"""A story as it stands in the editor: the files on disk, the open buffers in their place, and all names in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.author.language.names import FileNames, Name, Occurrence, names_in
from game.author.language.plays import names_in_play
from game.play.rules import Rules
from game.story.load import Loading, load
from game.story.model import Sections
from game.story.source import (
    NoStoryHere,
    Place,
    Source,
    Unreadable,
    decode,
    playthroughs_in,
    read_source,
    shown_path,
)
from game.story.tree import NotATree

NOTHING = FileNames((), (), None, None)


def _is_yaml(path: Path) -> bool:
    return path.suffix in (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read from a text."""

    text: str
    names: FileNames
    broken: bool = False
    """Whether the text cannot be read, and `names` are those of the last one that could."""


class WrittenStory:
    """One story that is being written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules: Rules | None = None
        """The rules of the last version that had no errors."""
        self._known: dict[Path, _Known] = {}
        self._files: dict[str, Path] = {}
        """The files by their paths as places name them."""
        self._named: dict[str, dict[str, Any]] = {}
        self._plays: dict[Path, tuple[Occurrence, ...]] = {}
        self._plays_known: tuple[Rules | None, dict[Path, str]] = (None, {})
        """What the names in the playthroughs were found with."""
        self.defined: dict[str, dict[str, Occurrence]] = {}
        """For each section, where its names are given."""

    def load(self, buffers: Mapping[Path, str]) -> Loading | None:
        """Everything that is wrong with the story, and what it is if nothing is; None if it has no files.

        It changes nothing, and so can run beside everything else.
        """
        here = {path: text for path, text in buffers.items() if _is_yaml(path) and path.is_relative_to(self.folder)}
        try:
            return load(self.folder, unsaved=here)
        except NoStoryHere:
            return None

    def take(self, loading: Loading | None, buffers: Mapping[Path, str]) -> None:
        """Knows from now on what was loaded."""
        if loading is None:
            return
        if loading.story is not None:
            self.rules = Rules(loading.story)
        self._files = dict(loading.files)
        sources = {path: loading.sources[shown] for shown, path in loading.files.items() if shown in loading.sources}
        self._known = {path: known for path, known in self._known.items() if path in sources}
        for path, source in sources.items():
            self._read(path, source)
        self._join()

    def refresh(self, buffers: Mapping[Path, str]) -> None:
        """Takes what is in the buffers, without checking the story."""
        for path, text in buffers.items():
            if _is_yaml(path) and path.is_relative_to(self.folder):
                try:
                    shown = shown_path(path)
                    self._files[shown] = path
                    self._read(path, Source(shown, decode(text.encode("utf-8", "surrogatepass"), shown)))
                except Unreadable:
                    continue
        self._join()

    def _read(self, path: Path, source: Source) -> None:
        known = self._known.get(path)
        if known is not None and known.text == source.text:
            return
        try:
            self._known[path] = _Known(source.text, names_in(source))
        except NotATree:
            self._known[path] = _Known(source.text, known.names if known else NOTHING, broken=True)

    def _join(self) -> None:
        self.defined, self._named = {}, {}
        for known in self._known.values():
            for one in known.names.occurrences:
                if one.gives:
                    self.defined.setdefault(one.sections[0], {}).setdefault(one.whole, one)

    # --- what it says

    @property
    def broken(self) -> list[Path]:
        """The files that cannot be read."""
        return [path for path, known in self._known.items() if known.broken]

    def file_of(self, place: Place) -> Path:
        """The file in which a place is."""
        return self._files.get(place.path, Path(place.path))

    def lines_of(self, path: Path) -> list[str]:
        """The lines of a file of the story."""
        known = self._known.get(path)
        return known.text.split("\n") if known else []

    def names_of(self, path: Path) -> FileNames:
        """The names in a file of the story."""
        known = self._known.get(path)
        return known.names if known else NOTHING

    def sections(self) -> Iterator[Sections]:
        """What could be read, file by file."""
        return (known.names.sections for known in self._known.values() if known.names.sections is not None)

    def named(self, section: str) -> dict[str, Any]:
        """What could be read of a section of the files, by name, whichever file it stands in."""
        if section not in self._named:
            self._named[section] = {}
            for sections in self.sections():
                self._named[section].update(getattr(sections, section, {}))
        return self._named[section]

    def name_of(self, one: Occurrence) -> Name | None:
        """What a name means that stands somewhere; None if nothing bears it."""
        for section in one.sections:
            if one.whole in self.defined.get(section, {}):
                return Name(section, one.whole)
        return None

    def plays(self, buffers: Mapping[Path, str]) -> dict[Path, tuple[Occurrence, ...]]:
        """The names in each playthrough of the story."""
        texts = {
            path: text for path, text in buffers.items() if path.suffix == ".play" and path.is_relative_to(self.folder)
        }
        paths = sorted({*playthroughs_in(self.folder), *texts})
        sources = {path: source for path in paths if (source := self._play(path, texts))}
        known = (self.rules, {path: source.text for path, source in sources.items()})
        if known != self._plays_known:
            self._plays = {
                path: names_in_play(source, self.rules, lambda name, folder=path.parent: sources.get(folder / name))  # type: ignore[misc]
                for path, source in sources.items()
            }
            self._plays_known = known
        return self._plays

    def _play(self, path: Path, texts: Mapping[Path, str]) -> Source | None:
        shown = shown_path(path)
        try:
            if path in texts:
                return Source(shown, decode(texts[path].encode("utf-8", "surrogatepass"), shown))
            return read_source(path, shown, self.folder)
        except Unreadable:
            return None

    def occurrences(self, buffers: Mapping[Path, str]) -> Iterator[tuple[Path, Occurrence]]:
        """Every place where any name stands, in the files of the story and in its playthroughs."""
        for path, known in self._known.items():
            yield from ((path, one) for one in known.names.occurrences)
        for path, found in self.plays(buffers).items():
            yield from ((path, one) for one in found)

    def at(self, path: Path, line: int, column: int, buffers: Mapping[Path, str]) -> list[Occurrence]:
        """The names at a place; line and column count from 1. Several, where one key means two things."""
        here = self.plays(buffers).get(path, ()) if path.suffix == ".play" else self.names_of(path).occurrences
        return sorted((one for one in here if one.holds(line, column)), key=lambda one: one.implied)
