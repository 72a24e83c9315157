"""The workshop: the game beside the editor. It shows what the game hides, and takes up the story whenever it is saved.

What is said here is said to authors, and so in English only.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

Names = Mapping[str, Collection[str]]
"""The names of a story, by section."""


def write(folder: Path, saves: Path | None, on_names: Callable[[Names], object]) -> int:
    """Plays the story in a folder while it is written; the exit status. `on_names` is told of its names as they change.

    Raises NoStoryHere if there is nothing to read, and what went wrong if that was a bug.
    """
    for name in ("COLUMNS", "LINES"):  # a terminal knows its size; what stands there is believed by the screens
        os.environ.pop(name, None)
    from game.tui.workshop.app import WorkshopApp  # noqa: PLC0415 - nothing else needs it
    from game.tui.workshop.bench import Bench  # noqa: PLC0415 - nothing else needs it

    bench = Bench(folder, saves, on_names)
    app = WorkshopApp(bench)
    gc.disable()  # until the first paint: what is imported stays
    try:
        app.run()
    finally:
        gc.enable()
        app.save_what_was_seen()
        bench.release()
    if app.crash is not None:
        raise app.crash
    return 1 if app.return_code is None else app.return_code
