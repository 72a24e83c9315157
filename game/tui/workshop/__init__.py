"""The workshop: the game beside the editor. It shows what the game hides, and takes up the story whenever it is saved.

What is said here is said to authors, and so in English only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from game.tui import show

if TYPE_CHECKING:
    from game.tui.workshop.app import WorkshopApp

Names = Mapping[str, Collection[str]]
"""The names of a story, by section."""


def write(folder: Path, saves: Path | None, on_names: Callable[[Names], object]) -> int:
    """Plays the story in a folder while it is written; the exit status. `on_names` is told of its names as they change.

    Raises NoStoryHere if there is nothing to read, and what went wrong if that was a bug.
    """
    from game.tui.workshop.bench import Bench  # noqa: PLC0415 - nothing else needs it

    bench = Bench(folder, saves, on_names)

    def made() -> WorkshopApp:
        from game.tui.workshop.app import WorkshopApp  # noqa: PLC0415 - nothing else needs it

        return WorkshopApp(bench)

    try:
        return show(made)
    finally:
        bench.release()
