"""Mysteries for the proof: chapters with one-way gates, in each a hub, rooms with pickups, and a lie to be broken.

A chapter has ten scenes, seven facts, one piece of evidence and one account of two claims. In a room something can be
seen and then taken; to accuse before it was seen costs trust, for good. The gate of a chapter opens to who has seen
enough, or in haste; what was seen and how much trust is left is read there, and decides about the ending.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SCENES_OF_A_CHAPTER = 10
ROOMS = 6
NUMBERS = 6
CHAPTERS_OF_A_FILE = 20


def write_mystery(folder: Path, scenes: int) -> None:
    """Writes a mystery of so many scenes, a multiple of ten, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    chapters = scenes // SCENES_OF_A_CHAPTER
    numbers = "".join(f"  trust_{number}: {{name: Trust, to: 3, start: 3}}\n" for number in range(NUMBERS))
    moments = "".join(f"  hour_{chapter}: Hour {chapter}\n" for chapter in range(chapters))
    people = "".join(
        f"  teller_{chapter}: {{name: Teller{chapter}, patience: 2, wild: [No., Never.]}}\n"
        for chapter in range(chapters)
    )
    (folder / "story.yaml").write_text(
        "story: {id: mystery, title: Mystery, start: hub_0}\n"
        f"people:\n{people}"
        f"moments:\n{moments}numbers:\n{numbers}endings: {{well: Well, badly: Badly}}\n"
        "scenes:\n  well: {ending: well}\n  badly: {ending: badly}\n",
        encoding="utf-8",
    )
    for first in range(0, chapters, CHAPTERS_OF_A_FILE):
        some = range(first, min(first + CHAPTERS_OF_A_FILE, chapters))
        sections = {name: "\n".join(line for chapter in some for line in make(chapter, chapters))
                    for name, make in _SECTIONS.items()}  # fmt: skip
        text = "".join(f"{name}:\n{lines}\n" for name, lines in sections.items())
        (folder / f"part_{first:04}.yaml").write_text(text, encoding="utf-8")


def _facts(chapter: int, _: int) -> Iterator[str]:
    yield from (f"  saw_{chapter}_{room}: It was seen." for room in range(ROOMS))
    yield f"  hasty_{chapter}: She was hasty."


def _evidence(chapter: int, _: int) -> Iterator[str]:
    yield f"  item_{chapter}: {{name: Item {chapter}, finding: It is so., document: It is so.}}"


def _accounts(chapter: int, _: int) -> Iterator[str]:
    yield f"  tale_{chapter}:"
    yield f"    teller: teller_{chapter}"
    yield f"    title: Tale {chapter}"
    yield "    claims:"
    yield f"      a: {{says: I was there., moment: hour_{chapter}, broken by: {{item_{chapter}: {{passage: Well.}}}}}}"
    yield f"      b: {{says: I saw it., moment: hour_{chapter}}}"


def _scenes(chapter: int, chapters: int) -> Iterator[str]:
    trust = f"trust_{chapter % NUMBERS}"
    yield f"  hub_{chapter}:\n    choices:"
    yield from (f"      room_{room}: {{text: Room, sticky: yes, goto: room_{chapter}_{room}}}" for room in range(ROOMS))
    yield f"      talk: {{text: Talk, sticky: yes, goto: talk_{chapter}}}"
    yield (
        f"      gate: {{text: Gate, when: 'saw_{chapter}_0 and (saw_{chapter}_1 or broken(tale_{chapter}.a))', "
        f"goto: gate_{chapter}}}"
    )
    yield f"      haste: {{text: Haste, sticky: yes, set: hasty_{chapter}, goto: gate_{chapter}}}"
    for room in range(ROOMS):
        yield f"  room_{chapter}_{room}:\n    choices:"
        yield f"      look: {{text: Look, set: saw_{chapter}_{room}}}"
        if room == ROOMS - 1:
            yield f"      take: {{text: Take, when: saw_{chapter}_{room}, find: item_{chapter}}}"
        yield (
            f"      accuse: {{text: Accuse, when: 'not saw_{chapter}_{room} and {trust} >= 1', "
            f"change: {{{trust}: -1}}, goto: hub_{chapter}}}"
        )
        yield f"      back: {{text: Back, sticky: yes, goto: hub_{chapter}}}"
    yield f"  talk_{chapter}:\n    hear: tale_{chapter}"
    yield f"    confront: {{teller: teller_{chapter}, over: [hub_{chapter}]}}"
    yield f"    choices:\n      back: {{text: Back, sticky: yes, goto: hub_{chapter}}}"
    yield f"  gate_{chapter}:"
    yield f"    passage: '[if hasty_{chapter}]Too soon.[else if saw_{chapter}_3 and {trust} >= 2]Well.[else]So.[end]'"
    yield f"    next: yard_{chapter}"
    yield f"  yard_{chapter}:"
    yield f"    passage: '[if broken(tale_{chapter}.a)]She lied.[else]She was there.[end]'"
    if chapter < chapters - 1:
        yield f"    next: hub_{chapter + 1}"
    else:
        yield "    next: [{scene: well, when: trust_0 >= 1 and trust_1 >= 1}, badly]"


_SECTIONS = {"facts": _facts, "evidence": _evidence, "accounts": _accounts, "scenes": _scenes}
