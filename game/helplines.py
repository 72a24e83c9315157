"""Where a player can find help that is not in a game: read from a dated table when somebody asks, and not before."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_TABLE = Path(__file__).with_name("helplines.toml")


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number, and who answers."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or everywhere else."""

    name: str
    lines: tuple[Helpline, ...]


@dataclass(frozen=True, slots=True)
class Helplines:
    """All of them, with the day on which the numbers were last checked."""

    checked: date
    words: str
    places: tuple[Place, ...]


def read_helplines() -> Helplines:
    """The table."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    places = tuple(
        Place(place["name"], tuple(Helpline(line["number"], line["words"]) for line in place["lines"]))
        for place in table["places"]
    )
    return Helplines(table["checked"], table["words"], places)
