"""The variants of a text: what of it is read only if something holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from game.play.formulas import All, Compare, Formula, Opposite
from game.play.rules import Rules
from game.story.conditions import Condition
from game.story.model import Passage
from game.story.prose import SPECIAL, Body, If, Prose, Vary

_OPENS = re.compile(r"(?:else\s+)?if\b|else\b|first\b|then\b")
"""How the inside of a tag begins after which a branch is read."""


class Variant(NamedTuple):
    """A part of a text that is read only if a formula holds."""

    number: int
    """Which it is of the variants of the passages."""
    words: str
    """What it is, as a message names it."""
    formula: Formula
    prose: Prose
    offset: int
    """Where in the prose it begins."""


def variants(
    passages: tuple[Passage, ...], rules: Rules, scene: str, before: Formula | None = None
) -> Iterator[Variant]:
    """Every variant of some passages, in the scene that they belong to; they may be shown only if something holds."""
    number = 0
    for passage in passages:
        shown = rules.formulas.of(passage.when)
        shown = shown if before is None else All((before, shown))
        for prose in (passage.text, passage.summary):
            if prose is None:
                continue
            if passage.when is not None and prose is passage.text:
                number += 1
                yield Variant(number, f"the passage when {_short(passage.when)}", shown, prose, 0)
            if prose.is_plain:
                continue
            branches = bodies(prose.body, rules, scene, shown)
            for (words, formula, _), offset in zip(branches, _tags(prose.text), strict=True):
                number += 1
                yield Variant(number, words, formula, prose, offset)


def _tags(text: str) -> Iterator[int]:
    """Where each tag of a text begins after which a branch is read, in the order of the text: that of `bodies`."""
    for found in SPECIAL.finditer(text):
        if found[1] is not None and _OPENS.match(found[1].strip()):
            yield found.start()


def bodies(body: Body, rules: Rules, scene: str, before: Formula) -> Iterator[tuple[str, Formula, Body]]:
    """The branches in a body that is read if a formula holds: words for each, when it is read, and what it says."""
    for part in body:
        if isinstance(part, If):
            so_far = before
            for number, (condition, inside) in enumerate(part.branches):
                holds = rules.formulas.of(condition)
                tag = "else if" if number else "if"
                words = f"[{tag} {_short(condition)}]" if condition else f"[else] of [if {_short(part.branches[0][0])}]"
                read = All((so_far, holds)) if condition else so_far
                yield words, read, inside
                yield from bodies(inside, rules, scene, read)
                so_far = All((so_far, Opposite(holds)))
        elif isinstance(part, Vary):
            visits = rules.layout.slots[f"visits({scene})"]
            for number, inside in enumerate(part.bodies, 1):
                is_last = number == len(part.bodies)
                # Before the first arrival, as in a play begun in the middle, the first body is read.
                at = Compare(visits, ">=" if is_last else "<=" if number == 1 else "==", number)
                read = All((before, at))
                then = "[then]" if len(part.bodies) == 2 else f"[then] number {number - 1}"
                yield "[first]" if number == 1 else then, read, inside
                yield from bodies(inside, rules, scene, read)


def _short(condition: Condition | None) -> str:
    """A condition as it can stand in a message."""
    text = " ".join(condition.text.split()) if condition else ""
    return text if len(text) <= 60 else f"{text[:59]}…"
