"""`play`: from a call to a game in a front end."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from game.play.launch import Launch
from game.play.layout import Layout
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import Turn
from game.saves import Shelf
from game.saves.library import ShelfLibrary
from game.saves.preferences import read_preferences, write_preferences
from game.story.cache import StoryCache
from game.story.language import catalogue_for, in_language
from game.story.story import Story
from game.words import say

PROBLEMS = 1
"""The exit status of a story that cannot be played."""

Saver = Callable[[Session], str | None]
FrontEnd = Callable[[Launch], int]


class UsageError(Exception):
    """Something about the call that the user can mend, in words."""


def play(options: argparse.Namespace, folder: Path, saves: Path | None, caches: Path | None = None) -> int:
    """Plays the story in a folder as the options say; returns the exit status. `caches` is where stories are kept."""
    catalogue = catalogue_for(folder, options.lang)
    cache = StoryCache(caches, folder, catalogue)
    kept = cache.read()
    story, layout = (kept[0], Layout.from_plain(kept[1])) if kept else (_loaded(folder), None)
    if story is None:
        return PROBLEMS
    told = in_language(story, folder, options.lang, is_told=kept is not None)
    rules = Rules(told, layout)
    try:
        return _play(options, rules, saves)
    finally:
        if kept is None:  # not before the play: nobody shall wait for it
            cache.write(told, rules.layout.plain)


def _loaded(folder: Path) -> Story | None:
    """The story in a folder; None, and its errors on standard error, if it cannot be played."""
    from game.story.load import load  # noqa: PLC0415 - what reads YAML is not needed for a story that is kept

    loading = load(folder, advise=False)
    if loading.story is None:
        errors = [f"{diagnostic}\n" for diagnostic in loading.diagnostics if diagnostic.is_error]
        sys.stderr.writelines([*errors, "The story has errors and cannot be played.\n"])
    return loading.story


def _play(options: argparse.Namespace, rules: Rules, saves: Path | None) -> int:
    _check_record(options)
    _check_reader()
    shelf = Shelf(saves, rules.story.header.id)
    library = ShelfLibrary(shelf, rules)
    last: list[Session] = []
    saved: list[int] = []

    def save(session: Session) -> str | None:
        last[:] = [session]
        trouble = library.autosave(session)
        saved[:] = saved if shelf.trouble else [session.turn]
        return trouble

    launch = replace(
        _launch(options, rules, shelf, save),
        fresh=library.fresh,
        library=library,
        preferences=read_preferences(saves, rules.story.topics),
        keep=lambda preferences: write_preferences(saves, preferences, rules.story.topics),
    )
    try:
        return _front_end(options)(launch)
    except OSError:  # what it is played on has gone or is full
        raise
    except Exception as error:
        from game.saves.report import Bug  # noqa: PLC0415 - only where there is one

        raise Bug(_stands(shelf, saved, launch), saves) from error
    finally:  # also of a play that was broken off
        played = last[0] if last else launch.session
        if options.transcript and last:
            _write_transcript(Path(options.transcript), last[0], saves)
        if options.record and played.turn:
            _write_record(Path(options.record), played)


def _stands(shelf: Shelf, saved: list[int], launch: Launch) -> str:
    """How the game stands when a bug has ended it: what of it is on disk."""
    if shelf.trouble is not None:
        return say("The last turn is {trouble}.", trouble=shelf.trouble)
    if saved:
        return say("The game is saved at turn {turn}.", turn=saved[-1])
    return say("The saved game is as it was.") if launch.restored else say("Nothing had been played.")


def _launch(options: argparse.Namespace, rules: Rules, shelf: Shelf, save: Saver) -> Launch:
    first = _first_turn(options, rules)
    restored = None if options.new or first else shelf.latest(rules)
    if options.go_on and restored is None:
        raise UsageError(" ".join([say("there is no saved game to continue"), *shelf.passed_over]))
    beside = (say("Another game is open on the same saves. This one is saved beside it."),) if shelf.claim() else ()
    return Launch(
        session=restored.session if restored else Session(rules, first),
        restored=restored is not None,
        fresh=lambda: Session(rules),
        save=save,
        notes=(*(restored.notes if restored else shelf.passed_over), *beside),
        skip_title=bool(options.new or options.go_on or first),
        show_note=bool(options.new),
    )


def _check_reader() -> None:
    """Refuses to wait at a terminal for answers to what nobody can read."""
    with suppress(OSError, ValueError, AttributeError):
        if sys.stdin.isatty() and os.path.samestat(os.fstat(sys.stdout.fileno()), Path(os.devnull).stat()):
            raise UsageError(f"nobody can read the game: what it says goes to {os.devnull}")


def has_screen() -> bool:
    """Whether there is a terminal on both sides that can do more than lines."""
    has_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return has_terminal and (os.name == "nt" or os.environ.get("TERM", "dumb") not in ("", "dumb"))


def _front_end(options: argparse.Namespace) -> FrontEnd:
    """The screens, or lines where there is no terminal for screens. A browser that we serve is one."""
    is_served = "WebDriver" in os.environ.get("TEXTUAL_DRIVER", "")
    if (has_screen() or is_served) and not options.plain:
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
    from game.play.beginning import first_turn  # noqa: PLC0415 - asked for by authors only

    try:
        return first_turn(rules, options.scene, options.facts)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _write_transcript(path: Path, session: Session, saves: Path | None) -> None:
    """The whole play: as Markdown if the file is called so, else as plain mode tells it."""
    from game.plain.transcript import transcript  # noqa: PLC0415 - asked for rarely
    from game.play.transcript import markdown  # noqa: PLC0415 - asked for rarely

    is_markdown = path.suffix.lower() in (".md", ".markdown")
    text = (
        markdown(session, read_preferences(saves, session.rules.story.topics))
        if is_markdown
        else "\n".join(transcript(session)) + "\n"
    )
    _write(path, text, "transcript")


def _check_record(options: argparse.Namespace) -> None:
    """Refuses a file that exists, before anything is played: it may hold what an author has written into it."""
    path = Path(options.record) if options.record else None
    if path is not None and path.exists():
        raise UsageError(f"{path} exists; --record writes a new playthrough")
    if path is not None and not path.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {path.parent} for the playthrough")


def _write_record(path: Path, session: Session) -> None:
    """The whole play as a playthrough."""
    from game.play.recording import record  # noqa: PLC0415 - asked for rarely

    _write(path, record(session), "playthrough")


def _write(path: Path, text: str, words: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"the {words} cannot be written: {error.strerror}") from error
