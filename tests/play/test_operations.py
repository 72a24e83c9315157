"""What is done to a memory in few steps is what its operations say, one after the other."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from game.play.formulas import All, Among, Any, Bit, Compare, Formula, Opposite, holds
from game.play.layout import Slot
from game.play.operations import Add, Assign, Hear, Operation, Store, doing
from game.proof.model.knowledge import is_so
from game.story.conditions import COMPARISONS

SLOTS = (Slot(0, 4, 0, 9), Slot(4, 3, -2, 4), Slot(7, 1, 0, 1), Slot(8, 2, 0, 3))
"""All bits of the memories here, with values that stop before the bits are full."""
FREE = 10
"""From this bit on nothing but single bits stands."""
BITS = 16

slots = st.sampled_from(SLOTS)
numbers = st.integers(-12, 12)
single_bits = st.integers(FREE, BITS - 1).map(lambda bit: 1 << bit)
masks = st.sets(single_bits, max_size=3).map(sum)
memories = st.builds(
    lambda values, free: (
        sum(min(value, slot.most - slot.least) << slot.offset for slot, value in zip(SLOTS, values, strict=True))
        | free << FREE
    ),
    st.tuples(*(st.integers(0, slot.most - slot.least) for slot in SLOTS)),
    st.integers(0, 2 ** (BITS - FREE) - 1),
)
formulas: st.SearchStrategy[Formula] = st.recursive(
    single_bits.map(Bit) | st.builds(Compare, slots, st.sampled_from([*COMPARISONS]), numbers),
    lambda inside: st.one_of(
        inside.map(Opposite),
        st.lists(inside, max_size=4).map(tuple).map(All),
        st.lists(inside, max_size=4).map(tuple).map(Any),
        st.builds(Among, st.lists(inside, max_size=4).map(tuple), st.sampled_from([*COMPARISONS]), numbers),
    ),
    max_leaves=12,
)
operations: st.SearchStrategy[Operation] = st.one_of(
    st.builds(Assign, masks, masks),
    st.builds(Add, slots, numbers),
    st.builds(Store, slots, numbers, formulas),
    st.builds(Hear, single_bits, st.none() | st.just(SLOTS[3]), st.lists(formulas, max_size=3).map(tuple)),
)


def done(operation: Operation, memory: int) -> int:
    """What an operation makes of a memory, word by word."""
    match operation:
        case Assign(clear, put):
            return memory & ~clear | put
        case Add(slot, by):
            return slot.write(memory, slot.read(memory) + by)
        case Store(slot, value, when):
            return slot.write(memory, value) if is_so(when, memory) else memory
        case Hear(heard, told, ways):
            if memory & heard:
                return memory
            way = next((number for number, way in enumerate(ways, 1) if is_so(way, memory)), 0)
            return (told.write(memory, way) if told else memory) | heard


@example(Among((Bit(1), Bit(1)), "==", 0), 1)
@given(formulas, memories)
def test_a_formula_holds_where_it_says_so(formula: Formula, memory: int) -> None:
    assert bool(holds(formula)(memory)) == is_so(formula, memory)


@given(st.lists(operations, max_size=6), memories)
def test_operations_are_done_one_after_the_other(some: list[Operation], memory: int) -> None:
    expected = memory
    for one in some:
        expected = done(one, expected)
    assert doing(tuple(some))(memory) == expected
