"""Random plays of small stories and of the shipped one."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from game.play.rules import Rules
from game.play.session import Session
from game.play.step import moves
from tests import stories
from tests.shared_stories import ACCOUNTS, CHANGES, CHOICES, CONFRONTATIONS, LEADS, TWICE, VISITS

STORIES = {
    "accounts": ACCOUNTS,
    "changes": CHANGES,
    "choices": CHOICES,
    "confrontations": CONFRONTATIONS,
    "leads": LEADS,
    "twice": TWICE,
    "visits": VISITS,
}

SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

names = st.sampled_from([*STORIES, "shipped"])

picks = st.lists(st.integers(0, 10_000), max_size=40)


def rules_of(name: str) -> Rules:
    return stories.shipped() if name == "shipped" else stories.rules(STORIES[name])


def walk(rules: Rules, numbers: list[int]) -> Session:
    """A play in which each number picks one of the moves that can be made."""
    session = Session(rules)
    for number in numbers:
        possible = list(moves(rules, session.state))
        if not possible:
            break
        session.do(possible[number % len(possible)])
    return session
