"""What each file of a story came to, kept by itself: after an edit only the edited files are parsed and read.

The part of a file is plain data: its sections, the names that it gives, and what it asks of the whole story, each
question once. A story that is joined from parts goes through the same checks as any other. What is not kept is where a
question stands, so that a part can tell that nothing is wrong, and not where something is: at the first sign of an
error, the story is to be loaded from nothing.

Parts lie beside the stories that are kept, and are trusted like them; see `game.story.cache`.
"""

from __future__ import annotations

import contextlib
import marshal
import time
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from game.story import tree
from game.story.cache import Stamp, is_settled, name_of, name_within, own_and_whole, program, put, stamp
from game.story.conditions import Condition, tests_in
from game.story.findings import Findings
from game.story.joining import Joiner, Loading, digest_of
from game.story.kinds import Reference
from game.story.load import collector_at_rest
from game.story.packing import packed, unpacked
from game.story.problems import PROBLEMS
from game.story.prose import Insert, Prose, tree_walk
from game.story.source import MAX_FILES, Place, Source, story_files
from game.story.speech import speeches_in


class Doubtful(Exception):
    """There may be an error, and only loading the story from nothing can tell."""


class Questions(Struct):
    """What some files ask of the whole story."""

    names: set[tuple[tuple[str, ...], str]] = field(default_factory=set)
    """Names that have to stand in one of some sections."""
    tests: set[str] = field(default_factory=set)
    """What conditions ask, test by test."""
    inserts: set[str] = field(default_factory=set)
    """What prose inserts."""
    speakers: set[str] = field(default_factory=set)
    """Who speaks in prose."""

    @property
    def plain(self) -> tuple[list[Any], ...]:
        """As plain data, in an order that is always the same."""
        return sorted(self.names), sorted(self.tests), sorted(self.inserts), sorted(self.speakers)

    def add(self, plain: tuple[list[Any], ...]) -> None:
        """Adds questions that were plain data."""
        names, tests, inserts, speakers = plain
        self.names.update(names)
        self.tests.update(tests)
        self.inserts.update(inserts)
        self.speakers.update(speakers)

    def ask(self, findings: Findings) -> None:
        """Puts the questions as if they stood in a file."""
        source = Source("", "")

        def text(value: str) -> tree.Text:
            return tree.Text(value, source, 0, 0, None)

        findings.references += [(Reference(sections), text(name), "") for sections, name in self.names]
        findings.conditions += [(Condition(test), text(test)) for test in self.tests]
        prose = "\n\n".join([*(f"{{{name}}}" for name in self.inserts), *(f"{name}:" for name in self.speakers)])
        findings.prose.append((Prose(prose), text(prose)))


class _Flawless(Findings):
    """Findings in which there is no error: at the first, they raise Doubtful."""

    def report(self, code: str, place: Place, **details: object) -> None:
        """Passes over a warning, for which a player has no use."""
        if PROBLEMS[code].level == "error":
            raise Doubtful

    def place_of(self, name: str, owner: str = "") -> Place:
        """Where a name stands that has to do with an error."""
        raise Doubtful


