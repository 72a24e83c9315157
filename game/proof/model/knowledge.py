"""What is known of the bits of a memory at some point of a story, and what formulas come to under that knowledge.

A bit that has the same value in every play that comes to a point need not be a variable there. This is constant
propagation (Kildall, "A Unified Approach to Global Program Optimization", 1973), and what it leaves of formulas is
partial evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.play.formulas import ALWAYS, NEVER, All, Among, Any, Bit, Compare, Formula, Opposite, bits
from game.play.layout import Slot
from game.story.conditions import COMPARISONS

MOST_VALUES = 1_000
"""How many values of a number are told apart; more cannot be proved anything about in bearable time."""


class Known(NamedTuple):
    """Which bits may differ from play to play, and the values of all others."""

    varies: int
    value: int
    """Has a one only where a bit is known to be set."""

    def join(self, other: Known) -> Known:
        """What is known if either may be so."""
        varies = self.varies | other.varies | (self.value ^ other.value)
        return Known(varies, self.value & ~varies)

    def given(self, mask: int, value: int) -> Known:
        """What is known once the bits of a mask have a value."""
        return Known(self.varies & ~mask, self.value & ~mask | value)


def is_so(formula: Formula, memory: int) -> bool:
    """Whether a formula holds in a memory. For a few questions that is faster than to make a function of it first."""
    match formula:
        case Bit(mask):
            return bool(memory & mask)
        case Opposite(inside):
            return not is_so(inside, memory)
        case All(parts):
            return all(is_so(part, memory) for part in parts)
        case Any(parts):
            return any(is_so(part, memory) for part in parts)
        case Compare(slot, comparison, number):
            return COMPARISONS[comparison](slot.read(memory), number)
        case Among(parts, comparison, number):
            return COMPARISONS[comparison](sum(is_so(part, memory) for part in parts), number)


def all_of(*parts: Formula) -> Formula:
    """Both: a conjunction without needless parts."""
    found: list[Formula] = []
    for part in parts:
        if part is NEVER:
            return NEVER
        found.extend(part.parts if isinstance(part, All) else (part,))
    return found[0] if len(found) == 1 else All(tuple(found)) if found else ALWAYS


def any_of(*parts: Formula) -> Formula:
    """Either: a disjunction without needless parts."""
    found: list[Formula] = []
    for part in parts:
        if part is ALWAYS:
            return ALWAYS
        found.extend(part.parts if isinstance(part, Any) else (part,))
    return found[0] if len(found) == 1 else Any(tuple(found)) if found else NEVER


def opposite(formula: Formula) -> Formula:
    """The formula that holds where this one does not."""
    if formula is ALWAYS:
        return NEVER
    if formula is NEVER:
        return ALWAYS
    return formula.inside if isinstance(formula, Opposite) else Opposite(formula)


def plain(formula: Formula) -> Formula:
    """The same formula without what always or never holds in it, and without what is denied twice."""
    match formula:
        case Opposite(inside):
            return opposite(plain(inside))
        case All(parts):
            return all_of(*map(plain, parts))
        case Any(parts):
            return any_of(*map(plain, parts))
        case _:
            return formula


def value_is(mask: int, value: int) -> Formula:
    """That the bits of a mask have a value."""
    return all_of(*(bit if value & bit.mask else Opposite(bit) for bit in bits(mask)))


def compared(compare: Compare, known: Known) -> Formula:
    """A comparison as a formula about bits. Where only a part of these is known, the others may leave no choice."""
    if compare.slot.mask & ~known.varies and compare.slot.most - compare.slot.least <= MOST_VALUES:
        of = COMPARISONS[compare.comparison]
        told = {of(value, compare.number) for value in values_of(compare.slot, known)}
        if len(told) < 2:
            return ALWAYS if True in told else NEVER
    slot, number = compare.slot, compare.number - compare.slot.least
    equal = value_is(slot.mask, number << slot.offset) if 0 <= number <= slot.most - slot.least else NEVER
    if compare.comparison in ("==", "!="):
        return equal if compare.comparison == "==" else opposite(equal)
    reaches = _reaches(slot, number + (compare.comparison in (">", "<=")))
    return reaches if compare.comparison in (">", ">=") else opposite(reaches)


def has_value(slot: Slot) -> Formula:
    """That the bits of a slot make one of its values: more can be written with them if these are no power of two."""
    return opposite(_at_least(bits(slot.mask), slot.most - slot.least + 1))


def values_of(slot: Slot, known: Known) -> Iterator[int]:
    """The values that a slot may have under what is known; none if its bits are known to make none of them."""
    unknown = slot.mask & known.varies
    fixed = slot.mask & known.value
    for value in range(slot.least, slot.most + 1) if unknown else (slot.read(fixed),):
        if slot.write(0, value) & ~unknown == fixed:
            yield value


def _reaches(slot: Slot, number: int) -> Formula:
    """That the value of a slot is at least so much above its least one, which no value beyond its bound is."""
    return NEVER if number > slot.most - slot.least else _at_least(bits(slot.mask), number)


def _at_least(each: tuple[Bit, ...], number: int) -> Formula:
    """That bits, the lowest first, make a number of at least so much."""
    if number <= 0:
        return ALWAYS
    if number >= 1 << len(each):
        return NEVER
    found: Formula = ALWAYS
    for place, bit in enumerate(each):
        found = all_of(bit, found) if number >> place & 1 else any_of(bit, found)
    return found


class Formulator:
    """Simplifies formulas by what is known. Each formula is taken apart once for each knowledge of its bits."""

    def __init__(self) -> None:
        self._reads: dict[int, tuple[Formula, int]] = {}
        self._simplified: dict[tuple[int, int, int], Formula] = {}
        self._loosened: dict[tuple[int, int, bool], tuple[Formula, Formula]] = {}

    def reads(self, formula: Formula) -> int:
        """The bits that a formula asks about."""
        # By identity: formulas are shared, and to hash a large one costs as much as to take it apart.
        found = self._reads.get(id(formula))
        if found is None:
            mask = 0
            match formula:
                case Bit():
                    mask = formula.mask
                case Opposite(inside):
                    mask = self.reads(inside)
                case Compare(slot):
                    mask = slot.mask
                case All(parts) | Any(parts) | Among(parts):
                    for part in parts:
                        mask |= self.reads(part)
            found = self._reads[id(formula)] = (formula, mask)
        return found[1]

    def simplify(self, formula: Formula, known: Known) -> Formula:
        """What a formula comes to: one that asks only about bits that vary, and compares nothing."""
        reads = self.reads(formula)
        key = (id(formula), known.varies & reads, known.value & reads)
        found = self._simplified.get(key)
        if found is None:
            found = self._simplified[key] = self._simplify(formula, known)
        return found

    def loosen(self, formula: Formula, seen: int, *, holding: bool = True) -> Formula:
        """What is left of a simplified formula if only some bits are seen, and others may be anything, anew each time.

        It holds wherever the formula holds; without `holding`, wherever the formula does not. So a question is asked of
        as few bits as will do: what cannot be even then, cannot be (localization: Kurshan, "Computer-Aided Verification
        of Coordinating Processes", 1994).
        """
        reads = self.reads(formula)
        if not reads & ~seen:
            return formula if holding else opposite(formula)
        key = (id(formula), reads & seen, holding)
        found = self._loosened.get(key)
        if found is None:
            found = self._loosened[key] = (formula, self._loosen(formula, seen, holding=holding))
        return found[1]

    def _loosen(self, formula: Formula, seen: int, *, holding: bool) -> Formula:
        match formula:
            case Opposite(inside):
                return self.loosen(inside, seen, holding=not holding)
            case All(parts) | Any(parts):
                join = all_of if isinstance(formula, All) == holding else any_of
                return join(*(self.loosen(part, seen, holding=holding) for part in parts))
            case Among(parts, comparison, number):
                most = [self.loosen(part, seen) for part in parts]
                least = [opposite(self.loosen(part, seen, holding=False)) for part in parts]
                return _loosely_among(most, least, comparison if holding else _CONVERSE[comparison], number)
            case _:
                return ALWAYS

    def can_hold(self, formula: Formula, known: Known) -> bool:
        """Whether a formula may hold under what is known."""
        return self.simplify(formula, known) is not NEVER

    def _simplify(self, formula: Formula, known: Known) -> Formula:
        match formula:
            case Bit(mask):
                return formula if known.varies & mask else ALWAYS if known.value & mask else NEVER
            case Opposite(inside):
                return opposite(self.simplify(inside, known))
            case All(parts):
                return all_of(*self._until(NEVER, parts, known))
            case Any(parts):
                return any_of(*self._until(ALWAYS, parts, known))
            case Compare():
                return self._simplify(compared(formula, known), known)
            case Among(parts, comparison, number):
                still = [self.simplify(part, known) for part in parts]
                return _among([part for part in still if part is not NEVER], comparison, number)

    def _until(self, decisive: Formula, parts: tuple[Formula, ...], known: Known) -> Iterator[Formula]:
        """What parts come to, up to the first that decides for all."""
        for part in parts:
            simple = self.simplify(part, known)
            yield simple
            if simple is decisive:
                return


def _among(parts: list[Formula], comparison: str, number: int) -> Formula:
    """That so many of the parts hold, which are many or few already."""
    open_parts = tuple(part for part in parts if part is not ALWAYS)
    number -= len(parts) - len(open_parts)
    low, high = {">=": (number, None), ">": (number + 1, None), "<": (None, number - 1), "<=": (None, number)}.get(
        comparison, (number, number)
    )
    if (low is not None and low > len(open_parts)) or (high is not None and high < 0):
        return ALWAYS if comparison == "!=" else NEVER
    if (low is None or low <= 0) and (high is None or high >= len(open_parts)):
        return NEVER if comparison == "!=" else ALWAYS
    return Among(open_parts, comparison, number)


def _loosely_among(most: list[Formula], least: list[Formula], comparison: str, number: int) -> Formula:
    """That so many hold of parts of which is only known where they may hold, and where they must."""
    if comparison in (">=", ">"):
        return _among(_possible(most), comparison, number)
    if comparison in ("<=", "<"):
        return _among(_possible(least), comparison, number)
    if comparison == "==":
        return all_of(_among(_possible(most), ">=", number), _among(_possible(least), "<=", number))
    return any_of(_among(_possible(most), ">", number), _among(_possible(least), "<", number))


def _possible(parts: list[Formula]) -> list[Formula]:
    return [part for part in parts if part is not NEVER]


_CONVERSE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
