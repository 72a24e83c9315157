"""The story as a graph: points where a play can be, and edges for the moves between them.

Nothing is decided here about what a move does: each edge carries the guards and operations of `game.play.transitions`,
the very ones that are played.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from game.play.formulas import ALWAYS, Formula, Opposite
from game.play.layout import Slot
from game.play.moves import Confront, Move
from game.play.operations import Store
from game.play.rules import Rules
from game.play.step import State
from game.play.transitions import Transition
from game.proof.model.components import components
from game.proof.model.knowledge import Formulator, is_so
from game.proof.model.lines import Assume, Step, reads, writes
from game.proof.model.written import NOTHING_WRITTEN, Written
from game.proof.ticks import Tick, never_stop
from game.story.checks.play import ways_from
from game.story.conditions import Condition
from game.story.prose import If, Prose, tree_walk


class Point(NamedTuple):
    """A point of the story: the arrival in a scene, when its text is read, or the scene itself, when moves are made."""

    scene: str
    is_arrival: bool
    phase: int = 0
    """Which of several copies it is; see `phases`."""

    def __str__(self) -> str:
        return f"the arrival in {self.scene}" if self.is_arrival else self.scene


class Edge(NamedTuple):
    """A move along one of its ways."""

    source: Point
    target: Point
    move: Move | None
    """None for going on from the arrival in a scene to the scene itself, which is no move."""
    transition: Transition | None
    """What the move is; None if no author answers it, or if it is none."""
    line: tuple[Step, ...]


class Watch(NamedTuple):
    """Remembers that something once held: a slot of the proof's own, and the formula that sets it."""

    slot: Slot
    formula: Formula


class Extras(NamedTuple):
    """What is added to a story in order to ask more about it: bits of the proof's own, beyond those of play."""

    watches: tuple[Watch, ...] = ()
    """Things of which it is remembered that they once held."""
    kept: int = 0
    """The bits that say which evidence the story has; see `doubted`."""


