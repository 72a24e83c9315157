"""What going once through a diagram tells of the memories in it: how many there are, some of them, and the least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from game.proof.diagrams.bdd import EVERYTHING, NOTHING
from game.proof.diagrams.packages import Package


class _Counted(NamedTuple):
    """A node of a diagram: its place among the levels that matter, how many memories there are from it on, its ways."""

    rank: int
    memories: int
    low: int
    high: int


def count(diagrams: Package, one: int, levels: Iterable[int]) -> int:
    """How many memories a set has that differ in these levels, which are all that it depends on."""
    root = _counted(diagrams, one, sorted(levels))[one]
    return root.memories << root.rank


def _counted(diagrams: Package, one: int, levels: Sequence[int]) -> dict[int, _Counted]:
    rank = {level: number for number, level in enumerate(levels)}
    found = {NOTHING: _Counted(len(levels), 0, 0, 0), EVERYTHING: _Counted(len(levels), 1, 0, 0)}
    for node, level, low, high in diagrams.bottom_up(one):
        below = rank[level] + 1
        counts = (found[way].memories << found[way].rank - below for way in (low, high))
        found[node] = _Counted(rank[level], sum(counts), low, high)
    return found


def sample(diagrams: Package, one: int, number: int, chance: Random) -> dict[int, int]:
    """So many memories of a set that is not empty, taken at random, all equally likely.

    For each level that matters, a column: a number with a one for each memory in which the bit is set.
    """
    levels = sorted(diagrams.levels_of(one))
    counted = _counted(diagrams, one, levels)
    columns = dict.fromkeys(levels, 0)
    for row in range(number):
        node = counted[one]
        for at, level in enumerate(levels):
            if at < node.rank:
                is_set = chance.random() < 0.5
            else:
                low, high = counted[node.low], counted[node.high]
                is_set = chance.randrange(node.memories) >= low.memories << low.rank - at - 1
                node = high if is_set else low
            columns[level] |= is_set << row
    return columns


def fewest(diagrams: Package, one: int) -> dict[int, int]:
    """The levels and bits of a memory in a set that has as few bits set as any; those not named do not matter.

    The set must not be empty.
    """
    assert one != NOTHING, "there is no memory in an empty set"
    cost: dict[int, float] = {NOTHING: float("inf"), EVERYTHING: 0}
    ways: dict[int, tuple[int, int, int]] = {}
    for node, level, low, high in diagrams.bottom_up(one):
        cost[node] = min(cost[low], cost[high] + 1)
        ways[node] = (level, low, high)
    values: dict[int, int] = {}
    while one > EVERYTHING:
        level, low, high = ways[one]
        is_set = cost[high] + 1 < cost[low]
        values[level] = int(is_set)
        one = high if is_set else low
    return values
