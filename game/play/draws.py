"""What chance decides: of each draw of a story one value, when a play begins, and nothing afterwards.

What was drawn is part of the memory with which a play begins. So all that follows is as certain as in a story without
chance: undo, saves and proofs know nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.digests import sha256
from game.play.layout import DRAWN, Layout
from game.play.rules import Rules
from game.play.step import Turn, begin
from game.story.story import Story


def draw(story: Story, seed: int) -> dict[str, str]:
    """The value of each draw, by its name, that a seed draws: any whole number.

    It is the one whose place, counted from 0, is the remainder when the SHA-256 of the text "SEED NAME" (the seed in
    decimal digits, a blank, the name of the draw; in UTF-8), read as one number with its first byte foremost, is
    divided by how many values there are. So it is the same on every machine, and whatever else the story draws.
    """
    if not story.draws:
        return {}
    found = {}
    for name, one in story.draws.items():
        number = int.from_bytes(sha256(f"{seed} {name}".encode()).digest(), "big")
        found[name] = list(one.one_of)[number % len(one.one_of)]
    return found


def begin_with(rules: Rules, drawn: Mapping[str, str]) -> Turn:
    """The first turn of a play from the start of the story; of what is not said the first value is drawn."""
    return begin(rules, memory=rules.layout.memory({f"{DRAWN}{name})": value for name, value in drawn.items()}))


def from_start(rules: Rules, memory: int) -> Turn:
    """The first turn of a play from the start of the story in which the same was drawn as in a memory."""
    return begin(rules, memory=rules.layout.beginning(memory))


def is_from_start(rules: Rules, first: Turn) -> bool:
    """Whether the first turn of a play is one from the start of the story, whatever was drawn."""
    return first == from_start(rules, first.before.memory)


def drawn_in(layout: Layout, memory: int) -> Iterator[tuple[str, str]]:
    """What was drawn in a play, by its memory: each draw with its value, in the order of the story."""
    for name in layout.draws:
        yield name[len(DRAWN) : -1], layout.choosing[name][layout.slots[name].read(memory) - 1]


def as_facts(layout: Layout, memory: int) -> str:
    """What was drawn, as it is written behind `with`; nothing in a story without draws."""
    return ", ".join(f"{DRAWN}{name}, {value})" for name, value in drawn_in(layout, memory))
