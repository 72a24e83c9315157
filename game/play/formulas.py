"""Conditions resolved against the layout: what they say about the bits of a memory.

A formula is the one meaning of a condition. Play makes a function of it (`holds`); a proof makes a set of memories of
it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from msgspec import Struct

from game.play.layout import Layout, Slot
from game.story.conditions import COMPARISONS, And, Condition, Not, Or, Test, Tree
from game.story.reserved import REFUTED
from game.story.story import Story


class Bit(Struct, frozen=True):
    """Holds if this one bit is set."""

    mask: int


class Opposite(Struct, frozen=True):
    """Holds if the formula inside does not."""

    inside: Formula


class All(Struct, frozen=True):
    """Holds if every part does; so does one without parts."""

    parts: tuple[Formula, ...]


class Any(Struct, frozen=True):
    """Holds if some part does; one without parts never holds."""

    parts: tuple[Formula, ...]


class Compare(Struct, frozen=True):
    """Holds if the value of a slot compares so with a number."""

    slot: Slot
    comparison: str
    number: int


class Among(Struct, frozen=True):
    """Holds if the number of parts that hold compares so with a number."""

    parts: tuple[Formula, ...]
    comparison: str
    number: int


Formula = Bit | Opposite | All | Any | Compare | Among

ALWAYS = All(())
NEVER = Any(())

Guard = Callable[[int], object]
"""Whether a formula holds in a memory: true or false, as `if` takes it."""


def bits(mask: int) -> tuple[Bit, ...]:
    """Each bit of a mask."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(Bit(lowest))
        mask ^= lowest
    return tuple(found)


def any_bit(mask: int) -> Formula:
    """Holds if any bit of the mask is set."""
    each = bits(mask)
    return each[0] if len(each) == 1 else Any(each)


def no_bit(mask: int) -> Formula:
    """Holds if no bit of the mask is set."""
    return All(tuple(Opposite(bit) for bit in bits(mask)))


class Formulas:
    """Resolves the conditions of a story: each distinct one once."""

    def __init__(self, story: Story, layout: Layout) -> None:
        self._story = story
        self._layout = layout
        self._resolved: dict[str, Formula] = {}

    def of(self, condition: Condition | None) -> Formula:
        """What a condition says; without one, it always holds."""
        if condition is None:
            return ALWAYS
        formula = self._resolved.get(condition.text)
        if formula is None:
            formula = self._resolved[condition.text] = self._tree(condition.tree)
        return formula

    def _tree(self, tree: Tree) -> Formula:
        match tree:
            case Test():
                return self._test(tree)
            case Not(inside):
                return Opposite(self._tree(inside))
            case And(parts):
                return All(tuple(self._tree(part) for part in parts))
            case Or(parts):
                return Any(tuple(self._tree(part) for part in parts))

    def _test(self, test: Test) -> Formula:
        if test.comparison is not None:
            return self._count(test, test.comparison)
        if test.arguments is None and test.name in self._story.conditions:
            return self.of(self._story.conditions[test.name].holds_when)
        if test.name == "ready" and test.arguments:
            return self.of(self._story.accounts[test.arguments[0]].opens_when)
        if test.name in ("wrote", "wrote_first") and test.arguments:
            return self.wrote(test.name, *test.arguments)
        if test.name == "drawn" and test.arguments:
            return self._drawn(*test.arguments)
        return any_bit(self._layout.mask(*self._slots_of(test)))

    def _slots_of(self, test: Test) -> list[str]:
        """The slots of which any makes the test hold."""
        names = ", ".join(test.arguments or ())
        match test.name:
            case "visited":
                return [f"visits({names})"]
            case "followed":
                return [f"took({names})"]
            case "wrote_any":
                return [f"wrote({names})"]
            case "put":
                return [f"put({names})", f"answered({names})"]
            case "heard" if names in self._story.accounts:
                return self._of_claims("heard", names)
        return [str(test)]

    def _count(self, test: Test, comparison: str) -> Formula:
        if test.name == REFUTED:
            return Among(self.refuted, comparison, test.number)
        slot = self._layout.slots.get(str(Test(test.name, test.arguments)))
        if slot is not None:
            return Compare(slot, comparison, test.number)
        first = (test.arguments or ("",))[0]
        if test.name == "found_of":
            names = [f"found({name})" for name in test.arguments or ()]
        elif test.name == "broken_in":
            names = self._of_claims("broken", first)
        else:
            names = [f"took({name})" for name, lead in self._story.leads.items() if lead.episode == first]
        return Among(bits(self._layout.mask(*names)), comparison, test.number)

    def _of_claims(self, kind: str, account: str) -> list[str]:
        return [f"{kind}({account}.{claim})" for claim in self._story.accounts[account].claims]

    def wrote(self, name: str, question: str, answer: str) -> Formula:
        """That the player's answer to a question, or with `wrote_first` the first one, is this."""
        number = list(self._story.reconstruction[question].answers).index(answer) + 1
        return Compare(self._layout.slots[f"{name}({question})"], "==", number)

    def _drawn(self, draw: str, value: str) -> Formula:
        number = list(self._story.draws[draw].one_of).index(value) + 1
        return Compare(self._layout.slots[f"drawn({draw})"], "==", number)

    @cached_property
    def refuted(self) -> tuple[Formula, ...]:
        """For each answer that the player can write, that it is written and cannot stand beside what has been found."""
        return tuple(
            All((self.wrote("wrote", name, answer), self.of(theory.refuted_when)))
            for name, question in self._story.reconstruction.items()
            for answer, theory in question.answers.items()
            if theory.refuted_when is not None
        )


