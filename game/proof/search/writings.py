"""What may be written down before a move of a route, so that it can be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice, product
from typing import NamedTuple

from game.play.moves import Write
from game.play.step import State
from game.proof.model.beginnings import step
from game.proof.model.knowledge import Known
from game.proof.model.lines import Assume, Step, passes
from game.proof.model.model import Model

MOST_WRITINGS = 2
"""How many answers are written down before one move, of whatever it asks about, to see whether it can be made then."""
MOST_TRIED = 200
"""How often more answers than that are written down before one move."""

Line = tuple[Step, ...]


class Writing(NamedTuple):
    """Answers that the player writes down in a state, and the memory after each."""

    moves: tuple[Write, ...]
    memories: tuple[int, ...]
    """The memory before the first and after each."""

    @property
    def memory(self) -> int:
        """The memory after all."""
        return self.memories[-1]


def writings(model: Model, state: State, lines: Sequence[Line]) -> Iterator[Writing]:
    """What the player may write down in a state before the next move: nothing at first, then as little as can be.

    Only answers are written that some line asks about. Many are written only if one line asks about them all, and can
    be taken then.
    """
    asked = _askable(model, state, lines)
    for number in range(min(len(asked), MOST_WRITINGS) + 1):
        yield from _together(model, state, asked, number)
    for line in lines if len(asked) > MOST_WRITINGS else ():
        tried = islice(_many(model, state, line), MOST_TRIED)
        yield from (writing for writing in tried if passes(line, writing.memory))


def _many(model: Model, state: State, line: Line) -> Iterator[Writing]:
    """Answers to many questions that a line asks about, to all of them first: what asks for many asks for all."""
    fitting = [[one for one in each if _may_fit(model, state, line, one)] for each in _askable(model, state, [line])]
    for number in range(len(fitting), MOST_WRITINGS, -1):
        yield from _together(model, state, fitting, number)


def _askable(model: Model, state: State, lines: Iterable[Line]) -> list[list[Write]]:
    """The answers to each question that can be answered in a state and that some line asks about."""
    rules, matters = model.rules, 0
    for line in lines:
        matters |= model.runner.touches(line) & model.inputs
    if not matters or rules.story.scenes[state.scene].ending:
        return []
    return [
        [Write(name, answer) for answer in question.answers]
        for name, question in rules.story.reconstruction.items()
        if rules.layout.mask(f"wrote({name})", f"wrote_first({name})") & matters
        and rules.guard(question.when)(state.memory)
    ]


def _together(model: Model, state: State, asked: Sequence[Sequence[Write]], number: int) -> Iterator[Writing]:
    """Answers to so many of some questions, in every way."""
    for questions in combinations(asked, number):
        for moves in product(*questions):
            model.tick()
            memories = [state.memory]
            for move in moves:
                memories.append(step(model.rules, State(state.scene, memories[-1]), move).state.memory)
            yield Writing(moves, tuple(memories))


def _may_fit(model: Model, state: State, line: Line, answer: Write) -> bool:
    """Whether a line may be begun once an answer is written down, whatever is written down beside it."""
    begins = line[0]
    if not isinstance(begins, Assume):
        return True
    others = model.inputs & ~model.rules.layout.mask(f"wrote({answer.question})", f"wrote_first({answer.question})")
    memory = step(model.rules, state, answer).state.memory
    return model.formulator.can_hold(begins.formula, Known(others, memory & ~others))
