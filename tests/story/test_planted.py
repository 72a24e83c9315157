"""Slips planted in the shipped story: each is reported at its place, and of a misspelt word the right one is suggested.

`python -m tests.story.planted` prints what is made of each.
"""

from __future__ import annotations

import pytest

from tests.story.planted import NUMBER, Planted, letter_slips, reported, structural_slips

PARTS = 6
"""The slips are shared out, so that several processors can look at them; the first of the parts is quickly through."""

in_parts = pytest.mark.parametrize(
    "part", [0, *(pytest.param(part, marks=pytest.mark.slow) for part in range(1, PARTS))]
)


def slips_of(slips: list[Planted], part: int) -> list[Planted]:
    assert len(slips) == NUMBER
    return slips[part::PARTS]


@in_parts
def test_words_with_a_wrong_letter_are_reported_and_nine_in_ten_are_guessed(part: int) -> None:
    answers = {str(slip): reported(slip) for slip in slips_of(letter_slips(), part)}
    assert [what for what, (is_reported, _) in answers.items() if not is_reported] == []
    unguessed = [what for what, (_, is_suggested) in answers.items() if not is_suggested]
    assert len(unguessed) <= NUMBER / PARTS / 10, unguessed


@in_parts
def test_slips_of_structure_are_reported_at_their_lines(part: int) -> None:
    assert [str(slip) for slip in slips_of(structural_slips(), part) if not reported(slip)[0]] == []
