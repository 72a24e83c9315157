"""An editor, as far as the language server can tell: a client over standard input and output of a real server."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.command import PROGRAM

_LONGEST = 30
"""Seconds after which a server that says nothing is given up."""


class Editor:
    """Opens files, types, and asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient("tests", "1")
        self.problems: dict[str, list[str]] = {}
        """What the server has last said of each file: `line:column code`, counted from 1."""
        self._found: list[lsp.Diagnostic] = []
        self._told = asyncio.Event()
        self._versions: dict[str, int] = {}

        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))  # noqa: PLW0108 - pygls writes its own marks on what it is given

    def _take(self, params: lsp.PublishDiagnosticsParams) -> None:
        self._found = list(params.diagnostics)
        self.problems[params.uri] = [
            f"{one.range.start.line + 1}:{one.range.start.character + 1} {one.code}" for one in params.diagnostics
        ]
        self._told.set()

    def found(self) -> list[lsp.Diagnostic]:
        """What the server has last said, whole."""
        return self._found

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    async def start(self) -> None:
        await self.client.start_io(sys.executable, "-c", PROGRAM, "lsp")
        await self.client.initialize_async(
            lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=self.folder.as_uri(), process_id=None)
        )
        self.client.initialized(lsp.InitializedParams())

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()  # type: ignore[no-untyped-call]

    def open(self, name: str, text: str | None = None) -> None:
        shown = self.text(name) if text is None else text
        self._versions[name] = 1
        document = lsp.TextDocumentItem(self.uri(name), "yaml", 1, shown)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))

    def type(self, name: str, text: str) -> None:
        """The whole text of a file becomes another."""
        self._versions[name] += 1
        self._told.clear()
        document = lsp.VersionedTextDocumentIdentifier(self._versions[name], self.uri(name))
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(document, [lsp.TextDocumentContentChangeWholeDocument(text)])
        )

    async def until(self, name: str, *problems: str) -> None:
        """Wait until the server says just this of a file."""
        async with asyncio.timeout(_LONGEST):
            while self.problems.get(self.uri(name)) != list(problems):
                await self._told.wait()
                self._told.clear()

    def at(self, name: str, text: str, marked: str, by: int = 0) -> dict[str, object]:
        """Where `marked` first stands in a text, and `by` characters on: as requests have it."""
        index = text.index(marked) + by
        line, column = text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)
        return {"text_document": lsp.TextDocumentIdentifier(self.uri(name)), "position": lsp.Position(line, column)}


def edit(folder: Path, script: Callable[[Editor], Awaitable[None]]) -> None:
    """Lets a script work in an editor."""

    async def work() -> None:
        editor = Editor(folder)
        await editor.start()
        try:
            await script(editor)
        finally:
            await editor.stop()

    asyncio.run(work())
