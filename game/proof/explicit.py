"""Search state by state, in the order of the number of turns: slow, simple, and the measure of everything else here.

It makes the moves of `game.play.step`, one by one. What the player writes down for herself is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from game.play.moves import Choose, Confront, Move
from game.play.rules import Rules
from game.play.step import IllegalMove, State, claims_to_confront, exhibits_had, moves, open_encounter, step
from game.proof.beginnings import beginnings


@dataclass(slots=True)
class Explored:
    """The states that were found, and how."""

    found: dict[State, tuple[State, Move] | None] = field(default_factory=dict)
    """Each state with the one before it and the move between them; those in which a play begins have none."""
    is_complete: bool = False
    """Whether these are all states of the story."""

    def route(self, state: State) -> tuple[Move, ...]:
        """The moves by which a state was found."""
        route: list[Move] = []
        while before := self.found[state]:
            state, move = before
            route.append(move)
        return tuple(reversed(route))


def explore(rules: Rules, starts: Iterable[State] = (), most: int = 100_000) -> Explored:
    """The states that can be come to, nearest first, until there are so many."""
    explored = Explored()
    for _ in walk(rules, explored, starts):
        if len(explored.found) >= most:
            return explored
    explored.is_complete = True
    return explored


def nearest(
    rules: Rules, goal: Callable[[State], object], starts: Iterable[State] = (), most: int = 100_000
) -> tuple[Move, ...] | None:
    """The moves of a shortest way to a state in which a goal holds; None if none is found among so many states."""
    explored = Explored()
    for state in walk(rules, explored, starts):
        if goal(state):
            return explored.route(state)
        if len(explored.found) >= most:
            break
    return None


def walk(rules: Rules, explored: Explored, starts: Iterable[State] = ()) -> Iterator[State]:
    """The states that can be come to, nearest first, each once; what is found on the way is put into `explored`.

    Without any to start from, it starts from every one in which a play can begin.
    """
    layer = list(starts) or list(beginnings(rules))
    explored.found.update(dict.fromkeys(layer))
    while layer:
        following = []
        for state in layer:
            yield state
            for move in moves(rules, state):
                after = step(rules, state, move).state
                if after not in explored.found:
                    explored.found[after] = (state, move)
                    following.append(after)
        layer = following


def candidates(rules: Rules, state: State) -> Iterator[Move]:
    """The moves that can be made, but of confrontations without an answer only one with each exhibit."""
    playable, memory = rules.scene(state.scene), state.memory
    if playable.scene.ending is not None:
        return
    yield from (move for move, made in playable.moves.items() if made.guard(memory))
    encounter = open_encounter(playable, memory)
    if encounter is None:
        return
    exhibits = dict.fromkeys(exhibits_had(rules, memory))
    missed = set()
    for claim in claims_to_confront(rules, encounter, memory):
        told = rules.story.claims[claim]
        for exhibit in exhibits:
            if exhibit == claim:
                continue
            if exhibit in told.broken_by or exhibit in told.answered:
                yield Confront(claim, exhibit)
            elif exhibit not in missed:
                missed.add(exhibit)
                yield Confront(claim, exhibit)


def can_be_made(rules: Rules, state: State, move: Move) -> bool:
    """Whether a move can be made in a state."""
    playable = rules.scene(state.scene)
    if isinstance(move, Choose):
        made = playable.moves.get(move)
        return made is not None and playable.scene.ending is None and bool(made.guard(state.memory))
    try:
        step(rules, state, move)
    except IllegalMove:
        return False
    return True
