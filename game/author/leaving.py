"""Playthroughs that are left in a folder of the user's by a command that is called again and again.

Such a file is the program's for as long as nobody changes or renames it: its last line has a sum of its name, its story
and all that stands above. What is the program's is replaced, and removed when it is not wanted any more. Every other
file stays as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from game.files import make_folder, write_whole

_MARK = "# As `prove` wrote it; until it is changed, a later proof replaces or removes it: "
_MOST_BYTES = 1_000_000
"""A file that is larger is none of ours."""
_MOST_NAMED = 3


class Leaving:
    """Writes the playthroughs of a story into a folder, and keeps in mind which files were in the way."""

    def __init__(self, folder: Path, story: str) -> None:
        """`story` is its id: what was written for one story, another one does not replace."""
        self.folder, self._story = folder, story
        self.kept: list[Path] = []
        """The files that stay as they are, for they are not as they were written."""

    def write(self, file: str, text: str) -> bool:
        """Writes lines into a file, and makes its folder; whether it could. Raises OSError.

        Files are called by their paths in the folder, with slashes.
        """
        path = self.folder / file
        if (path.exists() or path.is_symlink()) and not self._is_ours(file):
            self.kept.append(path)
            return False
        make_folder(path.parent)
        write_whole(path, self._marked(file, text).encode())
        return True

    def remove_others(self, wanted: Collection[str], pattern: str) -> None:
        """Removes the files of ours with paths like a pattern's that are not wanted. Raises OSError."""
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern)}
        for file in sorted(found.difference(wanted)):
            if self._is_ours(file):
                (self.folder / file).unlink(missing_ok=True)

    def _marked(self, file: str, text: str) -> str:
        digest = hashlib.sha256(f"{self._story}\n{file}\n{text}".encode()).hexdigest()
        return f"{text}{_MARK}{digest[:16]}\n"

    def _is_ours(self, file: str) -> bool:
        """Whether a file is one that was written here, and is as it was written."""
        path = self.folder / file
        try:
            if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
                return False
            text = path.read_bytes().decode()
        except (OSError, ValueError):
            return False
        above, mark, _ = text.rpartition(_MARK)
        return bool(mark) and text == self._marked(file, above)


def told_of(*folders: Leaving | None) -> str:
    """That some files in folders stay as they are, in a line; nothing if there are none."""
    if not (kept := [path for one in folders if one is not None for path in one.kept]):
        return ""
    named = ", ".join(map(str, kept[:_MOST_NAMED]))
    more = f" and {len(kept) - _MOST_NAMED:,} more" if len(kept) > _MOST_NAMED else ""
    return f"Not written over, for they are not as `prove` wrote them for this story: {named}{more}"
