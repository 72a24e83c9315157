"""`play`: from a call to a game in a front end."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from msgspec import Struct

from game.exits import PROBLEMS
from game.files import write_out
from game.play.launch import Launch
from game.play.layout import Layout
from game.play.preferences import Preferences
from game.play.rules import Rules
from game.play.saving import NotSaved
from game.play.session import Session
from game.saves import Shelf
from game.saves.library import ShelfLibrary, new_game
from game.saves.preferences import read_preferences, write_preferences
from game.story.cache import StoryCache
from game.story.language import catalogue_for, in_language
from game.words import say

FrontEnd = Callable[[Launch], int]
_Begun = tuple[Session, tuple[str, ...]]
"""A play that the call says how to begin, and words about it."""


class UsageError(Exception):
    """Something about the call that the user can mend, in words."""


def play(options: argparse.Namespace, folder: Path, saves: Path | None, caches: Path | None = None) -> int:
    """Plays the story in a folder as the options say; returns the exit status. `caches` is where stories are kept."""
    catalogue = catalogue_for(folder, options.lang)
    cache = StoryCache(caches, folder, catalogue)
    kept = cache.read()
    if kept:
        rules = Rules(in_language(kept[0], folder, options.lang, is_told=True), Layout.from_plain(kept[1]))
        return _play(options, rules, saves, folder)
    # What reads YAML is not needed for a story that is kept.
    from game.story.load import load  # noqa: PLC0415
    from game.story.parts import Parts  # noqa: PLC0415

    parts = Parts(caches, folder)
    loading = parts.load() or load(folder, advise=False)
    if loading.story is None:
        errors = [f"{diagnostic}\n" for diagnostic in loading.diagnostics if diagnostic.is_error]
        sys.stderr.writelines([*errors, "The story has errors and cannot be played.\n"])
        return PROBLEMS
    # What a save names is named as in the story's own language: it can be gone on with in any other.
    rules = Rules(in_language(loading.story, folder, options.lang), Layout.of(loading.story))
    try:
        return _play(options, rules, saves, folder)
    finally:  # not before the play: nobody shall wait for it
        cache.write(rules.story, rules.layout.plain)
        parts.write(loading)


def _play(options: argparse.Namespace, rules: Rules, saves: Path | None, folder: Path) -> int:
    papers = _papers(options)
    begun = _begun(options, rules, folder)
    _check_reader()
    return _Play(options, rules, saves, papers).run(begun)


class _Play:
    """A game from its launch until the player leaves: what of it is on disk, and what is to be written of it."""

    def __init__(self, options: argparse.Namespace, rules: Rules, saves: Path | None, papers: list[_Paper]) -> None:
        self._options, self._rules, self._saves, self._papers = options, rules, saves, papers
        self._shelf = Shelf(saves, rules.story.header.id)
        self._library = ShelfLibrary(self._shelf, rules, options.seed)
        self._preferences = read_preferences(saves, rules.story.topics)
        self._last: Session | None = None
        """The game as it was last given to be saved."""
        self._saved: int | None = None
        """The turn that was last put on the disk."""

    def run(self, begun: _Begun | None) -> int:
        """Plays until the player leaves; returns the exit status. `begun` is the play to go on with, if one is named.

        Raises Bug, and what else ends a play; whatever that is, its papers are written before.
        """
        launch = self._launch(begun)
        try:
            status = self._played(launch)
        except BaseException:
            with suppress(Exception):  # what is raised already is worse than anything about a file
                sys.stderr.writelines(f"{trouble}\n" for trouble in self._write_papers(launch))
            raise
        if troubles := self._write_papers(launch):
            raise UsageError("; ".join(troubles))
        return status

    def _played(self, launch: Launch) -> int:
        try:
            return _front_end(self._options)(launch)
        except OSError:  # what it is played on has gone or is full
            raise
        except Exception as error:
            from game.saves.report import Bug  # noqa: PLC0415 - only where there is one

            raise Bug(self._stands(launch), self._saves) from error

    def _launch(self, begun: _Begun | None) -> Launch:
        options, shelf = self._options, self._shelf
        restored = None if options.new or begun else shelf.latest(self._rules)
        if options.go_on and restored is None:
            why = " ".join(shelf.passed_over)
            raise UsageError(say("there is no saved game to continue") + (f". {why}" if why else ""))
        if restored:
            session, notes = restored.session, restored.notes
        else:
            session, notes = begun or (new_game(self._rules, options.seed), shelf.passed_over)
        if shelf.claim():
            notes = (*notes, say("Another game is open on the same saves. This one is saved beside it."))
        return Launch(
            session=session,
            restored=restored is not None,
            fresh=self._library.fresh,
            save=self._save,
            notes=notes,
            skip_title=bool(options.new or options.go_on or begun),
            show_note=bool(options.new),
            library=self._library,
            preferences=self._preferences,
            keep=self._keep,
        )

    def _save(self, session: Session) -> NotSaved | None:
        self._last = session
        trouble = self._library.autosave(session)
        if self._shelf.trouble is None:
            self._saved = session.turn
        return trouble

    def _keep(self, preferences: Preferences) -> str | None:
        self._preferences = preferences
        return write_preferences(self._saves, preferences, self._rules.story.topics)

    def _stands(self, launch: Launch) -> str:
        """How the game stands when a bug has ended it: what of it is on disk."""
        if self._shelf.trouble is not None:
            return self._shelf.trouble.sentence
        if self._saved is not None:
            return say("The game is saved at turn {turn}.", turn=self._saved)
        return say("The saved game is as it was.") if launch.restored else say("Nothing had been played.")

    def _write_papers(self, launch: Launch) -> list[str]:
        """Writes what is to be written of the play, if any was played; what went wrong, in words."""
        played = self._last or launch.session
        troubles: list[str] = []
        with ExitStack() as each:  # it goes on to the next whatever becomes of one, and raises a bug of one afterwards
            for paper in self._papers if self._last or played.turn else ():
                if played.turn >= paper.least:
                    each.callback(_write, paper, played, self._preferences, troubles)
        return troubles


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


def _begun(options: argparse.Namespace, rules: Rules, folder: Path) -> _Begun | None:
    """The play that --from and --with, or --after, begin with, and words about it; None without them."""
    if options.facts and (options.after or options.new or options.go_on):
        raise UsageError("--with says what holds where a play begins: it stands alone, or goes with --from")
    if options.after is not None:
        from game.author.playthroughs.opening import CannotOpen, opened  # noqa: PLC0415 - asked for by authors only

        try:
            session, troubles = opened(rules, folder, Path(options.after))
        except CannotOpen as error:
            raise UsageError(str(error)) from error
        # What it expects to read is in the story's own language.
        return session, troubles if catalogue_for(folder, options.lang) is None else ()
    if options.scene is None and not options.facts:
        return None
    from game.play.beginning import first_turn  # noqa: PLC0415 - asked for by authors only
    from game.play.draws import draw  # noqa: PLC0415

    drawn = draw(rules.story, options.seed) if options.seed is not None else {}
    try:
        return Session(rules, first_turn(rules, options.scene or "", options.facts, drawn)), ()
    except ValueError as error:
        raise UsageError(str(error)) from error


class _Paper(Struct, frozen=True):
    """A file that is to be written of the play when it has ended."""

    words: str
    """What it is called in messages."""
    path: Path
    least: int
    """How many moves there are at the least, that it is worth writing."""
    text: Callable[[Session, Preferences], str]


def _papers(options: argparse.Namespace) -> list[_Paper]:
    """The files that were asked for. Raises UsageError, before anything is played, where one could not be written."""
    papers = []
    if options.transcript:
        path = Path(options.transcript)
        is_markdown = path.suffix.lower() in (".md", ".markdown")
        papers.append(_Paper("transcript", path, 0, _markdown if is_markdown else _transcript))
    if options.record:
        papers.append(_Paper("playthrough", Path(options.record), 1, _record))
        if papers[-1].path.exists():  # it may hold what an author has written into it
            raise UsageError(f"{options.record} exists; --record writes a new playthrough")
    for paper in papers:
        if reason := _refusal(paper.path):
            raise UsageError(f"the {paper.words} cannot be written: {reason}")
    if len({paper.path.resolve() for paper in papers}) < len(papers):
        raise UsageError("--transcript and --record name the same file")
    return papers


def _refusal(path: Path) -> str:
    """Why a file could not be written, as far as that can be known before; empty if it can."""
    folder = path.absolute().parent
    if not folder.is_dir():
        return f"there is no folder {path.parent}"
    if path.is_dir():
        return f"{path} is a folder"
    asked = [path] if path.exists() else []
    asked += [] if path.exists() and not path.is_file() else [folder]  # a file is written beside it first
    if not all(os.access(one, os.W_OK) for one in asked):
        return f"{path}: {os.strerror(errno.EACCES)}"
    return ""


def _write(paper: _Paper, session: Session, preferences: Preferences, troubles: list[str]) -> None:
    try:
        write_out(paper.path, paper.text(session, preferences).encode())
    except OSError as error:
        troubles.append(f"the {paper.words} cannot be written: {error.strerror or error}")


def _markdown(session: Session, preferences: Preferences) -> str:
    """The whole play as Markdown."""
    from game.play.transcript import markdown  # noqa: PLC0415 - asked for rarely

    return markdown(session, preferences)


def _transcript(session: Session, preferences: Preferences) -> str:
    """The whole play as plain mode tells it."""
    from game.plain.transcript import transcript  # noqa: PLC0415 - asked for rarely

    return "\n".join(transcript(session, preferences)) + "\n"


def _record(session: Session, _: Preferences) -> str:
    """The whole play as a playthrough."""
    from game.play.recording import record  # noqa: PLC0415 - asked for rarely

    return record(session)
