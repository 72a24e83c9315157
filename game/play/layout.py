"""Where everything that can change in a play is kept: one whole number.

Each thing that can change has a slot of a few bits in that number, so that a state is small, is compared and hashed at
once, is shared by every turn that undo goes back to, and is the very thing that a proof reasons about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
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


class Run(NamedTuple):
    """Slots alike, one after the other: their names, what each may hold and holds at the start of a play."""

    names: Sequence[str]
    least: int
    most: int
    first: int

    @property
    def width(self) -> int:
        """How many bits each of the slots has; one also where there is nothing to choose from."""
        return max(1, (self.most - self.least).bit_length())


class Slots(Mapping[str, Slot]):
    """The slots of some runs, each made when it is first asked for: a large story has tens of thousands."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._runs = tuple(runs)
        self._starts: list[int] = []
        """Where each run begins."""
        self._widths = [run.width for run in self._runs]
        self._offsets: dict[str, int] = {}
        self._made: dict[str, Slot] = {}
        self.end = 0
        """How many bits all of them have."""
        for run, width in zip(self._runs, self._widths, strict=True):
            self._starts.append(self.end)
            end = self.end + width * len(run.names)
            self._offsets.update(zip(run.names, range(self.end, end, width), strict=True))
            self.end = end

    def __getitem__(self, name: str) -> Slot:
        slot = self._made.get(name)
        if slot is None:
            offset = self._offsets[name]
            number = bisect_right(self._starts, offset) - 1
            run = self._runs[number]
            slot = self._made[name] = Slot(offset, self._widths[number], run.least, run.most)
        return slot

    def __contains__(self, name: object) -> bool:
        return name in self._offsets

    def __iter__(self) -> Iterator[str]:
        return iter(self._offsets)

    def __len__(self) -> int:
        return len(self._offsets)

    def at(self, bit: int) -> str:
        """The name of the slot to which a bit belongs, by its number."""
        number = bisect_right(self._starts, bit) - 1
        return self._runs[number].names[(bit - self._starts[number]) // self._widths[number]]


DRAWN = "drawn("
"""How the names of the slots begin that hold what was drawn."""

Value = int | str
"""A value as saves write it: a number, or the name of what a slot chooses."""


class Layout:
    """The slots of a story by the names that conditions and saves call them by, as in ``found(note)``."""

    def __init__(self, runs: Sequence[Run], choosing: Mapping[str, tuple[str, ...]]) -> None:
        self.runs = runs
        self.choosing = choosing
        """For slots whose value is one of several things: the names of the things from 1 on; 0 is none of them."""
        self.draws = tuple(name for name in choosing if name.startswith(DRAWN))
        """The slots of what is drawn when a play begins."""
        self.slots = Slots(runs)
        self.start = 0
        """The memory at the start of a play in which the first value of each draw is drawn."""
        for run in runs:
            for name in run.names if run.first != run.least else ():
                self.start = self.slots[name].write(self.start, run.first)

    @classmethod
    def of(cls, story: Story) -> Layout:
        """The layout of a story."""
        choosing = dict(_choosing(story))
        alike = groupby(_variables(story, choosing), lambda variable: variable[1:])
        return cls([Run([name for name, *_ in run], *values) for values, run in alike], choosing)

    @property
    def plain(self) -> tuple[list[tuple[str, int, int, int]], dict[str, tuple[str, ...]]]:
        """All of it as plain data, from which `from_plain` makes it again."""
        runs = [("\n".join(run.names), run.least, run.most, run.first) for run in self.runs]
        return runs, dict(self.choosing)

    @classmethod
    def from_plain(cls, plain: tuple[list[tuple[str, int, int, int]], dict[str, tuple[str, ...]]]) -> Layout:
        """The layout that was made plain."""
        runs, choosing = plain
        return cls([Run(names.split("\n"), *values) for names, *values in runs], choosing)

    def mask(self, *names: str) -> int:
        """A number with ones in the slots of these names; names without a slot count for nothing."""
        mask, slots = 0, self.slots
        for name in names:
            if name in slots:
                mask |= slots[name].mask
        return mask

    def values(self, memory: int) -> dict[str, Value]:
        """Every value that is not as it was at the start, by the name of its slot, and everything that was drawn."""
        changed = dict.fromkeys((*self.changed(self.start, memory), *self.draws))
        return {name: self._named(name, self.slots[name].read(memory)) for name in changed}

    def changed(self, before: int, after: int) -> Iterator[str]:
        """The names of the slots in which two memories differ, in the story's order."""
        bits = before ^ after
        while bits:
            name = self.slots.at((bits & -bits).bit_length() - 1)
            yield name
            end = self.slots[name].offset + self.slots[name].width
            bits = bits >> end << end

    def beginning(self, memory: int) -> int:
        """The memory at the start of a play in which the same was drawn as in another."""
        drawn = self.mask(*self.draws)
        return self.start & ~drawn | memory & drawn

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
    for name, draw in story.draws.items():
        yield f"{DRAWN}{name})", tuple(draw.one_of)


def _variables(story: Story, choosing: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, int, int, int]]:
    """Everything that can change: name, least and greatest value, and the value at the start."""
    for name, number in story.numbers.items():
        yield name, number.from_, number.to, number.start
    for name in story.scenes:
        yield f"visits({name})", 0, MOST_VISITS, 0
    for name in tellers(story):
        yield f"wild({name})", 0, max(story.people[name].patience, 1), 0
    for name, things in choosing.items():
        least = int(name.startswith(DRAWN))  # one of its values always is drawn
        yield name, least, len(things), least
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
