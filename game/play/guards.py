"""Conditions as functions of a memory, made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from game.play.layout import Layout
from game.story.checks.tests import REFUTED
from game.story.conditions import And, Condition, Not, Or, Test, Tree
from game.story.story import Story

Guard = Callable[[int], object]
"""Whether a condition holds in a memory: true or false, as `if` takes it."""

Count = Callable[[int], int]
"""The number that a test asks about, in a memory."""

_COMPARE: dict[str, Callable[[Count, int], Guard]] = {
    "==": lambda count, number: lambda memory: count(memory) == number,
    "!=": lambda count, number: lambda memory: count(memory) != number,
    "<": lambda count, number: lambda memory: count(memory) < number,
    "<=": lambda count, number: lambda memory: count(memory) <= number,
    ">": lambda count, number: lambda memory: count(memory) > number,
    ">=": lambda count, number: lambda memory: count(memory) >= number,
}


def always(_memory: int) -> bool:
    """The guard of what has no condition."""
    return True


def never(_memory: int) -> bool:
    """The guard of what contradicts itself."""
    return False


class Guards:
    """Makes the guards of a story: each distinct condition once."""

    def __init__(self, story: Story, layout: Layout) -> None:
        self._story = story
        self._layout = layout
        self._made: dict[str, Guard] = {}

    def of(self, condition: Condition | None) -> Guard:
        """The guard of a condition; without one, it always holds."""
        if condition is None:
            return always
        guard = self._made.get(condition.text)
        if guard is None:
            guard = self._made[condition.text] = self._tree(condition.tree)
        return guard

    def _tree(self, tree: Tree) -> Guard:
        match tree:
            case Test():
                return self._test(tree)
            case Not(inside):
                guard = self._tree(inside)
                return lambda memory: not guard(memory)
            case And(parts):
                return self._all(parts)
            case Or(parts):
                guards = tuple(self._tree(part) for part in parts)
                return lambda memory: any(guard(memory) for guard in guards)

    def _all(self, parts: tuple[Tree, ...]) -> Guard:
        """A conjunction: all of its single bits in one comparison, then the rest."""
        care = want = 0
        rest = []
        for part in parts:
            inside = part.inside if isinstance(part, Not) else part
            bit = self._bit(inside) if isinstance(inside, Test) else None
            if bit is None:
                rest.append(self._tree(part))
            elif care & bit and bool(want & bit) == isinstance(part, Not):
                return never
            else:
                care |= bit
                want |= 0 if isinstance(part, Not) else bit
        guards = tuple(rest)
        if not guards:
            return lambda memory: memory & care == want
        return lambda memory: memory & care == want and all(guard(memory) for guard in guards)

    def _bit(self, test: Test) -> int | None:
        """The one bit that says whether the test holds, if there is one such bit."""
        slot = self._layout.slots.get(str(test))
        return slot.mask if slot and slot.width == 1 and test.comparison is None else None

    def _test(self, test: Test) -> Guard:
        if test.comparison is not None:
            return _COMPARE[test.comparison](self._count(test), test.number)
        if (bit := self._bit(test)) is not None:
            mask = bit
        elif test.arguments is None:
            return self.of(self._story.conditions[test.name].holds_when)
        elif test.name == "ready":
            return self.of(self._story.accounts[test.arguments[0]].opens_when)
        elif test.name in ("wrote", "wrote_first"):
            return self._wrote(test.name, *test.arguments)
        else:
            mask = self._any_of(test.name, test.arguments)
        return lambda memory: memory & mask

    def _wrote(self, name: str, question: str, answer: str) -> Guard:
        """Whether the player's answer to a question, or the first one, is this."""
        slot = self._layout.slots[f"{name}({question})"]
        wanted = list(self._story.reconstruction[question].answers).index(answer) + 1
        return lambda memory: slot.read(memory) == wanted

    @cached_property
    def refuted(self) -> Count:
        """How many of the player's answers cannot stand beside what has been found."""
        entries = [
            (self._wrote("wrote", name, answer), self.of(theory.refuted_when))
            for name, question in self._story.reconstruction.items()
            for answer, theory in question.answers.items()
            if theory.refuted_when is not None
        ]
        return lambda memory: sum(1 for wrote, refuted in entries if wrote(memory) and refuted(memory))

    def _any_of(self, name: str, arguments: tuple[str, ...]) -> int:
        """A mask of which any bit makes the test hold."""
        first = arguments[0]
        if name == "visited":
            return self._layout.mask(f"visits({first})")
        if name == "wrote_any":
            return self._layout.mask(f"wrote({first})")
        if name == "followed":
            return self._layout.mask(f"took({first})")
        if name == "heard" and "." not in first:
            return self._layout.mask(*(f"heard({first}.{claim})" for claim in self._story.accounts[first].claims))
        return self._layout.mask(f"{name}({', '.join(arguments)})")

    def _count(self, test: Test) -> Count:
        if test.name == REFUTED:
            return self.refuted
        if test.arguments is None or test.name == "visits":
            return self._layout.slots[str(Test(test.name, test.arguments))].read
        first = test.arguments[0]
        if test.name == "broken_in":
            names = [f"broken({first}.{claim})" for claim in self._story.accounts[first].claims]
        else:
            names = [f"took({name})" for name, lead in self._story.leads.items() if lead.episode == first]
        mask = self._layout.mask(*names)
        return lambda memory: (memory & mask).bit_count()
