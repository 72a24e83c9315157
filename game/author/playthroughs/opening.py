"""A playthrough as the beginning of a play: where a proof, a walkthrough or an author has got to, it can be gone on."""

from __future__ import annotations

from pathlib import Path

from game.author.playthroughs.running import Runs
from game.play.rules import Rules
from game.play.session import Session


class CannotOpen(Exception):
    """Why a playthrough cannot be gone on from, in words for the author."""


def opened(rules: Rules, folder: Path, path: Path) -> tuple[Session, tuple[str, ...]]:
    """The play at the end of a playthrough of the story in a folder, and what in the playthrough does not hold.

    What is expected on the way need not be so: that has nothing to do with where the play has got to. Raises
    CannotOpen if the file cannot be read, or a move in it cannot be made; none is guessed, as `test` does.
    """
    run = Runs(rules, folder, guesses=False).of(path)
    troubles = tuple(f"{one.place.path}:{one.place.line}:{one.place.column}: {one.reason}" for one in run.troubles)
    if run.session is None:
        raise CannotOpen(troubles[-1])
    return run.session, troubles
