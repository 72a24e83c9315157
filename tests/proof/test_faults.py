"""Faults that are planted into a small story are found, and edits that do no harm are not complained of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import game.author
from tests.soak.faults import Judged, chosen, judge, proved, said
from tests.soak.planting import FAULTS, HARMLESS, Ground

STARTER = Path(game.author.__file__).parent / "starter"


@cache
def ground() -> Ground:
    return Ground(STARTER)


@cache
def judged(*, harmful: bool) -> tuple[Judged, ...]:
    _, verdict, _, experience = proved(STARTER)
    assert verdict is not None
    found = (
        judge(planted, ground(), said(verdict), experience=experience)
        for planted in chosen(FAULTS if harmful else HARMLESS, ground())
    )
    some = [one for _, one in zip(range(8), (one for one in found if one is not None), strict=False)]
    return tuple(some)


def test_every_planted_fault_is_found() -> None:
    assert [one.planted for one in judged(harmful=True) if not one.new] == []


def test_the_plays_that_show_faults_can_be_made() -> None:
    assert [one.planted for one in judged(harmful=True) if not one.confirmed == one.shown > 0] == []


def test_edits_that_do_no_harm_are_not_complained_of() -> None:
    assert [one.planted for one in judged(harmful=False) if one.new or one.gone] == []


@pytest.mark.parametrize("harmful", [True, False])
def test_several_kinds_are_planted(*, harmful: bool) -> None:
    assert len({one.planted.kind for one in judged(harmful=harmful)}) >= 4
