"""`check`: every problem of a story, in one run."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypedDict

from game.author.fixing import NotMended, fix
from game.author.manual.problems import problem_lines
from game.author.schema import renew
from game.exits import FINE, refused
from game.exits import PROBLEMS as PROBLEMS_FOUND
from game.story.diagnostics import Diagnostic, counted, suggestion
from game.story.excerpts import excerpt as cut
from game.story.load import Loading, load
from game.story.problems import PROBLEMS, PROVED
from game.story.translation import with_catalogues

_ROOM = 90
"""How many columns of a line are shown."""


class Entry(TypedDict):
    """A problem as other programs read it. The place is None where there is none."""

    path: str | None
    line: int | None
    column: int | None
    level: str
    code: str
    message: str
    mend: str


class Proven(NamedTuple):
    """What the proof says of a story."""

    entries: list[Entry]
    lines: list[str]
    """The same for reading."""


Prove = Callable[[Loading, Path], Proven | None]
"""Proves a story that was loaded from a folder; None if it has errors."""


def check(folder: Path, form: str, *, fixing: bool = False, proving: Prove | None = None) -> int:
    """Writes every problem of the story in a folder; returns 1 if one of them is an error, else 0.

    If it is `fixing`, what can be mended in one way only is mended first, and said on standard error. If it is
    `proving`, what the proof finds follows.
    """
    if fixing:
        try:
            for mended in fix(folder):
                sys.stderr.write(f"{mended}\n")
        except NotMended as reason:
            sys.stderr.write(f"{reason}\n")
    loading = with_catalogues(load(folder), folder)
    if loading.story is not None:
        renew(folder, loading.defined)  # what the editor says beside it shall not be older than what is said here
    proven = proving(loading, folder) if proving is not None else None
    for text in _FORMS[form](loading, proven):
        sys.stdout.write(f"{text}\n")
    if sys.stderr.isatty() and loading.diagnostics:
        warnings = len(loading.diagnostics) - loading.errors
        sys.stderr.write(
            f"{counted(loading.errors, 'error')}, {counted(warnings, 'warning')}; "
            f"`check --explain {loading.diagnostics[0].code}` says more of the first, and so of each\n"
        )
    wrong = [entry for entry in (proven.entries if proven else ()) if entry["level"] == "error"]
    return PROBLEMS_FOUND if loading.errors or wrong else FINE


def explain(code: str) -> int:
    """Writes the page of a problem; returns 2 if there is no such code."""
    known = PROBLEMS | PROVED
    problem = known.get(code.strip("[]"))
    if problem is None:
        return refused(f"there is no problem “{code}”{suggestion(code, known)}")
    sys.stdout.writelines(f"{line}\n" for line in problem_lines(problem))
    return FINE


def _text(loading: Loading, proven: Proven | None) -> Iterator[str]:
    """A line for each problem; on a terminal also the line of the file, and how to mend it."""
    for diagnostic in loading.diagnostics:
        yield str(diagnostic)
        if sys.stdout.isatty():
            yield from excerpt(diagnostic, loading)
            yield f"      {PROBLEMS[diagnostic.code].mend}"
            yield ""
    yield from proven.lines if proven else ()


def excerpt(diagnostic: Diagnostic, loading: Loading) -> Iterator[str]:
    """The line at which a diagnostic points, with a caret under the place."""
    place = diagnostic.place
    found = cut(loading.sources.get(place.path), place, _ROOM, _cells)
    if found is not None:
        yield f"{place.line:5} | {found.text}"
        yield f"      | {' ' * found.caret}^"


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes: none for marks on letters, two for letters of East Asia."""
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _entries(loading: Loading, proven: Proven | None) -> list[Entry]:
    own = [
        Entry(
            path=diagnostic.place.path,
            line=diagnostic.place.line,
            column=diagnostic.place.column,
            level=diagnostic.level,
            code=diagnostic.code,
            message=diagnostic.words,
            mend=PROBLEMS[diagnostic.code].mend,
        )
        for diagnostic in loading.diagnostics
    ]
    return own + (proven.entries if proven else [])


def _json(loading: Loading, proven: Proven | None) -> Iterator[str]:
    yield json.dumps(_entries(loading, proven), ensure_ascii=False, indent=2)


def _github(loading: Loading, proven: Proven | None) -> Iterable[str]:
    """Workflow commands, which GitHub shows beside the line."""
    for entry in _entries(loading, proven):
        message = _escaped(f"{entry['message']} [{entry['code']}]")
        file = _escaped(entry["path"] or "").replace(":", "%3A").replace(",", "%2C")
        where = f" file={file},line={entry['line']},col={entry['column']}" if entry["path"] else ""
        yield f"::{entry['level']}{where}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_FORMS = {"text": _text, "json": _json, "github": _github}
