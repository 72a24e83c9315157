"""Strongly connected components: parts of a graph in which each point can be come to from each other one."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node")


def components(after: Mapping[Node, Collection[Node]]) -> list[list[Node]]:
    """The components of a graph, each before those that lead to it.

    Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM Journal on Computing, 1972; without recursion, for
    a story may be a path of ten thousand scenes.
    """
    number: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_nodes: list[Node] = []
    found: list[list[Node]] = []
    for root in after:
        if root in number:
            continue
        path: list[tuple[Node, Iterator[Node]]] = [(root, iter(after[root]))]
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        while path:
            node, rest = path[-1]
            for other in rest:
                if other not in number:
                    number[other] = lowest[other] = len(number)
                    open_nodes.append(other)
                    path.append((other, iter(after[other])))
                    break
                # Nodes whose component is found are beyond all numbers, and pull nobody back.
                lowest[node] = min(lowest[node], lowest[other])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    found.append(_close(node, open_nodes, lowest))
    return found


def _close(root: Node, open_nodes: list[Node], lowest: dict[Node, int]) -> list[Node]:
    """Takes the component of its first node off the open ones."""
    component = open_nodes[open_nodes.index(root) :]
    del open_nodes[-len(component) :]
    for node in component:
        lowest[node] = sys.maxsize
    return component
