"""The search of diagrams agrees with the search of states, on small random stories."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from game.play.formulas import holds
from game.play.rules import Rules
from game.play.step import State, begin, moves, step
from game.proof.explicit import Explored, explore, nearest
from game.proof.goals import Goal
from game.proof.graph import Point
from game.proof.inquiry import Inquiry
from game.proof.plays import Line
from tests.proof.random_stories import rules_of, texts

MANY = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a story with a fault is small enough as it is
)
MOST = 4_000


def explored(rules: Rules) -> Explored:
    found = explore(rules, most=MOST)
    assume(found.is_complete)
    return found


def inquiry(rules: Rules) -> Inquiry:
    found = Inquiry(rules)
    found.search.forward()
    return found


def test_there_are_as_many_states() -> None:
    @MANY
    @given(texts())
    def check(text: str) -> None:
        rules = rules_of(text)
        states = explored(rules).found
        asked = inquiry(rules)
        at: dict[Point, set[int]] = {}
        for state in states:
            point = asked.model.point_of(state, arrived=False)
            at.setdefault(point, set()).add(state.memory & asked.search.whole.live[point])
        assert {point: len(memories) for point, memories in at.items()} == {
            point: asked.count(point) for part in asked.search.parts for point in part.reached if not point.is_arrival
        }
        assert asked.states() == sum(map(len, at.values()))

    check()


def can_end(states: Explored, rules: Rules) -> set[State]:
    """The states from which an ending can be come to."""
    before: dict[State, list[State]] = {}
    for state in states.found:
        for move in moves(rules, state):
            before.setdefault(step(rules, state, move).state, []).append(state)
    safe = {state for state in states.found if rules.story.scenes[state.scene].ending}
    waiting = list(safe)
    while waiting:
        for state in before.get(waiting.pop(), ()):
            if state not in safe:
                safe.add(state)
                waiting.append(state)
    return safe


def test_the_states_from_which_no_ending_can_be_come_to_are_the_same() -> None:
    @MANY
    @given(texts())
    def check(text: str) -> None:
        rules = rules_of(text)
        states = explored(rules)
        safe = can_end(states, rules)
        asked = Inquiry(rules)
        for state in states.found:
            assert asked.dead_ends.is_lost(state) == (state not in safe)

    check()


def test_a_dead_end_is_found_by_a_shortest_route_if_there_is_one() -> None:
    @MANY
    @given(texts())
    def check(text: str) -> None:
        rules = rules_of(text)
        states = explored(rules)
        trapped = states.found.keys() - can_end(states, rules)
        asked = Inquiry(rules)
        route = next(asked.traps(), None)
        assert (route is not None) == bool(trapped)
        assert route is None or asked.plays.end(route) in trapped

    check()


def met(goal: Goal, states: Explored, rules: Rules) -> bool:
    """Whether a play comes to a goal, seen state by state."""
    start = begin(rules).state
    if goal.holds is not None:
        return any(holds(goal.holds)(state.memory) for state in states.found)
    arrivals = {start} | {
        turn.state
        for state in states.found
        for move in moves(rules, state)
        if (turn := step(rules, state, move)).arrived
    }
    return any(
        Line(ask.line).passes(state.memory)
        for ask in goal.asks
        for state in (arrivals if ask.point.is_arrival else states.found)
        if state.scene == ask.point.scene
    )


def test_the_goals_that_no_play_comes_to_are_the_same() -> None:
    @MANY
    @given(texts())
    def check(text: str) -> None:
        rules = rules_of(text)
        states = explored(rules)
        asked = Inquiry(rules)
        outcomes = dict(asked.settle())
        for goal in asked.goals:
            expected = "reached" if met(goal, states, rules) else "never"
            assert outcomes.get(goal, "reached") == expected, goal.words

    check()


def test_plays_come_only_to_what_can_be_come_to() -> None:
    @MANY
    @given(texts())
    def check(text: str) -> None:
        rules = rules_of(text)
        states = explored(rules)
        asked = Inquiry(rules)
        asked.play()
        assert all(met(goal, states, rules) for goal in asked.plays.met)

    check()


def test_routes_are_as_short_as_can_be() -> None:
    @MANY
    @given(texts(), st.integers(0, 100))
    def check(text: str, number: int) -> None:
        rules = rules_of(text)
        explored(rules)
        asked = Inquiry(rules)
        scene = sorted(rules.story.scenes)[number % len(rules.story.scenes)]
        found = asked.route(next(goal for goal in asked.goals if goal.kind == "scene" and goal.owner == scene))
        shortest = nearest(rules, lambda state: state.scene == scene, most=MOST)
        assert (found is None) == (shortest is None)
        assert found is None or len(found) == len(shortest or ())

    check()
