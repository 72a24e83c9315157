"""The oracle: what a search state by state says of a small story, and whether the search of diagrams says the same."""

from __future__ import annotations

import re
from typing import NamedTuple

from game.author.texts import Texts
from game.play.formulas import holds
from game.play.moves import Confront
from game.play.rules import Rules
from game.play.step import State, moves, step
from game.proof.beginnings import beginnings, end_of, opened
from game.proof.explicit import Explored, explore, nearest
from game.proof.goals import Goal
from game.proof.graph import Point
from game.proof.inquiry import Inquiry
from game.proof.model import Model
from game.proof.size import states_at
from game.proof.traces import Line
from game.story.prose import Prose

MOST = 4_000
"""A story with more states is not compared."""


class Oracle(NamedTuple):
    """A story that was searched state by state."""

    rules: Rules
    states: Explored

    @classmethod
    def of(cls, rules: Rules) -> Oracle | None:
        """None if the story has too many states."""
        states = explore(rules, most=MOST)
        return cls(rules, states) if states.is_complete else None

    @property
    def safe(self) -> set[State]:
        """The states from which an ending can be come to."""
        before: dict[State, list[State]] = {}
        for state in self.states.found:
            for move in moves(self.rules, state):
                before.setdefault(step(self.rules, state, move).state, []).append(state)
        safe = {state for state in self.states.found if self.rules.story.scenes[state.scene].ending}
        waiting = list(safe)
        while waiting:
            for state in before.get(waiting.pop(), ()):
                if state not in safe:
                    safe.add(state)
                    waiting.append(state)
        return safe

    def met(self, goal: Goal) -> bool:
        """Whether a play comes to a goal."""
        if goal.holds is not None:
            return any(holds(goal.holds)(state.memory) for state in self.states.found)
        arrivals = {*beginnings(self.rules)} | {
            turn.state
            for state in self.states.found
            for move in moves(self.rules, state)
            if (turn := step(self.rules, state, move)).arrived
        }
        return any(
            Line(ask.line).passes(state.memory)
            for ask in goal.asks
            for state in (arrivals if ask.point.is_arrival else self.states.found)
            if state.scene == ask.point.scene
        )


def agree_on_states(oracle: Oracle) -> None:
    """There are as many states at each point, as far as they make a difference."""
    asked = Inquiry(oracle.rules)
    asked.search.forward()
    at: dict[Point, set[int]] = {}
    for state in oracle.states.found:
        point = asked.model.point_of(state, arrived=False)
        at.setdefault(point, set()).add(state.memory & asked.search.whole.live[point])
    assert {point: len(memories) for point, memories in at.items()} == {
        point: states_at(asked.search, point)
        for part in asked.search.parts
        for point in part.reached
        if not point.is_arrival
    }


def agree_on_lost_states(oracle: Oracle) -> None:
    """The states from which no ending can be come to are the same."""
    safe, asked = oracle.safe, Inquiry(oracle.rules)
    for state in oracle.states.found:
        assert asked.dead_ends.is_lost(state) == (state not in safe)


def agree_on_traps(oracle: Oracle) -> bool:
    """A play into a dead end is found if there is one, and all others are decided. Returns whether there is one."""
    trapped = oracle.states.found.keys() - oracle.safe
    asked = Inquiry(oracle.rules)
    routes = list(asked.traps())
    assert bool(routes) == bool(trapped)
    assert all(asked.plays.end(route) in trapped for route in routes)
    return bool(trapped)


def agree_on_goals(oracle: Oracle) -> int:
    """The goals that no play comes to are the same, and of plays none comes to them. Returns how many there are."""
    asked = Inquiry(oracle.rules)
    outcomes = dict(asked.settle())
    never = 0
    for goal in asked.goals:
        is_met = oracle.met(goal)
        assert outcomes.get(goal, "reached") == ("reached" if is_met else "never"), goal.words
        never += not is_met
    return never


def agree_on_points(oracle: Oracle) -> None:
    """Each state is at a point that may be come to, and what is known there is so.

    Not so what has been shown to whom: confrontations that differ in nothing that matters are one edge.
    """
    model, layout = Model(oracle.rules), oracle.rules.layout
    shown = layout.mask(*(name for name in layout.slots if name.startswith("shown(")))
    for state in oracle.states.found:
        known = model.known[model.point_of(state, arrived=False)]
        fixed = ~known.varies & ~shown
        assert state.memory & fixed == known.value & fixed


def agree_on_denials(oracle: Oracle) -> int:
    """What a teller says to what does not fit is read in play, or no play comes to it. Returns how much is read."""
    rules = oracle.rules
    texts = Texts(rules)
    turns = (step(rules, state, move) for state in oracle.states.found for move in moves(rules, state))
    shown = {piece for turn in turns if isinstance(turn.move, Confront) for piece in texts.shown(turn)}
    words = {texts.pieces[piece].text.strip() for piece in shown}
    asked = Inquiry(rules)
    goals = [goal for goal in asked.goals if goal.section == "people" and isinstance(goal.at, Prose)]
    never = {goal for goal, outcome in asked.settle(goals) if outcome == "never"}
    for goal in goals:
        assert isinstance(goal.at, Prose)
        own = re.findall(r"[WG]\d", goal.at.text[goal.offset :])
        read = words & set(own[:1] if goal.kind == "text" else own)
        assert (goal in never) == (not read), goal.words
    return len(goals) - len(never)


def agree_on_routes(oracle: Oracle, number: int) -> None:
    """The route to a scene is as short as can be; `number` says which of the scenes."""
    asked = Inquiry(oracle.rules)
    scene = sorted(oracle.rules.story.scenes)[number % len(oracle.rules.story.scenes)]
    found = asked.route(next(goal for goal in asked.goals if goal.kind == "scene" and goal.owner == scene))
    shortest = nearest(oracle.rules, lambda state: state.scene == scene, most=MOST)
    assert (found is None) == (shortest is None)
    if found is not None:
        assert len(opened(oracle.rules, found)[1]) == len(shortest or ())
        assert end_of(oracle.rules, found).scene == scene
