"""A bug in the program, told to the player in one calm line; what happened stands in a file, for those who mend it."""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from pathlib import Path

from game import __version__
from game.files import write_whole
from game.words import say

FOLDER = "reports"
MOST_REPORTS = 20
"""How many reports are kept; the newest takes the place of the last one then."""


class Bug(Exception):
    """A bug that came up while a game was played. Its cause is what was raised."""

    def __init__(self, stands: str, folder: Path | None) -> None:
        super().__init__(stands)
        self.stands, self.folder = stands, folder


def told(error: BaseException, folder: Path | None) -> str:
    """One line about a bug: how the game stands, and where the report is, which this writes.

    The report goes to a folder beside the saves, or, if it cannot be written there, among the temporary files.
    """
    stands = ""
    if isinstance(error, Bug):
        stands, folder, error = f" {error.stands}", error.folder, error.__cause__ or error
    path = _write(_report(error), folder)
    where = (
        say("What happened is written in {path}.", path=path)
        if path
        else f"{say('No report could be written.')} {_last_line(error)}"
    )
    return f"{say('Something went wrong in the program.')}{stands} {where}"


def _report(error: BaseException) -> str:
    """Where it happened, without the values of variables: they hold paths, and what the story hides."""
    system = f"perfect-mother {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return f"{system}\n\n{''.join(traceback.format_exception(error))}"


def _last_line(error: BaseException) -> str:
    return " ".join(traceback.format_exception_only(error)[-1].split())


def _write(text: str, folder: Path | None) -> Path | None:
    data = text.encode("utf-8", "replace")
    try:
        if folder is None:
            raise FileNotFoundError
        return _write_beside_saves(data, folder / FOLDER)
    except OSError:
        pass
    try:
        descriptor, name = tempfile.mkstemp(".txt", "perfect-mother-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except OSError:
        return None
    return Path(name)


def _write_beside_saves(data: bytes, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"error-{number}.txt" for number in range(1, MOST_REPORTS + 1)]
    path = folder / next((name for name in names if not (folder / name).exists()), names[-1])
    write_whole(path, data)
    return path
