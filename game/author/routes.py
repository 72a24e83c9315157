"""`prove --routes`: a playthrough to each thing of a story that can be come to, none longer than it must be."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from game.author.leaving import Leaving
from game.author.verdicts import Clock, experience_of
from game.files import make_folder, write_whole
from game.play.rules import Rules
from game.proof.answers.shortest import shortest
from game.proof.diagrams.bdd import TooLarge
from game.proof.inquiry import Inquiry
from game.proof.investigate import Stopped, uncollected
from game.proof.model.beginnings import opened, playthrough_of
from game.proof.model.lines import TooWide
from game.proof.questions.goals import Goal
from game.story.story import Story

INDEX = "index.txt"
"""The file in which all playthroughs are listed: moves (≤ if there may be fewer), file, and to what it leads."""

_UNUSUAL = re.compile(r"[^\w.-]+")


class Routed(NamedTuple):
    """A playthrough that was written, and the thing at its end."""

    goal: Goal
    file: str
    """Its path inside the folder, with slashes."""
    moves: int
    is_certain: bool
    """Whether no play comes there in fewer moves."""


@dataclass(slots=True)
class RoutesWritten:
    """What came of looking for routes."""

    folder: Path
    written: list[Routed]
    """In the order of the story."""
    left_open: list[Goal]
    """Things to which a play may come, and no route was found."""
    is_whole: bool = False
    """Whether the time was enough to look at everything, and so was the room."""


def write_routes(story: Story, folder: Path, into: Leaving, clock: Clock, cache: Path | None = None) -> RoutesWritten:
    """Writes a shortest playthrough to each thing of the story in a folder; raises OSError.

    There is a folder of them for each kind of thing, and an index. Those of an earlier time are replaced or removed,
    and what an author has changed is not touched, and not listed. The time is that of the clock; if it is over before
    all is done, the index stays as it was. What earlier proofs have found out is looked up in the folder `cache`.
    """
    rules = Rules(story)
    found = RoutesWritten(into.folder, [], [])
    names: Counter[str] = Counter()
    try:
        with uncollected():
            inquiry = Inquiry(rules, clock.tick, experience_of(rules, folder, cache))
            for number, one in enumerate(shortest(inquiry, inquiry.goals), 1):
                clock.show(f"routes: {number:,} of {len(inquiry.goals):,}")
                if one.is_open:
                    found.left_open.append(one.goal)
                if one.route is not None:
                    file = _file_of(one.goal, names)
                    if into.write(file, f"# {one.goal.words}\n{playthrough_of(one.route)}"):
                        found.written.append(Routed(one.goal, file, len(opened(rules, one.route)[1]), one.is_certain))
        found.is_whole = True
    except (Stopped, TooLarge, TooWide, MemoryError):
        pass
    clock.clear()
    if found.written:
        order = {id(goal): number for number, goal in enumerate(inquiry.goals)}
        found.written.sort(key=lambda one: order[id(one.goal)])
    if found.is_whole:
        into.remove_others({one.file for one in found.written}, "*/*.play")
    if found.is_whole or not (into.folder / INDEX).exists():
        _list(found)
    return found


def _list(found: RoutesWritten) -> None:
    """Writes the index."""
    lines = (
        f"{'' if one.is_certain else '≤'}{one.moves}".rjust(6) + f"  {one.file}  {one.goal.words}\n"
        for one in found.written
    )
    make_folder(found.folder)
    write_whole(found.folder / INDEX, "".join(lines).encode())


def _file_of(goal: Goal, names: Counter[str]) -> str:
    """A file name that no other goal has: its kind, that to which it belongs, and a number if there are several."""
    name = f"{_UNUSUAL.sub('_', goal.kind)}/{_UNUSUAL.sub('_', goal.owner)}"
    names[name] += 1
    return f"{name}.play" if names[name] == 1 else f"{name}-{names[name]}.play"
