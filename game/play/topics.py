"""Passages on sensitive topics, told as the player has decided: whole, in brief, or in brief at first."""

from __future__ import annotations

from collections.abc import Sequence

from game.play.preferences import Handling, Preferences
from game.play.views import Item, Paragraph, Prose, Span
from game.words import say


def told(items: Sequence[Item], preferences: Preferences, *, whole: bool) -> tuple[Item, ...]:
    """What is read of the items; with `whole`, the passages that were warned of are read as they stand."""
    return tuple(_told(item, preferences, whole=whole) if isinstance(item, Prose) else item for item in items)


def warns(items: Sequence[Item], preferences: Preferences) -> bool:
    """Whether any of the items is a passage that the player wants to be warned of."""
    return any(isinstance(item, Prose) and preferences.handling(item) is Handling.WARN for item in items)


def _told(prose: Prose, preferences: Preferences, *, whole: bool) -> Prose:
    handling = preferences.handling(prose)
    if handling is not Handling.WARN or whole:
        return prose if handling is not Handling.SUMMARISE else Prose((_aside(say("In brief.")), *prose.summary))
    topics = ", ".join(preferences.warned(prose))
    warning = say("A passage that touches on {topics}, in brief:", topics=topics)
    return Prose((_aside(warning), *prose.summary))


def _aside(words: str) -> Paragraph:
    return Paragraph((Span(words),), is_aside=True)
