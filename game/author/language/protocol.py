"""What the server answers: each request of the protocol, in the protocol's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.uris import from_fs_path

from game.author.language.answers import Answers, Spot
from game.author.language.names import Name
from game.author.language.outline import Entry
from game.author.language.renaming import CannotRename, Edit
from game.author.language.server import MEANT, SOURCE, StoryServer
from game.author.language.stories import WrittenStory
from game.author.language.telling import kind_of

_KINDS = {
    "key": lsp.CompletionItemKind.Property,
    "name": lsp.CompletionItemKind.Reference,
    "test": lsp.CompletionItemKind.Function,
    "word": lsp.CompletionItemKind.Keyword,
    "speaker": lsp.CompletionItemKind.Text,
}

_MOST_SYMBOLS = 500
"""How many names an editor is given at once; it asks again with every letter."""

_Changed = (
    lsp.DidOpenTextDocumentParams
    | lsp.DidChangeTextDocumentParams
    | lsp.DidSaveTextDocumentParams
    | lsp.DidCloseTextDocumentParams
)


def make_server() -> StoryServer:
    """The server with everything that it answers."""
    server = StoryServer()
    answer = server.feature
    answer(lsp.INITIALIZED)(_watch)
    answer(lsp.TEXT_DOCUMENT_DID_OPEN)(_changed)
    answer(lsp.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    answer(lsp.TEXT_DOCUMENT_DID_SAVE)(_changed)
    answer(lsp.TEXT_DOCUMENT_DID_CLOSE)(_changed)
    answer(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    answer(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=list("([{., ")))(_complete)
    answer(lsp.TEXT_DOCUMENT_HOVER)(_hover)
    answer(lsp.TEXT_DOCUMENT_DEFINITION)(_definition)
    answer(lsp.TEXT_DOCUMENT_REFERENCES)(_references)
    answer(lsp.TEXT_DOCUMENT_PREPARE_RENAME)(_prepare_rename)
    answer(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))(_rename)
    answer(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_symbols)
    answer(lsp.WORKSPACE_SYMBOL)(_all_symbols)
    answer(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))(_mend)
    return server


def serve() -> int:
    """Answers on standard input and output until the editor is done; the exit status."""
    make_server().start_io()
    return 0


# --- what changed


def _watch(ls: StoryServer, _params: lsp.InitializedParams) -> None:
    """Asks the editor to tell of files that change without it, if it can."""
    workspace = ls.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched is not None and watched.dynamic_registration:
        watchers = [lsp.FileSystemWatcher("**/*.{yaml,yml,play}")]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        asked = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(lsp.RegistrationParams([asked]))


def _changed(ls: StoryServer, params: _Changed) -> None:
    ls.check_soon(params.text_document.uri)


def _files_changed(ls: StoryServer, params: lsp.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        ls.check_soon(change.uri)


# --- what is asked


def _complete(ls: StoryServer, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    answers = ls.answers(params.text_document.uri)
    if answers is None:
        return None
    line, text = params.position.line, answers.line(params.position.line)
    column = ls.column(text, params.position)
    start, offers = answers.complete(line, column)
    place = ls.range(text, line, start, column)
    return lsp.CompletionList(
        is_incomplete=False,
        items=[
            lsp.CompletionItem(
                offer.label or offer.text,
                kind=_KINDS[offer.kind],
                detail=offer.detail or None,
                documentation=offer.means or None,
                sort_text=f"{number:05}",
                filter_text=offer.text,
                text_edit=lsp.TextEdit(place, offer.text),
            )
            for number, offer in enumerate(offers)
        ],
    )


def _at(ls: StoryServer, answers: Answers, position: lsp.Position) -> tuple[int, int]:
    """The line and column of a position, in characters."""
    return position.line, ls.column(answers.line(position.line), position)


def _hover(ls: StoryServer, params: lsp.HoverParams) -> lsp.Hover | None:
    answers = ls.answers(params.text_document.uri)
    told = answers.hover(*_at(ls, answers, params.position)) if answers else None
    if answers is None or told is None:
        return None
    line = params.position.line
    place = ls.range(answers.line(line), line, told.start, told.end)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, told.markdown), place)


def _locations(ls: StoryServer, answers: Answers, spots: Iterable[Spot]) -> list[lsp.Location]:
    return [lsp.Location(_uri(spot.path), _range(ls, answers, spot)) for spot in spots]


def _range(ls: StoryServer, answers: Answers, spot: Spot) -> lsp.Range:
    lines = answers.lines_of(spot.path)
    return ls.range(lines[spot.line] if spot.line < len(lines) else "", spot.line, spot.start, spot.end)


def _uri(path: Path) -> str:
    return from_fs_path(str(path)) or ""


def _definition(ls: StoryServer, params: lsp.DefinitionParams) -> list[lsp.Location] | None:
    answers = ls.answers(params.text_document.uri)
    if answers is None:
        return None
    return _locations(ls, answers, answers.definition(*_at(ls, answers, params.position)))


def _references(ls: StoryServer, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
    answers = ls.answers(params.text_document.uri)
    if answers is None:
        return None
    declared = params.context.include_declaration
    spots = answers.references(*_at(ls, answers, params.position), with_definition=declared)
    return _locations(ls, answers, spots)


def _prepare_rename(ls: StoryServer, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    answers = ls.answers(params.text_document.uri)
    found = answers.renameable(*_at(ls, answers, params.position)) if answers else None
    if answers is None or found is None:
        return None
    return lsp.PrepareRenamePlaceholder(_range(ls, answers, found[0]), found[1])


def _rename(ls: StoryServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    answers = ls.answers(params.text_document.uri)
    if answers is None:
        return None
    try:
        edits = answers.rename(*_at(ls, answers, params.position), params.new_name.strip())
    except CannotRename as reason:
        raise JsonRpcException(str(reason), code=lsp.LSPErrorCodes.RequestFailed) from reason
    return lsp.WorkspaceEdit({_uri(path): _edits(ls, answers.lines_of(path), found) for path, found in edits.items()})


def _edits(ls: StoryServer, lines: list[str], edits: Iterable[Edit]) -> list[lsp.TextEdit]:
    return [lsp.TextEdit(ls.range(lines[edit.line], edit.line, edit.start, edit.end), edit.text) for edit in edits]


def _symbols(ls: StoryServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
    answers = ls.answers(params.text_document.uri)
    return [_symbol(ls, answers, entry) for entry in answers.outline()] if answers else None


def _symbol(ls: StoryServer, answers: Answers, entry: Entry) -> lsp.DocumentSymbol:
    name = ls.range(answers.line(entry.line), entry.line, entry.column, entry.column + len(entry.name))
    last = answers.line(entry.last)
    end = ls.range(last, entry.last, 0, len(last)).end
    kind = lsp.SymbolKind.Key if entry.section else lsp.SymbolKind.Namespace
    inside = [_symbol(ls, answers, inner) for inner in entry.inside]
    return lsp.DocumentSymbol(entry.name, kind, lsp.Range(name.start, end), name, entry.title or None, children=inside)


def _all_symbols(ls: StoryServer, params: lsp.WorkspaceSymbolParams) -> list[lsp.SymbolInformation]:
    """Everything in the stories whose name has the words, as the editor asks while somebody types."""
    words = params.query.casefold().split()
    lines: dict[Path, list[str]] = {}
    found = []
    for name, story in islice(_names_with(words, ls), _MOST_SYMBOLS):
        place, length = story.defined[name.section][name.whole].place, story.defined[name.section][name.whole].length
        path = story.file_of(place)
        if path not in lines:
            lines[path] = story.lines_of(path)
        text = lines[path][place.line - 1] if place.line <= len(lines[path]) else ""
        where = ls.range(text, place.line - 1, place.column - 1, place.column - 1 + length)
        location = lsp.Location(_uri(path), where)
        found.append(lsp.SymbolInformation(location, name.whole, lsp.SymbolKind.Key, container_name=kind_of(name)))
    return found


def _names_with(words: list[str], ls: StoryServer) -> Iterator[tuple[Name, WrittenStory]]:
    """Every name in the stories that has all of these words in it."""
    for story in ls.stories.values():
        for section, names in story.defined.items():
            yield from ((Name(section, whole), story) for whole in names if all(word in whole for word in words))


def _meant(problem: lsp.Diagnostic) -> list[str]:
    """The names that were probably meant where there is a problem of ours, as far as the editor has kept them."""
    kept = problem.data.get(MEANT) if problem.source == SOURCE and isinstance(problem.data, dict) else None
    return [name for name in kept if isinstance(name, str)] if isinstance(kept, list) else []


def _mend(_ls: StoryServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """For each problem that has a nearest right name, or several, to write that."""
    found = []
    for problem in params.context.diagnostics:
        names = _meant(problem)
        for name in names:
            edit = lsp.WorkspaceEdit({params.text_document.uri: [lsp.TextEdit(problem.range, name)]})
            quick, is_alone = lsp.CodeActionKind.QuickFix, len(names) == 1
            found.append(lsp.CodeAction(f"Write “{name}”", quick, [problem], is_preferred=is_alone, edit=edit))
    return found
