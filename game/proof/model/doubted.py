"""A story that may be without some of its evidence: where a piece is found, it is found only if the story has it.

Whether the story has it is told by a bit of the proof's own, beyond those of play. So one set of rules plays the story
without any evidence that one likes: by the memory with which a play begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from game.play.formulas import Bit, Formula
from game.play.layout import Slot
from game.play.moves import Confront, Move
from game.play.operations import Assign, Operation, Store
from game.play.rules import Rules
from game.play.step import State
from game.play.transitions import Transition, Transitions
from game.proof.model.graph import Edge, Graph
from game.proof.model.lines import Step
from game.proof.model.model import Model
from game.story.model import Answer, Encounter

Kept = Mapping[int, int]
"""For the bit that says of a piece of evidence that it is found, the one that says whether the story has it."""


def doubted(rules: Rules, kept: Kept) -> Rules:
    """The rules of a story in which evidence is found only if it is kept. Memories mean the same in both."""
    made = Rules(rules.story, rules.layout)
    made.formulas = rules.formulas  # so that what is known of a formula is known in both
    made.transitions = _Doubted(made, kept)
    return made


class DoubtedGraph(Graph):
    """The graph of a story that may be without some of its evidence, made of that of the whole story.

    Edges on which no evidence is found are the very ones of that, and so what is known of them is known here.
    """

    def __init__(self, whole: Model, kept: Kept) -> None:
        super().__init__(whole.rules, whole.formulator, whole.extras, tick=whole.tick, asked=whole.asked)
        self._whole, self._kept = whole.graph, kept
        self._made: dict[int, tuple[Edge, Edge]] = {}
        """For each edge of the whole story, by its identity, that edge and the one in its place."""

    def beginning(self) -> tuple[Step, ...]:
        return tuple(found_if_kept(self._whole.beginning(), self._kept))

    def choices(self, scene: str) -> tuple[Edge, ...]:
        return tuple(map(self._doubted, self._whole.choices(scene)))

    def answers(self, scene: str, claim: str) -> tuple[Edge, ...]:
        return tuple(map(self._doubted, self._whole.answers(scene, claim)))

    def misses(self, scene: str) -> tuple[Edge, ...]:
        return tuple(map(self._doubted, self._whole.misses(scene)))

    def writings(self, scene: str) -> Iterator[Edge]:
        return map(self._doubted, self._whole.writings(scene))

    def writable(self, state: State) -> Iterator[Move]:
        return self._whole.writable(state)

    def _doubted(self, edge: Edge) -> Edge:
        if id(edge) not in self._made:
            line = tuple(found_if_kept(edge.line, self._kept))
            self._made[id(edge)] = edge, edge if len(line) == len(edge.line) else edge._replace(line=line)
        return self._made[id(edge)][1]


class _Doubted(Transitions):
    def __init__(self, rules: Rules, kept: Kept) -> None:
        super().__init__(rules.story, rules.layout, rules.formulas)
        self._kept = kept

    def arrival(self, name: str) -> tuple[Operation, ...]:
        return tuple(found_if_kept(super().arrival(name), self._kept))

    def choosing(self, name: str) -> tuple[Transition, ...]:
        return tuple(map(self._doubted, super().choosing(name)))

    def _answered(
        self, move: Confront, encounter: Encounter, answer: Answer, guard: Formula, *, breaks: bool
    ) -> list[Transition]:
        # What a second time changes is decided by the effects as they are written, so those are made first.
        return [self._doubted(one) for one in super()._answered(move, encounter, answer, guard, breaks=breaks)]

    def _doubted(self, transition: Transition) -> Transition:
        return replace(transition, operations=tuple(found_if_kept(transition.operations, self._kept)))


Part = TypeVar("Part", Operation, Step)


def found_if_kept(steps: Iterable[Part], kept: Kept) -> Iterator[Part]:
    """Steps in which what is found is found only if the story has it; there are more of them where something is."""
    for one in steps:
        if isinstance(one, Assign) and (found := [bit for bit in kept if bit & one.put]):
            yield Assign(one.clear, one.put & ~sum(found))
            for bit in found:
                yield Store(Slot(bit.bit_length() - 1, 1, 0, 1), 1, Bit(kept[bit]))
        else:
            yield one
