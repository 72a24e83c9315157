"""What earlier proofs of a story have found out that makes the next one short: plays, and bits that tell.

Nothing here is believed. A play is made again, by the rules of the game; bits are only where a proof begins to look. So
it may be of an older logic, or damaged, and a proof is still a proof. It is kept in a file beside the verdict: after an
edit each question is answered again by what answered it before, and only what the edit has changed is pursued anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from game.files import write_whole
from game.play.formulas import bits
from game.play.layout import Layout
from game.proof.model.beginnings import Route, parse_played

MOST_BYTES = 10_000_000
"""A file that is larger is none of ours."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """Plays as the lines of a playthrough."""

    plays: list[list[str]]
    answers: dict[str, list[str]]
    told: dict[str, list[str]]


class Experience:
    """What was found out about the story of a layout; it is added to while a proof is made."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.plays: list[Route] = []
        """Plays that have come to things to which no others have come."""
        self.answers: dict[str, Route] = {}
        """For questions that a play answers, by their names, the play."""
        self._told: dict[str, Iterable[str]] = {}
        self._asked: set[str] = set()
        """The questions that are asked of the story as it is."""

    def asks(self, question: str) -> None:
        """Says that the story has a question, so that what is known of it is not forgotten."""
        self._asked.add(question)

    def answered(self, question: str, route: Route) -> None:
        """Keeps a play that answers a question."""
        self.asks(question)
        self.answers[question] = route
        self._told.pop(question, None)

    def forget(self) -> None:
        """Forgets what is known of questions that were not asked since it was taken up."""
        self.answers = {name: route for name, route in self.answers.items() if name in self._asked}
        self._told = {name: names for name, names in self._told.items() if name in self._asked}

    def told(self, question: str) -> int:
        """The bits that have told the last time that no play does what is asked; 0 if that is not known."""
        self.asks(question)
        names = self._told.get(question, ())
        return self._layout.mask(*names)

    def note(self, question: str, seen: int) -> None:
        """Keeps the bits that have told that no play does what is asked."""
        known = seen & (1 << self._layout.slots.end) - 1
        if question:
            self.asks(question)
            self.answers.pop(question, None)
            self._told[question] = list(
                dict.fromkeys(self._layout.slots.at(bit.mask.bit_length() - 1) for bit in bits(known))
            )

    def read(self, path: Path) -> None:
        """Takes up what is kept in a file, as far as it can be read."""
        with suppress(OSError, msgspec.MsgspecError, ValueError, RecursionError):
            if path.stat().st_size <= MOST_BYTES:
                self.take(path.read_bytes())

    def take(self, written: bytes) -> None:
        """Takes up what was written. Raises msgspec.MsgspecError or ValueError if it cannot be read."""
        file = msgspec.json.decode(written, type=_File)
        plays, answers = [_moves(one) for one in file.plays], {name: _moves(one) for name, one in file.answers.items()}
        self.plays, self.answers, self._told = plays, answers, dict(file.told)

    def write(self, path: Path, *, is_whole: bool = False) -> None:
        """Keeps it in a file, if there is room. If the proof is whole, what it did not ask about is forgotten."""
        if is_whole:
            self.forget()
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, self.written())

    def written(self) -> bytes:
        """All of it, as it is kept."""
        file = _File(
            [_lines(play) for play in self.plays],
            {name: _lines(play) for name, play in self.answers.items()},
            {name: list(names) for name, names in self._told.items()},
        )
        return msgspec.json.encode(file)


def _lines(play: Route) -> list[str]:
    return [str(move) for move in play]


def _moves(lines: Iterable[str]) -> Route:
    return tuple(map(parse_played, lines))
