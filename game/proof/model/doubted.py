"""A story that may be without some of its evidence: where a piece is found, it is found only if the story has it.

Whether the story has it is told by a bit of the proof's own, beyond those of play. So one set of rules plays the story
without any evidence that one likes: by the memory with which a play begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from game.play.formulas import Bit, Formula
from game.play.layout import Slot
from game.play.moves import Confront
from game.play.operations import Assign, Operation, Store
from game.play.rules import Rules
from game.play.transitions import Transition, Transitions
from game.story.model import Answer, Encounter

Kept = Mapping[int, int]
"""For the bit that says of a piece of evidence that it is found, the one that says whether the story has it."""


def doubted(rules: Rules, kept: Kept) -> Rules:
    """The rules of a story in which evidence is found only if it is kept. Memories mean the same in both."""
    made = Rules(rules.story, rules.layout)
    made.transitions = _Doubted(made, kept)
    return made


class _Doubted(Transitions):
    def __init__(self, rules: Rules, kept: Kept) -> None:
        super().__init__(rules.story, rules.layout, rules.formulas)
        self._kept = kept

    def arrival(self, name: str) -> tuple[Operation, ...]:
        return tuple(self._found_if_kept(super().arrival(name)))

    def choosing(self, name: str) -> tuple[Transition, ...]:
        return tuple(map(self._doubted, super().choosing(name)))

    def _answered(
        self, move: Confront, encounter: Encounter, answer: Answer, guard: Formula, *, breaks: bool
    ) -> list[Transition]:
        # What a second time changes is decided by the effects as they are written, so those are made first.
        return [self._doubted(one) for one in super()._answered(move, encounter, answer, guard, breaks=breaks)]

    def _doubted(self, transition: Transition) -> Transition:
        return replace(transition, operations=tuple(self._found_if_kept(transition.operations)))

    def _found_if_kept(self, operations: tuple[Operation, ...]) -> Iterator[Operation]:
        for one in operations:
            if isinstance(one, Assign) and (found := [bit for bit in self._kept if bit & one.put]):
                yield Assign(one.clear, one.put & ~sum(found))
                for bit in found:
                    yield Store(Slot(bit.bit_length() - 1, 1, 0, 1), 1, Bit(self._kept[bit]))
            else:
                yield one
