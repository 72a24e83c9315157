"""Slips planted in the shipped story: each is reported at its place, and of a misspelt word the right one is suggested.

All of them take about half a minute: `python -m tests.story.planted` prints what is made of each. Every sixth is here.
"""

from __future__ import annotations

import pytest

from tests.story.planted import NUMBER, Planted, letter_slips, reported, structural_slips

EVERY = 6


@pytest.mark.parametrize("slip", letter_slips()[::EVERY], ids=str)
def test_a_word_with_a_wrong_letter_is_reported_with_the_right_one(slip: Planted) -> None:
    assert reported(slip) == (True, True)


@pytest.mark.parametrize("slip", structural_slips()[::EVERY], ids=str)
def test_a_slip_of_structure_is_reported_at_its_line(slip: Planted) -> None:
    assert reported(slip)[0]


@pytest.mark.slow
def test_all_slips_are_reported_and_nine_in_ten_words_are_guessed() -> None:
    letters = [reported(slip) for slip in letter_slips()]
    structure = [reported(slip)[0] for slip in structural_slips()]
    assert sum(is_reported for is_reported, _ in letters) == NUMBER
    assert sum(is_suggested for _, is_suggested in letters) >= 0.9 * NUMBER
    assert sum(structure) == NUMBER
