"""What each command of plain mode does, the content note, and the last page: imported when the first of them comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from game.plain import lines, notebook, shelf
from game.plain.confront import confront
from game.plain.console import number_in
from game.plain.finding import found_lines
from game.play.library import Opened, endings_found
from game.play.moves import Confront
from game.play.saving import stays
from game.play.session import Session
from game.play.skipping import skip
from game.play.topics import told
from game.play.undoing import taken_back
from game.words import say, say_count

if TYPE_CHECKING:
    from game.plain.play import PlainGame


class Doing:
    """The commands of one evening of play, by their words."""

    def __init__(self, play: PlainGame) -> None:
        self._play, self._console, self._library = play, play.console, play.game.library
        self.by_word: dict[str, Callable[[str], None]] = {
            "casebook": lambda _: self._console.say(notebook.casebook_lines(self._session)),
            "evidence": lambda rest: self._console.say(notebook.evidence_lines(self._session, number_in(rest))),
            "table": lambda _: self._console.say(lines.table_lines(self._session.casebook().table)),
            "confront": lambda _: self._confront(),
            "write": lambda _: self._write(),
            "hint": lambda _: notebook.hints(self._console, self._session),
            "glossary": lambda _: self._console.say(notebook.glossary_lines(self._session)),
            "repeat": lambda _: self._play.page(),
            "log": self._log,
            "undo": lambda _: self._back(),
            "redo": lambda _: self._again(),
            "people": lambda _: self._console.say(lines.person_lines(self._session.casebook())),
            "own": lambda _: self._console.say(notebook.own_lines(self._session)),
            "night": lambda _: self._console.say(notebook.night_lines(self._session)),
            "changes": lambda _: self._changes(),
            "recap": lambda _: self._recap(),
            "skip": lambda _: self._skip(),
            "saves": lambda _: self._take(shelf.saves(self._console, self._library, self._session, self._play.kept())),
            "episodes": lambda _: self._take(shelf.episodes(self._console, self._library, self._play.kept())),
            "endings": lambda _: self._console.say(shelf.ending_lines(endings_found(self._library, self._session))),
            "export": lambda _: self._export(),
            "settings": lambda _: self._settings(),
            "note": lambda _: notebook.note(self._console, self._session),
            "begin": lambda _: self._new(),
            "help": lambda _: self._console.say(self.help_lines()),
        }
        """What carries out each command, given what was typed behind it."""

    def help_lines(self) -> Iterator[str]:
        """What can be typed, and where to find help that is not in a game."""
        return notebook.help_lines()

    def note(self) -> None:
        """The content note, if the story has one."""
        if notebook.has_note(self._session):
            notebook.note(self._console, self._session)

    def say_numbers(self) -> None:
        """Every number of the story."""
        self._console.say(notebook.number_lines(self._session))

    def say_last_words(self) -> None:
        """What stands on the last page."""
        self._console.say(shelf.over_lines(endings_found(self._library, self._session)))
        if self._session.topics:
            self._console.say(["", *notebook.short_helplines()])

    @property
    def _session(self) -> Session:
        return self._play.session

    def _confront(self) -> None:
        move = confront(self._console, self._session)
        if move is not None:
            self._play.do(move)

    def _write(self) -> None:
        move = notebook.write(self._console, self._session)
        if move is not None:
            self._session.do(move)
            self._play.moved()
            self._console.say([say("It is written down.")])

    def _log(self, wanted: str) -> None:
        preferences = self._play.preferences
        pages = (replace(page, items=told(page.items, preferences)) for page in self._session.pages())
        if not wanted:
            for page in pages:
                self._console.say(lines.page_lines(page))
        elif found := list(found_lines(pages, wanted)):
            self._console.say(found)
        else:
            self._console.say([say("“{words}” stands nowhere in what you have read.", words=wanted)])

    def _back(self) -> None:
        if self._session.moves and isinstance(self._session.moves[-1], Confront) and not self._wants_it_back():
            return
        move = self._session.undo()
        if move is None:
            self._console.say([say("This is the beginning: there is nothing to take back.")])
            return
        self._play.moved()
        self._console.say(lines.wrap(taken_back(self._session, move)))
        self._play.page()

    def _wants_it_back(self) -> bool:
        """Whether the player will unsay what was said to somebody's face."""
        words = say("This takes back what you said in the confrontation, and everything that came of it.")
        self._console.say([*lines.wrap(words), f"1. {say('Take it back.')}"])
        return self._console.pick(1) is not None

    def _again(self) -> None:
        if self._session.redo() is None:
            self._console.say([say("There is nothing to make again.")])
            return
        self._play.moved()
        self._play.page()

    def _changes(self) -> None:
        changed = self._session.latest_changes()
        for item in changed:
            self._console.say([*lines.change_lines(item.title, item.changes), ""])
        if not changed:
            self._console.say([say("No account has changed yet.")])

    def _recap(self) -> None:
        self._console.say(
            lines.prose_lines(self._session.recap()) if self._session.recap() else [say("Nothing to tell yet.")]
        )

    def _skip(self) -> None:
        made = skip(self._session, self._library.has_read)
        if not made:
            self._console.say([say("There is nothing to skip: here you decide.")])
            return
        self._play.moved()
        self._console.say([say_count(made, "{number} turn on.", "{number} turns on.")])
        self._play.page()

    def _take(self, opened: Opened | None) -> None:
        """Plays what was opened from now on."""
        if opened is None or opened.session is None:
            return
        self._play.session = opened.session
        self._play.moved()
        for note in opened.notes:
            self._console.say(lines.wrap(note))
        self._play.page()

    def _new(self) -> None:
        self._console.say([*lines.wrap(stays(self._play.kept())), f"1. {say('Begin a new game.')}"])
        if self._console.pick(1, say("stay in this one")) is not None:
            self._take(Opened(self._play.game.fresh()))

    def _export(self) -> None:
        self._console.say(lines.wrap(self._library.export(self._session, self._play.preferences)))

    def _settings(self) -> None:
        play = self._play
        play.preferences = shelf.change_settings(self._console, self._session, play.preferences, play.game.keep)
