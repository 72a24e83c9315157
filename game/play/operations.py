"""What a move changes, as operations on a memory.

The operations are the one meaning of effects. Play does them to a memory (`doing`); a proof does them to a set of
memories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from game.play.formulas import Bit, Formula, Formulas, Guard, bits_read, holds
from game.play.layout import Layout, Slot
from game.story.model import Effects
from game.story.story import Story


class Assign(Struct, frozen=True):
    """Clears the bits of one mask, then sets those of another."""

    clear: int
    put: int


class Add(Struct, frozen=True):
    """Adds to the value of a slot, which stops at its bounds."""

    slot: Slot
    by: int


class Store(Struct, frozen=True):
    """Gives a slot a value, if a formula holds."""

    slot: Slot
    value: int
    when: Formula


class Hear(Struct, frozen=True):
    """Hears a claim. The first time, the first of the ways that holds chooses its words, for good."""

    heard: int
    told: Slot | None
    ways: tuple[Formula, ...]


Operation = Assign | Add | Store | Hear

Change = Callable[[int], int]
"""A memory after some operations."""


def effect(effects: Effects, story: Story, layout: Layout, formulas: Formulas) -> tuple[Operation, ...]:
    """What a scene, a choice or an answer does, in the order of the keys of `Effects`."""
    clear = layout.mask(
        *effects.clear,
        *(f"broken({claim})" for claim in effects.reopen),
        *(f"broke({claim}, {exhibit})" for claim in effects.reopen for exhibit in story.claims[claim].broken_by),
    )
    put = layout.mask(
        *effects.set,
        *(f"met({name})" for name in effects.meet),
        *(f"found({name})" for name in effects.find),
        *(f"shown({teller}, {name})" for teller, names in effects.show.items() for name in names),
    )
    found: list[Operation] = [Assign(clear, put & ~clear)] if clear | put else []
    found += [Add(layout.slots[name], by) for name, by in effects.change.items()]
    for heard in effects.hear:
        for name in [heard] if "." in heard else told_at_once(story, heard):
            ways = tuple(formulas.of(told.when) for told in story.claims[name].told_as)
            found.append(Hear(layout.slots[f"heard({name})"].mask, layout.slots.get(f"told({name})"), ways))
    for claim, exhibit in effects.contradict.items():
        if claim not in effects.reopen:
            found += _contradicted(claim, exhibit, story, layout)
    return tuple(found)


def _contradicted(claim: str, exhibit: str, story: Story, layout: Layout) -> Iterator[Operation]:
    """A claim is contradicted by an exhibit if that is in the casebook, for a mark names what it rests on."""
    had = Bit(layout.mask(f"found({exhibit})" if exhibit in story.evidence else f"heard({exhibit})"))
    for name in (f"broken({claim})", f"put({claim}, {exhibit})", f"broke({claim}, {exhibit})"):
        yield Store(layout.slots[name], 1, had)


def told_at_once(story: Story, account: str) -> list[str]:
    """The claims that are heard when the account is."""
    return [f"{account}.{name}" for name, claim in story.accounts[account].claims.items() if not claim.later]


def is_idempotent(operations: tuple[Operation, ...], cleared: int) -> bool:
    """Whether doing the operations again later changes nothing, if nothing but the bits `cleared` is ever cleared."""
    return all(
        isinstance(one, Hear) or (isinstance(one, Assign) and not one.clear and not one.put & cleared)
        for one in operations
    )


def bits_changed(operations: tuple[Operation, ...]) -> int:
    """The bits that operations can change."""
    found = 0
    for operation in operations:
        match operation:
            case Assign(clear, put):
                found |= clear | put
            case Add(slot) | Store(slot):
                found |= slot.mask
            case Hear(heard, told):
                found |= heard | (told.mask if told else 0)
    return found


def bits_asked(operations: tuple[Operation, ...]) -> int:
    """The bits on which it depends what operations do, apart from those that they change."""
    found = 0
    for operation in operations:
        match operation:
            case Store(_, _, when):
                found |= bits_read(when)
            case Hear(_, _, ways):
                for way in ways:
                    found |= bits_read(way)
            case Assign() | Add():
                pass
    return found


def doing(operations: tuple[Operation, ...]) -> Change:
    """The function that does the operations to a memory, one after the other."""
    changes = tuple(_change(operation) for operation in _joined(operations))
    if len(changes) == 1:
        return changes[0]
    if len(changes) == 2:  # what most arrivals and choices come to
        first, second = changes
        return lambda memory: second(first(memory))

    def change(memory: int) -> int:
        for one in changes:
            memory = one(memory)
        return memory

    return change


def _joined(operations: tuple[Operation, ...]) -> list[Operation]:
    """The same operations, with assignments that follow one another made one."""
    joined: list[Operation] = []
    for one in operations:
        before = joined[-1] if joined else None
        if isinstance(before, Assign) and isinstance(one, Assign):
            joined[-1] = Assign(before.clear | one.clear, before.put & ~one.clear | one.put)
        else:
            joined.append(one)
    return joined


def _change(operation: Operation) -> Change:
    match operation:
        case Assign(clear, put):
            return _assigning(clear, put)
        case Add(slot, by):
            return _adding(slot, by)
        case Store(slot, value, when):
            guard, assign = holds(when), _assigning(slot.mask, slot.write(0, value))
            return lambda memory: assign(memory) if guard(memory) else memory
        case Hear(heard, told, ways):
            return _hearing(heard, told, tuple(holds(way) for way in ways))


def _assigning(clear: int, put: int) -> Change:
    if not clear & ~put:
        return lambda memory: memory | put
    keep = ~clear
    return lambda memory: memory & keep | put


def _adding(slot: Slot, by: int) -> Change:
    """Adds where the value stands, and changes the bits that differ: a sum would go through the whole memory."""
    mask, most = slot.mask, slot.most - slot.least
    least_held, most_held, change_by, end = (
        value << slot.offset for value in (max(-by, 0), most - max(by, 0), by, most if by > 0 else 0)
    )

    def change(memory: int) -> int:
        held = memory & mask
        return memory ^ (held ^ (held + change_by if least_held <= held <= most_held else end))

    return change


def _hearing(heard: int, told: Slot | None, ways: tuple[Guard, ...]) -> Change:
    def change(memory: int) -> int:
        if memory & heard:
            return memory
        if told is not None:
            memory = told.write(memory, next((number for number, way in enumerate(ways, 1) if way(memory)), 0))
        return memory | heard

    return change
