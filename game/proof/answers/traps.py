"""What is said of a play that has come to where no ending can be come to any more."""

from __future__ import annotations

from game.play.moves import Move, Write
from game.play.rules import Rules
from game.play.step import State, step
from game.proof.answers.reasons import Reasons
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import Route, opened
from game.proof.search.explicit import candidates
from game.proof.verdict import Finding

MOST_LACKS = 3
"""Of how much that makes a dead end one it is said what it is."""
MOST_LEFT = 8
"""How many of the moves that are left to do are named."""


def trapped(inquiry: Inquiry, reasons: Reasons, route: Route) -> tuple[Finding, bool]:
    """The trap at the end of a route, at the move that led into it for good; and whether it begins with the story."""
    rules = inquiry.rules
    start, moves = opened(rules, route)
    states = [start]
    for move in moves:
        states.append(step(rules, states[-1], move).state)
    lost = next((number for number, state in enumerate(states) if inquiry.dead_ends.is_lost(state)), len(moves))
    fatal = f"after “{moves[lost - 1]}” in “{states[lost - 1].scene}”" if lost else "from the beginning"
    left = [str(move) for move in candidates(rules, states[-1])]
    why = [f"in “{states[-1].scene}” there is left to do: {', '.join(left[:MOST_LEFT]) or 'nothing'}"]
    if lack := reasons.lack(states[lost]):
        more = f" and {len(lack) - MOST_LACKS} more" if len(lack) > MOST_LACKS else ""
        why.append(f"because {' and '.join(lack[:MOST_LACKS])}{more}")
    section, name = _place_of(rules, states[max(lost - 1, 0)], moves[lost - 1] if lost else None)
    # Where the trap begins, the choice was just made, and nobody stands there who has not made it.
    if once := next(filter(None, map(reasons.once, states[lost:])), ""):
        section, name = ("leads" if once in rules.story.leads else "choices"), once
        why.insert(0, f"“{once}” would lead out, and can be taken once only: perhaps it should be “sticky: yes”")
    words = f"{fatal} no ending can be come to any more"
    return Finding("dead-end", True, words, section, name, why=tuple(why), route=route), not lost


def _place_of(rules: Rules, state: State, made: Move | None) -> tuple[str, str]:
    """Where a move is defined, or else its scene."""
    if isinstance(made, Write):
        return "questions", made.question
    move = str(made or "")
    if f"{state.scene}.{move}" in rules.story.defined.get("choices", {}):
        return "choices", f"{state.scene}.{move}"
    if (claim := move.partition(" x ")[0]) in rules.story.claims:
        return "claims", claim
    return ("leads", move) if move in rules.story.leads else ("scenes", state.scene)
