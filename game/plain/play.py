"""The game read from lines and written as lines.

Nothing is ever redrawn, and nothing waits for a key: every answer is a line. At the end of the input the game is over
for now, and saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TextIO

from game.helplines import read_helplines
from game.plain import lines
from game.play.launch import Launch
from game.play.moves import Confront, Move
from game.play.session import IllegalMove, Session


class _Closed(Exception):
    """The input has come to its end."""


class Command(NamedTuple):
    """Something that can be asked for besides the numbered choices."""

    key: str
    word: str
    does: str


COMMANDS = (
    Command("c", "casebook", "all that you have: evidence, people, leads"),
    Command("e", "evidence", "read a piece of evidence: e and its number"),
    Command("t", "table", "the accounts table, read out"),
    Command("x", "confront", "set a sentence against evidence, where somebody can be confronted"),
    Command("r", "repeat", "this page again"),
    Command("l", "log", "everything since the beginning"),
    Command("u", "undo", "take the last move back"),
    Command("U", "redo", "make it again"),
    Command("n", "note", "the content note"),
    Command("?", "help", "this list, and helplines"),
    Command("q", "quit", "stop; the game is saved"),
)
"""Every command of plain mode."""

PROMPT = "> "


class PlainGame:
    """One evening of play in plain mode."""

    def __init__(self, game: Launch, lines_in: TextIO, lines_out: TextIO) -> None:
        self.game = game
        self.session = game.session
        self._in, self._out = lines_in, lines_out
        self._trouble: str | None = None
        self._commands: dict[str, Callable[[str], None]] = {
            "casebook": self._casebook,
            "evidence": self._evidence,
            "table": lambda _: self._say(lines.table_lines(self.session.casebook().table)),
            "confront": lambda _: self._confront(),
            "repeat": lambda _: self._page(),
            "log": lambda _: self._log(),
            "undo": lambda _: self._back(),
            "redo": lambda _: self._again(),
            "note": lambda _: self._note(),
            "help": lambda _: self._help(),
        }

    def run(self) -> int:
        """Plays until the player quits or the input ends; returns the exit status."""
        try:
            self._begin()
            self._page()
            while self._turn(self._ask()):
                pass
        except _Closed:
            self._say(["", "The input has ended."])
        self._save()
        if self._trouble is None:
            self._say([f"Saved at turn {self.session.turn}."])
        return 0

    def _say(self, text: Iterable[str]) -> None:
        for line in text:
            self._out.write(f"{line}\n")
        self._out.flush()

    def _ask(self, prompt: str = PROMPT) -> str:
        self._out.write(prompt)
        self._out.flush()
        line = self._in.readline()
        if not line:
            raise _Closed
        return line.strip()

    def _begin(self) -> None:
        """The title, the content note, and, where a game was saved, the question whether to go on with it."""
        if self.game.skip_title:
            self._say(lines.wrap(note)[0] for note in self.game.notes)
            return
        self._say([f"{self.session.title}. Plain mode.", ""])
        for note in self.game.notes:
            self._say(lines.wrap(note))
        if self.game.restored and self._wants_to_continue():
            return
        self._note()
        self._say(
            [
                *lines.wrap(
                    "Type a number to choose, a letter to look: c casebook, t accounts table, x confront, "
                    "u undo, ? help, q quit."
                ),
                "",
            ]
        )

    def _wants_to_continue(self) -> bool:
        status = self.session.page().status
        place = f", {status.place}" if status.place else ""
        self._say([f"1. Continue: turn {self.session.turn}{place}.", "2. New game."])
        while (answer := self._ask()) not in ("1", "2", ""):
            self._say(["Type 1 or 2."])
        if answer != "2":
            return True
        self.session = self.game.fresh()
        return False

    def _page(self) -> None:
        page = self.session.page()
        self._say(["", *lines.page_lines(page)])
        if page.status.over:
            self._say(["The story is over here. Type u to take the last move back, l for the log, q to quit."])

    def _save(self) -> None:
        trouble = self.game.save(self.session)
        if trouble is not None and trouble != self._trouble:
            self._say([f"This game is {trouble}." if trouble.startswith("not saved") else f"Not saved: {trouble}."])
        elif trouble is None and self._trouble is not None:
            self._say(["The game is being saved again."])
        self._trouble = trouble

    def _turn(self, answer: str) -> bool:
        """Does what a line says; False once the player quits."""
        if answer.isdecimal():
            self._choose(int(answer))
            return True
        word, _, rest = answer.partition(" ")
        command = next((entry for entry in COMMANDS if word in (entry.key, entry.word)), None)
        if command is None:
            self._say(["Type the number of a choice, or ? for help." if answer else "Type a number."])
            return True
        if command.word == "quit":
            return False
        self._commands[command.word](rest.strip())
        return True

    def _choose(self, number: int) -> None:
        options = self.session.page().options
        if not 1 <= number <= len(options):
            self._say([f"There is no choice {number} here."])
        elif reason := options[number - 1].locked:
            self._say([f"Not yet. {reason}"])
        else:
            self._do(options[number - 1].move)

    def _do(self, move: Move) -> None:
        try:
            self.session.do(move)
        except IllegalMove as error:
            self._say([f"That cannot be done: {error.reason}."])
            return
        self._page()
        self._save()

    def _casebook(self, _: str) -> None:
        casebook = self.session.casebook()
        self._say([*lines.evidence_lines(casebook), "", *lines.people_lines(casebook), "", *lines.lead_lines(casebook)])
        if casebook.evidence:
            self._say(["Type e and a number to read a piece of evidence."])

    def _evidence(self, rest: str) -> None:
        casebook = self.session.casebook()
        if rest.isdecimal() and 1 <= int(rest) <= len(casebook.evidence):
            evidence = casebook.evidence[int(rest) - 1]
            self._say([f"{evidence.name}.", *lines.document_lines(evidence)])
        else:
            self._say(lines.evidence_lines(casebook))
            if casebook.evidence:
                self._say(["Type e and a number to read one."])

    def _confront(self) -> None:
        confrontation = self.session.confrontation()
        if confrontation is None:
            self._say(["There is nobody here to confront."])
            return
        if not confrontation.claims or not confrontation.exhibits:
            self._say([f"There is nothing of {confrontation.teller}'s to set against anything now."])
            return
        self._say(lines.claims_lines(confrontation))
        claim = self._pick(len(confrontation.claims))
        if claim is None:
            return
        self._say(lines.exhibit_lines(confrontation))
        exhibit = self._pick(len(confrontation.exhibits))
        if exhibit is None:
            return
        move = Confront(confrontation.claims[claim].id, confrontation.exhibits[exhibit].id)
        self._say(lines.wrap(f"You will say: {self.session.question(*move)}"))
        self._say(["1. Say it.", "0. Step back."])
        if self._pick(1) is not None:
            self._do(move)

    def _pick(self, count: int) -> int | None:
        """The index of what is picked from a numbered list, or None to step back."""
        while True:
            answer = self._ask("Number, or 0 to step back> ")
            if answer in ("0", "b", "back", ""):
                self._say(["You step back."])
                return None
            if answer.isdecimal() and 1 <= int(answer) <= count:
                return int(answer) - 1
            self._say([f"Type a number from 1 to {count}, or 0."])

    def _log(self) -> None:
        for page in self.session.pages():
            self._say(lines.page_lines(page, options=False))

    def _back(self) -> None:
        if self.session.undo() is None:
            self._say(["This is the beginning: there is nothing to take back."])
            return
        self._say(["The last move is taken back."])
        self._page()
        self._save()

    def _again(self) -> None:
        if self.session.redo() is None:
            self._say(["There is nothing to make again."])
            return
        self._page()
        self._save()

    def _note(self) -> None:
        note = [*self.session.note, *self.session.note_details]
        self._say(lines.prose_lines(note) if note else ["This story has no content note."])

    def _help(self) -> None:
        self._say(["Type the number of a choice to make it."])
        self._say(f"{command.key}, {command.word}: {command.does}." for command in COMMANDS)
        self._say(["", *_helpline_lines()])


def _helpline_lines() -> Iterator[str]:
    helplines = read_helplines()
    yield from lines.wrap(helplines.words)
    for place in helplines.places:
        yield f"{place.name}:"
        for helpline in place.lines:
            yield from lines.wrap(f"{helpline.number}: {helpline.words}")


def transcript(session: Session) -> Iterator[str]:
    """The whole play as lines, with the moves that were made."""
    yield from (session.title, "")
    texts: dict[Move, str] = {}
    for page, move in zip(session.pages(), (None, *session.moves), strict=True):
        if move is not None and move in texts:
            yield from (*lines.wrap(f"> {texts[move]}"), "")
        yield from lines.page_lines(page, options=False)
        texts = {option.move: option.text for option in page.options}
