"""Things by their names, each made when it is first asked for: a play comes to few of the scenes of a large story."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Name = TypeVar("Name")
Thing = TypeVar("Thing")


class Made(dict[Name, Thing]):
    """The things that were made so far; to ask for another makes it."""

    def __init__(self, make: Callable[[Name], Thing]) -> None:
        self._make = make

    def __missing__(self, name: Name) -> Thing:
        found = self[name] = self._make(name)
        return found
