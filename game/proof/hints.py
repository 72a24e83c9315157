"""Hints in the order of how near they are: what the player can solve with the fewest moves comes first.

Found by searching on from the player's own state, turn by turn, for as many turns as an eye does not wait for. Nothing
of the way is told; that is for the author's own words, and for the player to ask for.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.play.rules import Rules
from game.play.session import Session
from game.play.step import State, step
from game.play.views import HintEntry
from game.proof.explicit import candidates

MOST_STEPS = 400
"""How many moves are tried."""


def nearest_first(session: Session, most: int = MOST_STEPS) -> tuple[HintEntry, ...]:
    """The hints of a play: first what the fewest moves solve; of what is too far to be seen, first what is ready.

    Hints alike in that keep the author's order. `most` is how many moves are tried.
    """
    hints = session.hints()
    if len(hints) < 2:
        return hints
    turns = nearness(session.rules, session.state, [hint.id for hint in hints], most)
    return tuple(sorted(hints, key=lambda hint: (turns.get(hint.id, most), not hint.ready)))


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