def bits_read(formula: Formula) -> int:
    """The bits on which it depends whether a formula holds."""
    match formula:
        case Bit(mask):
            return mask
        case Opposite(inside):
            return bits_read(inside)
        case Compare(slot):
            return slot.mask
        case All(parts) | Any(parts) | Among(parts):
            found = 0
            for part in parts:
                found |= bits_read(part)
            return found


def always(_memory: int) -> bool:
    """The function of what always holds."""
    return True


def never(_memory: int) -> bool:
    """The function of what contradicts itself."""
    return False


def holds(formula: Formula) -> Guard:
    """The function of a formula: whether it holds in a memory."""
    match formula:
        case Bit(mask):
            return lambda memory: memory & mask
        case Opposite(inside):
            guard = holds(inside)
            return lambda memory: not guard(memory)
        case All():
            return _all(formula.parts)
        case Any():
            return _any(formula.parts)
        case Compare(slot, comparison, number):
            return _compared(slot.mask, COMPARISONS[comparison], (number - slot.least) << slot.offset)
        case Among(parts, comparison, number):
            count, compare = how_many(parts), COMPARISONS[comparison]
            return lambda memory: compare(count(memory), number)


def _compared(mask: int, compare: Callable[[int, int], bool], number: int) -> Guard:
    """Compares the value of a slot where it stands: to shift a memory of ten thousand bytes takes ten times as long."""
    return lambda memory: compare(memory & mask, number)


def how_many(parts: tuple[Formula, ...]) -> Callable[[int], int]:
    """The function that counts the parts that hold in a memory."""
    masks = {part.mask for part in parts if isinstance(part, Bit)}
    if len(masks) == len(parts):
        mask = sum(masks)
        return lambda memory: (memory & mask).bit_count()
    guards = tuple(holds(part) for part in parts)
    return lambda memory: sum(1 for guard in guards if guard(memory))


def _any(parts: tuple[Formula, ...]) -> Guard:
    """An alternative: all of its single bits in one operation, then the rest."""
    mask = sum({part.mask for part in parts if isinstance(part, Bit)})
    guards = tuple(holds(part) for part in parts if not isinstance(part, Bit))
    if not guards:
        return lambda memory: memory & mask
    return lambda memory: memory & mask or any(guard(memory) for guard in guards)


def _all(parts: tuple[Formula, ...]) -> Guard:
    """A conjunction: all of its single bits in one comparison, then the rest."""
    care = want = 0
    rest = []
    for part in _flat(parts):
        inside = part.inside if isinstance(part, Opposite) else part
        if not isinstance(inside, Bit):
            rest.append(holds(part))
        elif care & inside.mask and bool(want & inside.mask) == isinstance(part, Opposite):
            return never
        else:
            care |= inside.mask
            want |= inside.mask if part is inside else 0
    guard = _each(tuple(rest))
    if not care:
        return guard
    if guard is always:
        return lambda memory: memory & care == want
    return lambda memory: memory & care == want and guard(memory)


def _each(guards: tuple[Guard, ...]) -> Guard:
    if len(guards) > 1:
        return lambda memory: all(guard(memory) for guard in guards)
    return guards[0] if guards else always


def _flat(parts: tuple[Formula, ...]) -> list[Formula]:
    """The parts of a conjunction, with conjunctions among them taken apart."""
    flat: list[Formula] = []
    for part in parts:
        flat.extend(_flat(part.parts) if isinstance(part, All) else [part])
    return flat
