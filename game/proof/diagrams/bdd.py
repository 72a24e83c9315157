"""Reduced ordered binary decision diagrams: sets of memories, each set a small graph.

A diagram asks about one bit after another, always in the same order, and ends in yes or no. Equal parts are kept once,
and questions whose answer does not matter are left out; so two sets are equal if and only if they are the same node
(Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Transactions on Computers, 1986). A set of
10^20 memories may take a hundred nodes, and its union with another takes time by the nodes, not by the memories.

Nodes are whole numbers; `NOTHING` and `EVERYTHING` are the sets without and with all memories. Bits are called by
their levels: 0 is asked first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

from game.proof.diagrams.plans import Plan, plan

NOTHING, EVERYTHING = 0, 1

_LAST = 1 << 60
"""The level of NOTHING and EVERYTHING, below every bit."""
_SHIFT = 40
"""Two nodes make one key: the first is shifted by so much. There will never be 2^40 nodes."""


class TooLarge(Exception):
    """There are more nodes than are allowed."""


class Diagrams:
    """The nodes of all diagrams with one order of bits, and the operations on them. Results are remembered."""

    def __init__(self, levels: int, most_nodes: int = 20_000_000) -> None:
        self._level = [_LAST, _LAST]
        self._low = [NOTHING, EVERYTHING]
        self._high = [NOTHING, EVERYTHING]
        self._unique: list[dict[int, int]] = [{} for _ in range(levels)]
        self._most_nodes = most_nodes
        self._conjoined: dict[int, int] = {}
        self._disjoined: dict[int, int] = {}
        self._subtracted: dict[int, int] = {}
        self._assigned: dict[Plan, dict[int, int]] = {}
        self._restricted: dict[Plan, dict[int, int]] = {}
        self._make_room()

    def _make_room(self) -> None:
        """Operations recurse once or twice for each level; from Python 3.11 on that takes no stack of the machine."""
        if sys.getrecursionlimit() < (deepest := 3 * len(self._unique) + 400):
            sys.setrecursionlimit(2 * deepest)

    def __len__(self) -> int:
        return len(self._level)

    def node(self, level: int, low: int, high: int) -> int:
        """The set that asks about one bit and goes on as `low` without it and as `high` with it."""
        if low == high:
            return low
        unique = self._unique[level]
        key = low << _SHIFT | high
        found = unique.get(key)
        if found is None:
            found = unique[key] = len(self._level)
            self._level.append(level)
            self._low.append(low)
            self._high.append(high)
            if found > self._most_nodes:
                raise TooLarge
        return found

    def deepen(self) -> int:
        """Adds a level below all others."""
        self._unique.append({})
        self._make_room()
        return len(self._unique) - 1

    def bit(self, level: int) -> int:
        """The memories in which a bit is set."""
        return self.node(level, NOTHING, EVERYTHING)

    def conjoin(self, one: int, other: int) -> int:
        """The memories in both sets."""
        if other in (one, EVERYTHING):
            return one
        if one > other:
            one, other = other, one
        if one <= EVERYTHING:
            return other if one else NOTHING
        key = one << _SHIFT | other
        found = self._conjoined.get(key)
        if found is None:
            level, low, high = self._level, self._low, self._high
            top, under = level[one], level[other]
            if top == under:
                found = self.node(top, self.conjoin(low[one], low[other]), self.conjoin(high[one], high[other]))
            elif top < under:
                found = self.node(top, self.conjoin(low[one], other), self.conjoin(high[one], other))
            else:
                found = self.node(under, self.conjoin(one, low[other]), self.conjoin(one, high[other]))
            self._conjoined[key] = found
        return found

    def disjoin(self, one: int, other: int) -> int:
        """The memories in either set."""
        if other in (one, NOTHING):
            return one
        if one > other:
            one, other = other, one
        if one <= EVERYTHING:
            return EVERYTHING if one else other
        key = one << _SHIFT | other
        found = self._disjoined.get(key)
        if found is None:
            level, low, high = self._level, self._low, self._high
            top, under = level[one], level[other]
            if top == under:
                found = self.node(top, self.disjoin(low[one], low[other]), self.disjoin(high[one], high[other]))
            elif top < under:
                found = self.node(top, self.disjoin(low[one], other), self.disjoin(high[one], other))
            else:
                found = self.node(under, self.disjoin(one, low[other]), self.disjoin(one, high[other]))
            self._disjoined[key] = found
        return found

    def subtract(self, one: int, other: int) -> int:
        """The memories in one set and not in the other."""
        if one in (other, NOTHING) or other == EVERYTHING:
            return NOTHING
        if other == NOTHING:
            return one
        key = one << _SHIFT | other
        found = self._subtracted.get(key)
        if found is None:
            level, low, high = self._level, self._low, self._high
            top, under = level[one], level[other]
            if top == under:
                found = self.node(top, self.subtract(low[one], low[other]), self.subtract(high[one], high[other]))
            elif top < under:
                found = self.node(top, self.subtract(low[one], other), self.subtract(high[one], other))
            else:
                found = self.node(under, self.subtract(one, low[other]), self.subtract(one, high[other]))
            self._subtracted[key] = found
        return found

    def negate(self, one: int) -> int:
        """The memories that are not in a set."""
        return self.subtract(EVERYTHING, one)

    def choose(self, question: int, yes: int, no: int) -> int:
        """The memories of `yes` where a question holds, and those of `no` elsewhere."""
        return self.disjoin(self.conjoin(question, yes), self.subtract(no, question))

    def cube(self, values: Iterable[tuple[int, int]]) -> int:
        """The memories in which each of these levels has this value."""
        found = EVERYTHING
        for level, value in sorted(values, reverse=True):
            found = self.node(level, NOTHING, found) if value else self.node(level, found, NOTHING)
        return found

    def assign(self, one: int, what: Plan) -> int:
        """What becomes of a set of memories when their bits are assigned or forgotten: its image."""
        return self._assign(one, 0, what, self._assigned.setdefault(what, {})) if what.levels else one

    def _assign(self, one: int, at: int, what: Plan, known: dict[int, int]) -> int:
        levels, values = what
        level = self._level[one]
        while at < len(levels) and levels[at] < level and values[at] is None:
            at += 1
        if one == NOTHING or at == len(levels):
            return one
        key = one << _SHIFT | at
        found = known.get(key)
        if found is None:
            if level < levels[at]:
                low = self._assign(self._low[one], at, what, known)
                found = self.node(level, low, self._assign(self._high[one], at, what, known))
            else:
                # The bit is not asked about any more: both ways of it are joined, and its new value put in their place.
                both = one if levels[at] < level else self.disjoin(self._low[one], self._high[one])
                rest = self._assign(both, at + 1, what, known)
                value = values[at]
                if value is None:
                    found = rest
                else:
                    found = self.node(levels[at], *((NOTHING, rest) if value else (rest, NOTHING)))
            known[key] = found
        return found

    def restrict(self, one: int, what: Plan) -> int:
        """The memories that are in a set once their bits have been assigned: its pre-image."""
        return self._restrict(one, 0, what, self._restricted.setdefault(what, {})) if what.levels else one

    def _restrict(self, one: int, at: int, what: Plan, known: dict[int, int]) -> int:
        levels, values = what
        level = self._level[one]
        while at < len(levels) and levels[at] < level:
            at += 1
        if at == len(levels) or one <= EVERYTHING:
            return one
        found = known.get(one)
        if found is None:
            if level == levels[at]:
                value = values[at]
                if value is None:
                    low = self._restrict(self._low[one], at + 1, what, known)
                    found = self.disjoin(low, self._restrict(self._high[one], at + 1, what, known))
                else:
                    found = self._restrict((self._high if value else self._low)[one], at + 1, what, known)
            else:
                low = self._restrict(self._low[one], at, what, known)
                found = self.node(level, low, self._restrict(self._high[one], at, what, known))
            known[one] = found
        return found

    def forget(self, one: int, levels: Iterable[int]) -> int:
        """The memories that are in a set for some value of these bits."""
        return self.assign(one, plan((level, None) for level in levels))

    def has(self, one: int, is_set: Callable[[int], object]) -> bool:
        """Whether a memory is in a set; of each level it is asked whether its bit is set."""
        while one > EVERYTHING:
            one = (self._high if is_set(self._level[one]) else self._low)[one]
        return one == EVERYTHING

    def levels_of(self, one: int) -> set[int]:
        """The bits that a set depends on."""
        return {self._level[node] for node in self.nodes_of(one)}

    def nodes_of(self, one: int) -> set[int]:
        """The nodes of a diagram, without its ends."""
        found: set[int] = set()
        waiting = [one]
        while waiting:
            node = waiting.pop()
            if node > EVERYTHING and node not in found:
                found.add(node)
                waiting += (self._low[node], self._high[node])
        return found

    def size(self, one: int) -> int:
        """How many nodes a diagram has, without its ends."""
        return len(self.nodes_of(one))

    def bottom_up(self, one: int) -> Iterator[tuple[int, int, int, int]]:
        """The nodes of a diagram, each after those below it, with its level and what is low and high of it."""
        for node in sorted(self.nodes_of(one), key=self._level.__getitem__, reverse=True):
            yield node, self._level[node], self._low[node], self._high[node]