class Graph:
    """Makes the points and edges of a story."""

    def __init__(
        self,
        rules: Rules,
        formulator: Formulator,
        extras: Extras,
        answers: Written = NOTHING_WRITTEN,
        tick: Tick = never_stop,
        asked: int | None = None,
    ) -> None:
        """`answers` are those of the player's own; `asked` are the bits that conditions ask about, if that is known."""
        self.tick = tick
        self._rules = rules
        self._story = rules.story
        self._formulator = formulator
        self._asked = asked
        self._watches = [(watch, formulator.reads(watch.formula)) for watch in extras.watches]
        self._inputs = answers.inputs
        self.writing = answers.moves
        self._choices: dict[str, tuple[Edge, ...]] = {}
        self._answers: dict[tuple[str, str], tuple[Edge, ...]] = {}
        self._misses: dict[str, tuple[Edge, ...]] = {}

    def beginning(self) -> tuple[Step, ...]:
        """What happens before the first arrival. What is watched may hold from the beginning, whatever happens."""
        arrival = self._rules.transitions.arrival(self._story.header.start)
        return (*arrival, *(self._set_off(watch) for watch, _ in self._watches))

    def from_arrival(self, scene: str) -> Edge:
        """Going on from the arrival in a scene to the scene itself."""
        return Edge(Point(scene, True), Point(scene, False), None, None, ())

    @cached_property
    def encounters(self) -> tuple[str, ...]:
        """The scenes in which somebody can be confronted."""
        return tuple(name for name, scene in self._story.scenes.items() if scene.confront and not scene.ending)

    def choices(self, scene: str) -> tuple[Edge, ...]:
        """The choices of a scene, and its way on."""
        if scene not in self._choices:
            made = self._rules.transitions.choosing(scene)
            self._choices[scene] = tuple(edge for transition in made for edge in self.edges(scene, transition))
        return self._choices[scene]

    def answers(self, scene: str, claim: str) -> tuple[Edge, ...]:
        """The confrontations of a claim in a scene that the author has answered."""
        if (scene, claim) not in self._answers:
            moves = self._rules.transitions.answered[claim].values()
            made = [transition for move in moves for transition in self._rules.transitions.answering(scene, move)]
            self._answers[scene, claim] = tuple(edge for one in made for edge in self.edges(scene, one))
        return self._answers[scene, claim]

    def misses(self, scene: str) -> tuple[Edge, ...]:
        """All other confrontations of a scene."""
        if self._asked is None:
            self._asked = asked_by(self._rules, self._formulator, self.tick)
        if scene not in self._misses:
            made = self._rules.transitions.missing(scene, self._asked)
            edges = (edge for transition in made for edge in self.edges(scene, transition))
            self._misses[scene] = tuple(edge._replace(transition=None) for edge in edges)
        return self._misses[scene]

    def denials(self, scene: str) -> Iterator[Edge]:
        """The same confrontations, each with one of the things that the teller says to what does not fit.

        Those are together that are the same as far as these texts and the way to them ask about it.
        """
        encounter = self._story.scenes[scene].confront
        if encounter is None:
            return
        person, transitions = self._story.people[encounter.teller], self._rules.transitions
        asked = 0
        for condition in conditions_in((person.wild, person.gap, encounter.over)):
            asked |= self._formulator.reads(self._rules.formulas.of(condition))
        for way in encounter.over:
            for operation in transitions.arrival(way.scene):
                asked |= reads(operation, self._formulator)
        for transition in transitions.missing(scene, asked, told=True):
            yield from self.edges(scene, transition)

    def writings(self, scene: str) -> Iterator[Edge]:
        """What can be written down in a scene, as far as that is a move of its own; see `written`."""
        if self._story.scenes[scene].ending is None:
            for transition in self.writing:
                yield from self.edges(scene, transition)

    def writable(self, state: State) -> Iterator[Move]:
        """The moves of `writings` that can be made in a state of play."""
        if self._story.scenes[state.scene].ending is None:
            yield from (one.move for one in self.writing if is_so(one.guard, state.memory))

    def edges(self, scene: str, transition: Transition) -> Iterator[Edge]:
        """A move along each of its ways, and, if none of them may hold, to where it was made."""
        here = Point(scene, False)
        line: tuple[Step, ...] = (Assume(transition.guard), *transition.operations)
        for way, target in transition.ways:
            arrived = (*line, Assume(way), *self._rules.transitions.arrival(target))
            yield Edge(here, Point(target, True), transition.move, transition, self._watched(arrived))
            line = (*line, Assume(Opposite(way)))
        yield Edge(here, here, transition.move, transition, self._watched(line))

    def ways(self, scene: str) -> Iterator[Edge]:
        """Roughly the edges that lead to a scene, be it the same one: of a confrontation only where it may end."""
        told = self._story.scenes[scene]
        if told.ending is None:
            yield from (edge for edge in self.choices(scene) if edge.target.is_arrival)
        if told.ending is None and told.confront is not None:
            over = tuple((self._rules.formulas.of(way.when), way.scene) for way in told.confront.over)
            end = Transition(Confront("", ""), ALWAYS, (), over, ())
            yield from (edge for edge in self.edges(scene, end) if edge.target.is_arrival)

    def scenes_after(self, scene: str) -> list[str]:
        """The scenes to which ways lead from a scene."""
        return [way.scene for way in ways_from(self._story.scenes[scene], self._story)]

    def ranks(self) -> dict[str, int]:
        """The scenes in an order in which loops come first from which others are come to."""
        loops = components({scene: self.scenes_after(scene) for scene in self._story.scenes})
        # Where there are many moves it is costly to begin again; so what may still change elsewhere is waited for.
        scenes = (scene for loop in reversed(loops) for scene in sorted(loop, key=lambda one: len(self.choices(one))))
        return {scene: number for number, scene in enumerate(scenes)}

    def _watched(self, line: tuple[Step, ...]) -> tuple[Step, ...]:
        """The line, and what it may set off among the things that are watched."""
        if not self._watches:
            return line
        written = asked = 0
        for step in line:
            written |= writes(step)
            asked |= self._formulator.reads(step.formula) if isinstance(step, Assume) else 0
        # What the player has written down for this move to be made has set off something before it.
        first = [self._set_off(watch) for watch, reads in self._watches if reads & asked & self._inputs]
        then = [self._set_off(watch) for watch, reads in self._watches if reads & written]
        return (*line[:1], *first, *line[1:], *then) if first or then else line

    @staticmethod
    def _set_off(watch: Watch) -> Step:
        return Store(watch.slot, 1, watch.formula)


def asked_by(rules: Rules, formulator: Formulator, tick: Tick = never_stop) -> int:
    """The bits that the conditions of a story ask about."""
    found = 0
    for condition in conditions_in(rules.story):
        tick()
        found |= formulator.reads(rules.formulas.of(condition))
    return found


def conditions_in(thing: object) -> Iterator[Condition]:
    """Every condition in a story, or in a part of it."""
    match thing:
        case Condition():
            yield thing
        case Prose():
            parts = () if thing.is_plain else tree_walk(thing.body)
            branches = (branch for part in parts if isinstance(part, If) for branch in part.branches)
            yield from (condition for condition, _ in branches if condition is not None)
        case dict():
            for value in thing.values():
                yield from conditions_in(value)
        case tuple():
            for value in thing:
                yield from conditions_in(value)
        case _:
            for name in thing.__struct_fields__ if isinstance(thing, Struct) else ():
                yield from conditions_in(getattr(thing, name))
