"""Families of sets: what meets all of one, and how many of it are apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.proof.answers.families import MOST_SETS, Set, TooMany, apart, least, meeting

families = st.lists(st.frozensets(st.sampled_from("abcde"), min_size=1), max_size=6, unique=True)


@given(families)
def test_what_meets_a_family_are_the_least_sets_that_do(family: list[Set]) -> None:
    every = [frozenset(some) for size in range(6) for some in combinations("abcde", size)]
    assert set(meeting(family)) == set(least([one for one in every if all(one & other for other in family)]))


@given(families, st.integers(1, 5))
def test_as_many_are_apart_as_there_are(family: list[Set], wanted: int) -> None:
    found = apart(family, wanted)
    most = max(
        size for size in range(len(family) + 1)
        if any(all(not a & b for a, b in combinations(some, 2)) for some in combinations(family, size))
    )  # fmt: skip
    assert len(found) == min(most, wanted)
    assert set(found) <= set(family)
    assert all(not a & b for a, b in combinations(found, 2))


def test_of_too_many_sets_none_are_given() -> None:
    with pytest.raises(TooMany):
        meeting([frozenset((f"a{number}", f"b{number}")) for number in range(MOST_SETS.bit_length())])
