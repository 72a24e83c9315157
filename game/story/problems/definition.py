"""What a problem is."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Level = Literal["error", "warning"]


class Problem(Struct, frozen=True, kw_only=True):
    """One kind of mistake that an author can make. It is defined here and nowhere else."""

    code: str
    """Its name, which stands in brackets behind the message."""
    level: Level = "error"
    """An error keeps the story from being played; a warning does not."""
    message: str
    """The message; names in braces are filled in."""
    why: str
    """Why it is a problem."""
    mend: str
    """How to mend it."""
    example: str | bytes
    """A story file that has the problem, and no other."""
    catalogue: str = ""
    """With it, the catalogue of a translation that stands beside the example, and in which the problem is."""
    at: tuple[int, int]
    """The line and the column at which the example is reported, from 1."""


class Proved(Struct, frozen=True, kw_only=True):
    """One kind of thing that `prove` reports. It is defined here; when it is reported, `game.proof` decides."""

    code: str
    """Its name, which stands in brackets behind the message."""
    level: Level = "error"
    """How it is reported at the worst."""
    message: str
    """The message, with names in braces where it goes on."""
    why: str
    """Why it is a problem."""
    mend: str
    """How to mend it."""
    example: str
    """A story file that has the problem."""
