"""Files written whole: at every moment, even one at which the power goes, a file is the old one or the new one.

Only a file that is given up for another, so as to be written on, is neither.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def write_whole(path: Path, data: bytes, worn: Path | None = None) -> None:
    """Puts the data into a file, beside it first and then in its place; raises OSError.

    A file that is there keeps its permissions, and stays where a link to it leads. What is no regular file, and a file
    that may not be written, is left alone. `worn` is a file of ours that is no longer wanted: it goes, and its room on
    the disk is written on, which is sooner done than to find new room and to clear the old. Whoever reads it meanwhile
    may read anything.
    """
    path = _target(path)
    mode = _mode(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with _open(temporary, worn) as file:
            file.write(data)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):  # who asked for the one file knows nothing of the other
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    _sync_folder(path.parent)


def write_out(path: Path, data: bytes) -> None:
    """Puts the data where a user asks for it: into a file, whole; or into a pipe or the like. Raises OSError."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
    else:
        write_whole(path, data)


def _open(path: Path, worn: Path | None) -> BinaryIO:
    """Opens a file to write it from its beginning: the worn one, if nobody else has it, or else a new one."""
    if worn is not None:
        with contextlib.suppress(OSError):
            found = worn.lstat()
            if stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and os.access(worn, os.W_OK):
                worn.replace(path)
                return path.open("r+b")
            worn.unlink()
    return path.open("wb")


def _target(path: Path) -> Path:
    """The file that is meant, if there is a link in its place; raises OSError if the link leads round in a circle."""
    if not path.is_symlink():
        return path
    try:
        return path.resolve()
    except RuntimeError as error:  # what a circle was up to Python 3.12
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def _mode(path: Path) -> int | None:
    """The permissions of a file, None if there is none yet; raises OSError if it must not be replaced."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OSError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    if not os.access(path, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return stat.S_IMODE(mode)


def make_folder(folder: Path) -> None:
    """Makes a folder, and those that it lies in, so that they last through a power cut; raises OSError."""
    if folder.is_dir():
        return
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in new:
        _sync_folder(path.parent)


def why_no_folder(path: Path) -> str:
    """Why no files can be written into a folder, which may have to be made; nothing if it is likely that they can."""
    there = next(one for one in (path, *path.absolute().parents) if os.path.lexists(one))
    if not there.is_dir():
        return f"{there} is no folder"
    return "" if os.access(there, os.W_OK | os.X_OK) else f"{there} may not be written in"


def _sync_folder(folder: Path) -> None:
    """Makes the rename itself last through a power cut, where the system knows how."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
