"""`play`: from a call to a game in a front end."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from game.play.launch import Launch
from game.play.playthrough import first_turn
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import Turn
from game.saves import Shelf
from game.saves.library import ShelfLibrary
from game.saves.preferences import read_preferences, write_preferences
from game.story.load import load

PROBLEMS = 1
"""The exit status of a story that cannot be played."""

Saver = Callable[[Session], str | None]
FrontEnd = Callable[[Launch], int]


class UsageError(Exception):
    """Something about the call that the user can mend, in words."""


def play(options: argparse.Namespace, folder: Path, saves: Path | None) -> int:
    """Plays the story in a folder as the options say; returns the exit status."""
    loading = load(folder)
    if loading.story is None:
        errors = [f"{diagnostic}\n" for diagnostic in loading.diagnostics if diagnostic.is_error]
        sys.stderr.writelines([*errors, "The story has errors and cannot be played.\n"])
        return PROBLEMS
    rules = Rules(loading.story)
    shelf = Shelf(saves, rules.story.header.id)
    library = ShelfLibrary(shelf, rules)
    last: list[Session] = []

    def save(session: Session) -> str | None:
        last[:] = [session]
        return library.autosave(session)

    launch = replace(
        _launch(options, rules, shelf, save),
        fresh=library.fresh,
        library=library,
        preferences=read_preferences(saves),
        keep=lambda preferences: write_preferences(saves, preferences),
    )
    status = _front_end(options)(launch)
    if options.transcript and last:
        _write_transcript(Path(options.transcript), last[0], saves)
    return status


def _launch(options: argparse.Namespace, rules: Rules, shelf: Shelf, save: Saver) -> Launch:
    first = _first_turn(options, rules)
    restored = None if options.new or first else shelf.latest(rules)
    if options.go_on and restored is None:
        raise UsageError("there is no saved game to continue")
    return Launch(
        session=restored.session if restored else Session(rules, first),
        restored=restored is not None,
        fresh=lambda: Session(rules),
        save=save,
        notes=restored.notes if restored else (),
        skip_title=bool(options.new or options.go_on or first),
        show_note=bool(options.new),
    )


def _front_end(options: argparse.Namespace) -> FrontEnd:
    """The screens, or lines where there is no terminal for screens. A browser that we serve is one."""
    is_served = "WebDriver" in os.environ.get("TEXTUAL_DRIVER", "")
    has_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    has_screen = has_terminal and (os.name == "nt" or os.environ.get("TERM", "dumb") not in ("", "dumb"))
    if (has_screen or is_served) and not options.plain:
        from game.tui import run  # noqa: PLC0415 - Textual takes ten times as long to import as plain mode to start

        return run
    from game.plain import run as run_plain  # noqa: PLC0415 - only one of the two is needed

    return run_plain


def _first_turn(options: argparse.Namespace, rules: Rules) -> Turn | None:
    """The turn with which --from and --with begin the play; None without them."""
    if options.scene is None:
        if options.facts:
            raise UsageError("--with goes with --from")
        return None
    try:
        return first_turn(rules, options.scene, options.facts)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _write_transcript(path: Path, session: Session, saves: Path | None) -> None:
    """The whole play: as Markdown if the file is called so, else as plain mode tells it."""
    from game.plain.transcript import transcript  # noqa: PLC0415 - asked for rarely
    from game.play.transcript import markdown  # noqa: PLC0415 - asked for rarely

    is_markdown = path.suffix.lower() in (".md", ".markdown")
    text = markdown(session, read_preferences(saves)) if is_markdown else "\n".join(transcript(session)) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"the transcript cannot be written: {error.strerror}") from error
