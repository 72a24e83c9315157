"""Who saves where: each game that is open on a folder has a slot of its own in it, and none writes into another's.

A slot is held by a lock on a file, which the system lets go when the program ends, however it ends.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

MOST_SLOTS = 99

PATIENCE = 0.5
"""Seconds for which the first slot is waited for: a game whose terminal was just closed still writes its last save."""

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Slot:
    """A slot of a folder, held for as long as this is kept. Number 1 is that of a game that is open alone."""

    def __init__(self, number: int, descriptor: int | None, *, is_beside: bool = False) -> None:
        self.number = number
        self.is_beside = is_beside
        """Whether another game holds an earlier one."""
        self._descriptor = descriptor

    @property
    def ending(self) -> str:
        """What the names of its saves end in."""
        return "" if self.number == 1 else f"-{self.number}"

    def release(self) -> None:
        """Lets the slot go."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    __del__ = release


def take_slot(folder: Path) -> Slot:
    """The first slot of a folder that nobody holds; the first of all where nothing can be locked."""
    is_beside = False
    for number in range(1, MOST_SLOTS + 1):
        try:
            descriptor = os.open(folder / f"slot-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:  # such as that of another user, who lets nobody open it
            continue
        try:
            _lock_soon(descriptor, PATIENCE if number == 1 else 0)
        except (BlockingIOError, PermissionError):  # held; Windows calls it the latter
            os.close(descriptor)
            is_beside = True
        except OSError:  # a file system that knows no locks
            os.close(descriptor)
            break
        else:
            return Slot(number, descriptor, is_beside=is_beside)
    return Slot(1, None)


def _lock_soon(descriptor: int, patience: float) -> None:
    """Locks a file within so many seconds. Raises BlockingIOError or PermissionError if it is held even then."""
    end = time.monotonic() + patience
    while True:
        try:
            return _lock(descriptor)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= end:
                raise
        time.sleep(0.02)