class Parts:
    """The parts of the files of the story in one folder."""

    def __init__(self, caches: Path | None, folder: Path) -> None:
        self.folder = folder
        self._path: Path | None = None
        self._looked_at = time.time_ns()
        self._stamps: dict[str, Stamp] = {}
        self._kept: dict[bytes, bytes] = {}
        """The parts by the digests of the texts that they are made of."""
        self._unchanged: dict[Stamp, bytes] = {}
        """The digests of files, by what their stamps are as long as they do not change."""
        with contextlib.suppress(OSError, RuntimeError):
            self._path = caches / f"{name_of(folder)}.parts" if caches else None
            self._stamps = {file[0]: file for file in stamp(folder)}

    def load(self) -> Loading | None:
        """What came of loading the story, without warnings, and with no place but those of names that are given.

        None if it has to be loaded from nothing: because nothing is kept, or because there may be an error.
        """
        self._read()
        paths = list(story_files(self.folder)) if self._kept else []
        if not 0 < len(paths) <= MAX_FILES:
            return None
        joiner = _PartJoiner(self)
        with collector_at_rest(), contextlib.suppress(Doubtful):
            for path in paths:
                joiner.read_file(path, self.folder)
            return joiner.finish(advise=False)
        return None

    def write(self, loading: Loading) -> None:
        """Keeps the parts of a story that loaded. That they cannot be written does no harm."""
        findings = loading.findings
        if loading.story is None or self._path is None:
            return
        if findings.unread or findings.perhaps or findings.flawed or findings.incomplete:
            return
        made = parts_of(loading)
        parts = {digest: made.get(shown) or self._kept.get(digest) for shown, digest in loading.digests.items()}
        kept = {digest: part for digest, part in parts.items() if part}  # there is none of an empty file
        stamps = {shown: self._stamps.get(name_within(path, self.folder)) for shown, path in loading.files.items()}
        files = [(stamps[shown], digest) for shown, digest in loading.digests.items() if stamps[shown]]
        put(self._path, marshal.dumps((program(), self._looked_at, files, kept)))

    def part_of(self, path: Path) -> tuple[bytes, bytes] | None:
        """The digest and the part of a file that has not changed since it was kept; None if that cannot be said."""
        digest = self._unchanged.get(self._stamps.get(name_within(path, self.folder), ()))
        return (digest, self._kept[digest]) if digest in self._kept else None

    def part_for(self, digest: bytes) -> bytes | None:
        """The part that is made of a text with this digest, if it is kept."""
        return self._kept.get(digest)

    def _read(self) -> None:
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError, KeyError):
            if self._path is not None:
                by, looked_at, files, kept = marshal.loads(own_and_whole(self._path))  # noqa: S302 - see `game.story.cache`
                if by == program():
                    self._kept = kept
                    self._unchanged = {stamped: digest for stamped, digest in files if is_settled(stamped, looked_at)}


class _PartJoiner(Joiner):
    """Joins a story from parts, and from the files of which there is none."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.folder, {}, _Flawless())
        self.parts, self.questions = parts, Questions()

    def take_file(self, path: Path, shown: str, folder: Path) -> None:
        """Takes a file, which need not be read if it is the same as ever."""
        if found := self.parts.part_of(path):
            self.digests[shown] = found[0]
            self.take_part(shown, found[1])
        else:
            super().take_file(path, shown, folder)

    def take_source(self, source: Source) -> None:
        """Takes a text, which need not be parsed if it was before."""
        if part := self.parts.part_for(digest := digest_of(source.text)):
            self.digests[source.path] = digest
            self.take_part(source.path, part)
        else:
            super().take_source(source)

    def take_part(self, shown: str, part: bytes) -> None:
        """Takes what a file came to."""
        size, plain, header_at, defined, asked = marshal.loads(part)  # noqa: S302 - see `game.story.cache`
        self.has_room(shown, size)
        for section, names in defined.items():
            for name, (line, column) in names.items():
                self.findings.define(section, name, Place(shown, line, column))
        self.questions.add(asked)
        self.add_sections(shown, unpacked(plain), Place(shown, *header_at) if header_at else None)

    def finish(self, *, advise: bool) -> Loading:
        """The story, checked as a whole; raises Doubtful."""
        self.questions.ask(self.findings)
        return super().finish(advise=advise)


def parts_of(loading: Loading) -> dict[str, bytes]:
    """The parts of all files of a story that were parsed, by their paths as diagnostics name them."""
    questions = _questions_of(loading)
    defined: dict[str, dict[str, dict[str, tuple[int, int]]]] = {shown: {} for shown in loading.sources}
    for section, names in loading.defined.items():
        for name, place in names.items():
            if place.path in defined:
                defined[place.path].setdefault(section, {})[name] = (place.line, place.column)
    return {
        shown: marshal.dumps(
            (
                len(source.text),
                packed(said.sections),
                said.header_place and said.header_place[1:],
                defined[shown],
                questions[shown].plain,
            )
        )
        for shown, said in loading.said.items()
        if (source := loading.sources.get(shown))
    }


def _questions_of(loading: Loading) -> dict[str, Questions]:
    """What each of the files that were parsed asks of the whole story."""
    findings, questions = loading.findings, {shown: Questions() for shown in loading.sources}
    for reference, text, _ in findings.references:
        if asked := questions.get(text.source.path):
            asked.names.add((reference.sections, text.value))
    for condition, text, _ in findings.asked:
        if asked := questions.get(text.source.path):
            asked.tests.update(map(str, tests_in(condition.tree)))
    for prose, text in findings.prose:
        asked = questions.get(text.source.path)
        if asked and "{" in prose.text:
            asked.inserts.update(part.name for part in tree_walk(prose.body) if isinstance(part, Insert))
        if asked and ":" in prose.text:
            asked.speakers.update(name for name, _ in speeches_in(prose.text))
    return questions
