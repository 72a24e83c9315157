"""What a move does to the bits of a memory, as the diagrams take it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Plan(NamedTuple):
    """What happens to some bits: the levels, in order, and for each the value it gets, or None to forget it."""

    levels: tuple[int, ...]
    values: tuple[int | None, ...]


def plan(changes: Iterable[tuple[int, int | None]]) -> Plan:
    """The plan of changes to distinct levels, in any order."""
    ordered = sorted(changes)
    return Plan(tuple(level for level, _ in ordered), tuple(value for _, value in ordered))
