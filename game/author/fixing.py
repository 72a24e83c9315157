"""`check --fix`: mends what can be mended in one way only, and says what it did.

Everything else in a file stays as it is, byte for byte. Each mending is tried on the story before it is kept: the
problem has to be gone, and no other may have come in its place. What could have been meant in two ways is left alone.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from game.author.quoting import Change
from game.author.repairs import NO_TEXT, NO_TREE, REPAIRS
from game.files import write_whole
from game.story.diagnostics import Diagnostic
from game.story.load import Loading, load
from game.story.source import UTF_16, Place

MOST_ROUNDS = 200
"""How many mendings one run makes: of a story in which more is wrong, something else is the matter."""


class NotMended(Exception):
    """A file that cannot be read or written, in words for the author."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A mending that was made: the place as messages show it, and what it was."""

    place: Place
    words: str

    def __str__(self) -> str:
        return f"{self.place.path}:{self.place.line}: mended: {self.words}"


def fix(folder: Path) -> Iterator[Mended]:
    """Mends the files of the story in a folder, and gives each mending once it is on disk.

    A file is written whole or not at all. Raises NotMended at the first that cannot be read or written.
    """
    passed: set[tuple[str, Diagnostic]] = set()
    for _ in range(MOST_ROUNDS):
        made = _mend_one(folder, load(folder), passed)
        if made is None:
            return
        yield made


def _mend_one(folder: Path, before: Loading, passed: set[tuple[str, Diagnostic]]) -> Mended | None:
    """Mends the first problem that can be mended; None if there is none. What was tried in vain goes into `passed`."""
    for diagnostic in before.diagnostics:
        path = before.files.get(diagnostic.place.path)
        if path is None or diagnostic.code not in REPAIRS:
            continue
        with _or_say(diagnostic.place, "read"):
            data = path.read_bytes()
        text = _decoded(data)
        if text is None or (text, diagnostic) in passed:
            continue
        passed.add((text, diagnostic))
        change = next(_kept(folder, path, before, diagnostic, text), None)
        if change is not None:
            with _or_say(diagnostic.place, "written"):
                write_whole(path, _encoded(change.text, data))
            return Mended(diagnostic.place, change.words)
    return None


@contextmanager
def _or_say(place: Place, done: str) -> Iterator[None]:
    """Turns an OSError into NotMended; `done` is what cannot be done with the file."""
    try:
        yield
    except OSError as error:
        raise NotMended(f"{place.path} cannot be {done}: {error.strerror or error}") from error


def _decoded(data: bytes) -> str | None:
    """The text with its line ends as they are; what begins with the mark of UTF-16 can be nothing else."""
    try:
        if data.startswith(UTF_16):
            return data.decode("utf-16")
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _encoded(text: str, before: bytes) -> bytes:
    return (codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b"") + text.encode("utf-8")


def _kept(folder: Path, path: Path, before: Loading, diagnostic: Diagnostic, text: str) -> Iterator[Change]:
    """The mendings of a problem after which it is gone, and nothing is wrong that was not before."""
    for change in REPAIRS[diagnostic.code](text, diagnostic):
        after = load(folder, unsaved={path: change.text})
        own = [found for found in after.diagnostics if found.place.path == diagnostic.place.path]
        if diagnostic.code in NO_TEXT:
            is_better = all(found.code not in NO_TEXT for found in own)
        elif diagnostic.code in NO_TREE:
            # What stands behind a place that could not be read may have problems of its own; it has to have been read.
            is_better = all(found.code not in NO_TREE or found.place > diagnostic.place for found in own)
        else:
            is_better = _is_better(before, after, diagnostic.place)
        if is_better:
            yield change


def _is_better(before: Loading, after: Loading, place: Place) -> bool:
    """Whether less is wrong with a story after a mending at a place, and nothing that was not before.

    Some warnings are looked for only where nothing is an error. If they come to light with the last one, they were
    there all the time, but for those on the very line that was mended.
    """
    was, now = _without_columns(before), _without_columns(after)
    if before.errors and not after.errors:
        for one in after.diagnostics:
            if one.place[:2] != place[:2]:
                now[one.place.path, one.place.line, one.code, one.words] = 0
    return now < was


def _without_columns(loading: Loading) -> Counter[tuple[str, int, str, str]]:
    """How often there is each problem on a line: a mending moves what stands behind it on the same one."""
    return Counter((one.place.path, one.place.line, one.code, one.words) for one in loading.diagnostics)
