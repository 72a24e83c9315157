"""Where a player can find help that is not in a game: read from a dated table when somebody asks, and not before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

_TABLE = Path(__file__).with_name("helplines.toml")


class Helpline(Struct, frozen=True):
    """A number, what it is for in a word or two, and who answers."""

    number: str
    for_: str
    words: str


class Place(Struct, frozen=True):
    """A country, or everywhere else."""

    name: str
    lines: tuple[Helpline, ...]


class Helplines(Struct, frozen=True):
    """All of them, with the day on which the numbers were last checked."""

    checked: date
    words: str
    places: tuple[Place, ...]


def read_helplines() -> Helplines | None:
    """The table; None if its file cannot be read, for then the game goes on without it."""
    import tomllib  # noqa: PLC0415 - asked for rarely, and every game would wait for it

    try:
        text = _TABLE.read_text(encoding="utf-8")
    except OSError:
        return None
    table = tomllib.loads(text)
    places = tuple(
        Place(place["name"], tuple(Helpline(line["number"], line["for"], line["words"]) for line in place["lines"]))
        for place in table["places"]
    )
    return Helplines(table["checked"], table["words"], places)
