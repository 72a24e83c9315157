"""The search of diagrams, of either package, agrees with the search of states, on small random stories.

`python -m tests.soak.oracle` compares some hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import assume, given

from game.proof.diagrams.packages import NAMES, using
from game.proof.inquiry import Inquiry
from tests.proof.oracle import (
    Oracle,
    agree_on_denials,
    agree_on_goals,
    agree_on_lost_states,
    agree_on_offers,
    agree_on_points,
    agree_on_routes,
    agree_on_states,
    agree_on_traps,
)
from tests.proof.random_stories import examples, rules_of, texts

MANY = examples(6)


@pytest.fixture(autouse=True, params=NAMES)
def _package(request: pytest.FixtureRequest) -> Iterator[None]:
    with using(request.param):
        yield


def on_random_stories(agree: Callable[[Oracle], object]) -> None:
    @MANY
    @given(texts())
    def check(text: str) -> None:
        oracle = Oracle.of(rules_of(text))
        assume(oracle is not None)
        assert oracle is not None
        agree(oracle)

    check()


def test_what_is_known_at_points_is_so() -> None:
    on_random_stories(agree_on_points)


def test_there_are_as_many_states() -> None:
    on_random_stories(agree_on_states)


def test_the_states_from_which_no_ending_can_be_come_to_are_the_same() -> None:
    on_random_stories(agree_on_lost_states)


def test_a_dead_end_is_found_by_a_shortest_route_if_there_is_one() -> None:
    on_random_stories(agree_on_traps)


def test_the_goals_that_no_play_comes_to_are_the_same() -> None:
    on_random_stories(agree_on_goals)


def test_what_a_teller_never_says_to_what_does_not_fit_is_the_same() -> None:
    on_random_stories(agree_on_denials)


def test_the_ways_on_and_the_locked_choices_that_nobody_sees_are_the_same() -> None:
    on_random_stories(agree_on_offers)


def test_plays_come_only_to_what_can_be_come_to() -> None:
    def agree(oracle: Oracle) -> None:
        asked = Inquiry(oracle.rules)
        asked.play()
        assert all(oracle.met(goal) for goal in asked.plays.met)

    on_random_stories(agree)


def test_routes_are_as_short_as_can_be() -> None:
    on_random_stories(agree_on_routes)
