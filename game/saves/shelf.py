"""The folder in which the saves of a story lie.

Every autosave is a file of its own with the next number in its name, so that writing one never touches the four before
it; the fifth goes, and the new one is written on its room on the disk. A save is written to a temporary file, flushed
to the disk, and renamed; only then is it a save. A second game that is open on the same folder has a slot of its own,
and its number in the names.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from game.files import make_folder, write_whole
from game.lean import pattern
from game.play.rules import Rules
from game.play.saving import NotSaved
from game.play.session import Session
from game.saves.reading import read_file
from game.saves.record import MAX_BYTES, BadSave, NewerSave, Record, read_record, restore, write_record
from game.saves.slots import Slot, take_slot
from game.words import say

KEPT = 4
"""How many autosaves a game keeps: the newest, and three to fall back on. There is a fifth, which the next is written
on."""

KEPT_OF_OTHERS = 8
"""How many are kept of games that were played before in the same slot."""

OLD = 60.0
"""Seconds after which a file that was being written is left over from a program that was killed."""

_NAME = pattern(r"autosave-(\d{1,30})(?:-(\d{1,2}))?\.json")
_KEPT_NAME = pattern(r"save-(\d{1,12})(?:-(\d{1,2}))?\.json|episode-[a-z0-9_]{1,64}\.json")
"""What the player saved, and the beginnings of episodes: files that stay until they are deleted."""
_ASIDE_NAME = pattern(r".*\.damaged\d{0,3}")
_TEMPORARY_NAME = pattern(r"\.(?:(?:autosave|save|episode)-[a-z0-9_-]{1,64}|preferences)\.json\.\d{1,10}")
"""What `write_whole` calls a file of ours while it writes it; others in the folder are nobody's but the player's."""


class Restored(Struct, frozen=True):
    """A game brought back, and words for the player about what was not."""

    session: Session
    notes: tuple[str, ...]


class SavedGame(Struct, frozen=True):
    """A file that is, or should be, a save. `record` is None if it cannot be read, and `trouble` says why."""

    path: Path
    record: Record | None
    trouble: str = ""
    is_damaged: bool = False


class Shelf:
    """The saves of one story in a folder. Without a folder nothing is kept, and the game goes on all the same."""

    def __init__(self, folder: Path | None, story: str) -> None:
        self.folder = folder / story if folder is not None else None
        self.trouble: NotSaved | None = None
        """Why the last save did not come about; None if it did."""
        self.passed_over: tuple[str, ...] = ()
        """Words for the player about the saves that `latest` could not bring back."""
        self._own: list[Path] = []
        self._last: Path | None = None
        self._slot: Slot | None = None

    def claim(self) -> bool:
        """Takes a slot to save in; whether another game is open on the folder. Without being called, `save` does."""
        if self.folder is None or self._slot is not None:
            return self._slot is not None and self._slot.is_beside
        with contextlib.suppress(OSError):
            make_folder(self.folder)
            self._slot = take_slot(self.folder)
            for folder in (self.folder, self.folder.parent):
                _sweep(folder)
        return self._slot is not None and self._slot.is_beside

    @property
    def _ending(self) -> str:
        self.claim()
        return self._slot.ending if self._slot is not None else ""

    def release(self) -> None:
        """Lets the slot go: nothing more is going to be saved."""
        if self._slot is not None:
            self._slot.release()

    def save(self, session: Session) -> NotSaved | None:
        """Writes the autosave. Never raises; returns what went wrong."""
        if self.folder is None:
            self.trouble = NotSaved(say("there is no folder for saves"))
            return self.trouble
        try:
            make_folder(self.folder)
            before = list(self._paths())
            self._own = [path for path in self._own if path in before]  # some may have been deleted
            sequence = max(map(_sequence, before), default=0) + 1
            path = self.folder / f"autosave-{sequence:06}{self._ending}.json"
            worn = self._own.pop(0) if len(self._own) > KEPT else None
            write_whole(path, write_record(session, sequence), worn)
            self._own.append(path)
            self._last = path
            self.trouble = None
            self._remove_old([*before, path])
        except OSError as error:
            self.trouble = NotSaved(error.strerror or str(error))
        return self.trouble

    def has_autosave(self) -> bool:
        """Whether the autosave that was last written, or brought back, is still there, or a newer one of another game.

        Also if there was none: then there is nothing to miss.
        """
        if self._last is None or os.access(self._last, os.F_OK):
            return True
        return any(_sequence(path) > _sequence(self._last) for path in self._paths())

    def _remove_old(self, paths: list[Path]) -> None:
        """Removes the oldest of the autosaves; that one stays which should have gone does no harm."""
        here = [path for path in paths if _slot(path) == _slot(self._own[-1])]
        for path in [path for path in here if path not in self._own][:-KEPT_OF_OTHERS]:
            with contextlib.suppress(OSError):
                path.unlink()

    def games(self) -> list[SavedGame]:
        """Every save in the folder, the oldest first."""
        return [_read(path) for path in self._paths()]

    def kept(self) -> list[SavedGame]:
        """Every save that stays until it is deleted, the oldest first."""
        return [_read(path) for path in sorted(self._called(_KEPT_NAME), key=lambda path: (_number(path), path.name))]

    def set_aside(self) -> list[SavedGame]:
        """Every file that was set aside because it was damaged."""
        return [_read(path) for path in sorted(self._called(_ASIDE_NAME))]

    def keep(self, session: Session, name: str, file: str | None = None) -> None:
        """Writes a save that stays: to a file of this name, else to one of its own; raises OSError."""
        if self.folder is None:
            raise FileNotFoundError(0, say("there is no folder for saves"))
        make_folder(self.folder)
        number = max((_number(path) for path in self._called(_KEPT_NAME)), default=0) + 1
        write_whole(self.folder / (file or f"save-{number:06}{self._ending}.json"), write_record(session, number, name))

    def find(self, file: str) -> SavedGame | None:
        """The save in the file of this name."""
        return next((game for game in (*self.kept(), *self.games()) if game.path.name == file), None)

    def leave(self) -> None:
        """Another game is played from now on: the autosaves of this one stay as those of any other game do."""
        self._own.clear()

    def latest(self, rules: Rules) -> Restored | None:
        """The newest save that can be read, or None; those that cannot are set aside, and named in the notes."""
        notes = self._unreadable()
        games = self.games()
        for game in games:
            if game.record is None:
                aside = f" {self._set_aside(game.path)}" if game.is_damaged else ""
                notes.append(
                    say("The save {name} was passed over: {trouble}.", name=game.path.name, trouble=game.trouble)
                    + aside
                )
            elif game.record.story != rules.story.header.id:
                notes.append(
                    say(
                        "The save {name} was passed over: {trouble}.",
                        name=game.path.name,
                        trouble=say("it belongs to another story"),
                    )
                )
        self.passed_over = tuple(notes)
        for game in reversed(games):
            if game.record is not None and game.record.story == rules.story.header.id:
                session, about = restore(game.record, rules)
                self._last = game.path
                return Restored(session, (*self.passed_over, *about))
        return None

    def _unreadable(self) -> list[str]:
        """Words for the player if the folder is there and cannot be read, so that its saves are not taken for lost."""
        try:
            if self.folder is not None:
                next(self.folder.iterdir(), None)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            return [say("The saves cannot be read: {reason}.", reason=error.strerror or error)]
        return []

    def _paths(self) -> Iterator[Path]:
        """The autosaves, the oldest first."""
        yield from sorted(self._called(_NAME), key=lambda path: (_sequence(path), path.name))

    def _called(self, pattern: re.Pattern[str]) -> list[Path]:
        """The files with such names; none if the folder cannot be read."""
        with contextlib.suppress(OSError):
            if self.folder is not None and self.folder.is_dir():
                return [path for path in self.folder.iterdir() if pattern.fullmatch(path.name)]
        return []

    def _set_aside(self, path: Path) -> str:
        names = (path.with_suffix(f".damaged{number or ''}") for number in range(1000))
        try:
            aside = next(name for name in names if not name.exists())
            path.replace(aside)
        except (OSError, StopIteration):
            return say("It stays where it is.")
        return say("It is kept as {name}.", name=aside.name)


def _sequence(path: Path) -> int:
    """The number in the name of an autosave; 0 for any other file."""
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


def _slot(path: Path) -> str:
    """The slot in the name of an autosave, as it is written there."""
    found = _NAME.fullmatch(path.name)
    return (found[2] or "") if found else ""


def _number(path: Path) -> int:
    """The number in the name of a save of the player's; 0 for any other file."""
    found = _KEPT_NAME.fullmatch(path.name)
    return int(found[1]) if found and found[1] else 0


def _read(path: Path) -> SavedGame:
    try:
        return SavedGame(path, read_record(read_file(path, MAX_BYTES + 1)))
    except NewerSave as error:
        return SavedGame(path, None, str(error))
    except BadSave as error:
        return SavedGame(path, None, str(error), is_damaged=True)
    except OSError as error:
        return SavedGame(path, None, error.strerror or str(error))


def _sweep(folder: Path) -> None:
    """Removes what programs that were killed have left of files that they were writing."""
    for path in folder.iterdir():
        if _TEMPORARY_NAME.fullmatch(path.name) and time.time() - path.stat().st_mtime > OLD:
            path.unlink()
