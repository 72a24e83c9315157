"""Asking about a small story without a server: texts as an editor has them open."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.author.language.answers import Answers
from game.author.language.renaming import Edit
from game.author.language.stories import WrittenStory
from tests.stories import place_at

MARK = "|@|"


class Desk:
    """A story in a folder, and the texts that are open over it."""

    def __init__(self, folder: Path, **opened: str) -> None:
        self.folder = folder
        self.buffers = {folder / f"{name}.yaml": text for name, text in opened.items()}
        self.story = WrittenStory(folder)
        self.loading = self.story.load(self.buffers)
        self.story.take(self.loading, self.buffers)

    def text(self, name: str) -> str:
        path = self.folder / name
        return self.buffers[path] if path in self.buffers else path.read_text(encoding="utf-8")

    def about(self, name: str, text: str | None = None) -> Answers:
        """What can be asked of a file, of which `text` has just been typed."""
        shown = self.text(name) if text is None else text
        buffers = {**self.buffers, self.folder / name: shown}
        self.story.refresh(buffers)
        return Answers(self.story, self.folder / name, shown, buffers)

    def offered(self, name: str, marked: str) -> list[str]:
        """What is offered where the mark stands in the text of a file."""
        line, column = place_at(marked, marked.index(MARK))
        _, offers = self.about(name, marked.replace(MARK, "")).complete(line - 1, column - 1)
        return [offer.label or offer.text for offer in offers]

    def where(self, name: str, words: str, by: int = 0) -> tuple[int, int]:
        """The place, from 0, of the first of some words in a file, and `by` characters on."""
        line, column = place_at(self.text(name), self.text(name).index(words) + by)
        return line - 1, column - 1

    def renamed(self, name: str, words: str, new: str, by: int = 0) -> dict[str, str]:
        """The texts of all files that a rename changes, as it leaves them."""
        edits = self.about(name).rename(*self.where(name, words, by), new)
        return {path.relative_to(self.folder).as_posix(): self._edited(path, found) for path, found in edits.items()}

    def _edited(self, path: Path, edits: list[Edit]) -> str:
        return edited(self.text(path.relative_to(self.folder).as_posix()), edits)


def edited(text: str, edits: list[Edit]) -> str:
    """A text after edits that do not overlap."""
    lines = text.split("\n")
    for edit in reversed(edits):
        line = lines[edit.line]
        lines[edit.line] = line[: edit.start] + edit.text + line[edit.end :]
    return "\n".join(lines)


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Writes files, by their names in the folder."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
