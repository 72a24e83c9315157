"""Which bits of a memory a thing is made from, and things that are kept by those bits.

Most of what a page shows depends on a handful of the thousands of bits of a memory. What was once made of such bits
can be shown again whenever they are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from game.play import formulas
from game.play.formulas import Formulas, bits_read
from game.play.layout import Layout
from game.story.conditions import Condition
from game.story.model import Passage
from game.story.prose import Body, If, Insert, Vary
from game.story.reserved import REFUTED, WRITTEN

MOST_BYTES = 16 * 1024 * 1024
"""About how much may be kept for one story, keys included."""

EACH_BYTES = 512
"""About what a kept thing takes, its key apart: a tuple of four options, or of paragraphs that others share."""

WINDOW = 2048
"""The bits of a key that are taken from a memory at once."""

Made = TypeVar("Made")


class Reads:
    """Says which bits of a memory the texts of a story are told from."""

    def __init__(self, layout: Layout, formulas: Formulas) -> None:
        self._layout, self._formulas = layout, formulas

    def condition(self, condition: Condition | None) -> int:
        """The bits that a condition asks about."""
        return bits_read(self._formulas.of(condition))

    def passages(self, passages: Iterable[Passage], scene: str) -> int:
        """The bits that passages are told from, in the scene that they belong to."""
        found = 0
        for passage in passages:
            found |= self.condition(passage.when) | self.body(passage.text.body, scene)
            if passage.summary:
                found |= self.body(passage.summary.body, scene)
        return found

    def body(self, body: Body, scene: str) -> int:
        """The bits that a text is told from: of its conditions, the values that it inserts, and the visits."""
        found = 0
        for part in body:
            if isinstance(part, If):
                for condition, branch in part.branches:
                    found |= self.condition(condition) | self.body(branch, scene)
            elif isinstance(part, Vary):
                found |= self._layout.mask(f"visits({scene})")
                for inner in part.bodies:
                    found |= self.body(inner, scene)
            elif isinstance(part, Insert):
                found |= self._value(part.name)
        return found

    def _value(self, name: str) -> int:
        """The bits of what is inserted: a number, the sentence of a claim, or an answer of the player's."""
        kind, _, question = name.partition(".")
        if kind in WRITTEN and question:
            return self._layout.mask(f"{kind}({question})")
        if question:
            return self._layout.mask(f"told({name})")
        if name == REFUTED:
            return bits_read(formulas.Any(self._formulas.refuted))
        return self._layout.mask(name)


class Kept(Generic[Made]):
    """Something that is made of some bits of a memory, and made once for as long as they are the same.

    It is made of these bits alone, all others being zero: so it cannot depend on what it is not kept by.
    """

    __slots__ = ("_bits", "_further", "_low", "_made", "_make", "_room", "_window")

    def __init__(self, room: Room, bits: int, make: Callable[[int], Made]) -> None:
        self._room, self._bits, self._make = room, bits, make
        (self._window, self._low), *self._further = _windows(bits)
        self._made: dict[int, Made] = {}
        room.shared.append(self._made)

    def of(self, memory: int) -> Made:
        """What is made of a memory."""
        key = (memory & self._window) >> self._low
        for window, shift in self._further:
            key |= (memory & window) >> shift
        found = self._made.get(key)
        if found is None:
            found = self._make(memory & self._bits)
            self._room.take(key)
            self._made[key] = found
        return found


def _windows(bits: int) -> list[tuple[int, int]]:
    """The bits of a mask by windows, each with how far it is moved so that all of them stand side by side.

    In a large story the bits that belong together lie far apart; a number with only them in it is soon hashed.
    """
    found, room = [], 0
    while bits:
        low = (bits & -bits).bit_length() - 1
        window = bits & ((1 << low + WINDOW) - 1)
        found.append((window, low - room))
        room += window.bit_length() - low
        bits ^= window
    return found or [(0, 0)]


class Room:
    """The memory of the machine that the kept things of a story share. When it is full, all of them are made anew."""

    def __init__(self) -> None:
        self.shared: list[dict[int, Any]] = []
        self._left = MOST_BYTES

    def take(self, key: int) -> None:
        """Makes room for one more thing, with its key."""
        self._left -= EACH_BYTES + key.bit_length() // 8
        if self._left < 0:
            self._left = MOST_BYTES
            for made in self.shared:
                made.clear()
