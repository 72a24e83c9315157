"""What conditions ask about and texts name: places, episodes, topics, facts, numbers, named conditions."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from game.story.conditions import Condition
from game.story.kinds import Line


class Place(Struct, frozen=True, kw_only=True):
    """Somewhere in the story. A place is written as its name."""

    shorthand: ClassVar[str] = "name"

    name: Line
    """What the status line calls it."""


class Topic(Struct, frozen=True, kw_only=True):
    """A sensitive topic that a passage can touch. A topic is written as its name."""

    shorthand: ClassVar[str] = "name"

    name: Line
    """What the content settings call it."""


class Episode(Struct, frozen=True, kw_only=True):
    """A part of the story. An episode is written as its title."""

    shorthand: ClassVar[str] = "title"

    title: Line
    """Its title."""


class Fact(Struct, frozen=True, kw_only=True):
    """Something that is true or not. A fact is written as the sentence that it stands for."""

    shorthand: ClassVar[str] = "means"

    means: Line
    """The sentence, for authors and for messages; players do not see it."""


class Number(Struct, frozen=True, kw_only=True):
    """A bounded number."""

    name: Line
    """What it counts."""
    from_: int = 0
    """The least value."""
    to: int
    """The greatest value."""
    start: int = 0
    """The value at the start of the play."""


class NamedCondition(Struct, frozen=True, kw_only=True):
    """A condition with a name, to be used by that name. It is written as the condition."""

    shorthand: ClassVar[str] = "holds_when"

    holds_when: Condition
    """The condition."""
