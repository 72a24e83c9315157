"""Bits that matter only in a part of the story which can be entered only once.

What the player said in a scene that a lead leads to, and that nothing outside asks about, is forgotten when she leaves:
nobody can come back and ask. To the analysis of live bits it would still be live, for there is a path back through the
hub and the lead, which only the lead itself forbids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from game.play.moves import Choose
from game.play.rules import Rules
from game.proof.graph import Edge, Point
from game.proof.ticks import Tick, never_stop


def once_only(rules: Rules, edge: Edge) -> str | None:
    """The whole name of the choice that an edge is, if it can be taken only once in a play."""
    if not isinstance(edge.move, Choose):
        return None
    scene, name = rules.story.scenes[edge.source.scene], edge.move.choice
    choice = scene.choices.get(name) or rules.story.leads.get(name)
    if choice is None or choice.sticky:
        return None
    return f"{edge.source.scene}.{name}" if name in scene.choices else name


def regions(
    start: Point, after: Mapping[Point, Mapping[Point, Collection[str | None]]], tick: Tick = never_stop
) -> Iterator[tuple[str, set[Point]]]:
    """For each choice that can be taken only once, the points that can only be come to by taking it, if there are any.

    `after` says for each point which come after it, and by which choices. A choice dominates what it leads to (Lowry
    and Medlock, "Object Code Optimization", 1969).
    """
    names = {name for targets in after.values() for by in targets.values() if len(by) == 1 for name in by if name}
    for name in sorted(names):
        tick()
        seen = {start}
        waiting = [start]
        while waiting:
            for target, by in after.get(waiting.pop(), {}).items():
                if target not in seen and (len(by) > 1 or name not in by):
                    seen.add(target)
                    waiting.append(target)
        if inside := after.keys() - seen:
            yield name, inside
