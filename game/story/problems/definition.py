"""What a problem is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
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
    at: tuple[int, int]
    """The line and the column at which the example is reported, from 1."""
