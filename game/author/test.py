"""`test`: the playthroughs of a story, run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from game.play.playthrough import After, Failed, Step, parse_playthrough, run_playthrough
from game.play.rules import Rules
from game.story.diagnostics import diagnose
from game.story.load import load
from game.story.source import Unreadable, read_source

FINE, PROBLEMS, NOTHING = 0, 1, 2


def test(folder: Path) -> int:
    """Runs every playthrough in a story's folder; returns 1 if one fails, 2 if there is none."""
    story = load(folder).story
    if story is None:
        sys.stderr.write("The story has errors; `check` lists them.\n")
        return PROBLEMS
    paths = list(playthroughs_in(folder))
    if not paths:
        sys.stderr.write(f"There are no playthroughs (*.play) in {folder}.\n")
        return NOTHING
    rules = Rules(story)
    failures = [failure for path in paths if (failure := fails(rules, path, folder))]
    sys.stdout.writelines(f"{failure}\n" for failure in failures)
    sys.stderr.write(f"{len(paths)} playthroughs, {len(failures)} failed\n")
    return PROBLEMS if failures else FINE


def playthroughs_in(folder: Path) -> Iterator[Path]:
    """The playthroughs of a story, in the order of their names."""
    yield from sorted(folder.rglob("*.play"))


def fails(rules: Rules, path: Path, folder: Path) -> str | None:
    """Runs a playthrough; returns what failed as a line of the form of a diagnostic, or None."""
    try:
        run_playthrough(rules, read_playthrough(path, folder))
    except Failed as failure:
        shown, line, column = failure.place
        return f"{shown}:{line}:{column}: error: {failure.reason} [playthrough]"
    except Unreadable as error:
        return str(diagnose(error.code, error.place, **error.details))
    return None


def read_playthrough(path: Path, folder: Path, following: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """The steps of a playthrough in a story's folder, those of the one that it goes on from included.

    Raises Unreadable or Failed.
    """
    found: list[Step] = []
    for step in parse_playthrough(read_source(path, str(path), folder)):
        if not isinstance(step.does, After):
            found.append(step)
            continue
        name = step.does.name
        if found or name in following or Path(name).name != name:
            raise Failed(step.place, "“after” comes first, and names another playthrough of the same folder")
        if not (path.parent / name).is_file():
            raise Failed(step.place, f"there is no playthrough “{name}” here")
        found += read_playthrough(path.parent / name, folder, (*following, path.name))
    return tuple(found)
