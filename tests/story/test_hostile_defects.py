"""A sample of stories with one defect each, of damaged saves, and of edits under saves; `make soak` makes thousands."""

from __future__ import annotations

import os

import pytest

from tests.soak import damage, edits, stories

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each is judged in a process of its own")


def test_stories_with_one_defect_are_refused_at_the_place_and_harmless_ones_are_not() -> None:
    judged = stories.run(60, seed=7, shipped=0)
    faults = [(one.case.kind, one.case.what, one.faults, one.outcome.text) for one in judged if one.faults]
    assert len([one for one in judged if one.case.is_harmless]) > 3
    assert len(faults) <= 1, faults
    assert all(one[2] in (("elsewhere",), ("not suggested",)) for one in faults), faults


def test_damaged_saves_are_named_and_kept_and_the_game_goes_on() -> None:
    assert [(one.what, one.faults, one.outcome.text) for one in damage.run(60, seed=7) if one.faults] == []


def test_games_go_on_in_a_story_that_was_edited() -> None:
    assert [(one.what, one.faults, one.outcome.text) for one in edits.run(60, seed=7, small=True) if one.faults] == []


@pytest.mark.slow
def test_games_go_on_in_the_shipped_story_when_it_is_edited() -> None:
    assert [(one.what, one.faults, one.outcome.text) for one in edits.run(15, seed=7) if one.faults] == []
