"""`check`: every problem of a story, in one run."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from game.author.fixing import fix
from game.author.manual.problems import problem_lines
from game.story.diagnostics import Diagnostic, suggestion
from game.story.load import Loading, load
from game.story.problems import PROBLEMS
from game.story.translation import with_catalogues

FINE, PROBLEMS_FOUND, USAGE = 0, 1, 2


def check(folder: Path, form: str, *, fixing: bool = False) -> int:
    """Writes every problem of the story in a folder; returns 1 if one of them is an error, else 0.

    If it is `fixing`, what can be mended in one way only is mended first, and said on standard error.
    """
    if fixing:
        try:
            sys.stderr.writelines(f"{mended}\n" for mended in fix(folder))
        except OSError as error:
            sys.stderr.write(f"{error.filename} cannot be written: {error.strerror}\n")
    loading = with_catalogues(load(folder), folder)
    for text in _FORMS[form](loading):
        sys.stdout.write(f"{text}\n")
    if sys.stderr.isatty() and loading.diagnostics:
        warnings = len(loading.diagnostics) - loading.errors
        sys.stderr.write(
            f"{_count(loading.errors, 'error')}, {_count(warnings, 'warning')}; "
            f"`check --explain {loading.diagnostics[0].code}` says more of the first, and so of each\n"
        )
    return PROBLEMS_FOUND if loading.errors else FINE


def explain(code: str) -> int:
    """Writes the page of a problem; returns 2 if there is no such code."""
    problem = PROBLEMS.get(code.strip("[]"))
    if problem is None:
        sys.stderr.write(f"there is no problem “{code}”{suggestion(code, PROBLEMS)}\n")
        return USAGE
    sys.stdout.writelines(f"{line}\n" for line in problem_lines(problem))
    return FINE


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _text(loading: Loading) -> Iterator[str]:
    """A line for each problem; on a terminal also the line of the file, and how to mend it."""
    for diagnostic in loading.diagnostics:
        yield str(diagnostic)
        if sys.stdout.isatty():
            yield from excerpt(diagnostic, loading)
            yield f"      {PROBLEMS[diagnostic.code].mend}"
            yield ""


def excerpt(diagnostic: Diagnostic, loading: Loading) -> Iterator[str]:
    """The line at which a diagnostic points, with a caret under the place."""
    path, line, column = diagnostic.place
    source = loading.sources.get(path)
    if source is None or line > len(source.lines) or not source.lines[line - 1].strip():
        return
    text = source.lines[line - 1].expandtabs(1)
    start = max(0, column - 60)
    shown = text[start : start + 90]
    yield f"{line:5} | {shown}"
    yield f"      | {' ' * _width(shown[: column - 1 - start])}^"


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _json(loading: Loading) -> Iterator[str]:
    yield json.dumps(
        [
            {
                "path": diagnostic.place.path,
                "line": diagnostic.place.line,
                "column": diagnostic.place.column,
                "level": diagnostic.level,
                "code": diagnostic.code,
                "message": diagnostic.words,
                "mend": PROBLEMS[diagnostic.code].mend,
            }
            for diagnostic in loading.diagnostics
        ],
        ensure_ascii=False,
        indent=2,
    )


def _github(loading: Loading) -> Iterable[str]:
    """Workflow commands, which GitHub shows beside the line."""
    for diagnostic in loading.diagnostics:
        path, line, column = diagnostic.place
        message = _escaped(f"{diagnostic.words} [{diagnostic.code}]")
        file = _escaped(path).replace(":", "%3A").replace(",", "%2C")
        yield f"::{diagnostic.level} file={file},line={line},col={column}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_FORMS = {"text": _text, "json": _json, "github": _github}
