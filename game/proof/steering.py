"""Steering a play toward a goal: which moves bring about what it asks for, and which what it does not.

It is local search over plays: a play that has come near is made again with a few decisions otherwise. That it finds
much so fast is because most of what a goal asks about was decided by one move, in a scene known beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from random import Random
from typing import NamedTuple

from game.play.formulas import All, Among, Any, Bit, Compare, Formula, Opposite, bits, holds
from game.play.moves import Confront, Move, Write
from game.play.operations import Add, Assign, Hear, Store
from game.play.rules import Rules
from game.proof.graph import Edge, Graph
from game.proof.lines import Step


class Wish(NamedTuple):
    """A bit or a number that should be otherwise: the lowest bit of its slot, and whether it should be more or less."""

    bit: int
    more: bool


def unmet(formula: Formula, memory: int, chance: Random) -> Iterator[Wish]:
    """What should be otherwise in a memory for a formula to hold: of several ways, any one."""
    yield from _otherwise(formula, memory, chance, should=True)


def _otherwise(formula: Formula, memory: int, chance: Random, *, should: bool) -> Iterator[Wish]:
    if bool(holds(formula)(memory)) == should:
        return
    match formula:
        case Bit(mask):
            yield Wish(mask, should)
        case Opposite(inside):
            yield from _otherwise(inside, memory, chance, should=not should)
        case Compare(slot, comparison, number):
            value = slot.read(memory)
            more = (
                value < number
                if should == (comparison in ("==", ">=", ">"))
                else value <= number and chance.random() < 0.5
            )
            yield Wish(1 << slot.offset, more if comparison in ("==", "!=") else should == (comparison in (">=", ">")))
        case All(parts) | Any(parts):
            if isinstance(formula, All) == should:
                for part in parts:
                    yield from _otherwise(part, memory, chance, should=should)
            else:
                yield from _otherwise(chance.choice(parts), memory, chance, should=should) if parts else ()
        case Among(parts, comparison, number):
            so_many = sum(1 for part in parts if holds(part)(memory))
            more = so_many < number or (so_many == number and comparison in (">", "!="))
            open_parts = [part for part in parts if bool(holds(part)(memory)) != more]
            for part in chance.sample(open_parts, min(len(open_parts), abs(number - so_many) + 1)):
                yield from _otherwise(part, memory, chance, should=more)


class Steering:
    """Which moves of a story change what."""

    def __init__(self, graph: Graph, rules: Rules) -> None:
        self._more: dict[int, set[tuple[str, Move]]] = defaultdict(set)
        self._less: dict[int, set[tuple[str, Move]]] = defaultdict(set)
        for name, scene in rules.story.scenes.items():
            if scene.ending is not None:
                continue
            edges = list(graph.choices(name))
            if scene.confront is not None:
                for claim in rules.transitions.claims_of_teller.get(scene.confront.teller, ()):
                    edges += graph.answers(name, claim)
                self._note_shown(name, scene.confront.teller, rules)
            for edge in edges:
                self._note(name, edge)
            self._note_written(name, rules)

    def _note(self, scene: str, edge: Edge) -> None:
        for step in edge.line:
            for bit, more in _changes(step):
                if edge.move is not None:
                    (self._more if more else self._less)[bit].add((scene, edge.move))

    def _note_shown(self, scene: str, teller: str, rules: Rules) -> None:
        """What any confrontation with a piece of evidence does: it is shown."""
        for claim in rules.transitions.claims_of_teller.get(teller, ()):
            for exhibit in rules.story.evidence:
                bit = rules.layout.mask(f"shown({teller}, {exhibit})")
                if bit:
                    self._more[bit].add((scene, Confront(claim, exhibit)))

    def _note_written(self, scene: str, rules: Rules) -> None:
        """What the player may write down in any scene."""
        for name, question in rules.story.reconstruction.items():
            for kind in ("wrote", "wrote_first"):
                for bit in bits(rules.layout.slots[f"{kind}({name})"].mask):
                    self._more[bit.mask] |= {(scene, Write(name, answer)) for answer in question.answers}
                    self._less[bit.mask] |= {(scene, Write(name, answer)) for answer in (None, *question.answers)}

    def moves(self, wishes: Iterable[Wish]) -> tuple[dict[str, list[Move]], set[tuple[str, Move]]]:
        """The moves that bring wishes about, by scene, and those that do the opposite."""
        wanted: dict[str, list[Move]] = defaultdict(list)
        unwanted: set[tuple[str, Move]] = set()
        for bit, more in wishes:
            for scene, move in sorted((self._more if more else self._less)[bit], key=str):
                wanted[scene].append(move)
            unwanted |= (self._less if more else self._more)[bit]
        return wanted, unwanted


def _changes(step: Step) -> Iterator[tuple[int, bool]]:
    """The bits that a step may change, and numbers by their lowest bit, each with whether it becomes more or less."""
    match step:
        case Assign(clear, put):
            yield from ((bit.mask, False) for bit in bits(clear))
            yield from ((bit.mask, True) for bit in bits(put))
        case Add(slot, by):
            yield 1 << slot.offset, by > 0
        case Store(slot, value):
            yield from ((bit.mask, bool(slot.write(0, value) & bit.mask)) for bit in bits(slot.mask))
        case Hear(heard, told):
            yield heard, True
            for bit in bits(told.mask) if told else ():
                yield bit.mask, True
        case _:
            pass  # an assumption changes nothing
