"""Where things stand on the map. Graphviz places them: `dot`, in this process, from the wheels of pygraphviz.

Graphviz is told the size of everything and is handed no text, so that the map looks the same whatever fonts there are.
All lengths are points; y grows downwards, as in SVG.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

POINTS = 72.0
"""How many points an inch has: Graphviz takes sizes in inches."""

MARGIN = 10.0
HEADING = 20.0
"""The height of a cluster's heading."""


class NoGraphviz(Exception):
    """The package that lays out maps is not installed."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much room a thing takes."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """Where a thing stands: its left upper corner, and its size."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> Box:
        """The same, elsewhere."""
        return Box(self.x + x, self.y + y, self.width, self.height)


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the points of a Bézier spline, and where its arrow ends."""

    points: tuple[Point, ...]
    tip: Point | None

    def moved(self, x: float, y: float) -> Line:
        """The same, elsewhere."""
        tip = (self.tip[0] + x, self.tip[1] + y) if self.tip else None
        return Line(tuple((a + x, b + y) for a, b in self.points), tip)


@dataclass(frozen=True, slots=True)
class Edge:
    """Something to be joined. With a row, the line ends at that row of a thing that has rows."""

    source: str
    target: str
    key: Hashable
    weight: int = 1
    source_row: int | None = None
    target_row: int | None = None
    ranks: bool = True
    """Whether the target stands after the source."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Things to be placed."""

    nodes: Mapping[str, Size]
    edges: Sequence[Edge]
    clusters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What stands together in a frame."""
    headings: Mapping[str, float] = field(default_factory=dict)
    """How wide the heading of each frame is."""
    stacks: Sequence[Sequence[str]] = ()
    """Things that stand one under the other, to save room."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """Of things that have rows: how many there are, under a heading that is a row as well."""
    across: bool = False
    """Whether it is read from left to right."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Things that have their places."""

    nodes: Mapping[str, Box]
    lines: Mapping[Hashable, Line]
    clusters: Mapping[str, Box]
    size: Size


def place(graph: Graph) -> Placed:
    """Gives things their places; raises NoGraphviz."""
    try:
        import pygraphviz  # noqa: PLC0415 - the other commands do without it
    except ImportError as error:
        raise NoGraphviz from error
    drawn = pygraphviz.AGraph(directed=True, strict=False)
    drawn.graph_attr.update(
        rankdir="LR" if graph.across else "TB",
        nodesep="0.22" if not graph.across else "0.12",
        ranksep="0.42" if not graph.across else "1.6",
        newrank="false",
        splines="true",
        remincross="true",
    )
    drawn.node_attr.update(shape="box", fixedsize="true", label="", margin="0")
    drawn.edge_attr.update(arrowsize="0.6")
    for name, size in graph.nodes.items():
        drawn.add_node(name, width=size.width / POINTS, height=size.height / POINTS, **_rows(graph, name, size))
    for number, edge in enumerate(graph.edges):
        ports = {}
        if edge.source_row is not None:
            ports["tailport"] = f"r{edge.source_row}:e"
        if edge.target_row is not None:
            ports["headport"] = f"r{edge.target_row}:w"
        constraint = "true" if edge.ranks else "false"
        drawn.add_edge(edge.source, edge.target, key=str(number), weight=edge.weight, constraint=constraint, **ports)
    for stack in graph.stacks:
        for upper, lower in pairwise(stack):
            drawn.add_edge(upper, lower, key=f"stack {lower}", style="invis", weight=20)
    for name, members in graph.clusters.items():
        label = _room(graph.headings.get(name, 10.0))
        drawn.add_subgraph(list(members), name=f"cluster_{name}", label=label, labeljust="l", margin=str(MARGIN))
    drawn.layout(prog="dot")
    return _read(drawn, graph)


def _room(width: float) -> str:
    """A label without text, for the heading of a frame."""
    cell = f'<TD FIXEDSIZE="TRUE" WIDTH="{width:.0f}" HEIGHT="{HEADING - 8:.0f}"></TD>'
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{cell}</TR></TABLE>>'


def _rows(graph: Graph, name: str, size: Size) -> dict[str, str]:
    """The attributes of a thing with rows: a table without text, with a port for each row."""
    rows = graph.rows.get(name)
    if rows is None:
        return {}
    height = size.height / (rows + 1)
    cells = "".join(
        f'<TR><TD PORT="r{number}" FIXEDSIZE="TRUE" WIDTH="{size.width:.0f}" HEIGHT="{height:.0f}"></TD></TR>'
        for number in range(rows + 1)
    )
    table = f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{cells}</TABLE>>'
    return {"label": table, "shape": "plain", "fixedsize": "false"}


def _read(drawn: Any, graph: Graph) -> Placed:
    """The places that Graphviz has found."""
    left, bottom, right, top = _numbers(drawn.graph_attr["bb"])
    nodes = {}
    for name, size in graph.nodes.items():
        x, y = _numbers(drawn.get_node(name).attr["pos"])
        nodes[name] = Box(x - left - size.width / 2, top - y - size.height / 2, size.width, size.height)
    lines = {}
    for number, edge in enumerate(graph.edges):
        pos = drawn.get_edge(edge.source, edge.target, key=str(number)).attr["pos"]
        if pos:
            lines[edge.key] = _line(pos, left, top)
    clusters = {}
    for sub in drawn.subgraphs():
        x0, y0, x1, y1 = _numbers(sub.graph_attr["bb"])
        clusters[sub.name.removeprefix("cluster_")] = Box(x0 - left, top - y1, x1 - x0, y1 - y0)
    return Placed(nodes, lines, clusters, Size(right - left, top - bottom))


def _line(pos: str, left: float, top: float) -> Line:
    """A spline as Graphviz writes it: the arrow's tip after `e`, or after `s` if the line is drawn backwards."""
    tips: dict[str, Point] = {}
    points: list[Point] = []
    for part in pos.split():
        x, y = _numbers(part.lstrip("es,"))
        point = (x - left, top - y)
        if part[0] in "es":
            tips[part[0]] = point
        else:
            points.append(point)
    if "s" in tips and "e" not in tips:
        return Line(tuple(reversed(points)), tips["s"])
    return Line(tuple(points), tips.get("e"))


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]
