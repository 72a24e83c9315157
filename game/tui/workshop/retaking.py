"""A play taken up again in a story that has changed under it."""

from __future__ import annotations

from typing import NamedTuple

from game.play.draws import from_start, is_from_start
from game.play.rules import Rules
from game.play.session import IllegalMove, Session
from game.play.step import State, Turn


class Retaken(NamedTuple):
    """The play in the changed story, and words about what could not be kept."""

    session: Session
    note: str


def retake(old: Session, rules: Rules) -> Retaken:
    """The play with its moves made again.

    Where a move can no longer be made, the place is kept all the same, by everything that held there; only undo ends
    there. Where the scene itself is gone, the play stands where the moves still lead.
    """
    session = Session(rules, _first(old, rules))
    if old.first.state.scene not in rules.story.scenes:
        return Retaken(session, f"The scene “{old.first.state.scene}”, where you began, is gone: back to the start.")
    for number, move in enumerate(old.moves, 1):
        try:
            session.do(move)
        except IllegalMove as refusal:
            lost = f"Move {number}, “{move}”, cannot be made any more: {refusal.reason}."
            return _at_the_place(old, session, lost)
    return Retaken(session, "")


def _at_the_place(old: Session, session: Session, lost: str) -> Retaken:
    rules, scene = session.rules, old.state.scene
    if scene not in rules.story.scenes:
        return Retaken(session, f"{lost} The scene “{scene}” is gone too; you are where the moves still lead.")
    return Retaken(standing(rules, carried(old.state, old.rules, rules)), f"{lost} The place is kept; undo ends here.")


def _first(old: Session, rules: Rules) -> Turn | None:
    """The turn with which the play began, in the changed story; None if the scene where it did is gone."""
    first = old.first
    if is_from_start(old.rules, first):
        return from_start(rules, carried(first.before, old.rules, rules).memory)
    if first.state.scene not in rules.story.scenes:
        return None
    before, after = carried(first.before, old.rules, rules), carried(first.state, old.rules, rules)
    return Turn(None, before, after, (), True)


def carried(state: State, old: Rules, new: Rules) -> State:
    """A state with all that the other story still has."""
    return State(state.scene, new.layout.memory(old.layout.values(state.memory)))


def standing(rules: Rules, state: State) -> Session:
    """A play that begins in a state as it is: nothing happens on arrival."""
    return Session(rules, Turn(None, state, state, (), True))
