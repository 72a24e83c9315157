"""The language server over standard input and output, asked by a client that is not ours: every feature once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from tests.author.language.client import Editor, edit
from tests.author.language.story import CASE, PLAY, SCENES, write_story
from tests.command import perfect_mother
from tests.stories import HALL, HEAD, write


def places(found: object) -> list[str]:
    """Locations as `file:line:column`, counted from 1."""
    assert isinstance(found, Sequence)
    return [
        f"{Path(to_fs_path(one.uri) or '').name}:{one.range.start.line + 1}:{one.range.start.character + 1}"
        for one in found
    ]


def applied(text: str, edits: list[lsp.TextEdit]) -> str:
    """A text after edits, made from the last to the first; ASCII only."""
    lines = text.split("\n")
    for one in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
        line = lines[one.range.start.line]
        lines[one.range.start.line] = line[: one.range.start.character] + one.new_text + line[one.range.end.character :]
    return "\n".join(lines)


async def labels(editor: Editor, name: str, text: str) -> list[str]:
    """What is offered where `|@|` stands in a text that somebody has just typed."""
    typed = text.replace("|@|", "")
    editor.type(name, typed)
    found = await editor.client.text_document_completion_async(lsp.CompletionParams(**editor.at(name, text, "|@|")))  # type: ignore[arg-type]
    assert isinstance(found, lsp.CompletionList)
    return [item.label for item in found.items]


async def _diagnoses(editor: Editor) -> None:
    """Diagnostics as somebody types, in the file that is open and in the others."""
    editor.type("scenes.yaml", SCENES.replace("goto: shop", "goto: shpo"))
    await editor.until("scenes.yaml", "22:15 unknown-name")
    editor.type("scenes.yaml", SCENES.replace("find: note", "find: nothing"))
    await editor.until("scenes.yaml", "17:15 unknown-name")
    editor.type("scenes.yaml", SCENES)
    await editor.until("scenes.yaml")


async def _mends(editor: Editor) -> None:
    """What was meant is written in place of what was typed, also in a key of two words."""
    typed = SCENES.replace("goto: shop", "goto: shpo").replace("    confront:", "    nxet text: On\n    confront:")
    editor.type("scenes.yaml", typed)
    await editor.until("scenes.yaml", "22:15 unknown-name", "23:5 unknown-key")
    for problem, title in zip(editor.found(), ("Write “shop”", "Write “next text”"), strict=True):
        document = lsp.TextDocumentIdentifier(editor.uri("scenes.yaml"))
        context = lsp.CodeActionContext([problem])
        asked = lsp.CodeActionParams(document, problem.range, context)
        (action,) = await editor.client.text_document_code_action_async(asked) or ()
        assert isinstance(action, lsp.CodeAction)
        assert action.title == title
        assert action.edit
        assert action.edit.changes
        typed = applied(typed, list(action.edit.changes[editor.uri("scenes.yaml")]))
    assert typed == SCENES.replace("    confront:", "    next text: On\n    confront:")


async def _mends_in_two_ways(editor: Editor) -> None:
    """Of two names that are as near, each can be written."""
    typed = SCENES.replace("goto: shop", "goto: baker")
    two = "  baker_1: {next: baker_2}\n  baker_2: {next: shop}\n"
    editor.type("scenes.yaml", typed.replace("  shop:\n", f"{two}  shop:\n"))
    await editor.until("scenes.yaml", "22:15 unknown-name")
    (problem,) = editor.found()
    document = lsp.TextDocumentIdentifier(editor.uri("scenes.yaml"))
    asked = lsp.CodeActionParams(document, problem.range, lsp.CodeActionContext([problem]))
    actions = await editor.client.text_document_code_action_async(asked) or ()
    told = [(one.title, one.is_preferred) for one in actions if isinstance(one, lsp.CodeAction)]
    assert told == [("Write “baker_1”", False), ("Write “baker_2”", False)]
    problem.data = None  # an editor that keeps nothing is offered nothing
    assert not await editor.client.text_document_code_action_async(asked)


async def _completes(editor: Editor) -> None:
    """Completion: names where names go, also in a condition and in a line that is no YAML yet; keys where keys go."""
    assert await labels(editor, "scenes.yaml", SCENES.replace("goto: shop", "goto: |@|")) == ["kitchen", "shop"]
    assert "note" in await labels(editor, "scenes.yaml", SCENES.replace("found(note)", "found(|@|"))
    offered = await labels(editor, "scenes.yaml", SCENES.replace("        find: note\n", "        |@|\n"))
    assert "goto" in offered
    assert "find" in offered
    assert "text" not in offered


async def _hovers(editor: Editor) -> None:
    """Hover: what an id is and where it is given; what a key means."""
    client = editor.client
    hover = await client.text_document_hover_async(lsp.HoverParams(**editor.at("scenes.yaml", SCENES, "note)")))  # type: ignore[arg-type]
    assert hover
    assert isinstance(hover.contents, lsp.MarkupContent)
    assert "Ben was on the stairs." in hover.contents.value
    assert "case.yaml:3" in hover.contents.value
    hover = await client.text_document_hover_async(lsp.HoverParams(**editor.at("scenes.yaml", SCENES, "hear:")))  # type: ignore[arg-type]
    assert hover
    assert isinstance(hover.contents, lsp.MarkupContent)
    assert "in the casebook" in hover.contents.value


async def _finds(editor: Editor) -> None:
    """Definition and references."""
    client = editor.client
    at = editor.at("scenes.yaml", SCENES, "ben_1.morning}", 7)
    assert places(await client.text_document_definition_async(lsp.DefinitionParams(**at))) == ["case.yaml:14:7"]  # type: ignore[arg-type]
    context = lsp.ReferenceContext(include_declaration=True)
    asked = lsp.ReferenceParams(context=context, **at)  # type: ignore[arg-type]
    assert places(await client.text_document_references_async(asked)) == [
        "case.yaml:14:7",
        "scenes.yaml:21:36",
        "scenes.yaml:8:19",
        "all.play:4:21",
        "all.play:6:9",
    ]


async def _renames(editor: Editor) -> None:
    """Rename: files of the story, conditions, prose and playthroughs."""
    client = editor.client
    at = editor.at("scenes.yaml", SCENES, "kitchen")
    ready = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**at))  # type: ignore[arg-type]
    assert isinstance(ready, lsp.PrepareRenamePlaceholder)
    assert ready.placeholder == "kitchen"
    done = await client.text_document_rename_async(lsp.RenameParams(new_name="scullery", **at))  # type: ignore[arg-type]
    assert done
    assert done.changes
    assert {Path(to_fs_path(uri) or "").name for uri in done.changes} == {"story.yaml", "scenes.yaml", "all.play"}
    assert applied(SCENES, list(done.changes[editor.uri("scenes.yaml")])) == SCENES.replace("kitchen", "scullery")
    assert applied(PLAY, list(done.changes[editor.uri("plays/all.play")])) == PLAY.replace("kitchen", "scullery")
    with pytest.raises(JsonRpcException, match="There is a scene “shop” already"):
        await client.text_document_rename_async(lsp.RenameParams(new_name="shop", **at))  # type: ignore[arg-type]


async def _outlines(editor: Editor) -> None:
    """The outline."""
    client = editor.client
    document = lsp.TextDocumentIdentifier(editor.uri("scenes.yaml"))
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
    assert symbols
    assert [one.name for one in symbols] == ["scenes"]
    assert isinstance(symbols[0], lsp.DocumentSymbol)
    assert [one.name for one in symbols[0].children or ()] == ["kitchen", "shop"]
    assert [one.name for one in (symbols[0].children or ())[0].children or ()] == ["ask", "door", "leave"]
    everywhere = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("mor"))
    assert [(one.name, one.container_name) for one in everywhere or ()] == [
        ("morning", "moment"),
        ("ben_1.morning", "claim"),
    ]


FEATURES = {
    "diagnoses": _diagnoses,
    "mends": _mends,
    "mends in two ways": _mends_in_two_ways,
    "completes": _completes,
    "hovers": _hovers,
    "finds": _finds,
    "renames": _renames,
    "outlines": _outlines,
}


@pytest.mark.parametrize("feature", FEATURES)
def test_each_feature(feature: str, tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        editor.open("scenes.yaml")
        await editor.until("scenes.yaml")
        await FEATURES[feature](editor)

    edit(write_story(tmp_path), script)


def test_a_file_that_is_only_open_counts(tmp_path: Path) -> None:
    folder = write_story(tmp_path)

    async def script(editor: Editor) -> None:
        editor.open("case.yaml", CASE.replace("  note:\n    name", "  letter:\n    name"))
        await editor.until("case.yaml", "3:3 renamed")
        assert editor.text("case.yaml") == CASE

    edit(folder, script)


def test_letters_beyond_the_first_plane_count_twice_as_the_protocol_has_it(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    text = SCENES.replace("You trust him {trust} times.", "\N{MUSICAL SYMBOL G CLEF} {tryst}")

    async def script(editor: Editor) -> None:
        editor.open("scenes.yaml", text)
        await editor.until("scenes.yaml", "5:29 unknown-name")

    edit(folder, script)


def test_names_in_the_whole_workspace_are_counted_so_too(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    text = "facts: {odd: '\N{MUSICAL SYMBOL G CLEF}', even: It is even.}\n"

    async def script(editor: Editor) -> None:
        editor.open("more.yaml", text)
        await editor.until("more.yaml", "1:9 never-happens", "1:20 never-happens")
        (found,) = await editor.client.workspace_symbol_async(lsp.WorkspaceSymbolParams("even")) or ()
        assert isinstance(found.location, lsp.Location)
        assert (found.location.range.start.character, found.location.range.end.character) == (19, 23)

    edit(folder, script)


def test_a_file_belongs_to_the_nearest_story_whatever_was_opened_first(tmp_path: Path) -> None:
    write(write_story(tmp_path) / "inner", HEAD + HALL)

    async def script(editor: Editor) -> None:
        editor.open("scenes.yaml")
        await editor.until("inner/a.yaml", "1:1 two-stories")
        editor.open("inner/a.yaml")
        await editor.until("inner/a.yaml")
        editor.type("inner/a.yaml", HEAD + HALL.replace("ending: end", "ending: edn"))
        await editor.until("inner/a.yaml", "3:25 unknown-name")
        editor.type("scenes.yaml", SCENES.replace("goto: shop", "goto: shpo"))
        await editor.until("scenes.yaml", "22:15 unknown-name")
        assert editor.problems[editor.uri("inner/a.yaml")] == ["3:25 unknown-name"]

    edit(tmp_path, script)


def test_files_of_something_else_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services: {}\n", encoding="utf-8")

    async def script(editor: Editor) -> None:
        editor.open("compose.yaml")
        at = editor.at("compose.yaml", "services: {}\n", "serv")
        assert await editor.client.text_document_hover_async(lsp.HoverParams(**at)) is None  # type: ignore[arg-type]
        assert editor.problems == {}

    edit(tmp_path, script)


def test_the_command_says_what_it_is() -> None:
    assert "language server protocol" in perfect_mother("lsp", "--help").stdout
