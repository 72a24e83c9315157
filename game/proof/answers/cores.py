"""Cores: of what is never so, or of what is bad, as few parts as make it that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from game.play.formulas import All, Formula
from game.proof.diagrams.bdd import NOTHING
from game.proof.inquiry import Inquiry
from game.proof.model.lines import Assume
from game.proof.search.pursuit import Asked, Undecided
from game.proof.search.reach import Search

MOST_PARTS = 8
"""Of what has more parts it is not asked which of them never come together: each takes a search."""


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
    if not 1 < len(kept) <= MOST_PARTS:
        return []
    try:
        for part in list(kept):
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
