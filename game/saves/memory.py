"""What is remembered across plays: the endings found, and which passages have been read.

One file beside the saves, a line for each thing; lines are only ever added, so that two games that are open at once
do not take from one another. A line that was cut short is passed over when it is read, and so costs one passage.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from game.digests import blake2b
from game.lean import pattern
from game.play.saving import NotSaved, Part
from game.play.session import Session
from game.play.views import Page, Prose
from game.saves.reading import read_file, refuse_what_is_no_file

NAME = "remembered.log"
MAX_BYTES = 4 * 1024 * 1024
_LINE = pattern(r"(ending|coda|read) ([a-z0-9_]{1,64})", re.ASCII)


class Memory:
    """The file, read when it is first asked."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / NAME if folder is not None else None
        self._known: set[tuple[str, str]] | None = None
        self._unwritten: list[tuple[str, str]] = []

    def has(self, kind: str, name: str) -> bool:
        """Whether something is remembered: an `ending` or a `coda` by id, `read` by the digest of a text."""
        return (kind, name) in self._read()

    def has_read(self, page: Page) -> bool:
        """Whether every passage of a page has been read."""
        return all(("read", digest) in self._read() for digest in _digests(page))

    def remember(self, session: Session) -> NotSaved | None:
        """Notes what the present page tells and where it ends; returns what went wrong.

        What cannot be written is written later.
        """
        scene = session.rules.story.scenes[session.state.scene]
        seen = [("read", digest) for digest in _digests(session.page())]
        seen += [(kind, name) for kind, name in (("ending", scene.ending), ("coda", scene.coda)) if name]
        new = [entry for entry in dict.fromkeys(seen) if entry not in self._read()]
        self._read().update(new)
        self._unwritten += new
        if self._path is None or not self._unwritten:
            return None
        try:
            with suppress(FileNotFoundError):
                refuse_what_is_no_file(self._path)
            with self._path.open("ab") as file:
                # The first line end is for a line of another time that was cut short.
                file.write("".join(["\n", *(f"{kind} {name}\n" for kind, name in self._unwritten)]).encode("ascii"))
                if any(kind != "read" for kind, _ in self._unwritten):  # hours of play lead to an ending
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            return NotSaved(error.strerror or str(error), Part.READ)
        self._unwritten.clear()
        return None

    def _read(self) -> set[tuple[str, str]]:
        if self._known is None:
            self._known = set(self._lines())
        return self._known

    def _lines(self) -> list[tuple[str, str]]:
        if self._path is None:
            return []
        try:
            lines = read_file(self._path, MAX_BYTES).decode("ascii", "replace").split("\n")
        except OSError:
            return []
        return [(found[1], found[2]) for line in lines if (found := _LINE.fullmatch(line))]


def _digests(page: Page) -> list[str]:
    """The passages of a page, each as a short digest of its words."""
    texts = ["\n".join(p.text for p in item.paragraphs) for item in page.items if isinstance(item, Prose)]
    return [blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest() for text in texts]
