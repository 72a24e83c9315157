"""`test --coverage`: what no playthrough of a story comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.author.seen import Tally, Unseen, Watcher, unseen
from game.play.rules import Rules
from game.play.session import Session
from game.story.source import Source


def covered(rules: Rules, sources: Mapping[str, Source], sessions: Iterable[Session]) -> tuple[Unseen, ...]:
    """What these plays of a story come to, and what they do not, kind by kind."""
    watcher, tally = Watcher(rules), Tally()
    for session in sessions:
        for turn in session.turns:
            watcher.watch(turn, tally)
    return unseen(watcher, sources, tally)
