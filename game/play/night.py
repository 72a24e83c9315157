"""The night: what the evidence puts at an hour, in the order of the hours.

A clock goes round, and a night goes past midnight. Where the night begins is therefore read off the story: the widest
gap between all the hours in it is the day.
"""

from __future__ import annotations

from collections.abc import Callable

from game.play.views import NightEntry
from game.story.model import Hour
from game.story.story import Story

DAY = 24 * 60

QUIET = 20
"""For how many minutes nothing is known where front ends speak of a gap."""


class Night:
    """The hours of a story. They are put in order once; which of them are known differs from state to state."""

    def __init__(self, story: Story) -> None:
        self._evidence = story.evidence
        hours = [(name, hour) for name, evidence in story.evidence.items() for hour in evidence.times]
        first = _dusk([_minutes(hour.at) for _, hour in hours])
        self._hours = sorted(
            (((_minutes(hour.at) - first) % DAY, name, hour) for name, hour in hours), key=lambda entry: entry[0]
        )

    def known(self, found: Callable[[str], bool]) -> tuple[NightEntry, ...]:
        """What is known of the night to somebody who has found some of the evidence."""
        return tuple(self._entry(minute, name, hour) for minute, name, hour in self._hours if found(name))

    def _entry(self, minute: int, name: str, hour: Hour) -> NightEntry:
        length = (_minutes(hour.until) - _minutes(hour.at)) % DAY if hour.until else 0
        return NightEntry(minute, hour.at, hour.until or "", hour.what, self._evidence[name].name, length)


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _dusk(minutes: list[int]) -> int:
    """The minute of the day at which the hours begin: the one after the widest gap."""
    marks = sorted(set(minutes))
    if not marks:
        return 0
    gaps = [((mark - before) % DAY, mark) for before, mark in zip([marks[-1], *marks], marks, strict=False)]
    return max(gaps, key=lambda gap: (gap[0], -gap[1]))[1]
