"""Stories kept ready: what came of loading a story, in the user's own cache folder, until one of its files changes.

A story that is kept is taken up without reading a file of it, and each of its scenes is made when it is first asked
for. What is kept is trusted as Python trusts its `.pyc` files, and like them it is written with `marshal`: it lies in
the user's own cache folder, never in a story's, and is passed over unless it belongs to the user, is whole, and was
written by this very program, under this very Python, from files that have not changed since. It can always be deleted.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from game import __version__
from game.story.model import Header, Sections
from game.story.packing import packed, unpacked
from game.story.source import Place, story_files
from game.story.story import Claims, Story

FORMAT = 2
"""The version of the form in which stories are kept."""

SETTLED = 2 * 10**9
"""Nanoseconds: a file that was changed less before it was kept may have been changed again without its time showing."""

MOST_KEPT = 16
"""How many stories are kept; those that were used longest ago go first."""

_SECTIONS = tuple(name for name in Sections.__struct_fields__ if name not in ("story", "recap"))

Value = TypeVar("Value")
Stamp = tuple[Any, ...]
Buffer = bytes | bytearray | memoryview


class Kept(Mapping[str, Value]):
    """A mapping whose values are unpacked when they are first asked for."""

    def __init__(self, starts: dict[str, int], things: memoryview, unpack: Callable[[Any], Value]) -> None:
        """`starts` says where among `things`, which are plain data one after the other, each value begins."""
        self._starts, self._things, self._unpack = starts, things, unpack
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._made:
            plain = marshal.loads(self._things[self._starts[name] :])  # noqa: S302 - see the module
            self._made[name] = self._unpack(plain)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._starts

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def __len__(self) -> int:
        return len(self._starts)


class StoryCache:
    """Where the story of one folder is kept."""

    def __init__(self, caches: Path | None, folder: Path, catalogue: Path | None = None) -> None:
        """With a catalogue, what is kept is the story as it is told from it."""
        self._folder = folder
        self._more = (catalogue,) if catalogue else ()
        self._path = None
        self._looked_at = time.time_ns()
        self._stamp: Stamp | None = None
        self._digest_then: bytes | None = None
        with contextlib.suppress(OSError, RuntimeError):
            language = f".{catalogue.stem}" if catalogue else ""
            self._path = caches / f"{name_of(folder)}{language}.story" if caches else None
            found = stamp(folder, *self._more)
            if self._path and not all(is_settled(one, self._looked_at) for one in found):
                self._digest_then = _digest(folder, *self._more)
            self._stamp = found

    def read(self) -> tuple[Story, Any] | None:
        """The story and what was kept with it; None if it is not kept, or not as its files are now."""
        if self._path is None or self._stamp is None:
            return None
        try:
            head, content = _parted(own_and_whole(self._path))
            by, stamps, looked_at, digest = marshal.loads(head)  # noqa: S302 - see the module
            if by != program():
                return None
            if stamps != self._stamp or not all(is_settled(one, looked_at) for one in stamps):
                same_sizes = [one[:2] for one in stamps] == [one[:2] for one in self._stamp]
                if not same_sizes or digest != _digest(self._folder, *self._more):
                    return None
                self._put(digest, content)
            index, things = _parted(content)
            plain = marshal.loads(index)  # noqa: S302 - see the module
            return _story(plain, things), plain["beside"]
        except (OSError, ValueError, EOFError, TypeError, KeyError, MemoryError):
            return None

    def write(self, story: Story, beside: Any) -> None:
        """Keeps a story that was loaded since this was made, and plain data beside it.

        That it cannot be written does no harm. Where the times of the files may lie, their bytes have to be those that
        they were before the story was loaded: what is kept is vouched for by what they are now.
        """
        with contextlib.suppress(OSError, ValueError):
            digest = _digest(self._folder, *self._more)
            if self._digest_then in (None, digest):
                self._put(digest, _content(story, beside))

    def _put(self, digest: bytes, content: Buffer) -> None:
        """Writes the file, unless the story's files have changed since they were read."""
        if self._path is None or stamp(self._folder, *self._more) != self._stamp:
            return
        put(self._path, _joined(marshal.dumps((program(), self._stamp, self._looked_at, digest)), content))


