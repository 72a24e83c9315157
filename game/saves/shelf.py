"""The folder in which the saves of a story lie.

Every autosave is a file of its own with the next number in its name, so that writing one never touches the one before
it; the oldest go only afterwards. A save is written to a temporary file, flushed to the disk, and renamed; only then is
it a save.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game.play.rules import Rules
from game.play.session import Session
from game.saves.record import MAX_BYTES, BadSave, Record, read_record, restore, write_record

KEPT = 4
"""How many autosaves a game keeps: the newest, and three to fall back on."""

KEPT_OF_OTHERS = 8
"""How many are kept that were there before, for another game may be open on the same folder."""

_NAME = re.compile(r"autosave-(\d{1,12})\.json")


@dataclass(frozen=True, slots=True)
class Restored:
    """A game brought back, and words for the player about what was not."""

    session: Session
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedGame:
    """A file that is, or should be, a save. `record` is None if it cannot be read, and `trouble` says why."""

    path: Path
    record: Record | None
    trouble: str = ""


class Shelf:
    """The saves of one story in a folder. Without a folder nothing is kept, and the game goes on all the same."""

    def __init__(self, folder: Path | None, story: str) -> None:
        self.folder = folder / story if folder is not None else None
        self.trouble: str | None = None
        """Why the last save did not come about, in words for the player; None if it did."""
        self._own: list[Path] = []

    def save(self, session: Session) -> str | None:
        """Writes the autosave. Never raises; returns what went wrong, in words for the player."""
        if self.folder is None:
            self.trouble = "not being saved: there is no folder for saves"
            return self.trouble
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            sequence = max((_sequence(path) for path in self._paths()), default=0) + 1
            path = self.folder / f"autosave-{sequence:06}.json"
            write_whole(path, write_record(session, sequence))
            self._own.append(path)
            self.trouble = None
            self._remove_old()
        except OSError as error:
            self.trouble = f"not being saved: {error.strerror or error}"
        return self.trouble

    def _remove_old(self) -> None:
        """Removes the oldest autosaves; that one stays which should have gone does no harm."""
        old = [self._own.pop(0) for _ in range(len(self._own) - KEPT)]
        old += [path for path in self._paths() if path not in self._own][:-KEPT_OF_OTHERS]
        for path in old:
            with contextlib.suppress(OSError):
                path.unlink()

    def games(self) -> list[SavedGame]:
        """Every save in the folder, the oldest first."""
        return [_read(path) for path in self._paths()]

    def latest(self, rules: Rules) -> Restored | None:
        """The newest save that can be read, or None; those that cannot are set aside, and named in the notes."""
        notes = []
        games = self.games()
        for game in games:
            if game.record is None:
                aside = self._set_aside(game.path)
                notes.append(f"The save {game.path.name} was passed over: {game.trouble}. {aside}")
            elif game.record.story != rules.story.header.id:
                notes.append(f"The save {game.path.name} was passed over: it belongs to another story.")
        for game in reversed(games):
            if game.record is not None and game.record.story == rules.story.header.id:
                session, about = restore(game.record, rules)
                return Restored(session, (*notes, *about))
        return None

    def _paths(self) -> Iterator[Path]:
        """The autosaves, the oldest first."""
        if self.folder is not None and self.folder.is_dir():
            yield from sorted((path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)), key=_sequence)

    def _set_aside(self, path: Path) -> str:
        aside = path.with_suffix(".damaged")
        try:
            path.replace(aside)
        except OSError:
            return "It stays where it is."
        return f"It is kept as {aside.name}."


def _sequence(path: Path) -> int:
    """The number in the name of an autosave; 0 for any other file."""
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


def _read(path: Path) -> SavedGame:
    try:
        with path.open("rb") as file:
            return SavedGame(path, read_record(file.read(MAX_BYTES + 1)))
    except BadSave as error:
        return SavedGame(path, None, str(error))
    except OSError as error:
        return SavedGame(path, None, error.strerror or str(error))


def write_whole(path: Path, data: bytes) -> None:
    """Puts the data into a file so that at every moment the file is the old one or the new one; raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Makes the rename itself last through a power cut, where the system knows how."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
