"""Decision diagrams, against truth tables: our own, and those of the library."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.proof.diagrams.bdd import EVERYTHING, NOTHING, Diagrams
from game.proof.diagrams.counting import count, fewest, sample
from game.proof.diagrams.library import Library
from game.proof.diagrams.packages import Maker, Package
from game.proof.diagrams.plans import plan

MAKERS: dict[str, Maker] = {"own": Diagrams, "oxidd": Library().diagrams}

pytestmark = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())

LEVELS = 4
MEMORIES = list(product((0, 1), repeat=LEVELS))

Memory = tuple[int, ...]

tables = st.frozensets(st.sampled_from(MEMORIES))
"""Sets of memories."""
plans = st.dictionaries(st.integers(0, LEVELS - 1), st.sampled_from([0, 1, None]), max_size=LEVELS)


def diagram(diagrams: Package, table: frozenset[Memory]) -> int:
    found = NOTHING
    for memory in table:
        found = diagrams.disjoin(found, diagrams.cube(enumerate(memory)))
    return found


def table(diagrams: Package, one: int) -> frozenset[Memory]:
    return frozenset(memory for memory in MEMORIES if diagrams.has(one, memory.__getitem__))


@given(tables)
def test_a_diagram_holds_the_memories_it_was_made_of(make: Maker, one: frozenset[Memory]) -> None:
    diagrams = make(LEVELS)
    assert table(diagrams, diagram(diagrams, one)) == one


@given(tables, tables)
def test_equal_sets_are_the_same_node_and_others_are_not(
    make: Maker, one: frozenset[Memory], other: frozenset[Memory]
) -> None:
    diagrams = make(LEVELS)
    assert (diagram(diagrams, one) == diagram(diagrams, other)) == (one == other)


@pytest.mark.parametrize(
    ("operation", "meaning"),
    [
        ("conjoin", frozenset.intersection),
        ("disjoin", frozenset.union),
        ("subtract", frozenset.difference),
    ],
)
@given(one=tables, other=tables)
def test_operations_on_diagrams_are_those_on_sets(
    make: Maker,
    operation: str,
    meaning: Callable[[frozenset[Memory], frozenset[Memory]], frozenset[Memory]],
    one: frozenset[Memory],
    other: frozenset[Memory],
) -> None:
    diagrams = make(LEVELS)
    found = getattr(diagrams, operation)(diagram(diagrams, one), diagram(diagrams, other))
    assert found == diagram(diagrams, meaning(one, other))


@given(tables)
def test_what_is_negated_holds_all_others(make: Maker, one: frozenset[Memory]) -> None:
    diagrams = make(LEVELS)
    assert table(diagrams, diagrams.negate(diagram(diagrams, one))) == frozenset(MEMORIES) - one


@given(tables, tables, tables)
def test_a_choice_takes_one_set_where_the_question_holds_and_the_other_elsewhere(
    make: Maker, question: frozenset[Memory], yes: frozenset[Memory], no: frozenset[Memory]
) -> None:
    diagrams = make(LEVELS)
    found = diagrams.choose(*(diagram(diagrams, one) for one in (question, yes, no)))
    assert table(diagrams, found) == (yes & question) | (no - question)


def after(memory: Memory, changes: dict[int, int | None]) -> frozenset[Memory]:
    """What becomes of a memory: a bit that is forgotten may have any value."""
    choices = [
        (old,) if level not in changes else (0, 1) if changes[level] is None else (changes[level],)
        for level, old in enumerate(memory)
    ]
    return frozenset(product(*choices))  # type: ignore[arg-type]


@given(tables, plans)
def test_the_image_of_a_set_is_what_becomes_of_its_memories(
    make: Maker, one: frozenset[Memory], changes: dict[int, int | None]
) -> None:
    diagrams = make(LEVELS)
    found = diagrams.assign(diagram(diagrams, one), plan(changes.items()))
    assert table(diagrams, found) == frozenset(new for memory in one for new in after(memory, changes))


@given(tables, plans)
def test_the_preimage_of_a_set_is_what_becomes_one_of_its_memories(
    make: Maker, one: frozenset[Memory], changes: dict[int, int | None]
) -> None:
    diagrams = make(LEVELS)
    found = diagrams.restrict(diagram(diagrams, one), plan(changes.items()))
    assert table(diagrams, found) == frozenset(memory for memory in MEMORIES if after(memory, changes) & one)


@given(tables, plans, tables)
def test_results_remembered_for_a_plan_hold_for_another_set_too(
    make: Maker, one: frozenset[Memory], changes: dict[int, int | None], other: frozenset[Memory]
) -> None:
    diagrams = make(LEVELS)
    what = plan(changes.items())
    for each in (one, other, one):
        found = diagrams.assign(diagram(diagrams, each), what)
        assert table(diagrams, found) == frozenset(new for memory in each for new in after(memory, changes))


@given(tables)
def test_memories_are_counted(make: Maker, one: frozenset[Memory]) -> None:
    diagrams = make(LEVELS + 3)
    assert count(diagrams, diagram(diagrams, one), range(LEVELS)) == len(one)
    assert count(diagrams, diagram(diagrams, one), range(LEVELS + 3)) == 8 * len(one)


@given(tables.filter(bool))
def test_a_memory_with_the_fewest_bits_set_is_found(make: Maker, one: frozenset[Memory]) -> None:
    diagrams = make(LEVELS)
    found = fewest(diagrams, diagram(diagrams, one))
    assert sum(found.values()) == min(sum(memory) for memory in one)
    assert any(all(memory[level] == value for level, value in found.items()) for memory in one)


@given(tables.filter(bool))
def test_samples_are_memories_of_the_set(make: Maker, one: frozenset[Memory]) -> None:
    diagrams = make(LEVELS)
    columns = sample(diagrams, diagram(diagrams, one), 40, Random(1))
    for row in range(40):
        known = {level: column >> row & 1 for level, column in columns.items()}
        assert any(all(memory[level] == value for level, value in known.items()) for memory in one)


def test_all_memories_of_a_set_are_sampled_alike(make: Maker) -> None:
    diagrams = make(3)
    one = diagrams.disjoin(diagrams.bit(0), diagrams.conjoin(diagrams.bit(1), diagrams.bit(2)))
    columns = sample(diagrams, one, 5_000, Random(1))
    assert abs(columns[0].bit_count() - 4_000) < 150
    assert abs(columns[1].bit_count() - 3_000) < 150


@given(tables)
def test_a_set_depends_on_the_bits_that_make_a_difference(make: Maker, one: frozenset[Memory]) -> None:
    diagrams = make(LEVELS)

    def flipped(memory: Memory, level: int) -> Memory:
        return tuple(value ^ (number == level) for number, value in enumerate(memory))

    matters = {
        level
        for level in range(LEVELS)
        if any((memory in one) != (flipped(memory, level) in one) for memory in MEMORIES)
    }
    assert diagrams.levels_of(diagram(diagrams, one)) == matters


def test_a_set_of_very_many_memories_is_a_small_diagram(make: Maker) -> None:
    diagrams = make(2_000)
    one = diagrams.cube((level, 1) for level in range(0, 2_000, 2))
    assert diagrams.size(one) == 1_000
    assert count(diagrams, one, range(2_000)) == 2**1_000
    assert diagrams.conjoin(one, diagrams.bit(1_999)) != NOTHING
    assert diagrams.forget(one, range(2_000)) == EVERYTHING
