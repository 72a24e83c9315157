"""`test`: the playthroughs of a story, run."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from game.author.loading import playable
from game.author.playthroughs.coverage import covered
from game.author.playthroughs.running import Run, Runs, accept, lines_of
from game.author.playthroughs.seen import Unseen, unseen_data, unseen_lines
from game.author.verdicts import kept_verdict
from game.exits import FINE, PROBLEMS, USAGE, refused
from game.play.rules import Rules
from game.story.diagnostics import counted
from game.story.load import Loading
from game.story.source import shown_path

__all__ = ["run_playthroughs"]


def run_playthroughs(
    folder: Path,
    form: str = "text",
    files: Sequence[Path] = (),
    *,
    accepting: bool = False,
    coverage: bool = False,
    cache: Path | None = None,
) -> int:
    """Runs playthroughs of the story in a folder; returns 1 if one fails, 2 if there is none, or none in a file.

    They are those in `files`, which may be named as they lie in the folder, else all in the folder.
    `accepting` first writes what happens in place of what was expected; `coverage` adds what no playthrough comes to,
    apart from what nobody can come to as far as `prove` has kept that in the folder `cache`.
    """
    files = [path if path.is_file() or not (folder / path).is_file() else folder / path for path in files]
    if missing := [path for path in files if not path.is_file()]:
        return refused(f"there is no playthrough {shown_path(missing[0])}")
    loaded = playable(folder)
    if loaded is None:
        return PROBLEMS
    story, loading = loaded
    rules = Rules(story)
    runs = _runs(rules, folder, files)
    if not runs:
        return refused(f"there are no playthroughs (*.play) in {folder}")
    if accepting and any(not run.holds for run in runs):
        if not _accept(runs):
            return USAGE
        runs = _runs(rules, folder, files)
    found = _covered(rules, loading, runs, folder, cache) if coverage else None
    failures = sum(not run.holds for run in runs)
    _write(runs, failures, found, form)
    sys.stderr.write(f"{counted(len(runs), 'playthrough')}, {failures} failed\n")
    return PROBLEMS if failures else FINE


def _covered(
    rules: Rules, loading: Loading, runs: Sequence[Run], folder: Path, cache: Path | None
) -> tuple[Unseen, ...]:
    """What playthroughs come to, told apart from what nobody can come to if that is kept."""
    verdict = kept_verdict(rules, folder, cache) if cache is not None else None
    if verdict is None:
        sys.stderr.write("What nobody can come to is not told apart: `prove` has not proved the story as it is.\n")
    return covered(rules, loading.sources, [run.session for run in runs if run.session], verdict)


def _write(runs: Sequence[Run], failures: int, found: tuple[Unseen, ...] | None, form: str) -> None:
    """Writes what came of playthroughs, and what none of them comes to if that was asked."""
    if form == "json":
        content = {"playthroughs": [_data(run) for run in runs], "failed": failures}
        content |= {"coverage": unseen_data(found)} if found else {}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
        return
    sys.stdout.writelines(
        f"{line}\n" for run in runs for trouble in run.troubles for line in lines_of(trouble, run.source)
    )
    sys.stdout.writelines(f"{line}\n" for line in (unseen_lines(found) if found else ()))


def _runs(rules: Rules, folder: Path, files: Sequence[Path]) -> list[Run]:
    runs = Runs(rules, folder)
    return [runs.of(path) for path in files] if files else list(runs.all())


def _accept(runs: list[Run]) -> bool:
    """Writes what happens in place of what was expected, and says so; False if a file cannot be written."""
    for run in runs:
        try:
            number = accept(run)
        except OSError as error:
            refused(f"{run.path} cannot be written: {error.strerror}")
            return False
        if not number:
            continue
        for trouble in run.troubles:
            if trouble.lines is not None:
                sys.stderr.writelines(f"{line}\n" for line in lines_of(trouble, run.source))
        sys.stderr.write(f"{run.path}: {counted(number, 'line')} written anew\n")
    return True


def _data(run: Run) -> dict[str, object]:
    """A run for other programs."""
    return {
        "path": str(run.path),
        "holds": run.holds,
        "moves": run.session.turn if run.session else None,
        "problems": [
            {
                "path": trouble.place.path,
                "line": trouble.place.line,
                "column": trouble.place.column,
                "message": trouble.reason,
                "instead": list(trouble.lines) if trouble.lines is not None else None,
            }
            for trouble in run.troubles
        ],
    }
