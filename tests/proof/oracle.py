"""The oracle: what a search state by state says of a small story, and whether the search of diagrams says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from game.author.playthroughs.texts import Texts
from game.play.formulas import holds
from game.play.moves import Choose, Confront
from game.play.pages import FOLLOWING, Pages
from game.play.rules import Rules
from game.play.step import State, moves, step
from game.proof.answers.shortest import shortest
from game.proof.answers.size import states_at
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import beginnings, opened
from game.proof.model.graph import Point
from game.proof.model.model import Model
from game.proof.questions.goals import Goal
from game.proof.questions.things import goals_of
from game.proof.search.explicit import Explored, explore
from game.proof.trials.traces import Functions, Line
from game.story.prose import Prose

MOST = 4_000
"""A story with more states is not compared."""


@dataclass(frozen=True)
class Oracle:
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

    @cached_property
    def turns(self) -> dict[State, int]:
        """How many turns it takes to come to each state."""
        found: dict[State, int] = {}
        for state, before in self.states.found.items():
            found[state] = found[before[0]] + 1 if before else 0
        return found

    @cached_property
    def arrivals(self) -> dict[State, int]:
        """How many turns it takes to arrive in a scene so that it is in a state."""
        found = dict.fromkeys(beginnings(self.rules), 0)
        for state, turns in self.turns.items():
            for move in moves(self.rules, state):
                turn = step(self.rules, state, move)
                if turn.arrived:
                    found[turn.state] = min(found.get(turn.state, turns + 1), turns + 1)
        return found

    def turns_to(self, goal: Goal) -> int | None:
        """How many turns it takes to come to a goal; None if no play does."""
        if goal.holds is not None:
            is_so = holds(goal.holds)
            return min((turns for state, turns in self.turns.items() if is_so(state.memory)), default=None)
        return min(
            (
                turns
                for ask in goal.asks
                for state, turns in (self.arrivals if ask.point.is_arrival else self.turns).items()
                if state.scene == ask.point.scene and Line(ask.line, Functions()).passes(state.memory)
            ),
            default=None,
        )

    def met(self, goal: Goal) -> bool:
        """Whether a play comes to a goal."""
        return self.turns_to(goal) is not None


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


def agree_on_offers(oracle: Oracle) -> None:
    """What some page offers as the way on, or shows as locked, are just the goals of these kinds that are come to."""
    pages = Pages.of(oracle.rules)
    shown: dict[str, set[str]] = {"way on": set(), "locked": set()}
    for state in oracle.states.found:
        if oracle.rules.story.scenes[state.scene].ending:
            continue
        whole = {own: name for own, name, _ in oracle.rules.transitions.choices_in(state.scene)}
        for option in pages.offered(state.scene, state.memory)[1]:
            if option.move == FOLLOWING:
                shown["way on"].add(state.scene)
            elif isinstance(option.move, Choose) and option.locked:
                shown["locked"].add(whole[option.move.choice])
    for kind, owners in shown.items():
        goals = [goal for goal in goals_of(oracle.rules) if goal.kind == kind]
        told = {goal.owner for goal in goals}
        assert {goal.owner for goal in goals if oracle.met(goal)} == owners & told
        if kind == "locked":  # several ways on from one scene are goals one by one
            assert owners <= told


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


def agree_on_routes(oracle: Oracle) -> int:
    """The route to each thing is as short as can be. Returns to how many things there is one."""
    asked = Inquiry(oracle.rules)
    number = 0
    for goal, route, is_certain, is_open in shortest(asked, asked.goals):
        turns = oracle.turns_to(goal)
        assert is_certain, goal.words
        assert not is_open, goal.words
        assert (None if route is None else len(opened(oracle.rules, route)[1])) == turns, goal.words
        number += route is not None
    return number
