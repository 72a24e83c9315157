"""The playthroughs of the shipped story, each played once for all tests."""

from __future__ import annotations

from functools import cache

from game.author.playthroughs.running import Runs
from game.play.session import Session
from tests.stories import SCENES, shipped


@cache
def runs() -> Runs:
    return Runs(shipped(), SCENES)


def played(name: str) -> Session:
    session = runs().of(SCENES / "plays" / name).session
    assert session is not None
    return session
