"""What the moves of a play lead to, as routes are counted.

An answer that can be changed at any time is no move: a move that asks for one can be made, for it can be written down
before. Any other that something asks about is written by a move, and only where that makes a difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from math import prod

from game.play.moves import Move, Write
from game.play.rules import Rules
from game.play.step import IllegalMove, State, moves, step
from game.proof.model.graph import Extras, Graph, asked_by
from game.proof.model.knowledge import Formulator
from game.proof.model.lines import reads
from game.proof.model.written import written
from game.proof.ticks import Tick, never_stop

MOST_WRITTEN = 1_000
"""In how many ways answers are written down before the moves of one scene."""


class TooMany(Exception):
    """There are more ways to write down what the moves of a scene ask about."""


class Onward:
    """The moves of a story's plays."""

    def __init__(self, rules: Rules, tick: Tick = never_stop) -> None:
        self._rules = rules
        self._formulator = Formulator()
        self._tick = tick
        asked = asked_by(rules, self._formulator, tick)
        answers = written(rules, asked)
        self._writing = [one.move for one in answers.moves]
        self._graph = Graph(rules, self._formulator, Extras(), tick=tick, asked=asked)
        self._free = [name for name in rules.story.reconstruction if self._mask(name) & sum(answers.free)]
        names = [f"{kind}({name})" for name in rules.story.reconstruction for kind in ("wrote", "wrote_first", "rests")]
        masks = (rules.layout.slots[name].mask for name in names)
        self._idle = sum(answers.free) | sum(mask for mask in masks if not mask & (asked | sum(answers.free)))
        """The bits of what is written down that make no difference, or may be any."""
        self._asked: dict[str, list[str]] = {}

    def mattering(self, state: State) -> State:
        """A state without what may be written down in it at any time, or what nothing asks about."""
        return State(state.scene, state.memory & ~self._idle)

    def after(self, state: State) -> Iterator[State]:
        """The states to which moves lead, each as often as another move leads there. Raises TooMany."""
        found: dict[tuple[Move, State], None] = {}
        for before in self._with_answers(state):
            for move in moves(self._rules, before):
                found[move, self.mattering(step(self._rules, before, move).state)] = None
        yield from (target for _, target in found)
        for move in self._writing:
            with suppress(IllegalMove):
                target = self.mattering(step(self._rules, state, move).state)
                if target != state:
                    yield target

    def _with_answers(self, state: State) -> Iterator[State]:
        """A state once for each combination of answers that may stand there and that its moves ask about."""
        questions, story = self._asked_in(state.scene), self._rules.story
        choices = [[None, *story.reconstruction[name].answers] for name in questions]
        if prod(map(len, choices)) > MOST_WRITTEN:
            raise TooMany
        for answers in product(*choices):
            self._tick()
            here = state
            with suppress(IllegalMove):
                for name, answer in zip(questions, answers, strict=True):
                    here = step(self._rules, here, Write(name, answer)).state if answer else here
                yield here

    def _asked_in(self, scene: str) -> list[str]:
        """The questions whose answers may be any about which the moves of a scene ask."""
        if scene not in self._asked:
            told = self._rules.story.scenes[scene]
            edges = list(self._graph.choices(scene)) if self._free and told.ending is None else []
            if edges and told.confront is not None:
                edges += self._graph.misses(scene)
                for claim in self._rules.transitions.claims_of_teller.get(told.confront.teller, ()):
                    edges += self._graph.answers(scene, claim)
            asked = 0
            for edge in edges:
                for one in edge.line:
                    asked |= reads(one, self._formulator)
            self._asked[scene] = [name for name in self._free if self._mask(name) & asked]
        return self._asked[scene]

    def _mask(self, question: str) -> int:
        return self._rules.layout.mask(f"wrote({question})")