def put(path: Path, data: bytes) -> None:
    """Writes a file of the cache, and forgets the oldest of its kind. That it cannot be written does no harm."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.write_bytes(zlib.crc32(data).to_bytes(4, "big") + data)
        temporary.replace(path)
        _forget_the_oldest(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()


def own_and_whole(path: Path) -> memoryview:
    """The content of a file that `put` wrote; raises ValueError if it is somebody else's, or damaged."""
    with path.open("rb") as file:
        if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
            raise ValueError("another user's")
        data = memoryview(file.read())  # all at once: in two parts it takes three times as long
    checksum, content = data[:4], data[4:]
    if zlib.crc32(content).to_bytes(4, "big") != checksum:
        raise ValueError("damaged")
    return content


def program() -> Stamp:
    """What has written a file: the form, the Python, the program, and its code, which may be worked on."""
    here = Path(__file__).parent
    folders = (here, *(here / name for name in ("model", "checks", "problems", "translation")), here.parent / "play")
    # The modules alone: the folder of what Python compiles of them changes as they are imported for the first time.
    modules = (entry for folder in folders for entry in os.scandir(folder) if entry.name.endswith(".py"))
    code = tuple(sorted((entry.name, entry.stat().st_mtime_ns) for entry in modules))
    return FORMAT, sys.hexversion, sys.implementation.name, __version__, code


def name_of(folder: Path) -> str:
    """What the files of a folder's story are called in the cache.

    Two folders of one checksum take turns: what is kept is compared with the files in any case.
    """
    return f"{zlib.crc32(os.fsencode(folder.resolve())):08x}"


def name_within(path: Path, folder: Path) -> str:
    """The path of a file that lies in a folder, from there on."""
    return os.fspath(path).removeprefix(os.fspath(folder))


def stamp(folder: Path, *more: Path) -> Stamp:
    """For each file of a story, and more that lie in its folder: the path there, the size, when it was changed."""
    files = ((name_within(path, folder), path.stat()) for path in (*story_files(folder), *more))
    return tuple((name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in files)


def is_settled(one: Stamp, looked_at: int) -> bool:
    """Whether a file with this stamp had been left alone for a while when it was looked at: else its times may lie."""
    return all(changed + SETTLED < looked_at for changed in one[2:])


def _digest(folder: Path, *more: Path) -> bytes:
    """Of the names and the bytes of a story's files, and of more that lie in its folder."""
    import hashlib  # noqa: PLC0415 - only where the times of the files do not tell

    digest = hashlib.sha256()
    for path in (*story_files(folder), *more):
        data = path.read_bytes()
        digest.update(b"%s\0%d\0" % (os.fsencode(path.relative_to(folder)), len(data)))
        digest.update(data)
    return digest.digest()


def _joined(first: bytes, second: Buffer) -> bytes:
    """Two pieces as one."""
    return b"".join((len(first).to_bytes(8, "big"), first, second))


def _parted(both: memoryview) -> tuple[memoryview, memoryview]:
    """The two pieces of one, none of them copied: a large story has tens of megabytes."""
    end = 8 + int.from_bytes(both[:8], "big")
    return both[8:end], both[end:]


def _content(story: Story, beside: Any) -> bytes:
    """A story and plain data beside it: what is needed at once, and then each thing of its sections by itself."""
    things = bytearray()

    def put_away(thing: Any) -> int:
        start = len(things)
        things.extend(marshal.dumps(thing))
        return start

    index = {
        "header": packed(story.header),
        "recap": packed(story.recap),
        "fingerprint": story.fingerprint,
        "claims": list(story.claims),
        "defined": {
            section: put_away({name: tuple(place) for name, place in places.items()})
            for section, places in story.defined.items()
        },
        "sections": {
            section: {name: put_away(packed(thing)) for name, thing in getattr(story, section).items()}
            for section in _SECTIONS
        },
        "beside": beside,
    }
    return _joined(marshal.dumps(index), things)


def _story(index: dict[str, Any], things: memoryview) -> Story:
    header: Header = unpacked(index["header"])
    sections: dict[str, Any] = {name: Kept(starts, things, unpacked) for name, starts in index["sections"].items()}
    return Story(
        story=header,
        header=header,
        recap=unpacked(index["recap"]),
        fingerprint=index["fingerprint"],
        defined=Kept(index["defined"], things, _places),
        claims=Claims(sections["accounts"], index["claims"]),
        **sections,
    )


def _places(places: dict[str, tuple[str, int, int]]) -> dict[str, Place]:
    return {name: Place(*place) for name, place in places.items()}


def _forget_the_oldest(path: Path) -> None:
    kept = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda path: path.stat().st_mtime_ns)
    for old in kept[:-MOST_KEPT]:
        old.unlink()
