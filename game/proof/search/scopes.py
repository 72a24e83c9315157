"""Bits that matter only in a part of the story which can be entered only once.

What the player said in a scene that a lead leads to, and that nothing outside asks about, is forgotten when she leaves:
nobody can come back and ask. To the analysis of live bits it would still be live, for there is a path back through the
hub and the lead, which only the lead itself forbids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from game.play.moves import Choose
from game.play.rules import Rules
from game.proof.model.graph import Edge, Point
from game.proof.ticks import Tick, never_stop

Node = TypeVar("Node")
Ways = Mapping[Point, Mapping[Point, Collection[str | None]]]
"""For each point those after it, each with the choices that lead there, and None for whatever else does."""


def once_only(rules: Rules, edge: Edge) -> str | None:
    """The whole name of the choice that an edge is, if it can be taken only once in a play."""
    if not isinstance(edge.move, Choose):
        return None
    scene, name = rules.story.scenes[edge.source.scene], edge.move.choice
    choice = scene.choices.get(name) or rules.story.leads.get(name)
    if choice is None or choice.sticky:
        return None
    return f"{edge.source.scene}.{name}" if name in scene.choices else name


def regions(start: Point, after: Ways, tick: Tick = never_stop) -> Iterator[tuple[str, set[Point]]]:
    """For each choice that can be taken only once, the points that can only be come to by taking it, if there are any.

    `after` says for each point which come after it, and by which choices. A choice dominates what it leads to (Lowry
    and Medlock, "Object Code Optimization", 1969).
    """
    sources: dict[str, set[Point]] = {}
    for point, targets in after.items():
        for by in targets.values():
            if name := _only(by):
                sources.setdefault(name, set()).add(point)
    found = _under(start, after, {name for name, some in sources.items() if len(some) == 1}, tick)
    for name, some in sources.items():
        if len(some) > 1:
            tick()
            found[name] = _without("", start, after) - _without(name, start, after)
    yield from sorted((name, inside) for name, inside in found.items() if inside)


def _only(by: Collection[str | None]) -> str | None:
    """The one choice among the ways from one point to another, if there are no others."""
    return next(iter(by)) if len(by) == 1 else None


def _without(name: str, start: Point, after: Ways) -> set[Point]:
    """The points that are come to without a choice; no choice is called “”."""
    seen, waiting = {start}, [start]
    while waiting:
        for target, by in after.get(waiting.pop(), {}).items():
            if target not in seen and _only(by) != name:
                seen.add(target)
                waiting.append(target)
    return seen


def _under(start: Point, after: Ways, names: Collection[str], tick: Tick) -> dict[str, set[Point]]:
    """For each of some choices, which lead from one point each, what can only be come to by way of them."""
    graph: dict[Point | str, list[Point | str]] = {}
    for point, targets in after.items():
        tick()
        for target, by in targets.items():
            name = _only(by)
            if name is not None and name in names:
                # The choice is a node of its own, between the point from which it leads and those to which.
                graph.setdefault(point, []).append(name)
                graph.setdefault(name, []).append(target)
            else:
                graph.setdefault(point, []).append(target)
    found: dict[str, set[Point]] = {}
    over = dominators(start, graph, tick)
    for point in after:
        above = over.get(point)
        while above is not None and above != start:
            if isinstance(above, str):
                found.setdefault(above, set()).add(point)
            above = over[above]
    return found


def dominators(start: Node, after: Mapping[Node, Collection[Node]], tick: Tick = never_stop) -> dict[Node, Node]:
    """For each node but the start that can be come to, the last one through which every path to it must lead.

    Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", 2001.
    """
    order = _postorder(start, after)
    number = {node: place for place, node in enumerate(order)}
    before: dict[Node, list[Node]] = {node: [] for node in order}
    for node in order:
        for target in after.get(node, ()):
            before[target].append(node)
    found = {start: start}
    is_new = True
    while is_new:
        is_new = False
        for node in reversed(order[:-1]):
            tick()
            last: Node | None = None
            for other in before[node]:
                if other in found:
                    last = other if last is None else _common(other, last, found, number)
            assert last is not None, "some node before it comes earlier in the order"
            if found.get(node) != last:
                found[node] = last
                is_new = True
    del found[start]
    return found


def _common(one: Node, other: Node, found: Mapping[Node, Node], number: Mapping[Node, int]) -> Node:
    """The last node through which every path to either must lead, as far as is found."""
    while one != other:
        if number[one] < number[other]:
            one = found[one]
        else:
            other = found[other]
    return one


def _postorder(start: Node, after: Mapping[Node, Collection[Node]]) -> list[Node]:
    """The nodes that can be come to, each after those that are come to by way of it; the start is last."""
    found: list[Node] = []
    seen = {start}
    path = [(start, iter(after.get(start, ())))]
    while path:
        node, rest = path[-1]
        for target in rest:
            if target not in seen:
                seen.add(target)
                path.append((target, iter(after.get(target, ()))))
                break
        else:
            found.append(node)
            path.pop()
    return found
