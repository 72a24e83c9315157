"""Passages on sensitive topics, told as the player has decided: whole, in brief, or only named at first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from game.play.preferences import Handling, Preferences
from game.play.views import Item, Paragraph, Prose, Span
from game.words import say


class Warned(Enum):
    """How passages are told of which the player wants to be warned."""

    NAMED = "named"
    """Only what they touch is said."""
    BRIEF = "brief"
    WHOLE = "whole"


def told(items: Sequence[Item], preferences: Preferences, warned: Warned = Warned.BRIEF) -> tuple[Item, ...]:
    """What is read of the items."""
    return tuple(_told(item, preferences, warned) if isinstance(item, Prose) else item for item in items)


def warns(items: Sequence[Item], preferences: Preferences) -> bool:
    """Whether any of the items is a passage that the player wants to be warned of."""
    return any(isinstance(item, Prose) and preferences.handling(item) is Handling.WARN for item in items)


def _told(prose: Prose, preferences: Preferences, warned: Warned) -> Prose:
    handling = preferences.handling(prose)
    if handling is not Handling.WARN or warned is Warned.WHOLE:
        return prose if handling is not Handling.SUMMARISE else Prose((_aside(say("In brief.")), *prose.summary))
    topics = ", ".join(preferences.warned(prose))
    if warned is Warned.NAMED:
        return Prose((_aside(say("The next passage touches: {topics}.", topics=topics)),))
    return Prose((_aside(say("In brief ({topics}).", topics=topics)), *prose.summary))


def _aside(words: str) -> Paragraph:
    return Paragraph((Span(words),), is_aside=True)
