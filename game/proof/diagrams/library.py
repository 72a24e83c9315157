"""OxiDD as a package of diagrams (Husung, Dubslaff, Hermanns and Köhl, TACAS 2024): the same sets, made in Rust.

Its diagrams are objects. Here each is called by a number, as all others are, so that nothing else has to know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec

from oxidd.bdd import BDDFunction, BDDManager
from oxidd.util import BooleanOperator

from game.proof.diagrams.bdd import EVERYTHING, NOTHING, TooLarge
from game.proof.diagrams.plans import Plan, plan

MOST_NODES = 1 << 24
"""How many nodes all diagrams of a library may have together: some 600 MB if it comes to that."""
REMEMBERED = 1 << 20
"""How many results of operations are remembered. They are few megabytes, and taken only as they are needed."""
LISTED = 1 << 40
"""From here on, numbers are those of nodes in one list. There will never be so many diagrams."""

P = ParamSpec("P")


class Library:
    """Room for nodes that diagrams share, whatever the order of their bits is."""

    def __init__(self, most_nodes: int = MOST_NODES) -> None:
        # One thread: diagrams are made one after the other, and the other processors have something else to do.
        self.manager = BDDManager(most_nodes, REMEMBERED, 1)

    def diagrams(self, levels: int) -> LibraryDiagrams:
        """Diagrams with so many levels."""
        return LibraryDiagrams(self.manager, levels)


def _numbered(
    operation: Callable[Concatenate[LibraryDiagrams, P], BDDFunction],
) -> Callable[Concatenate[LibraryDiagrams, P], int]:
    """The operation, but it gives the number of what it makes."""

    @wraps(operation)
    def done(self: LibraryDiagrams, /, *args: P.args, **kwargs: P.kwargs) -> int:
        try:
            found = operation(self, *args, **kwargs)
        except MemoryError:
            # Nodes that are of no use are cleared away from time to time. They may have become too many before that.
            self.manager.gc()
            try:
                found = operation(self, *args, **kwargs)
            except MemoryError as error:
                raise TooLarge from error
        return self.number(found)

    return done


class LibraryDiagrams:
    """The diagrams with one order of bits; the library calls levels variables, and diagrams functions."""

    def __init__(self, manager: BDDManager, levels: int) -> None:
        self.manager = manager
        self._bits: list[BDDFunction] = []
        for _ in range(levels):
            self.deepen()
        self._functions = [manager.false(), manager.true()]
        self._numbers = {function: number for number, function in enumerate(self._functions)}
        self._plans: dict[Plan, tuple[BDDFunction, BDDFunction]] = {}

    def number(self, function: BDDFunction) -> int:
        """The number of a diagram: the same one each time."""
        found = self._numbers.get(function)
        if found is None:
            found = self._numbers[function] = len(self._functions)
            self._functions.append(function)
        return found

    def __len__(self) -> int:
        return self.manager.approx_num_inner_nodes()

    def deepen(self) -> int:
        level = len(self._bits)
        if self.manager.num_vars() == level:
            self.manager.add_vars(1)
        self._bits.append(self.manager.var(level))
        return level

    @_numbered
    def bit(self, level: int) -> BDDFunction:
        return self._bits[level]

    @_numbered
    def conjoin(self, one: int, other: int) -> BDDFunction:
        return self._functions[one] & self._functions[other]

    @_numbered
    def disjoin(self, one: int, other: int) -> BDDFunction:
        return self._functions[one] | self._functions[other]

    @_numbered
    def subtract(self, one: int, other: int) -> BDDFunction:
        return self._functions[other].imp_strict(self._functions[one])

    @_numbered
    def negate(self, one: int) -> BDDFunction:
        return ~self._functions[one]

    @_numbered
    def choose(self, question: int, yes: int, no: int) -> BDDFunction:
        return self._functions[question].ite(self._functions[yes], self._functions[no])

    @_numbered
    def cube(self, values: Iterable[tuple[int, int]]) -> BDDFunction:
        return self._cube(values)

    def _cube(self, values: Iterable[tuple[int, int]]) -> BDDFunction:
        found = self._functions[EVERYTHING]
        for level, value in sorted(values, reverse=True):
            found = (self._bits[level] if value else ~self._bits[level]) & found
        return found

    def _sides(self, what: Plan) -> tuple[BDDFunction, BDDFunction]:
        """Of a plan all its bits, and the values that some of them get."""
        found = self._plans.get(what)
        if found is None:
            changed = self._cube((level, 1) for level in what.levels)
            put = ((level, value) for level, value in zip(*what, strict=True) if value is not None)
            found = self._plans[what] = (changed, self._cube(put))
        return found

    @_numbered
    def assign(self, one: int, what: Plan) -> BDDFunction:
        changed, put = self._sides(what)
        return self._functions[one].exists(changed) & put

    @_numbered
    def restrict(self, one: int, what: Plan) -> BDDFunction:
        changed, put = self._sides(what)
        return self._functions[one].apply_exists(BooleanOperator.AND, put, changed)

    def forget(self, one: int, levels: Iterable[int]) -> int:
        return self.assign(one, plan((level, None) for level in levels))

    def has(self, one: int, is_set: Callable[[int], object]) -> bool:
        function = self._functions[one]
        while (ways := function.cofactors()) is not None:
            level = function.node_level()
            assert level is not None, "what has two ways asks about a bit"
            function = ways[0] if is_set(level) else ways[1]
        return function.valid()

    def levels_of(self, one: int) -> set[int]:
        return {level for level, _, _ in self._nodes_of(one).values()}

    def size(self, one: int) -> int:
        return max(0, self._functions[one].node_count() - 2)

    def _nodes_of(self, one: int) -> dict[BDDFunction, tuple[int, BDDFunction, BDDFunction]]:
        """The nodes of a diagram without its ends: the level of each, and what is low and high of it."""
        found: dict[BDDFunction, tuple[int, BDDFunction, BDDFunction]] = {}
        waiting = [self._functions[one]]
        while waiting:
            node = waiting.pop()
            if node not in found and (ways := node.cofactors()) is not None:
                level = node.node_level()
                assert level is not None, "what has two ways asks about a bit"
                high, low = ways
                found[node] = (level, low, high)
                waiting += (low, high)
        return found

    def bottom_up(self, one: int) -> Iterator[tuple[int, int, int, int]]:
        found = self._nodes_of(one)
        numbers = {self._functions[end]: end for end in (NOTHING, EVERYTHING)}
        # No diagram has such a number: what is only listed here is not kept for longer than that.
        numbers |= {node: number for number, node in enumerate(found, LISTED)}
        numbers[self._functions[one]] = one
        for node, (level, low, high) in sorted(found.items(), key=lambda item: item[1][0], reverse=True):
            yield numbers[node], level, numbers[low], numbers[high]
