"""What a player can decide, declared once: both front ends list the same settings and change them the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from game.play.preferences import Handling, Preferences


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to decide, and what it can be."""

    name: str
    words: str
    """A sentence about what it does."""
    values: tuple[tuple[Any, str], ...]
    """Each value, and what it is called."""
    read: Callable[[Preferences], Any]
    write: Callable[[Preferences, Any], Preferences]

    def label(self, preferences: Preferences) -> str:
        """What the present value is called."""
        return self.values[self._index(preferences)][1]

    def turned(self, preferences: Preferences, by: int = 1) -> Preferences:
        """The preferences with the next value, or the one before."""
        value, _ = self.values[(self._index(preferences) + by) % len(self.values)]
        return self.write(preferences, value)

    def _index(self, preferences: Preferences) -> int:
        present = self.read(preferences)
        return next((number for number, (value, _) in enumerate(self.values) if value == present), 0)


THEMES = (
    ("", "dark"),
    ("light", "light"),
    ("contrast", "high contrast"),
    ("terminal", "the terminal's own colours"),
)
_OFF_ON = ((False, "off"), (True, "on"))


def _setting(name: str, words: str, values: tuple[tuple[Any, str], ...], field: str) -> Setting:
    return Setting(
        name,
        words,
        values,
        lambda preferences: getattr(preferences, field),
        lambda preferences, value: replace(preferences, **{field: value}),
    )


_LOOKS = (
    _setting("Theme", "The colours of the screens.", THEMES, "theme"),
    _setting(
        "Column",
        "The width of the prose.",
        ((72, "wide: 72"), (64, "64"), (56, "narrow: 56")),
        "column",
    ),
    _setting("Typewriter", "New text is written out.", _OFF_ON, "typewriter"),
    _setting("Reduced motion", "Nothing moves by itself.", _OFF_ON, "still"),
    _setting("Signs", "Of frames and marks.", ((False, "Unicode"), (True, "ASCII only")), "ascii"),
)
_NUMBERS = _setting("Numbers", "Beneath each page.", ((False, "hidden"), (True, "shown")), "numbers")


def settings(topics: Sequence[str]) -> tuple[Setting, ...]:
    """All settings of a story with these sensitive topics; the topics come first."""
    return (*map(_topic, topics), _NUMBERS, *_LOOKS)


def _topic(topic: str) -> Setting:
    return Setting(
        topic,
        "What happens to passages that touch them. A summary holds every clue.",
        tuple((handling, handling.value) for handling in Handling),
        lambda preferences: preferences.content.get(topic, Handling.SHOW),
        lambda preferences, value: preferences.with_content(topic, value),
    )
