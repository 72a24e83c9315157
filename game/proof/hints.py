"""Hints in the order of how they lead on: first what lies on the shortest way to the next revision, then what is near.

Nothing of the way is told; that is for the author's own words, and for the player to ask for. What lies on no such way
is put in order by searching on from the player's own state, turn by turn, as far as an eye does not wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.play.moves import Move
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import State, step
from game.play.views import HintEntry
from game.proof.search.explicit import candidates

MOST_STEPS = 400
"""How many moves are tried."""


def nearest_first(session: Session, way: Sequence[Move] = (), most: int = MOST_STEPS) -> tuple[HintEntry, ...]:
    """The hints of a play: first what a way solves (see `ahead`), as it solves them; then what the fewest moves solve.

    Of what is too far to be seen, first what is ready. Hints alike in that keep the author's order. `most` is how many
    moves are tried.
    """
    hints = session.hints()
    if len(hints) < 2:
        return hints
    names = [hint.id for hint in hints]
    on_way = solved_on(session.rules, session.state, names, way)
    turns = nearness(session.rules, session.state, [name for name in names if name not in on_way], most)

    def rank(hint: HintEntry) -> tuple[bool, int, bool]:
        is_on_way = hint.id in on_way
        return not is_on_way, on_way[hint.id] if is_on_way else turns.get(hint.id, most), not hint.ready

    return tuple(sorted(hints, key=rank))


def solved_on(rules: Rules, state: State, hints: Sequence[str], way: Sequence[Move]) -> dict[str, int]:
    """After how many moves of a way from a state each hint is solved, of those that it solves."""
    solved = {name: rules.guard(rules.story.hints[name].solved_when) for name in hints}
    found: dict[str, int] = {}
    for number, move in enumerate(way, 1):
        state = step(rules, state, move).state
        found |= {name: number for name, holds in solved.items() if name not in found and holds(state.memory)}
    return found


def nearness(rules: Rules, state: State, hints: Sequence[str], most: int = MOST_STEPS) -> dict[str, int]:
    """By how many moves from a state each hint can be solved, of those that so many tries come to."""
    solved = {name: rules.guard(rules.story.hints[name].solved_when) for name in hints}
    found: dict[str, int] = {}
    seen, layer, tried, turns = {state}, [state], 0, 0
    while layer and len(found) < len(solved):
        turns += 1
        following: list[State] = []
        for here in layer:
            for move in candidates(rules, here):
                tried += 1
                if tried > most:
                    return found
                after = step(rules, here, move).state
                if after not in seen:
                    seen.add(after)
                    following.append(after)
                    for name, holds in solved.items():
                        if name not in found and holds(after.memory):
                            found[name] = turns
        layer = following
    return found
