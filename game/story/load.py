"""From a folder to a story, or to everything that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from game.story.findings import Findings
from game.story.joining import Joiner, Loading
from game.story.source import MAX_FILES, NoStoryHere, Place, misnamed_files, shown_path, story_files

__all__ = ["Loading", "collector_at_rest", "load"]


def load(
    folder: Path, shown: str | None = None, unsaved: Mapping[Path, str] | None = None, *, advise: bool = True
) -> Loading:
    """Loads the story in a folder, whose path messages show as `shown`.

    `unsaved` holds texts that take the place of files, by paths as `story_files` gives them: what an editor has open.
    Without `advise`, what never makes more than a warning is not looked for: a player has no use for it.
    Raises NoStoryHere if there is nothing to read; everything else that can be wrong is a diagnostic.
    """
    shown = str(folder) if shown is None else shown
    if not folder.is_dir():
        home = shown_path(Path(shown).parent)
        is_file = f"{shown} is not a folder: name the one in which it lies, {home}"
        raise NoStoryHere(is_file if folder.exists() else f"there is no folder {shown}")
    paths = list(islice(story_files(folder), MAX_FILES + 1))
    paths += [path for path in unsaved or () if path not in paths]
    misnamed = list(islice(misnamed_files(folder), MAX_FILES)) if advise or not paths else []
    if not paths:
        raise NoStoryHere(f"there are no YAML files in {shown}{_but(misnamed)}")
    joiner = Joiner(Path(shown), unsaved or {}, Findings())
    if len(paths) > MAX_FILES:
        joiner.findings.report("too-many-files", Place(shown, 1, 1), limit=f"{MAX_FILES:,}")
        paths = paths[:MAX_FILES]
    for path, ending in misnamed:
        place = Place(shown_path(Path(shown) / path.relative_to(folder)), 1, 1)
        joiner.misnamed.note(path, place, folder, ending)
    with collector_at_rest():
        for path in paths:
            joiner.read_file(path, folder)
        return joiner.finish(advise=advise)


def _but(misnamed: Sequence[tuple[Path, str]]) -> str:
    """What is there in place of files of a story, if they are called otherwise."""
    for path, ending in misnamed:
        return f": {shown_path(path.name)} is none, for its name must end in {ending}"
    return ""


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No garbage is collected inside: it would go through a growing story again and again, and find none.

    What was made counts as old afterwards, or else the first collection would go through all of it at once.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
