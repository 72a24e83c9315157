"""What is asked at the points of a model, and how a route is completed so that what is asked is so at its end.

What the player writes down she writes in a scene. So what is asked on arrival about it is asked of the move that leads
there, before which it is written; on arrival in the first scene nothing is written down yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from game.play.formulas import no_bit
from game.play.moves import Move
from game.play.step import State
from game.proof.model.beginnings import Route, step
from game.proof.model.graph import Point
from game.proof.model.lines import Assume, Run, Step, passes
from game.proof.model.model import Model
from game.proof.search.explicit import candidates
from game.proof.search.writings import writings


class Asked(NamedTuple):
    """A line that a play should be able to take at a point, and how it runs there."""

    point: Point
    line: tuple[Step, ...]
    run: Run
    on_arrival: tuple[Point, tuple[Step, ...]] | None = None
    """Where the line begins with a move that leads elsewhere: the point it leads to, and what is asked there."""


def asked_at(model: Model, point: Point, line: tuple[Step, ...]) -> Iterator[Asked]:
    """A line as it may be taken at just this copy of a point."""
    runner, known = model.runner, model.known
    written = runner.touches(line) & model.inputs
    if not (point.is_arrival and written) and (run := runner.run(line, known[point])):
        yield Asked(point, line, run)
    for one in model.into.get(point, ()) if point.is_arrival and written else ():
        whole = (*one.edge.line, *line)
        if run := runner.run(whole, known[one.source]):
            yield Asked(one.source, whole, run, (point, line))
    if point == model.start and written:
        first = (Assume(no_bit(written)), *line)
        if run := runner.run(first, known[point]):
            yield Asked(point, first, run)


def asked_again(model: Model, asks: Iterable[Asked]) -> Iterator[Asked]:
    """What is asked in one model, asked in another with the same points."""
    lines = {(point, id(line)): line for point, line in (ask.on_arrival or (ask.point, ask.line) for ask in asks)}
    for (point, _), line in lines.items():
        if point in model.known:
            yield from asked_at(model, point, line)


def completed(model: Model, first: State, route: Route, asks: Sequence[Asked]) -> Route | None:
    """A route from a state to where something is asked, with what has to be written down there, and the move after it.

    None if nothing was found that makes one of the lines one that can be taken.
    """
    if not any(ask.on_arrival or model.runner.touches(ask.line) & model.inputs for ask in asks):
        return route
    state, memory, arrived = first, model.remembered(0, first.memory), True
    for move in route:
        turn = step(model.rules, state, move)
        state, memory, arrived = turn.state, model.remembered(memory, turn.state.memory), turn.arrived
    points = {model.point_of(state, arrived=False), model.point_of(state, arrived=arrived)}
    here = [ask for ask in asks if ask.point in points]
    if any(ask.on_arrival is None and passes(ask.line, memory) for ask in here):
        return route
    for ask in here:
        for writing in writings(model, state, [ask.line]):
            written = memory
            for after in writing.memories[1:]:
                written = model.remembered(written, after)
            if ask.on_arrival is None:
                if passes(ask.line, written):
                    return (*route, *writing.moves)
            elif last := _arriving(model, State(state.scene, writing.memory), written, *ask.on_arrival):
                return (*route, *writing.moves, last)
    return None


def _arriving(model: Model, state: State, before: int, point: Point, line: tuple[Step, ...]) -> Move | None:
    """A move from a state that leads to a point where a line can be taken."""
    for move in candidates(model.rules, state):
        turn = step(model.rules, state, move)
        is_there = turn.arrived and model.point_of(turn.state, arrived=True) == point
        if is_there and passes(line, model.remembered(before, turn.state.memory)):
            return move
    return None
