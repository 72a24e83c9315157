"""What lies beside the casebook."""

from __future__ import annotations

from msgspec import Struct


class QuestionEntry(Struct, frozen=True):
    """A question of the reconstruction: the answers by id and text, and what the player has written so far."""

    id: str
    text: str
    answers: tuple[tuple[str, str], ...]
    wrote: str | None
    """The id of the answer; None for unknown."""
    rests_on: str | None
    """The id of the evidence that the player rests it on."""


class HintEntry(Struct, frozen=True):
    """Help with one open question: whether it can be solved yet, and steps, each shown only when asked for.

    The last of three is the answer; while it cannot be solved there are two, for the answer would tell what is to come.
    """

    id: str
    question: str
    ready: bool
    steps: tuple[str, ...]


class TermEntry(Struct, frozen=True):
    """A word of the glossary, and what it means."""

    term: str
    means: str


class EndingEntry(Struct, frozen=True):
    """An ending or a coda of the story; until it has been found in some play, the title is empty."""

    title: str
    is_coda: bool = False
    is_secret: bool = False
    """Whether it is neither listed nor counted until it has been found."""


class NumberEntry(Struct, frozen=True):
    """A number of the story, for players who want to see them."""

    name: str
    value: int
    least: int
    most: int
