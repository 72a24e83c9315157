"""Steering a play toward a goal: which moves bring about what it asks for, and which what it does not.

It is local search over plays: a play that has come near is made again with a few decisions otherwise. That it finds
much so fast is because most of what a goal asks about was decided by one move, in a scene known beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import NamedTuple

from game.play.formulas import All, Among, Any, Bit, Compare, Formula, Opposite, bits
from game.play.layout import DRAWN
from game.play.moves import Confront, Write
from game.play.operations import Add, Assign, Hear, Store
from game.play.rules import Rules
from game.play.step import State
from game.proof.model.beginnings import Draw, Played
from game.proof.model.graph import Edge, Graph
from game.proof.model.knowledge import is_so
from game.proof.model.lines import Assume, Step
from game.proof.trials.traces import Functions

DEEPEST = 3
"""Through how many moves, each of which makes the next one possible, a wish is followed."""
WRITING = 0.05
"""How often a play that aims at nothing writes something down before a move."""


class Wish(NamedTuple):
    """A bit or a number that should be otherwise: the lowest bit of its slot, and whether it should be more or less."""

    bit: int
    more: bool


def unmet(formula: Formula, memory: int, chance: Random) -> Iterator[Wish]:
    """What should be otherwise in a memory for a formula to hold: of several ways, any one."""
    yield from _otherwise(formula, memory, chance, should=True)


def _otherwise(formula: Formula, memory: int, chance: Random, *, should: bool) -> Iterator[Wish]:
    if is_so(formula, memory) == should:
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
            so_many = sum(1 for part in parts if is_so(part, memory))
            more = so_many < number or (so_many == number and comparison in (">", "!="))
            open_parts = [part for part in parts if is_so(part, memory) != more]
            for part in chance.sample(open_parts, min(len(open_parts), abs(number - so_many) + 1)):
                yield from _otherwise(part, memory, chance, should=more)


def met(formula: Formula, memory: int, *, should: bool = True) -> Iterator[Wish]:
    """What should stay as it is in a memory, as far as a formula holds there already."""
    match formula:
        case Opposite(inside):
            yield from met(inside, memory, should=not should)
        case All(parts) | Any(parts):
            fitting = [part for part in parts if is_so(part, memory) == should]
            for part in fitting if isinstance(formula, All) == should else fitting[:1]:
                yield from met(part, memory, should=should)
        case Bit(mask) if bool(memory & mask) == should:
            yield Wish(mask, should)
        case _:
            pass  # a number may be reached in many ways


def answer(rules: Rules, state: State, chance: Random) -> Write | None:
    """Now and then an answer to a question that is asked by now, to be written down."""
    story = rules.story
    if story.scenes[state.scene].ending or not story.reconstruction or chance.random() >= WRITING:
        return None
    name, question = chance.choice(list(story.reconstruction.items()))
    if not rules.guard(question.when)(state.memory):
        return None
    return Write(name, chance.choice([None, *question.answers]))


class Steering:
    """Which moves of a story change what."""

    def __init__(self, graph: Graph, rules: Rules, functions: Functions) -> None:
        self._functions = functions
        self._more: dict[int, set[tuple[str, Played]]] = defaultdict(set)
        self._less: dict[int, set[tuple[str, Played]]] = defaultdict(set)
        self._changes: dict[int, tuple[Step, tuple[tuple[int, bool], ...]]] = {}
        self._written: dict[tuple[int, bool], list[Write]] = defaultdict(list)
        """What the player may write down in any scene, by what it changes."""
        self._guards: dict[tuple[str, Played], list[Formula]] = defaultdict(list)
        self._numbers = [1 << rules.layout.slots[name].offset for name in rules.story.numbers]
        self._visits = {name: 1 << rules.layout.slots[f"visits({name})"].offset for name in rules.story.scenes}
        self._scenes = [name for name, scene in rules.story.scenes.items() if scene.ending is None]
        for name in self._scenes:
            edges = list(graph.choices(name))
            confront = rules.story.scenes[name].confront
            if confront is not None:
                for claim in rules.transitions.claims_of_teller.get(confront.teller, ()):
                    edges += graph.answers(name, claim)
                self._note_shown(name, confront.teller, rules)
            self._note(name, edges)
        self._note_written(rules)
        self._note_drawn(rules)

    def _note(self, scene: str, edges: Iterable[Edge]) -> None:
        noted = set()
        for edge in edges:
            if edge.move is not None:
                guard = edge.line[0]
                assert isinstance(guard, Assume), "a move has a guard"
                if all(guard.formula is not other for other in self._guards[scene, edge.move]):
                    self._guards[scene, edge.move].append(guard.formula)
                for step in edge.line:
                    if (id(step), edge.move) not in noted:  # the ways of a move have most of their steps in common
                        noted.add((id(step), edge.move))
                        for bit, more in self._changed_by(step):
                            (self._more if more else self._less)[bit].add((scene, edge.move))

    def _changed_by(self, step: Step) -> tuple[tuple[int, bool], ...]:
        found = self._changes.get(id(step))
        if found is None:
            found = self._changes[id(step)] = (step, tuple(changes(step)))
        return found[1]

    def _note_shown(self, scene: str, teller: str, rules: Rules) -> None:
        """What any confrontation with a piece of evidence does: it is shown."""
        for exhibit in rules.story.evidence:
            if bit := rules.layout.mask(f"shown({teller}, {exhibit})"):
                claims = rules.transitions.claims_of_teller.get(teller, ())
                self._more[bit].update((scene, Confront(claim, exhibit)) for claim in claims)

    def _note_written(self, rules: Rules) -> None:
        for name, question in rules.story.reconstruction.items():
            for kind in ("wrote", "wrote_first"):
                for bit in bits(rules.layout.slots[f"{kind}({name})"].mask):
                    self._written[bit.mask, True] += [Write(name, answer) for answer in question.answers]
                    self._written[bit.mask, False] += [Write(name, answer) for answer in (None, *question.answers)]

    def _note_drawn(self, rules: Rules) -> None:
        """What can be drawn before the first move."""
        for name, draw in rules.story.draws.items():
            drawn = {(rules.story.header.start, Draw(name, value)) for value in draw.one_of}
            for bit in bits(rules.layout.mask(f"{DRAWN}{name})")):
                self._more[bit.mask] |= drawn
                self._less[bit.mask] |= drawn

    def _moves_for(self, bit: int, *, more: bool) -> set[tuple[str, Played]]:
        """The moves, each with its scene, that change a bit so."""
        found = (self._more if more else self._less).get(bit, set())
        written = self._written.get((bit, more), ())
        return found | {(scene, move) for scene in self._scenes for move in written} if written else found

    @cached_property
    def lessening(self) -> set[tuple[str, Played]]:
        """The moves that make a number less."""
        found: set[tuple[str, Played]] = set()
        for bit in self._numbers:
            found |= self._less.get(bit, set())
        return found

    def guards(self, scene: str, move: Played) -> Sequence[Formula]:
        """The formulas of which one must hold for a move to be made in a scene, as far as authors have written it."""
        return self._guards.get((scene, move), ())

    def arriving(self, scene: str) -> Wish:
        """The wish to come to a scene."""
        return Wish(self._visits[scene], True)

    def against(self, wishes: Iterable[Wish]) -> set[tuple[str, Played]]:
        """The moves that bring about the opposite of wishes."""
        found: set[tuple[str, Played]] = set()
        for bit, more in wishes:
            found |= self._moves_for(bit, more=not more)
        return found

    def wanted(
        self, states: Sequence[State], wishes: Iterable[Wish], chance: Random
    ) -> tuple[dict[str, list[Played]], set[tuple[str, Played]]]:
        """The moves that would bring wishes about in a play of some states, by scene, and those that do the opposite.

        Where none of the wanted ones can be made, what stands in their way is wished otherwise as well.
        """
        wanted, unwanted = self.moves(wishes)
        for _ in range(DEEPEST):
            further = list(self._further(states, wanted, chance))
            if not further:
                break
            more, less = self.moves(further)
            for scene, moves in more.items():
                wanted.setdefault(scene, []).extend(move for move in moves if (scene, move) not in unwanted)
            unwanted |= {one for one in less if one[1] not in wanted.get(one[0], ())}
        return wanted, unwanted

    def _further(
        self, states: Sequence[State], wanted: Mapping[str, Sequence[Played]], chance: Random
    ) -> Iterator[Wish]:
        """What should be otherwise in a play for a wanted move to be made; nothing if one can be."""
        blocked: list[tuple[Formula, int]] = []
        for state in states:
            for move in wanted.get(state.scene, ()):
                guards = self.guards(state.scene, move)
                if not guards or any(self._functions.guard(guard)(state.memory) for guard in guards):
                    return
                blocked.append((chance.choice(guards), state.memory))
        if blocked:
            yield from unmet(*chance.choice(blocked), chance)
        elif wanted:
            yield self.arriving(chance.choice(sorted(wanted)))

    def moves(self, wishes: Iterable[Wish]) -> tuple[dict[str, list[Played]], set[tuple[str, Played]]]:
        """The moves that bring wishes about, by scene, and those that do the opposite."""
        wanted: dict[str, list[Played]] = defaultdict(list)
        some = list(wishes)
        for bit, more in some:
            for scene, move in sorted(self._moves_for(bit, more=more), key=str):
                wanted[scene].append(move)
        return wanted, self.against(some)


def changes(step: Step) -> Iterator[tuple[int, bool]]:
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
