"""The model does what play does: 10,000 turns of random plays of the shipped story, made in both."""

from __future__ import annotations

from random import Random

from game.play.formulas import Guard, holds
from game.play.operations import Change, doing
from game.play.step import begin, moves, step
from game.proof.model.graph import Edge, Point
from game.proof.model.lines import Assume
from game.proof.model.model import Model, Taken
from game.proof.search.slices import Slice
from tests.stories import shipped

TURNS = 10_000


class Edges:
    """Takes edges with one memory, as play would. Each is compiled once."""

    def __init__(self) -> None:
        self._compiled: dict[int, list[tuple[Guard | None, Change | None]]] = {}

    def after(self, edge: Edge, memory: int) -> int | None:
        """The memory after an edge; None if it cannot be taken."""
        if id(edge) not in self._compiled:
            self._compiled[id(edge)] = [
                (holds(one.formula), None) if isinstance(one, Assume) else (None, doing((one,))) for one in edge.line
            ]
        for guard, change in self._compiled[id(edge)]:
            if guard is not None and not guard(memory):
                return None
            if change is not None:
                memory = change(memory)
        return memory


class ByMove:
    """The edges that lead out of points, by the move that an author has written; by none for all others."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._found: dict[Point, dict[str, list[Taken]]] = {}

    def at(self, point: Point, move: str) -> list[Taken]:
        """The edges of a move at a point."""
        if point not in self._found:
            found = self._found[point] = {}
            for one in self._model.out[point]:
                found.setdefault(str(one.edge.move) if one.edge.transition else "", []).append(one)
        return self._found[point].get(move, [])


def test_each_turn_is_the_same_in_play_and_in_the_model() -> None:
    rules, chance, edges = shipped(), Random(1), Edges()
    model = Model(rules)
    by_move = ByMove(model)
    matters = 0
    for live in Slice(model, ()).live.values():
        matters |= live
    state = begin(rules).state
    turns = misses = 0
    while turns < TURNS:
        point = model.point_of(state, arrived=False)
        known = model.known[point]
        assert state.memory & ~known.varies == known.value & ~known.varies
        possible = list(moves(rules, state))
        if not possible:
            state = begin(rules).state
            continue
        move = chance.choice(possible)
        turn = step(rules, state, move)
        turns += 1
        expected = (Point(turn.state.scene, turn.arrived), turn.state.memory)
        answered = [
            (one.edge.target, memory)
            for one in by_move.at(point, str(move))
            if (memory := edges.after(one.edge, state.memory)) is not None
        ]
        if answered:
            assert answered == [expected]
        else:
            # A confrontation that no author answers: those that change the same are one edge.
            misses += 1
            missed = {
                (one.edge.target, memory & matters)
                for one in by_move.at(point, "")
                if (memory := edges.after(one.edge, state.memory)) is not None
            }
            assert (expected[0], expected[1] & matters) in missed
        state = turn.state
    assert misses > TURNS / 100
