"""The language server: the protocol, by pygls, around what the other modules know."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from game import __version__
from game.author.language.answers import Answers
from game.author.language.stories import WrittenStory
from game.story.diagnostics import Diagnostic
from game.story.load import Loading
from game.story.problems import PROBLEMS
from game.story.source import story_above

SOURCE = "perfect-mother"
"""What the problems that are ours are marked with."""
MEANT = "meant"
"""Under which key of a problem's data the names stand that were probably meant; editors hand it back."""

_QUOTED = re.compile("“([^”]*)”")

DELAY = 0.1
"""Seconds without a letter typed before a story is checked."""


class StoryServer(LanguageServer):
    """Answers for the stories whose files are open."""

    def __init__(self) -> None:
        super().__init__("perfect-mother", __version__)
        self.stories: dict[Path, WrittenStory] = {}
        self._due: dict[Path, asyncio.TimerHandle] = {}
        self._checking: set[Path] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._again: set[Path] = set()
        self._published: dict[Path, dict[Path, list[lsp.Diagnostic]]] = {}
        """What the editor was last told of each file."""

    # --- what is open

    @property
    def buffers(self) -> dict[Path, str]:
        """The texts of the open documents, by their files."""
        found = {}
        for uri, document in self.workspace.text_documents.items():
            path = to_fs_path(uri)
            if path is not None:
                found[Path(path)] = document.source
        return found

    def story_of(self, uri: str) -> tuple[WrittenStory, Path] | None:
        """The story that a document belongs to, and its file; None for a file of something else."""
        name = to_fs_path(uri)
        if name is None:
            return None
        path = Path(name)
        folder = self._folder_of(path)
        if folder is None:
            return None
        if folder not in self.stories:
            story = self.stories[folder] = WrittenStory(folder)
            buffers = self.buffers
            story.take(story.load(buffers), buffers)
        return self.stories[folder], path

    def answers(self, uri: str) -> Answers | None:
        """What can be asked of a document as it stands this moment."""
        found = self.story_of(uri)
        if found is None:
            return None
        story, path = found
        buffers = self.buffers
        story.refresh(buffers)
        text = buffers.get(path)
        if text is None:
            text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return Answers(story, path, text, buffers)

    def _folder_of(self, path: Path) -> Path | None:
        """The folder of the nearest story above a file."""
        known = self._known_above(path)
        if known is None:
            return story_above(path, self._roots(), self.buffers)
        if path.parent == known:
            return known
        # Below a known story there may be another that nobody has asked for yet.
        below = known / path.relative_to(known).parts[0]
        return story_above(path, [below], self.buffers) or known

    def _known_above(self, path: Path) -> Path | None:
        """The folder of the nearest story above a file, of those that are known."""
        above = [folder for folder in self.stories if path.is_relative_to(folder)]
        return max(above, key=lambda folder: len(folder.parts), default=None)

    def _roots(self) -> list[Path]:
        """The folders that the editor has open."""
        uris = [*self.workspace.folders, *filter(None, (self.workspace.root_uri,))]
        return [Path(name) for uri in uris if (name := to_fs_path(uri))]

    # --- checking

    def check_soon(self, uri: str) -> None:
        """Checks the story of a document once nobody has typed for a moment."""
        found = self.story_of(uri)
        if found is None:
            return
        folder = found[0].folder
        if folder in self._due:
            self._due[folder].cancel()
        self._due[folder] = asyncio.get_running_loop().call_later(DELAY, self._begin_check, folder)

    def _begin_check(self, folder: Path) -> None:
        self._due.pop(folder, None)
        if folder in self._checking:
            self._again.add(folder)
            return
        self._checking.add(folder)
        task = asyncio.get_running_loop().create_task(self._check(folder))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _check(self, folder: Path) -> None:
        """Checks beside the loop, so that completion need not wait, and tells the editor."""
        story, buffers = self.stories[folder], self.buffers
        try:
            loading = await asyncio.to_thread(story.load, buffers)
        finally:
            self._checking.discard(folder)
        story.take(loading, buffers)
        self._publish(folder, loading)
        if folder in self._again:
            self._again.discard(folder)
            self._begin_check(folder)

    def _publish(self, folder: Path, loading: Loading | None) -> None:
        """Tells the editor of the problems of a story; a story within it tells of its own files itself."""
        found: dict[Path, list[lsp.Diagnostic]] = {}
        for diagnostic in loading.diagnostics if loading is not None else ():
            path = self.stories[folder].file_of(diagnostic.place)
            found.setdefault(path, []).append(self._problem(diagnostic, self.stories[folder].lines_of(path)))
        before = self._published.setdefault(folder, {})
        for path in sorted({*found, *before, *self.buffers}):
            if self._known_above(path) != folder:
                before.pop(path, None)
            elif before.get(path) != found.get(path, []):
                before[path] = found.get(path, [])
                uri = from_fs_path(str(path)) or ""
                self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, before[path]))

    def _problem(self, diagnostic: Diagnostic, lines: Sequence[str]) -> lsp.Diagnostic:
        place = diagnostic.place
        text = lines[place.line - 1] if place.line <= len(lines) else ""
        start = min(place.column - 1, len(text))
        return lsp.Diagnostic(
            self.range(text, place.line - 1, start, _end(text, start, diagnostic.words)),
            f"{diagnostic.words}\n{PROBLEMS[diagnostic.code].mend}",
            severity=lsp.DiagnosticSeverity.Error if diagnostic.is_error else lsp.DiagnosticSeverity.Warning,
            code=diagnostic.code,
            source=SOURCE,
            data={MEANT: list(diagnostic.meant)},
        )

    # --- positions

    def range(self, text: str, line: int, start: int, end: int) -> lsp.Range:
        """A part of a line as the editor counts, which is in other units where letters are beyond the first plane."""
        units = self.workspace.position_codec.client_num_units
        return lsp.Range(lsp.Position(line, units(text[:start])), lsp.Position(line, units(text[:end])))

    def column(self, text: str, position: lsp.Position) -> int:
        """The column of a position on its line, in characters."""
        place = lsp.Position(0, position.character)
        return self.workspace.position_codec.position_from_client_units([text], place).character if text else 0


def _end(text: str, start: int, words: str) -> int:
    """Where that ends which begins at a column: what the words of a problem quote, if it stands there, else a word."""
    quoted = [name for name in _QUOTED.findall(words) if name and text.startswith(name, start)]
    if quoted:
        return start + max(map(len, quoted))
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] in "_."):
        end += 1
    return max(end, min(start + 1, len(text)))
