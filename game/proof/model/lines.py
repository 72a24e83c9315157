"""Lines: what happens on the way from one point of a story to another, one thing after another.

A line is made of assumptions (this must hold, or the line is not taken) and of the operations of `game.play`. Running
it on what is known at its start leaves only what is not known beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from game.play.formulas import ALWAYS, NEVER, All, Bit, Formula, Opposite
from game.play.layout import Slot
from game.play.operations import Add, Assign, Hear, Operation, Store, doing
from game.proof.model.knowledge import MOST_VALUES, Formulator, Known, all_of, is_so, opposite, value_is, values_of


@dataclass(frozen=True, slots=True)
class Assume:
    """Goes on only if a formula holds."""

    formula: Formula


class Case(NamedTuple):
    """One of the cases of a split: when it is the case, and which bits then get which values."""

    when: Formula
    bits: int
    value: int


@dataclass(frozen=True, slots=True)
class Split:
    """Changes bits by cases, of which always one is the case."""

    cases: tuple[Case, ...]

    @property
    def bits(self) -> int:
        """The bits that some case changes."""
        found = 0
        for case in self.cases:
            found |= case.bits
        return found

    def reads(self, formulator: Formulator) -> int:
        """The bits that decide which is the case."""
        found = 0
        for case in self.cases:
            found |= formulator.reads(case.when)
        return found

    @property
    def always(self) -> int:
        """The bits that every case changes."""
        found = ~0
        for case in self.cases:
            found &= case.bits
        return found


Step = Assume | Operation
"""A step of a line as it is written."""


class Run(NamedTuple):
    """A line as it runs on what is known at its start."""

    steps: tuple[Assume | Split, ...]
    """What is left to be decided. Changes that are the same in every play are not here but in `end`."""
    end: Known
    """What is known at its end."""
    written: int
    """The bits that may have another value at the end than at the start."""


class TooWide(Exception):
    """A number has so many values that they cannot be told apart."""


def writes(step: Step) -> int:
    """The bits that a step may change."""
    match step:
        case Assume():
            return 0
        case Assign(clear, put):
            return clear | put
        case Hear(heard, told):
            return heard | (told.mask if told else 0)
        case Add(slot) | Store(slot):
            return slot.mask


def reads(step: Step, formulator: Formulator) -> int:
    """The bits that a step asks about."""
    match step:
        case Assume(formula):
            return formulator.reads(formula)
        case Store(_, _, when):
            return formulator.reads(when)
        case Hear(_, _, ways):
            mask = 0
            for way in ways:
                mask |= formulator.reads(way)
            return mask
        case _:
            return 0


def passes(line: Sequence[Step], memory: int) -> bool:
    """Whether one memory can take a line to its end."""
    for step in line:
        if not isinstance(step, Assume):
            memory = doing((step,))(memory)
        elif not is_so(step.formula, memory):
            return False
    return True


class Runner:
    """Runs lines.

    Inputs are slots that the player may give any value as she likes, at any time: each as its bits, with what has to
    hold for the value that they have.
    """

    def __init__(self, formulator: Formulator, inputs: Mapping[int, Formula]) -> None:
        self._formulator = formulator
        self._inputs = {mask: Assume(holds) for mask, holds in inputs.items()}
        self.inputs = 0
        """The bits of all inputs."""
        for mask in inputs:
            self.inputs |= mask
        self._touched: dict[int, tuple[Sequence[Step], int]] = {}
        self._runs: dict[tuple[int, int, int], Run | None] = {}

    def run(self, line: Sequence[Step], known: Known) -> Run | None:
        """A line as it runs on what is known; None if it cannot be taken."""
        touched = self.touches(line)
        key = (id(line), known.varies & touched, known.value & touched)
        if key not in self._runs:
            self._runs[key] = self._run(line, known)
        found = self._runs[key]
        if found is None:
            return None
        # Of bits that the line does not touch something else may be known than when it was run for the first time.
        end = Known(
            known.varies & ~touched | found.end.varies & touched, known.value & ~touched | found.end.value & touched
        )
        return found._replace(end=end)

    def touches(self, line: Sequence[Step]) -> int:
        """The bits that a line asks about or changes."""
        found = self._touched.get(id(line))
        if found is None:
            mask = 0
            for step in line:
                mask |= writes(step) | reads(step, self._formulator)
            for holds in self.inputs_of(mask):
                mask |= reads(holds, self._formulator)
            found = self._touched[id(line)] = (line, mask)
        return found[1]

    def free(self, mask: int, memory: int) -> int:
        """The inputs among some bits that may be given any value in a memory."""
        found = 0
        for bits, holds in self._inputs.items() if mask & self.inputs else ():
            if bits & mask and is_so(holds.formula, self.answered(bits, memory)):
                found |= bits
        return found

    def answered(self, mask: int, memory: int) -> int:
        """A memory with the first answer there is in each of the inputs among some bits."""
        for bits in self._inputs if mask & self.inputs else ():
            if bits & mask:
                memory = memory & ~bits | bits & -bits
        return memory

    def inputs_of(self, mask: int) -> list[Assume]:
        """What has to hold for the inputs among some bits."""
        return [holds for bits, holds in self._inputs.items() if bits & mask] if mask & self.inputs else []

    def _run(self, line: Sequence[Step], known: Known) -> Run | None:
        steps: list[Assume | Split] = []
        written = 0
        asked = 0
        for step in line:
            asked |= reads(step, self._formulator)
        for step in (*self.inputs_of(asked), *line):
            match step:
                case Assume(formula):
                    simple = self._formulator.simplify(formula, known)
                    if simple is NEVER:
                        return None
                    if simple is not ALWAYS:
                        steps.append(Assume(simple))
                        known = self._believing(known, simple)
                case Assign(clear, put):
                    after = known.given(clear | put, put)
                    written |= known.varies ^ after.varies | known.value ^ after.value
                    known = after
                case Add() | Store() | Hear():
                    cases = tuple(_completed(self._cases(step, known), known))
                    if not cases:
                        return None  # what is assumed before leaves the number none of its values
                    steps += [Split(cases)] if len(cases) > 1 else ()
                    for case in cases:
                        written |= case.bits & (known.varies | (known.value ^ case.value))
                    known = _after(cases, known)
        return Run(tuple(steps), known, written)

    def _cases(self, operation: Add | Store | Hear, known: Known) -> tuple[Case, ...]:
        """The cases of an operation that are possible under what is known."""
        match operation:
            case Add(slot, by):
                return tuple(_sums(slot, by, known))
            case Store(slot, value, when):
                stores = Case(when, slot.mask, slot.write(0, value))
                return self._first_of((stores, Case(ALWAYS, 0, 0)), known)
            case Hear(heard, told, ways):
                if told is None:
                    return (Case(ALWAYS, heard, heard),)
                mask = heard | told.mask
                fresh = [Case(way, mask, told.write(heard, number)) for number, way in enumerate(ways, 1)]
                again = Case(Bit(heard), heard, heard)
                return self._first_of((again, *fresh, Case(ALWAYS, mask, heard)), known)

    def _first_of(self, cases: tuple[Case, ...], known: Known) -> tuple[Case, ...]:
        """Cases of which the first that holds is the case, as cases that exclude one another."""
        found = []
        so_far: Formula = ALWAYS
        for case in cases:
            when = self._formulator.simplify(case.when, known)
            if (alone := all_of(so_far, when)) is not NEVER:
                found.append(Case(alone, case.bits, case.value))
            so_far = all_of(so_far, opposite(when))
        return tuple(found)

    def _believing(self, known: Known, formula: Formula) -> Known:
        """What is known once a formula has been seen to hold."""
        for part in formula.parts if isinstance(formula, All) else (formula,):
            inside = part.inside if isinstance(part, Opposite) else part
            if isinstance(inside, Bit) and not inside.mask & self.inputs:
                known = known.given(inside.mask, 0 if isinstance(part, Opposite) else inside.mask)
        return known


def _sums(slot: Slot, by: int, known: Known) -> Iterable[Case]:
    """For each value that a slot may have, the one that it gets."""
    unknown = slot.mask & known.varies
    if slot.most - slot.least > MOST_VALUES and unknown:
        raise TooWide
    for value in values_of(slot, known):
        yield Case(value_is(unknown, slot.write(0, value)), slot.mask, slot.write(0, value + by))


def _completed(cases: tuple[Case, ...], known: Known) -> Iterator[Case]:
    """Cases, each with the known values of bits that others of them change: from here on they vary."""
    changed = Split(cases).bits
    for case in cases:
        rest = changed & ~case.bits & ~known.varies
        yield Case(case.when, case.bits | rest, case.value | known.value & rest)


def _after(cases: tuple[Case, ...], known: Known) -> Known:
    first, *others = (known.given(case.bits, case.value) for case in cases)
    for other in others:
        first = first.join(other)
    return first
