"""What somebody should be able to come to, and how it is asked whether anybody can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from game.play.formulas import Formula
from game.proof.model.graph import Edge, Point
from game.proof.model.lines import Assume, Step
from game.proof.model.variants import Variant
from game.story.model import Way


class Ask(NamedTuple):
    """Asks whether some play can be at a point and take a line there to its end."""

    point: Point
    line: tuple[Step, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Goal:
    """Something that some play should come to. It does if one of what is asked is so."""

    kind: str
    """What kind of thing it is, as in `scene`."""
    words: str
    """The thing as a message names it."""
    section: str
    """The section in which the thing is defined, or in which that stands to which it belongs."""
    owner: str
    """The name that is defined there."""
    asks: tuple[Ask, ...] = ()
    holds: Formula | None = None
    """In place of asks: what should hold after some turn, wherever."""
    at: object = None
    """That of the story at which it stands, just as it was read: a text, a condition or a name; None for its owner."""
    offset: int = 0
    """Where in that."""
    number: int = 0
    """Which it is of the texts or ways that belong to its owner, from 1 on; 0 for what is neither."""
    within: Goal | None = None
    """The goal that this one is a part of: if nobody comes to that, nobody comes to this."""

    @property
    def name(self) -> str:
        """What tells it from others of the story."""
        at = self.at if isinstance(self.at, str) else ""
        return f"{self.kind}: {self.words} ({self.owner}, {at}, {self.number or self.offset})"


ERRORS = frozenset({"scene", "choice", "lead", "way", "answer", "claim", "account", "evidence", "ending", "coda"})
"""The kinds of which each thing has to be reached. For others it is a warning if one is not."""


def made(edges: Iterable[Edge]) -> tuple[Ask, ...]:
    """Asks whether a move can be made, wherever it then leads."""
    return tuple(Ask(edge.source, edge.line[:1]) for edge in edges)


def part_of(goal: Goal, kind: str, words: str, holds: Formula) -> Goal:
    """A goal that is part of another, and stands where that stands."""
    return Goal(kind=kind, words=words, section=goal.section, owner=goal.owner, holds=holds, within=goal)


def way_of(goal: Goal, way: Way, number: int, words: str, asks: tuple[Ask, ...]) -> Goal:
    """One of several ways that belong to something; `number` is which it is, from 1 on."""
    return Goal(
        kind="way", words=f"{words} leading to “{way.scene}”", section=goal.section, owner=goal.owner, asks=asks,
        at=way.scene, number=number, within=goal,
    )  # fmt: skip


def text_of(variant: Variant, goal: Goal, asks: tuple[Ask, ...], holds: Formula | None = None) -> Goal:
    """A variant of a text that belongs to something."""
    return Goal(
        kind="text",
        words=f"{variant.words}, in {goal.words}",
        section=goal.section,
        owner=goal.owner,
        asks=asks,
        holds=holds,
        at=variant.prose,
        offset=variant.offset,
        number=variant.number,
        within=goal if goal.kind != "recap" else None,
    )


def texts(read: Iterable[tuple[Ask, Variant]], goal: Goal) -> Iterator[Goal]:
    """The variants of a text that belongs to something, each with where it is read: after all that a line does."""
    found: dict[int, list[tuple[Ask, Variant]]] = {}
    for ask, variant in read:
        found.setdefault(variant.number, []).append((ask, variant))
    for own in found.values():
        asks = tuple(Ask(point, (*line, Assume(variant.formula))) for (point, line), variant in own)
        yield text_of(own[0][1], goal, asks)
