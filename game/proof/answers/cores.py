"""Cores: of what is never so, or of what is bad, as few parts as make it that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from game.play.formulas import All, Formula, bits
from game.play.layout import Slot
from game.play.step import State
from game.proof.diagrams.bdd import NOTHING
from game.proof.inquiry import Inquiry
from game.proof.model.knowledge import all_of, value_is
from game.proof.model.lines import Assume
from game.proof.search.asked import Asked
from game.proof.search.deadends import formula_of
from game.proof.search.pursuit import Undecided
from game.proof.search.reach import Search

MOST_PARTS = 8
"""Of what has more parts it is not asked which of them never come together: each takes a search."""


MOST_ALIKE = 1_000
"""How many combinations of values it is asked of whether they are alike."""


def parts_of(formula: Formula) -> Iterator[Formula]:
    """The parts of a conjunction, all the way down."""
    if isinstance(formula, All):
        for part in formula.parts:
            yield from parts_of(part)
    else:
        yield formula


def never_together(inquiry: Inquiry, formula: Formula) -> list[Formula]:
    """As few parts of what never holds as never hold together after the same turn; none where that is too much to ask.

    Of parts that never hold together, each can hold without the others.
    """
    kept = list(parts_of(formula))
    if len(kept) > MOST_PARTS:
        return []
    try:
        for part in list(kept) if len(kept) > 1 else ():
            if _is_never(inquiry, rest := [other for other in kept if other is not part]):
                kept = rest
    except Undecided:
        return []
    return kept


def _is_never(inquiry: Inquiry, parts: Sequence[Formula]) -> bool:
    """Whether no play makes some formulas hold at once."""
    whole = All(tuple(parts))
    points = inquiry.model.changed_at(whole)
    asked = [ask for point in points for ask in inquiry.pursuit.asked_at(point, (Assume(whole),))]
    return inquiry.pursuit.route(asked, is_shortest=False) is None


def passes(search: Search, ask: Asked) -> bool:
    """Whether some play that a search has found takes a line at a point."""
    symbols = search.part_of[ask.point].symbols if ask.point in search.part_of else None
    return symbols is not None and symbols.passing(search.whole.as_seen(ask.run), search.reached(ask.point)) != NOTHING


def lacking(
    values: Iterable[tuple[int, int]], is_bad: Callable[[Sequence[tuple[int, int]]], bool]
) -> list[tuple[int, int]]:
    """Of the bits of a bad memory, each with its value, as few as make every memory with them bad.

    Bits that are set go first: what she lacks says more than what she has.
    """
    kept = sorted(values, key=lambda pair: -pair[1])
    for pair in list(kept):
        rest = [other for other in kept if other is not pair]
        if is_bad(rest):
            kept = rest
    return kept


def lacking_in(inquiry: Inquiry, state: State) -> list[tuple[int, int]]:
    """Of the bits of a state from which no ending can be come to, each with its value, as few as make it one.

    Where some of them only come with the others, in every play that comes there, these are left out. Then each that is
    left is needed: without it some play gets out. It is not asked where they are more than can be gone through.
    """
    live, is_bad = trap(inquiry, state)
    kept = lacking([(bit.mask, int(bool(state.memory & bit.mask))) for bit in bits(live)], is_bad)
    if not 1 < len(kept) <= MOST_PARTS:
        return kept
    needed = [part for part in kept if not _none_gets_out(inquiry, state, [one for one in kept if one is not part])]
    # Of parts of which any would do, none is the cause more than another.
    return needed if needed and _none_gets_out(inquiry, state, needed) else kept


def trap(inquiry: Inquiry, state: State) -> tuple[int, Callable[[Sequence[tuple[int, int]]], bool]]:
    """The bits on which it depends, where a state is, whether any ending can be come to; and whether some make it none.

    That is said of all memories that may be thought of there.
    """
    point, search = inquiry.model.point_of(state, arrived=False), inquiry.search
    if point not in search.part_of:
        return 0, lambda _: True
    symbols = search.part_of[point].symbols
    safe = inquiry.dead_ends.safe.get(point, NOTHING)

    def is_bad(some: Sequence[tuple[int, int]]) -> bool:
        cube = symbols.diagrams.cube((symbols.level(mask), value) for mask, value in some)
        return symbols.diagrams.conjoin(safe, cube) == NOTHING

    return symbols.mask_of(symbols.diagrams.levels_of(safe)), is_bad


def alike(
    inquiry: Inquiry, state: State, kept: Sequence[tuple[int, int]], slots: Iterable[Slot]
) -> dict[Slot, list[int]]:
    """For each of some slots the values of which it makes no difference which it has: the state is bad with any.

    That is so for all of them at once. `kept` are the bits that make it bad as they are, each with its value.
    """
    live, is_bad = trap(inquiry, state)
    found: dict[Slot, list[int]] = {}
    ways = [list(kept)]
    for slot in slots:
        rest = [[pair for pair in way if not pair[0] & slot.mask] for way in ways]
        if slot.most - slot.least > MOST_ALIKE:
            continue
        values = {
            value: [(bit.mask, int(bool(slot.write(0, value) & bit.mask))) for bit in bits(slot.mask & live)]
            for value in range(slot.least, slot.most + 1)
        }
        if len(values) * len(rest) > MOST_ALIKE:
            continue
        if same := [value for value, own in values.items() if all(is_bad([*way, *own]) for way in rest)]:
            found[slot] = same
            ways = [[*way, *values[value]] for way in rest for value in same]
    return found


def _none_gets_out(inquiry: Inquiry, state: State, values: Sequence[tuple[int, int]]) -> bool:
    """Whether no play that comes to where a state is, with some bits of these values, can come to an ending from there.

    Not so where that cannot be decided.
    """
    point = inquiry.model.point_of(state, arrived=False)
    safe = formula_of(inquiry.search.part_of[point].symbols, inquiry.dead_ends.safe.get(point, NOTHING))
    fixed = value_is(sum(mask for mask, _ in values), sum(mask for mask, value in values if value))
    asks = list(inquiry.pursuit.asked_at(point, (Assume(all_of(fixed, safe)),)))
    try:
        return inquiry.pursuit.route(asks, is_shortest=False) is None
    except Undecided:
        return False
