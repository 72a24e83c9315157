"""Where everything that can change in a play is kept: one whole number.

Each thing that can change has a slot of a few bits in that number, so that a state is small, is compared and hashed at
once, is shared by every turn that undo goes back to, and is the very thing that a proof reasons about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from game.story.prose import MOST_VISITS
from game.story.story import Story, choices_of, tellers_in


class Slot(NamedTuple):
    """The bits `offset` to `offset + width` of a memory; they hold a value from `least` to `most`, less `least`."""

    offset: int
    width: int
    least: int
    most: int

    @property
    def mask(self) -> int:
        """A number with ones in this slot."""
        return ((1 << self.width) - 1) << self.offset

    def read(self, memory: int) -> int:
        """The value in a memory."""
        return ((memory >> self.offset) & ((1 << self.width) - 1)) + self.least

    def write(self, memory: int, value: int) -> int:
        """The memory with another value, which stops at the slot's bounds."""
        value = min(max(value, self.least), self.most)
        return (memory & ~self.mask) | ((value - self.least) << self.offset)


Value = int | str
"""A value as saves write it: a number, or the name of what a slot chooses."""


class Layout:
    """The slots of a story by the names that conditions and saves call them by, as in ``found(note)``."""

    def __init__(self, story: Story) -> None:
        self.slots: dict[str, Slot] = {}
        self.choosing: dict[str, tuple[str, ...]] = dict(_choosing(story))
        """For slots whose value is one of several things: the names of the things from 1 on; 0 is none of them."""
        self.start = 0
        """The memory at the start of a play."""
        end = 0
        for name, least, most, first in _variables(story, self.choosing):
            slot = Slot(end, (most - least).bit_length(), least, most)
            self.slots[name] = slot
            self.start = slot.write(self.start, first)
            end += slot.width

    def mask(self, *names: str) -> int:
        """A number with ones in the slots of these names; names without a slot count for nothing."""
        found = 0
        for name in names:
            if slot := self.slots.get(name):
                found |= slot.mask
        return found

    def values(self, memory: int) -> dict[str, Value]:
        """Every value that is not as it was at the start, by the name of its slot."""
        changed = memory ^ self.start
        return {name: self._named(name, slot.read(memory)) for name, slot in self.slots.items() if changed & slot.mask}

    def _named(self, name: str, value: int) -> Value:
        return self.choosing[name][value - 1] if value and name in self.choosing else value

    def memory(self, values: Mapping[str, Value]) -> int:
        """The memory with these values, and all others as at the start; names that no slot has are passed over."""
        memory = self.start
        for name, value in values.items():
            if slot := self.slots.get(name):
                memory = slot.write(memory, self._numbered(name, value))
        return memory

    def _numbered(self, name: str, value: Value) -> int:
        if isinstance(value, int):
            return value
        things = self.choosing.get(name, ())
        return things.index(value) + 1 if value in things else 0


def _choosing(story: Story) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The slots whose value is one of several things, and the names of the things."""
    for name, claim in story.claims.items():
        if claim.told_as:
            yield f"told({name})", tuple(told.says for told in claim.told_as)
    for name, question in story.reconstruction.items():
        yield f"wrote({name})", tuple(question.answers)
        yield f"wrote_first({name})", tuple(question.answers)
        yield f"rests({name})", tuple(story.evidence)


def _variables(story: Story, choosing: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, int, int, int]]:
    """Everything that can change: name, least and greatest value, and the value at the start."""
    for name, number in story.numbers.items():
        yield name, number.from_, number.to, number.start
    for name in story.scenes:
        yield f"visits({name})", 0, MOST_VISITS, 0
    for name in tellers(story):
        yield f"wild({name})", 0, max(story.people[name].patience, 1), 0
    for name, things in choosing.items():
        yield name, 0, len(things), 0
    for name in _truths(story):
        yield name, 0, 1, 0


def _truths(story: Story) -> Iterator[str]:
    """Everything that is true or not, and not at the start."""
    yield from story.facts
    yield from (f"took({name})" for name, _ in choices_of(story))
    yield from (f"met({name})" for name in story.people)
    yield from (f"found({name})" for name in story.evidence)
    for name, claim in story.claims.items():
        yield f"heard({name})"
        yield f"broken({name})"
        for exhibit in claim.broken_by:
            yield f"put({name}, {exhibit})"
            yield f"broke({name}, {exhibit})"
        yield from (f"answered({name}, {exhibit})" for exhibit in claim.answered)
    yield from (f"shown({teller}, {evidence})" for teller in tellers(story) for evidence in story.evidence)


def tellers(story: Story) -> list[str]:
    """Everybody who tells an account, can be confronted or is shown something, in the story's order."""
    found = tellers_in(story)
    return [name for name in story.people if name in found]
