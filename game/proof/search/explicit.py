"""Search state by state, in the order of the number of turns: slow, simple, and the measure of everything else here.

It makes the moves of `game.play.step`, one by one. What the player writes down for herself is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from game.play.moves import Confront, Move, Write
from game.play.rules import Rules
from game.play.step import State, claims_to_confront, exhibits_had, moves, open_encounter, step
from game.proof.model.beginnings import beginnings


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


def candidates(
    rules: Rules, state: State, some: Callable[[list[str]], list[str]] = lambda exhibits: exhibits
) -> Iterator[Move]:
    """The moves that can be made, but of confrontations without an answer only one with each exhibit, or with some."""
    playable, memory = rules.scene(state.scene), state.memory
    if playable.scene.ending is not None:
        return
    yield from [move for move, made in playable.moves.items() if made.guard(memory)]
    encounter = open_encounter(playable, memory)
    if encounter is None:
        return
    had = list(exhibits_had(rules, memory))
    exhibits, unmissed = frozenset(had), some(had)
    for claim in claims_to_confront(rules, encounter, memory):
        answers = rules.transitions.answered[claim]
        yield from [move for exhibit, move in answers.items() if exhibit in exhibits]
        missed = [exhibit for exhibit in unmissed if exhibit not in answers and exhibit != claim]
        yield from [Confront(claim, exhibit) for exhibit in missed]
        unmissed = [exhibit for exhibit in unmissed if exhibit not in missed]


def can_be_made(rules: Rules, state: State, move: Move) -> bool:
    """Whether a move can be made in a state."""
    playable, memory = rules.scene(state.scene), state.memory
    if playable.scene.ending is not None:
        return False
    if isinstance(move, Confront):
        return any(made.guard(memory) for made in rules.confronting(state.scene, move))
    found = rules.writing(move) if isinstance(move, Write) else playable.moves.get(move)
    return found is not None and bool(found.guard(memory))
