"""The moves that a player can make, as values that can be compared, hashed, written down and read back."""

from __future__ import annotations

import re
from typing import NamedTuple


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


Move = Choose | Confront

_CONFRONT = re.compile(r"(\S+) x (\S+)")


def parse_move(text: str) -> Move:
    """The move that `str` wrote. Any other text is read as the id of a choice; whether it exists, play decides."""
    found = _CONFRONT.fullmatch(text.strip())
    return Confront(found[1], found[2]) if found else Choose(text.strip())
