"""The story that a command is about, which has to be one that can be played."""

from __future__ import annotations

import sys
from pathlib import Path

from game.story.load import Loading, load
from game.story.parts import Parts
from game.story.source import shown_path
from game.story.story import Story


def playable(folder: Path, *, advise: bool = True, parts: Parts | None = None) -> tuple[Story, Loading] | None:
    """The story in a folder, and what came of loading it; None if it has errors, which is said on standard error.

    `advise` is as for `load`. With `parts`, in which it is kept what the files came to, only edited files are read, and
    no places are known but those of names. Raises NoStoryHere.
    """
    loading = (parts.load() if parts else None) or load(folder, advise=advise)
    if loading.story is None:
        sys.stderr.write(f"The story in {shown_path(folder)} has errors; `check` lists them.\n")
        return None
    return loading.story, loading
