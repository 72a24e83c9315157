"""A story with slips that loads all the same can be played: what the checks let through, the engine can take."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.play.rules import Rules
from game.play.session import Session
from game.play.step import moves
from game.saves.record import read_record, restore, write_record
from tests.shared_stories import ACCOUNTS, CONFRONTATIONS, MILL, QUESTIONS
from tests.stories import loading
from tests.story.slips import STORY

STORIES = [STORY, MILL, ACCOUNTS, CONFRONTATIONS, QUESTIONS]


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A story in which some words stand where others stood."""
    text = draw(st.sampled_from(STORIES))
    for _ in range(draw(st.integers(1, 3))):
        words = list(re.finditer(r"[a-z_0-9.]+", text))
        place, other = draw(st.sampled_from(words)), draw(st.sampled_from(words))
        text = text[: place.start()] + other[0] + text[place.end() :]
    return text


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changed(), st.lists(st.integers(0, 1_000), max_size=15))
def test_a_story_that_loads_can_be_played_and_saved(text: str, numbers: list[int]) -> None:
    story = loading(text).story
    if story is None:
        return
    session = Session(Rules(story))
    for number in numbers:
        session.page()
        session.casebook()
        session.confrontation()
        possible = list(moves(session.rules, session.state))
        if not possible:
            break
        session.do(possible[number % len(possible)])
    again, notes = restore(read_record(write_record(session, 1)), session.rules)
    assert (again.state, notes) == (session.state, ())


KEYS = {
    "title", "start", "player", "known", "wild", "called", "bears on", "teller", "claims", "says", "broken by", "asks",
    "answered", "revises", "opens when", "keeps", "because", "episode", "text", "find", "place", "meet", "leads",
    "passage", "choices", "sticky", "change", "goto", "hear", "confront", "contradict", "next", "ending", "finding",
}  # fmt: skip


WRITTEN = [key for key in re.finditer(r"^ +(?:- )?([a-z][a-z ]+[a-z]):(?= |$)", STORY, re.MULTILINE) if key[1] in KEYS]


@pytest.mark.parametrize("key", WRITTEN, ids=lambda key: f"{STORY.count(chr(10), 0, key.start()) + 1} {key[1]}")
def test_a_letter_less_in_a_key_is_one_message(key: re.Match[str]) -> None:
    """Whatever hangs on what stands under the key is not reported a second time."""
    text = STORY[: key.start(1) + 1] + STORY[key.start(1) + 2 :]
    assert [problem.code for problem in loading(text).diagnostics] == ["unknown-key"]
