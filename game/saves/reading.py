"""Files beside saves, read: as much of them as is believed, and never what would be read for ever."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from game.words import say


def read_file(path: Path, most: int) -> bytes:
    """So many bytes of a file at the most; raises OSError."""
    refuse_what_is_no_file(path)
    with path.open("rb") as file:
        return file.read(most)


def refuse_what_is_no_file(path: Path) -> None:
    """Raises OSError if there is a pipe, a device or a folder: to open a pipe waits for its other end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, say("it is no file"))
