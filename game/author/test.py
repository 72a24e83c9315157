"""`test`: the playthroughs of a story, run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from game.author.coverage import coverage_lines, covered
from game.author.running import Run, Runs, accept, lines_of
from game.play.rules import Rules
from game.story.load import load

__all__ = ["run_playthroughs"]

FINE, PROBLEMS, NOTHING = 0, 1, 2


def run_playthroughs(folder: Path, form: str = "text", *, accepting: bool = False, coverage: bool = False) -> int:
    """Runs every playthrough in a story's folder; returns 1 if one fails, 2 if there is none.

    `accepting` first writes what happens in place of what was expected; `coverage` adds what no playthrough comes to.
    """
    loading = load(folder)
    if loading.story is None:
        sys.stderr.write("The story has errors; `check` lists them.\n")
        return PROBLEMS
    rules = Rules(loading.story)
    runs = list(Runs(rules, folder).all())
    if not runs:
        sys.stderr.write(f"There are no playthroughs (*.play) in {folder}.\n")
        return NOTHING
    if accepting and any(not run.holds for run in runs):
        if not _accept(runs):
            return NOTHING
        runs = list(Runs(rules, folder).all())
    failures = sum(not run.holds for run in runs)
    found = covered(rules, loading.sources, [run.session for run in runs if run.session]) if coverage else None
    if form == "json":
        content = {"playthroughs": [_data(run) for run in runs], "failed": failures}
        content |= {"coverage": found.data()} if found else {}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(
            f"{line}\n" for run in runs for trouble in run.troubles for line in lines_of(trouble, run.source)
        )
        sys.stdout.writelines(f"{line}\n" for line in (coverage_lines(found) if found else ()))
    one = "playthrough" if len(runs) == 1 else "playthroughs"
    sys.stderr.write(f"{len(runs)} {one}, {failures} failed\n")
    return PROBLEMS if failures else FINE


def _accept(runs: list[Run]) -> bool:
    """Writes what happens in place of what was expected, and says so; False if a file cannot be written."""
    for run in runs:
        try:
            number = accept(run)
        except OSError as error:
            sys.stderr.write(f"{run.path} cannot be written: {error.strerror}\n")
            return False
        if not number:
            continue
        for trouble in run.troubles:
            if trouble.lines is not None:
                sys.stderr.writelines(f"{line}\n" for line in lines_of(trouble, run.source))
        sys.stderr.write(f"{run.path}: {number} line{'' if number == 1 else 's'} written anew\n")
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
