"""The game read from lines and written as lines.

Nothing is ever redrawn, and nothing waits for a key: every answer is a line. At the end of the input the game is over
for now, and saved.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from msgspec.structs import replace

from game.plain import lines, notebook, shelf
from game.plain.commands import command_for
from game.plain.confront import confront
from game.plain.console import Closed, Console, Lines, number_in
from game.play.launch import Launch
from game.play.library import Opened, endings_found
from game.play.moves import Move
from game.play.preferences import Handling
from game.play.saving import NotSaved, stays
from game.play.session import IllegalMove
from game.play.skipping import skip
from game.play.topics import told
from game.play.undoing import taken_back
from game.play.views import Changed, Item, Prose
from game.words import say, say_count


class _Left(Exception):
    """The player has left before the first page."""


class PlainGame:
    """One evening of play in plain mode."""

    def __init__(self, game: Launch, lines_in: Lines, lines_out: TextIO) -> None:
        self.game = game
        self.session = game.session
        self.preferences = game.preferences
        self.console = Console(lines_in, lines_out, notebook.help_lines)
        self._trouble: NotSaved | None = None
        self._unsaved = not game.restored
        self._commands: dict[str, Callable[[str], None]] = {
            "casebook": lambda _: self.console.say(notebook.casebook_lines(self.session)),
            "evidence": lambda rest: self.console.say(notebook.evidence_lines(self.session, number_in(rest))),
            "table": lambda _: self.console.say(lines.table_lines(self.session.casebook().table)),
            "confront": lambda _: self._confront(),
            "write": lambda _: self._write(),
            "hint": lambda _: notebook.hints(self.console, self.session),
            "glossary": lambda _: self.console.say(notebook.glossary_lines(self.session)),
            "repeat": lambda _: self._page(),
            "log": self._log,
            "undo": lambda _: self._back(),
            "redo": lambda _: self._again(),
            "people": lambda _: self.console.say(lines.person_lines(self.session.casebook())),
            "own": lambda _: self.console.say(notebook.own_lines(self.session)),
            "night": lambda _: self.console.say(notebook.night_lines(self.session)),
            "changes": lambda _: self._changes(),
            "recap": lambda _: self._recap(),
            "skip": lambda _: self._skip(),
            "saves": lambda _: self._take(shelf.saves(self.console, self.game.library, self.session, self._kept())),
            "episodes": lambda _: self._take(shelf.episodes(self.console, self.game.library, self._kept())),
            "endings": lambda _: self.console.say(shelf.ending_lines(endings_found(self.game.library, self.session))),
            "export": lambda _: self.console.say(lines.wrap(self.game.library.export(self.session))),
            "settings": lambda _: self._settings(),
            "note": lambda _: notebook.note(self.console, self.session),
            "begin": lambda _: self._new(),
            "help": lambda _: self.console.say(notebook.help_lines()),
        }

    def run(self) -> int:
        """Plays until the player quits or the input ends; returns the exit status."""
        try:
            self._begin()
            self._save()  # of a new game, that is where its first episode begins
            self._page()
            while self._turn(self.console.ask()):
                pass
        except _Left:
            pass
        except Closed:
            self.console.say(["", say("The input has ended.")])
        trouble = self._kept()
        if trouble is None or not trouble.loses_turn:
            self.console.say([say("Saved at turn {turn}.", turn=self.session.turn)])
        return 0

    def _begin(self) -> None:
        """The title, the content note, and, where a game was saved, the question whether to go on with it."""
        for note in self.game.notes:
            self.console.say(lines.wrap(note))
        if self.game.skip_title:
            if self.game.show_note and notebook.has_note(self.session):
                notebook.note(self.console, self.session)
            return
        self.console.say([say("{title}. Plain mode.", title=self.session.title), ""])
        if self.game.restored and self._wants_to_continue():
            self.console.say(["", *lines.prose_lines(self.session.recap())])
            return
        if notebook.has_note(self.session):
            notebook.note(self.console, self.session)
        self.console.say(
            lines.wrap(
                say(
                    "Type a number to choose, a letter to look: c casebook, t accounts table, x confront, u undo, "
                    "s save and load, h hint, ? everything else, q quit."
                )
            )
        )

    def _wants_to_continue(self) -> bool:
        status = self.session.page().status
        place = f", {status.place}" if status.place else ""
        self.console.say(
            [f"1. {say('Continue: turn {turn}', turn=self.session.turn)}{place}.", f"2. {say('New game.')}"]
        )
        while (answer := self.console.ask()) not in ("1", "2", ""):
            if answer in ("q", "quit"):
                raise _Left
            self.console.say([say("Type 1 or 2, or q to leave.")])
        if answer != "2":
            return True
        self.session = self.game.fresh()
        self._unsaved = True
        return False

    def _page(self) -> None:
        page = self.session.page()
        self.console.say([""])
        for item in page.items:
            self._item(item)
        self.console.say(lines.offer_lines(page))
        if self.preferences.numbers:
            self.console.say(notebook.number_lines(self.session))
        if page.status.over:
            self.console.say(shelf.over_lines(endings_found(self.game.library, self.session)))
            if self.session.topics:
                self.console.say(["", *notebook.short_helplines()])

    def _item(self, item: Item) -> None:
        """One thing on a page; a passage in the way that the player has decided."""
        if isinstance(item, Changed) and item.is_long:
            self.console.say([*lines.wrap(say("{summary}. Type d to read what changed.", summary=item.summary)), ""])
            return
        if not isinstance(item, Prose):
            self.console.say(lines.item_lines(item))
            return
        paragraphs = self.preferences.shown(item)
        if self.preferences.handling(item) is Handling.WARN:
            self.console.say(
                [
                    say("The next passage touches: {topics}.", topics=", ".join(self.preferences.warned(item))),
                    f"1. {say('Read it.')}",
                    f"2. {say('A summary.')}",
                ]
            )
            paragraphs = item.summary if self.console.pick(2, say("read the summary")) != 0 else item.paragraphs
        elif paragraphs != item.paragraphs:
            self.console.say([say("In brief.")])
        self.console.say(lines.prose_lines(paragraphs))

    def _moved(self) -> None:
        """Something has changed: it is saved before it is told.

        The page may ask, and wait for as long as somebody thinks; it may also find that nobody reads any more.
        """
        self._unsaved = True
        self._save()

    def _kept(self) -> NotSaved | None:
        """What of the game is not on disk, after it was tried once more."""
        self._save()
        return self._trouble

    def _save(self) -> None:
        if not self._unsaved:
            return
        trouble = self.game.save(self.session)
        self._unsaved = trouble is not None
        if trouble is not None and trouble != self._trouble:
            self.console.say(lines.wrap(f"{trouble.sentence} {say('The game goes on.')}"))
        elif trouble is None and self._trouble is not None:
            self.console.say([say("The game is being saved again.")])
        self._trouble = trouble

    def _turn(self, answer: str) -> bool:
        """Does what a line says; False once the player quits."""
        if (number := number_in(answer)) is not None:
            self._choose(number)
            return True
        word, _, rest = answer.partition(" ")
        command = command_for(word)
        if command is None:
            self.console.say([say("Type the number of a choice, or ? for help.")])
            return True
        if command.word == "quit":
            return False
        self._commands[command.word](rest.strip())
        return True

    def _choose(self, number: int) -> None:
        for option in self.session.page().options:
            if option.number == number:
                self._do(option.move)
                return
        self.console.say([say("There is no choice {number} here.", number=number)])

    def _do(self, move: Move) -> None:
        try:
            self.session.do(move)
        except IllegalMove as error:
            self.console.say([say("That cannot be done: {reason}.", reason=error.reason)])
            return
        self._moved()
        self._page()

    def _confront(self) -> None:
        move = confront(self.console, self.session)
        if move is not None:
            self._do(move)

    def _write(self) -> None:
        move = notebook.write(self.console, self.session)
        if move is not None:
            self.session.do(move)
            self._moved()
            self.console.say([say("It is written down.")])

    def _log(self, wanted: str) -> None:
        pages = (replace(page, items=told(page.items, self.preferences, whole=False)) for page in self.session.pages())
        if not wanted:
            for page in pages:
                self.console.say(lines.page_lines(page))
        elif found := list(lines.found_lines(pages, wanted)):
            self.console.say(found)
        else:
            self.console.say([say("“{words}” stands nowhere in what you have read.", words=wanted)])

    def _back(self) -> None:
        move = self.session.undo()
        if move is None:
            self.console.say([say("This is the beginning: there is nothing to take back.")])
            return
        self._moved()
        self.console.say(lines.wrap(taken_back(self.session, move)))
        self._page()

    def _again(self) -> None:
        if self.session.redo() is None:
            self.console.say([say("There is nothing to make again.")])
            return
        self._moved()
        self._page()

    def _changes(self) -> None:
        changed = self.session.latest_changes()
        for item in changed:
            self.console.say([*lines.change_lines(item.title, item.changes), ""])
        if not changed:
            self.console.say([say("No account has changed yet.")])

    def _recap(self) -> None:
        self.console.say(
            lines.prose_lines(self.session.recap()) if self.session.recap() else [say("Nothing to tell yet.")]
        )

    def _skip(self) -> None:
        made = skip(self.session, self.game.library.has_read)
        if not made:
            self.console.say([say("There is nothing to skip: here you decide.")])
            return
        self._moved()
        self.console.say([say_count(made, "{number} turn on.", "{number} turns on.")])
        self._page()

    def _take(self, opened: Opened | None) -> None:
        """Plays what was opened from now on."""
        if opened is None or opened.session is None:
            return
        self.session = opened.session
        self._moved()
        for note in opened.notes:
            self.console.say(lines.wrap(note))
        self._page()

    def _new(self) -> None:
        self.console.say([*lines.wrap(stays(self._kept())), f"1. {say('Begin a new game.')}"])
        if self.console.pick(1, say("stay in this one")) is not None:
            self._take(Opened(self.game.fresh()))

    def _settings(self) -> None:
        self.preferences = shelf.change_settings(self.console, self.session, self.preferences, self.game.keep)
