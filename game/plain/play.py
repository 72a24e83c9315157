"""The game read from lines and written as lines.

Nothing is ever redrawn, and nothing waits for a key: every answer is a line. At the end of the input the game is over
for now, and saved.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from game.plain import lines
from game.plain.commands import command_for
from game.plain.console import Closed, Console, Lines, number_in
from game.play.launch import Launch
from game.play.moves import Move
from game.play.preferences import Handling
from game.play.saving import NotSaved
from game.play.session import IllegalMove
from game.play.views import Changed, Item, Prose
from game.words import say

if TYPE_CHECKING:
    from game.plain.doing import Doing


class _Left(Exception):
    """The player has left before the first page."""


class PlainGame:
    """One evening of play in plain mode."""

    def __init__(self, game: Launch, lines_in: Lines, lines_out: TextIO) -> None:
        self.game = game
        self.session = game.session
        self.preferences = game.preferences
        self.console = Console(lines_in, lines_out, self._help_lines)
        self._trouble: NotSaved | None = None
        self._unsaved = not game.restored

    @cached_property
    def _doing(self) -> Doing:
        from game.plain.doing import Doing  # noqa: PLC0415 - a saved game is offered without it

        return Doing(self)

    def _help_lines(self) -> Iterator[str]:
        return self._doing.help_lines()

    def run(self) -> int:
        """Plays until the player quits or the input ends; returns the exit status."""
        try:
            self._begin()
            self._save()  # of a new game, that is where its first episode begins
            self.page()
            while self._turn(self.console.ask()):
                pass
        except _Left:
            pass
        except Closed:
            self.console.say(["", say("The input has ended.")])
        except KeyboardInterrupt:
            self.console.say([""])
            self._say_what_is_kept()
            raise
        self._say_what_is_kept()
        return 0

    def _say_what_is_kept(self) -> None:
        """The last words: the turn that is on the disk, or that it is not there, however often that was said."""
        before = self._trouble
        trouble = self.kept()
        if trouble is None or not trouble.loses_turn:
            self.console.say([say("Saved at turn {turn}.", turn=self.session.turn)])
        elif trouble == before:
            self.console.say(lines.wrap(trouble.sentence))

    def _begin(self) -> None:
        """The title, the content note, and, where a game was saved, the question whether to go on with it."""
        for note in self.game.notes:
            self.console.say(lines.wrap(note))
        if self.game.skip_title:
            if self.game.show_note:
                self._doing.note()
            return
        self.console.say([say("{title}. Plain mode.", title=self.session.title), ""])
        if self.game.restored and self._wants_to_continue():
            self.console.say(["", *lines.prose_lines(self.session.recap())])
            return
        self._doing.note()
        self.console.say(
            lines.wrap(
                say(
                    "Type a number to choose, a letter to look: c casebook, t accounts table, x confront, u undo, "
                    "s save and load, h hint, ? everything else, q quit."
                )
            )
        )

    def _wants_to_continue(self) -> bool:
        place = f", {self.session.where.place}" if self.session.where.place else ""
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

    def page(self) -> None:
        """Tells the last page, and what can be done."""
        page = self.session.page()
        self.console.say([""])
        for item in page.items:
            self._item(item)
        self.console.say(lines.offer_lines(page))
        if self.preferences.numbers:
            self._doing.say_numbers()
        if page.status.over:
            self._doing.say_last_words()

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

    def moved(self) -> None:
        """Something has changed: it is saved before it is told.

        The page may ask, and wait for as long as somebody thinks; it may also find that nobody reads any more.
        """
        self._unsaved = True
        self._save()

    def kept(self) -> NotSaved | None:
        """What of the game is not on disk, after it was tried once more."""
        self._save()
        return self._trouble

    def _save(self) -> None:
        if not self._unsaved and self.game.library.has_autosave():
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
        self._doing.by_word[command.word](rest.strip())
        return True

    def _choose(self, number: int) -> None:
        for option in self.session.page().options:
            if option.number == number:
                self.do(option.move)
                return
        self.console.say([say("There is no choice {number} here.", number=number)])

    def do(self, move: Move) -> None:
        """Makes a move, saves it, and tells what came of it."""
        try:
            self.session.do(move)
        except IllegalMove as error:
            self.console.say([say("That cannot be done: {reason}.", reason=error.reason)])
            return
        self.moved()
        self.page()
