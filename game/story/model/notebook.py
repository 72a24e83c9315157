"""What lies beside the casebook: the player's own account, hints, and the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from msgspec import Struct

from game.story.conditions import Condition
from game.story.kinds import Defines, Line


class Theory(Struct, frozen=True, kw_only=True):
    """One answer that the player can write down to a question of the reconstruction. It is written as its text."""

    shorthand: ClassVar[str] = "text"

    text: Line
    """The answer."""
    refuted_when: Condition | None = None
    """When it cannot stand beside what has been found. It can be chosen all the same, and `wrote` holds of it."""


class Question(Struct, frozen=True, kw_only=True):
    """A question of the reconstruction: the player's own account of what happened."""

    text: Line
    """The question."""
    when: Condition | None = None
    """Asked only once this holds."""
    answers: Mapping[Annotated[str, Defines("theories", inside=True)], Theory]
    """The answers to choose from; “unknown” is always one more."""


class Hint(Struct, frozen=True, kw_only=True):
    """Help with one open question, in steps that the player asks for one by one."""

    question: Line
    """What the player may be wondering."""
    when: Condition | None = None
    """Listed only while this holds."""
    solved_when: Condition
    """No longer open when this holds."""
    ready_when: Condition | None = None
    """Whether it can be solved with what has been found so far: the first step says so."""
    nudge: Line
    """The second step: where to think."""
    place: Line
    """The third step: where to look."""
    answer: Line
    """The last step, told when it can be solved: what to do."""


class Term(Struct, frozen=True, kw_only=True):
    """A word of the glossary."""

    term: Line
    """The word, as it stands in the text."""
    means: Line
    """What it means, in a sentence."""
    when: Condition | None = None
    """Listed only once this holds."""
