"""The shortest way from where a player is to what somebody tells anew: a revision, or else an ending.

It is found as the proof finds routes (`pursuit`), for all that may still happen. Nothing of it is told to the player:
it says which of the author's hints comes next (`hints`).
"""

from __future__ import annotations

import time
from functools import lru_cache
from threading import Lock

from game.play.formulas import any_bit
from game.play.moves import Move
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import State
from game.proof.diagrams.bdd import TooLarge
from game.proof.model.beginnings import Draw, is_beginning
from game.proof.model.lines import Assume, TooWide
from game.proof.model.model import Model
from game.proof.search.pursuit import Pursuit, Undecided
from game.proof.ticks import Tick, never_stop

MOST_SECONDS = 3.0
"""For so long a way is looked for before hints are told without one."""
BESIDE_THE_GAME = 30.0
"""For so long where nobody waits for it."""


class TooLate(Exception):
    """The time is over in which a way was to be found."""


def in_time(seconds: float) -> Tick:
    """Raises TooLate as soon as so many seconds are over."""
    end = time.monotonic() + seconds

    def tick() -> None:
        if time.monotonic() > end:
            raise TooLate

    return tick


class Ahead:
    """Looks ahead in the plays of one story. The model is made once, when a way is looked for."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._model: Model | None = None
        self._is_too_large = False
        self._lock = Lock()

    def way(self, session: Session, tick: Tick = never_stop) -> tuple[Move, ...]:
        """The moves of a shortest way from the state of a session to the next revision, or else to an ending.

        What can be written down at any time is not counted.

        Empty if none leads on, if the play did not begin at the start, or if it could not be found: `tick` is called
        again and again, and may raise TooLate.
        """
        if session.over or not is_beginning(self._rules, session.first.state):
            return ()
        with self._lock:
            if self._is_too_large:
                return ()
            try:
                return self._way(session.state, tick)
            except (TooLarge, TooWide, MemoryError):
                self._is_too_large = True
            except TooLate:
                self._is_too_large = self._model is None
            except Undecided:
                pass
        return ()

    def _way(self, state: State, tick: Tick) -> tuple[Move, ...]:
        model = self._model = self._model or Model(self._rules, tick=tick)
        model.tick = tick
        for bits in (self._revisions(state), self._endings()):
            wanted = any_bit(bits)
            pursuit = Pursuit(model, tick)
            asks = [ask for point in model.changed_at(wanted) for ask in pursuit.asked_at(point, (Assume(wanted),))]
            route = pursuit.route(asks, start=state, is_counted=False) if bits else None
            if route is not None:
                return tuple(move for move in route if not isinstance(move, Draw))
        return ()

    def _revisions(self, state: State) -> int:
        """The bits that say of accounts which revise another, and of which nothing is heard yet, that it is heard."""
        found = 0
        for name, account in self._rules.story.accounts.items():
            heard = self._rules.layout.mask(*(f"heard({name}.{claim})" for claim in account.claims))
            found |= heard if account.revises and not heard & state.memory else 0
        return found

    def _endings(self) -> int:
        scenes = [name for name, scene in self._rules.story.scenes.items() if scene.ending]
        return self._rules.layout.mask(*(f"visits({name})" for name in scenes))


@lru_cache(maxsize=1)
def _ahead(rules: Rules) -> Ahead:
    """What looks ahead in a story: of the one that is played, for a model takes some room."""
    return Ahead(rules)


def way_ahead(session: Session, seconds: float = MOST_SECONDS) -> tuple[Move, ...]:
    """The moves of a shortest way from the state of a session to what is told anew next, if it is found in time."""
    return _ahead(session.rules).way(session, in_time(seconds))
