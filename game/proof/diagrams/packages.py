"""Which package of decision diagrams is used: our own, or a library that is faster where diagrams are large.

Both do what `Package` says, and whatever is made with them comes out the same; only the time differs. A proof makes
very many small diagrams, which the library makes no faster than Python does. To count all states of a story takes a few
very large ones: there the library is used by itself where it is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from importlib.util import find_spec
from typing import Protocol

from game.proof.diagrams.bdd import Diagrams
from game.proof.diagrams.plans import Plan

OWN, OXIDD = "own", "oxidd"
NAMES = (OWN, OXIDD)
"""What packages are called: our own, and OxiDD (https://oxidd.net), which is written in Rust."""
MOST_NODES = 3_000_000
"""How many nodes of our own may be made of one set of bits in order to count something: some 2 GB."""


class Package(Protocol):
    """The diagrams with one order of bits, and the operations on them; `diagrams` says what they are.

    A diagram is a whole number: the same set is the same number, and no set and every set have those of `diagrams`.
    Whatever would make more nodes than there is room for raises TooLarge.
    """

    def __len__(self) -> int:
        """How many nodes there are, whether they are still of use or not."""

    def deepen(self) -> int:
        """Adds a level below all others."""

    def bit(self, level: int) -> int:
        """The memories in which a bit is set."""

    def conjoin(self, one: int, other: int) -> int:
        """The memories in both sets."""

    def disjoin(self, one: int, other: int) -> int:
        """The memories in either set."""

    def subtract(self, one: int, other: int) -> int:
        """The memories in one set and not in the other."""

    def negate(self, one: int) -> int:
        """The memories that are not in a set."""

    def choose(self, question: int, yes: int, no: int) -> int:
        """The memories of `yes` where a question holds, and those of `no` elsewhere."""

    def cube(self, values: Iterable[tuple[int, int]]) -> int:
        """The memories in which each of these levels has this value."""

    def assign(self, one: int, what: Plan) -> int:
        """What becomes of a set of memories when their bits are assigned or forgotten: its image."""

    def restrict(self, one: int, what: Plan) -> int:
        """The memories that are in a set once their bits have been assigned: its pre-image."""

    def forget(self, one: int, levels: Iterable[int]) -> int:
        """The memories that are in a set for some value of these bits."""

    def has(self, one: int, is_set: Callable[[int], object]) -> bool:
        """Whether a memory is in a set; of each level it is asked whether its bit is set."""

    def levels_of(self, one: int) -> set[int]:
        """The bits that a set depends on."""

    def size(self, one: int) -> int:
        """How many nodes a diagram has, without its ends."""

    def bottom_up(self, one: int) -> Iterator[tuple[int, int, int, int]]:
        """The nodes of a diagram, each after those below it, with its level and what is low and high of it.

        But for the ends and the diagram itself, the numbers of the nodes may mean something only in this list.
        """


Maker = Callable[[int], Package]
"""Makes diagrams with so many levels."""

_chosen: ContextVar[tuple[str, Maker] | None] = ContextVar("chosen", default=None)


def new_diagrams(levels: int) -> Package:
    """Diagrams with so many levels, of the package that is used here: our own where none was chosen."""
    chosen = _chosen.get()
    return Diagrams(levels) if chosen is None else chosen[1](levels)


def is_installed(name: str) -> bool:
    """Whether there is a package of this name to use."""
    return name == OWN or find_spec(name) is not None


@contextmanager
def using(name: str) -> Iterator[None]:
    """Uses the package of this name for all diagrams that are made meanwhile. Raises ImportError if there is none."""
    token = _chosen.set((name, _maker(name)))
    try:
        yield
    finally:
        _chosen.reset(token)


@contextmanager
def for_counting() -> Iterator[str]:
    """Uses the fastest package for a few large diagrams, where none was chosen; says what it is called.

    There is a bound to the nodes, so that what is too large is not counted rather than that the machine stands still.
    """
    chosen = _chosen.get()
    name = chosen[0] if chosen else OXIDD if is_installed(OXIDD) else OWN
    token = _chosen.set((name, partial(Diagrams, most_nodes=MOST_NODES) if name == OWN else _maker(name)))
    try:
        yield name
    finally:
        _chosen.reset(token)


def _maker(name: str) -> Maker:
    if name == OWN:
        return Diagrams
    from game.proof.diagrams.library import Library  # noqa: PLC0415 - only who uses it needs to have it

    return Library().diagrams
