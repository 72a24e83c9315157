"""Files of a story as bounded text, and places in them.

Everything that reads a story's bytes is here. A file is a stranger's: its size, its encoding and its characters are
checked before anything else looks at it.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from itertools import accumulate, takewhile
from pathlib import Path, PurePath
from typing import NamedTuple

from msgspec import Struct, field

from game.lean import pattern

MAX_FILE_BYTES = 16 * 1024 * 1024
MAX_FILES = 20_000

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How files begin that an editor has saved as UTF-16."""

FORBIDDEN = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters, line separators, and what turns the direction of text round: a terminal would obey them."""

UNSTEADY = pattern("[\xad\u200b]")
"""What a story may hold, and no two terminals give the same width: places where a word or a line may be divided."""

_UNFIT_FOR_PATHS = pattern(f"[\t\n]|{FORBIDDEN.pattern}")

_YAML = (".yaml", ".yml")
_HEADER = pattern(r"^[\"']?story[\"']?\s*:", re.MULTILINE)
_MOST_ABOVE = 3
"""How many folders above a file are looked at for its story, where nobody says from where on it may lie."""


def clean(text: str) -> str:
    """A text from outside, in one line and without characters that a terminal would obey."""
    line = " ".join(text.split())
    return line if line.isprintable() else FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", line)


def shown_path(path: PurePath | str) -> str:
    """A path as messages show it: as it is, but for what a terminal would obey and what would end the line."""
    text = str(path)
    return text if text.isprintable() else _UNFIT_FOR_PATHS.sub("\N{REPLACEMENT CHARACTER}", text)


def path_within(path: Path, folder: Path) -> str:
    """A file as a reader finds it in a folder: from there on if it lies in it, else whole; parts divided by `/`."""
    return shown_path((path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix())


class Place(NamedTuple):
    """A place in a file. Lines and columns count from 1."""

    path: str
    """The file as messages show it, which need not be its name on disk: `Loading.file_of` tells that."""
    line: int
    column: int


class Source(Struct):
    """A file: its path as messages show it, and its text with `\\n` at the line ends."""

    path: str
    text: str
    _lines: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        if not self._lines:
            self._lines = self.text.split("\n")
        return self._lines

    @property
    def starts(self) -> list[int]:
        """Where each line begins in the text, and one more behind the last."""
        if not self._starts:
            self._starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))
        return self._starts

    def place(self, index: int) -> Place:
        """The place of the character at `index`."""
        line = min(bisect_right(self.starts, index), len(self.lines))
        return Place(self.path, line, index - self.starts[line - 1] + 1)


class NoStoryHere(Exception):
    """There is no folder with YAML files at a path."""


class Unreadable(Exception):
    """A file that cannot be taken as text: the code of the problem, the place, and what the message names."""

    text = ""
    """What can be made out of it all the same, to guess the names that it may hold."""

    def __init__(self, code: str, place: Place, **details: object) -> None:
        super().__init__(code)
        self.code, self.place, self.details = code, place, details


def story_files(folder: Path) -> Iterator[Path]:
    """The YAML files under `folder`, in the order of their names; hidden ones and the editors' own are left out."""
    return _files(folder, _YAML)


def playthroughs_in(folder: Path) -> list[Path]:
    """The playthroughs under `folder`, in the order of their paths; what is left out is as for `story_files`."""
    return sorted(_files(folder, (".play",)))


