"""The folder in which the saves of a story lie.

Autosaves take turns at a few names, so that writing one never touches the one before it, and the newest is the one with
the greatest number inside. A save is written to a temporary file, flushed to the disk, and renamed; only then is it a
save.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game.play.rules import Rules
from game.play.session import Session
from game.saves.record import MAX_BYTES, BadSave, Record, read_record, restore, write_record

KEPT = 4
"""How many autosaves are kept: the newest, and three to fall back on."""


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
        self._sequence: int | None = None

    def save(self, session: Session) -> str | None:
        """Writes the autosave. Never raises; returns what went wrong, in words for the player."""
        if self.folder is None:
            self.trouble = "there is no folder to save to"
            return self.trouble
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if self._sequence is None:
                self._sequence = max((game.record.sequence for game in self.games() if game.record), default=-1)
            sequence = self._sequence + 1
            write_whole(self.folder / f"autosave-{sequence % KEPT}.json", write_record(session, sequence))
            self._sequence = sequence
            self.trouble = None
        except OSError as error:
            self.trouble = f"not saved: {error.strerror or error}"
        return self.trouble

    def games(self) -> list[SavedGame]:
        """Every save in the folder, the oldest first; those that cannot be read come before all others."""
        found = (_read(path) for path in self._paths())
        return sorted(found, key=lambda game: game.record.sequence if game.record else -1)

    def latest(self, rules: Rules) -> Restored | None:
        """The newest save that can be read, or None; those that cannot are set aside, and named in the notes."""
        notes = []
        games = self.games()
        for game in games:
            if game.record is None:
                aside = self._set_aside(game.path)
                notes.append(f"The save {game.path.name} was passed over: {game.trouble}. {aside}")
        for game in reversed(games):
            if game.record is not None:
                session, about = restore(game.record, rules)
                return Restored(session, (*notes, *about))
        return None

    def _paths(self) -> Iterator[Path]:
        if self.folder is not None and self.folder.is_dir():
            yield from sorted(self.folder.glob("autosave-*.json"))

    def _set_aside(self, path: Path) -> str:
        aside = path.with_suffix(".damaged")
        try:
            path.replace(aside)
        except OSError:
            return "It stays where it is."
        return f"It is kept as {aside.name}."


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
