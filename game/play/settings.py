"""What a player can decide, declared once: both front ends list the same settings and change them the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from game.play.preferences import Handling, Preferences
from game.words import say, to_say


class Setting(Struct, frozen=True):
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


def _setting(name: str, words: str, values: tuple[tuple[Any, str], ...], field: str) -> Setting:
    return Setting(
        name,
        words,
        values,
        lambda preferences: getattr(preferences, field),
        lambda preferences, value: replace(preferences, **{field: value}),
    )


THEMES = (
    ("", to_say("dark")),
    ("light", to_say("light")),
    ("contrast", to_say("high contrast")),
    ("terminal", to_say("the terminal's own colours")),
)


def _looks() -> tuple[Setting, ...]:
    off_on = ((False, say("off")), (True, say("on")))
    themes = tuple((theme, say(label)) for theme, label in THEMES)
    widths = ((72, say("wide: 72")), (64, "64"), (56, say("narrow: 56")))
    signs = ((False, "Unicode"), (True, say("ASCII only")))
    return (
        _setting(say("Theme"), say("The colours of the screens."), themes, "theme"),
        _setting(say("Column"), say("The width of the prose."), widths, "column"),
        _setting(say("Typewriter"), say("New text is written out."), off_on, "typewriter"),
        _setting(say("Reduced motion"), say("Nothing moves by itself."), off_on, "still"),
        _setting(say("Signs"), say("Of frames and marks."), signs, "ascii"),
    )


def _numbers() -> Setting:
    values = ((False, say("hidden")), (True, say("shown")))
    return _setting(
        say("Numbers"), say("How far people trust you, and the like, beneath each page."), values, "numbers"
    )


def settings(topics: Sequence[str]) -> tuple[Setting, ...]:
    """All settings of a story with these sensitive topics; the topics come first."""
    return (*map(_topic, topics), _numbers(), *_looks())


def _topic(topic: str) -> Setting:
    return Setting(
        topic,
        say("What happens to passages that touch them. A summary holds every clue."),
        tuple((handling, say(handling.value)) for handling in Handling),
        lambda preferences: preferences.content.get(topic, Handling.SHOW),
        lambda preferences, value: preferences.with_content(topic, value),
    )
