"""The moves that a player can make, as values that can be compared, hashed, written down and read back."""

from __future__ import annotations

from typing import NamedTuple

from game.lean import pattern
from game.story.reserved import UNKNOWN


class Choose(NamedTuple):
    """Take a choice of the scene, or follow a lead, by its id within the scene."""

    choice: str

    def __str__(self) -> str:
        return self.choice


class Confront(NamedTuple):
    """Set a claim against an exhibit: evidence, or another claim."""

    claim: str
    exhibit: str

    def __str__(self) -> str:
        return f"{self.claim} x {self.exhibit}"


class Write(NamedTuple):
    """Write down an answer to a question of the reconstruction; without an answer, strike it out."""

    question: str
    answer: str | None = None
    rests_on: str | None = None
    """The evidence that the player rests it on."""

    def __str__(self) -> str:
        text = f"write {self.question} = {self.answer or UNKNOWN}"
        return f"{text} on {self.rests_on}" if self.rests_on else text


Move = Choose | Confront | Write

_CONFRONT = pattern(r"(\S+) x (\S+)")
_WRITE = pattern(r"write (\S+) = (\S+)(?: on (\S+))?")


def parse_move(text: str) -> Move:
    """The move that `str` wrote. Any other text is read as the id of a choice; whether it exists, play decides."""
    text = text.strip()
    if " " not in text:
        return Choose(text)
    if found := _CONFRONT.fullmatch(text):
        return Confront(found[1], found[2])
    if found := _WRITE.fullmatch(text):
        return Write(found[1], None if found[2] == UNKNOWN else found[2], found[3])
    return Choose(text)