def _files(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for directory, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(files + [name for name in folders if _is_called(name, endings)]):
            if _is_called(name, endings):
                yield Path(directory, name)


def _is_called(name: str, endings: tuple[str, ...]) -> bool:
    return name.endswith(endings) and not name.startswith((".", "#", "~"))


_MISNAMED = pattern(r"(?i)[^.#~].*(\.yaml|\.yml|\.play)(?:s?|\.txt)")


def misnamed_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files under `folder` that are not read for their names alone, each with the ending that their names lack.

    They end almost as files of a story do: in other letters, with an s, or with a .txt that an editor has put behind.
    """
    for directory, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(files):
            found = _MISNAMED.fullmatch(name)
            if found and not name.endswith((*_YAML, ".play")):
                yield Path(directory, name), found[1].lower()


def story_above(path: Path, roots: Collection[Path] = (), texts: Mapping[Path, str] | None = None) -> Path | None:
    """The folder of the story that a file belongs to: the nearest one above that has a file with a `story` section.

    It is not looked for above `roots`, if the file lies in one of them; else in the nearest folders only, as far as
    they are not the user's own or everybody's. `texts` take the place of files, as an editor has them open.
    """
    opened = texts or {}
    inside = [folder for folder in path.parents if any(folder.is_relative_to(root) for root in roots)]
    for folder in inside or takewhile(lambda one: not _is_anyones(one), list(path.parents)[:_MOST_ABOVE]):
        here = [other for other in opened if other.parent == folder and _is_called(other.name, _YAML)]
        with suppress(OSError):
            here += sorted(one for one in folder.iterdir() if _is_called(one.name, _YAML) and one not in opened)
        if any(_has_header(one, folder, opened.get(one)) for one in here):
            return folder
    return None


def _is_anyones(folder: Path) -> bool:
    """Whether a folder is where everything lies: the user's own, one above it, or one in which all may write.

    What is below it would be read as the story's, whatever it is.
    """
    with suppress(OSError, RuntimeError):
        return Path.home().is_relative_to(folder) or bool(folder.stat().st_mode & stat.S_ISVTX)
    return False


def _has_header(path: Path, folder: Path, text: str | None) -> bool:
    """Whether a file has the section `story`."""
    try:
        return _HEADER.search(read_source(path, str(path), folder).text if text is None else text) is not None
    except Unreadable:
        return False


def read_source(path: Path, shown: str, inside: Path) -> Source:
    """The text of the file at `path`, called `shown` in messages.

    Raises Unreadable for what is no regular file, lies outside the folder `inside`, is too large, or is not UTF-8 text.
    """
    start = Place(shown, 1, 1)
    try:
        if not _lies_in(path, inside):
            raise Unreadable("outside-the-folder", start)
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable("not-a-file", start)
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, RuntimeError) as error:
        raise Unreadable("cannot-read", start, reason=getattr(error, "strerror", None) or str(error)) from error
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable("too-large", start, limit=f"{MAX_FILE_BYTES // 1024 // 1024} MiB")
    try:
        return Source(shown, decode(data, shown))
    except Unreadable as error:
        error.text = data.decode("utf-16" if data.startswith(UTF_16) else "utf-8", "replace")
        raise


def _lies_in(path: Path, folder: Path) -> bool:
    """Whether a file lies in a folder, wherever links lead. Only where there is one does it take long to say."""
    between = [path, *path.parents]
    is_below = folder in between and ".." not in path.parts
    if is_below and not any(one.is_symlink() for one in between[: between.index(folder)]):
        return True
    return path.resolve().is_relative_to(folder.resolve())


def decode(data: bytes, shown: str) -> str:
    """The bytes as text, without a byte order mark and with `\\n` at the line ends; raises Unreadable if it is none."""
    if data.startswith(UTF_16):
        mend = "`check --fix` mends that" if shown.endswith(_YAML) else "save it as UTF-8"
        raise Unreadable("not-utf-8", Place(shown, 1, 1), cure=f"it is saved as UTF-16; {mend}")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        place = Place(shown, before.count(b"\n") + 1, column)
        cure = f"it is probably saved as Windows or Latin-1 text (byte 0x{data[error.start]:02X}); save it as UTF-8"
        raise Unreadable("not-utf-8", place, cure=cure) from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Nothing that is forbidden is printable. Nearly every text is, and that is seen in a tenth of the time.
    if not text.replace("\n", "").isprintable() and (found := FORBIDDEN.search(text)):
        place = Source(shown, text).place(found.start())
        raise Unreadable("control-character", place, character=f"U+{ord(found[0]):04X}")
    return text
