"""The game with a watch on what it does to the files of a folder: each call is written down, and one can be disturbed.

    python -c "from tests.soak.watched import play; play()" play STORY --saves DIR

Runs in the process of the game, for `tests.soak.calls`, which says in the environment what is wanted. A call is what
changes something: opening to write, write, flush, rename, remove, make a folder. At the call with a given number the
program is killed before it, within it (half of what is written is) or after it; or the call fails, or writes only
half. Python's own audit says whether a call got past the watch.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

FOLDER, LOG, AT, ACTION, LASTING = (f"WATCHED_{name}" for name in ("FOLDER", "LOG", "AT", "ACTION", "LASTING"))
"""Names in the environment: the folder; a file for the calls; the number of one, from 1; what becomes of it; whether
of those after it too."""
BEFORE, WITHIN, AFTER, SHORT = "before", "within", "after", "short"
"""What can become of a call, beside an error, which is called as in `errno`."""

Done = TypeVar("Done")


class Watch:
    """The calls, counted."""

    def __init__(self) -> None:
        self.folder = os.path.realpath(os.environ[FOLDER])
        self._log = os.open(os.environ[LOG], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._at, self._action = int(os.environ.get(AT, "0")), os.environ.get(ACTION, "")
        self._lasts = LASTING in os.environ
        self._number = self._depth = 0
        self.write = os.write

    def holds(self, path: object) -> bool:
        """Whether something is in the folder, or the folder itself."""
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False
        whole = os.path.abspath(os.fsdecode(path))
        place = os.path.join(os.path.realpath(os.path.dirname(whole)), os.path.basename(whole))
        return os.path.commonpath([self.folder, place]) == self.folder

    def note(self, what: str, *paths: object) -> None:
        """Writes a call down."""
        line = json.dumps([what, *(os.path.abspath(os.fsdecode(path)) for path in paths)])  # type: ignore[arg-type]
        self.write(self._log, f"{line}\n".encode())

    def call(
        self, what: str, paths: tuple[object, ...], do: Callable[[], Done], half: Callable[[], Done] | None = None
    ) -> Done:
        """Makes a call, or does to it what is wanted."""
        self._number += 1
        self.note(what, *paths)
        action = self._action if self._number == self._at or (self._lasts and self._number > self._at > 0) else ""
        if action == BEFORE:
            kill()
        if hasattr(errno, action):
            number = getattr(errno, action)
            raise OSError(number, os.strerror(number), paths[0])
        self._depth += 1
        try:
            return half() if half is not None and action in (WITHIN, SHORT) else do()
        finally:
            self._depth -= 1
            if action in (WITHIN, AFTER):
                kill()

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Writes down what was changed in the folder past the watch."""
        if self._depth or event not in AUDITED:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
            paths: tuple[Any, ...] = (path,) if writes or any(one in (mode or "") for one in "wax+") else ()
        else:
            paths = arguments
        if any(self.holds(path) for path in paths):
            self.note("past the watch", *(path for path in paths if self.holds(path)))


AUDITED = frozenset(
    {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod"}
)


def kill() -> NoReturn:
    """Ends the program as nobody can catch it."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _path_of(descriptor: object) -> str:
    number = descriptor if isinstance(descriptor, int) else descriptor.fileno()  # type: ignore[attr-defined]
    try:
        return os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        return ""


class WatchedFile(io.FileIO):
    """A file of the folder, opened to write."""

    watch: Watch

    def write(self, data: Any) -> int:
        whole = memoryview(data).cast("B")
        # FileIO.write directly: what `super()` means is not what it means within a lambda
        return self.watch.call(
            "write",
            (self.name,),
            lambda: io.FileIO.write(self, whole),
            lambda: io.FileIO.write(self, whole[: len(whole) // 2]),
        )


def _watch_opening(watch: Watch) -> None:
    real_open, real_os_open, real_write = io.open, os.open, os.write

    def watched_open(file: Any, mode: str = "r", *arguments: Any, **settings: Any) -> Any:
        if not (set(mode) & set("wax+") and watch.holds(file)):
            return real_open(file, mode, *arguments, **settings)
        assert "b" in mode, "only bytes are written to saves"
        assert "+" not in mode
        raw = watch.call(_opening("w" in mode and os.path.exists(file)), (file,), lambda: WatchedFile(file, mode))
        raw.watch = watch
        return io.BufferedWriter(raw)

    def watched_os_open(path: Any, flags: int, *arguments: Any, **settings: Any) -> int:
        if not (flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and watch.holds(path)):
            return real_os_open(path, flags, *arguments, **settings)
        what = _opening(bool(flags & os.O_TRUNC) and os.path.exists(path))
        return watch.call(what, (path,), lambda: real_os_open(path, flags, *arguments, **settings))

    def watched_write(descriptor: int, data: Any) -> int:
        path = _path_of(descriptor)
        if not watch.holds(path) or not path:
            return real_write(descriptor, data)
        whole = memoryview(data).cast("B")
        return watch.call(
            "write",
            (path,),
            lambda: real_write(descriptor, whole),
            lambda: real_write(descriptor, whole[: len(whole) // 2]),
        )

    for module, name, watched in (
        (io, "open", watched_open),
        (builtins, "open", watched_open),
        (os, "open", watched_os_open),
        (os, "write", watched_write),
    ):
        setattr(module, name, watched)


def _opening(is_in_place: bool) -> str:
    return "empty" if is_in_place else "open"


def _watch_names(watch: Watch) -> None:
    def watched(what: str, real: Callable[..., Any], paths: int) -> Callable[..., Any]:
        def do(*arguments: Any, **settings: Any) -> Any:
            if not any(watch.holds(path) for path in arguments[:paths]):
                return real(*arguments, **settings)
            return watch.call(what, arguments[:paths], lambda: real(*arguments, **settings))

        return do

    for name, what, paths in (
        ("replace", "rename", 2),
        ("rename", "rename", 2),
        ("link", "link", 2),
        ("unlink", "remove", 1),
        ("remove", "remove", 1),
        ("rmdir", "remove", 1),
        ("mkdir", "make", 1),
        ("truncate", "empty", 1),
        ("chmod", "allow", 1),
    ):
        setattr(os, name, watched(what, getattr(os, name), paths))


def _watch_flushes(watch: Watch) -> None:
    real = os.fsync

    def fsync(descriptor: Any) -> None:
        path = _path_of(descriptor)
        if not watch.holds(path):
            return real(descriptor)
        return watch.call("flush", (path,), lambda: real(descriptor))

    setattr(os, "fsync", fsync)  # noqa: B010 - mypy takes it for a mistake


def play() -> None:
    """Runs the command line under the watch that the environment describes."""
    watch = Watch()
    _watch_opening(watch)
    _watch_names(watch)
    _watch_flushes(watch)
    sys.addaudithook(watch.audit)
    from game.cli import main  # noqa: PLC0415 - after the watch is set

    sys.exit(main(sys.argv[1:]))
