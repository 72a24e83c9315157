"""`test --coverage`: what no playthrough of a story comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from game.author.seen import Tally, Unseen, Watcher, unseen, unseen_data, unseen_lines
from game.play.rules import Rules
from game.play.session import Session
from game.story.source import Source


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the playthroughs of a story come to, and what they do not."""

    kinds: tuple[Unseen, ...]

    def data(self) -> dict[str, object]:
        """For other programs."""
        return unseen_data(self.kinds)


def covered(rules: Rules, sources: Mapping[str, Source], sessions: Iterable[Session]) -> Coverage:
    """What these plays of a story come to."""
    watcher, tally = Watcher(rules), Tally()
    for session in sessions:
        for turn in session.turns:
            watcher.watch(turn, tally)
    return Coverage(unseen(watcher, sources, tally))


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """For reading."""
    yield from unseen_lines(coverage.kinds)
