"""The game on a screen, with Textual. `run` is all that the rest of the program needs; Textual is imported by it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from game.play.launch import Launch

if TYPE_CHECKING:
    from game.tui.app import MysteryApp


def run(game: Launch) -> int:
    """Show the game until the player leaves; the exit status. The last turn is on disk whatever ends it.

    Raises what went wrong, if it was a bug, when the terminal is itself again.
    """

    def made() -> MysteryApp:
        from game.tui.app import MysteryApp  # noqa: PLC0415 - plain mode must not wait for it

        return MysteryApp(game)

    return show(made)


def show(made: Callable[[], MysteryApp]) -> int:
    """Make a program for the screen and let it run; what `run` says of the game holds for each."""
    if sys.stdout.isatty():
        for name in ("COLUMNS", "LINES"):  # a terminal knows its size; what stands there is believed by the screens
            os.environ.pop(name, None)
    gc.disable()  # until the first paint: what is imported stays
    app = made()
    try:
        app.run()
    finally:
        gc.enable()
        app.save_what_was_seen()
    if app.crash is not None:
        raise app.crash
    if app.unsaved:  # who leaves fast has not seen what the screen said of it
        with suppress(OSError):
            sys.stderr.write(f"{app.unsaved}\n")
    return 1 if app.return_code is None else app.return_code
