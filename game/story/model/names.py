"""What conditions ask about and texts name: places, episodes, topics, facts, numbers, named conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from msgspec import Struct

from game.story.conditions import Condition
from game.story.kinds import Defines, Line


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
    when: Condition | None = None
    """Shown only once this holds, to players who want to see numbers at all."""


class Value(Struct, frozen=True, kw_only=True):
    """What a draw may come to. A value is written as the sentence that it stands for."""

    shorthand: ClassVar[str] = "means"

    means: Line
    """The sentence that is so if this is drawn, for authors and for messages; players do not see it."""


class Draw(Struct, frozen=True, kw_only=True):
    """Something that chance decides: one of its values is drawn when a play begins, and stays for the whole of it."""

    one_of: Mapping[Annotated[str, Defines("values", inside=True)], Value]
    """The values, two or more, each as likely as the others."""


class NamedCondition(Struct, frozen=True, kw_only=True):
    """A condition with a name, to be used by that name. It is written as the condition."""

    shorthand: ClassVar[str] = "holds_when"

    holds_when: Condition
    """The condition."""
