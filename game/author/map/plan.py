"""How the map of a story is arranged: a panel for each episode, and one for the accounts and what breaks them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from game.author.map.chart import AccountBox, Chart, Road, SceneBox
from game.author.map.layout import Box, Edge, Graph, Line, Placed, Size, place

LETTER = 6.4
"""How wide a letter is at the most usual, in a sans-serif type of 12 points."""

ROW = 18.0
"""The height of a claim in its account."""

ROW_LETTERS = 40
"""How much of a claim's sentence its row shows, in letters."""

KEY = 1300.0
"""How wide the line is that says what the signs mean."""

GAP = 56.0
"""Between two panels."""

TITLE = 44.0
"""The height of a panel's title."""

MARKS = 330.0
"""How wide the words are that say what the marks of claims mean."""

UNREACHED = "unreached"
"""The panel of the scenes that no way leads to."""


@dataclass(frozen=True, slots=True)
class Portal:
    """Where a way leads into another panel."""

    id: str
    road: Road
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the map with a title. Its boxes and lines have their places on the whole map."""

    id: str
    title: str
    box: Box
    nodes: Mapping[str, Box]
    lines: Mapping[object, Line]
    frames: Mapping[str, tuple[str, Box]]
    """The places: for each frame its name and where it is."""
    portals: tuple[Portal, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole map."""

    panels: tuple[Panel, ...]
    """The episodes."""
    accounts: Panel | None
    size: Size


def plan_of(chart: Chart) -> Plan:
    """The map of a chart; raises NoGraphviz."""
    panels = [_episode(chart, name, title, scenes) for name, title, scenes in _episodes(chart)]
    accounts = _accounts(chart) if chart.accounts or chart.evidence else None
    placed = list(_arranged(panels))
    width = max((panel.box.x + panel.box.width for panel in placed), default=0.0)
    height = max((panel.box.y + panel.box.height for panel in placed), default=0.0)
    if accounts is not None:
        accounts = _moved(accounts, *_room_for(accounts, placed))
        width = max(width, accounts.box.x + accounts.box.width)
        height = max(height, accounts.box.y + accounts.box.height)
    return Plan(tuple(placed), accounts, Size(max(width, KEY), height))


def _episodes(chart: Chart) -> Iterable[tuple[str, str, list[SceneBox]]]:
    """The panels of scenes: id, title and scenes; those that no way leads to come last."""
    for number, (name, title) in enumerate([("", "Scenes"), *chart.episodes.items()]):
        scenes = [scene for scene in chart.scenes if scene.is_reached and (scene.episode or "") == name]
        if scenes:
            yield name or "story", f"{number}. {title}" if name else title, scenes
    rest = [scene for scene in chart.scenes if not scene.is_reached]
    if rest:
        yield UNREACHED, "No way leads here", rest


def _episode(chart: Chart, name: str, title: str, scenes: list[SceneBox]) -> Panel:
    inside = {scene.id: scene for scene in scenes}
    elsewhere = {scene.id: scene for scene in chart.scenes if scene.id not in inside}
    nodes = {scene.id: scene_size(scene) for scene in scenes}
    edges, portals = [], []
    for road in chart.roads:
        if road.source not in inside:
            continue
        key = (road.source, road.target, road.kind)
        if road.target in inside:
            edges.append(Edge(road.source, road.target, key, weight=2 if road.kind == "next" else 1))
            continue
        portal = Portal(f"to {road.target} from {road.source} {road.kind}", road, elsewhere[road.target].title)
        portals.append(portal)
        nodes[portal.id] = Size(16 + LETTER * min(len(portal.label) + 2, 26), 22)
        edges.append(Edge(road.source, portal.id, key))
    clusters = {
        f"{name} {number}": members for number, members in enumerate(_together(scenes, chart.roads)) if len(members) > 1
    }
    headings = {
        cluster: LETTER * 1.25 * len(chart.places[inside[members[0]].place or ""])
        for cluster, members in clusters.items()
    }
    placed = place(Graph(nodes, edges, clusters, headings, _stacks(scenes, chart.roads)))
    frames = {
        cluster: (chart.places[inside[members[0]].place or ""], placed.clusters[cluster])
        for cluster, members in clusters.items()
    }
    return _panel(name, title, placed, frames, tuple(portals))


def _panel(
    name: str,
    title: str,
    placed: Placed,
    frames: Mapping[str, tuple[str, Box]],
    portals: tuple[Portal, ...] = (),
    beside: float = 0.0,
) -> Panel:
    """The panel of things that have their places, with room for its title, what stands beside that, and a margin."""
    margin = 18.0
    size = Size(
        max(placed.size.width, LETTER * 1.8 * len(title) + beside) + 2 * margin, placed.size.height + TITLE + margin
    )
    return _moved(
        Panel(name, title, Box(-margin, -TITLE, size.width, size.height), placed.nodes, placed.lines, frames, portals),
        margin,
        TITLE,
    )


def _moved(panel: Panel, x: float, y: float) -> Panel:
    return Panel(
        panel.id,
        panel.title,
        panel.box.moved(x, y),
        {name: box.moved(x, y) for name, box in panel.nodes.items()},
        {key: line.moved(x, y) for key, line in panel.lines.items()},
        {name: (title, box.moved(x, y)) for name, (title, box) in panel.frames.items()},
        panel.portals,
    )


def _arranged(panels: Sequence[Panel]) -> Iterable[Panel]:
    """The panels side by side."""
    x = 0.0
    for panel in panels:
        yield _moved(panel, x, 0.0)
        x += panel.box.width + GAP


def _room_for(panel: Panel, placed: Sequence[Panel]) -> tuple[float, float]:
    """Where another panel stands: under the others, as high as it can."""

    def height_at(x: float) -> float:
        over = (one.box for one in placed if one.box.x < x + panel.box.width and x < one.box.x + one.box.width)
        return max((box.y + box.height + GAP for box in over), default=0.0)

    return min(((one.box.x, height_at(one.box.x)) for one in placed), key=lambda at: at[1], default=(0.0, 0.0))


def _together(scenes: Sequence[SceneBox], roads: Sequence[Road]) -> list[list[str]]:
    """The scenes that play at one place and are joined by ways that do not leave it."""
    place_of = {scene.id: scene.place for scene in scenes}
    group = {scene.id: scene.id for scene in scenes}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for road in roads:
        here = place_of.get(road.source)
        if here is not None and place_of.get(road.target) == here:
            group[root(road.target)] = root(road.source)
    found: dict[str, list[str]] = {}
    for scene in scenes:
        if scene.place is not None:
            found.setdefault(root(scene.id), []).append(scene.id)
    return list(found.values())


def _stacks(scenes: Sequence[SceneBox], roads: Sequence[Road]) -> list[list[str]]:
    """Endings that are come to from the same scene: they stand one under the other."""
    left = {road.source for road in roads}
    before: dict[str, set[str]] = {}
    for road in roads:
        before.setdefault(road.target, set()).add(road.source)
    found: dict[str, list[str]] = {}
    for scene in scenes:
        if scene.id not in left and len(before.get(scene.id, ())) == 1:
            found.setdefault(next(iter(before[scene.id])), []).append(scene.id)
    return list(found.values())


def _accounts(chart: Chart) -> Panel:
    """The layer of the accounts: the evidence on the left, the accounts in the order in which they are told."""
    broken_by = {one.exhibit for one in chart.breaks}
    nodes: dict[str, Size] = {}
    rows: dict[str, int] = {}
    at: dict[str, tuple[str, int]] = {}
    for account in chart.accounts:
        node = f"account {account.id}"
        nodes[node] = account_size(account)
        rows[node] = len(account.claims)
        at.update({claim.id: (node, number) for number, claim in enumerate(account.claims, 1)})
    for evidence in chart.evidence:
        if evidence.id in broken_by or not evidence.is_found:
            nodes[f"evidence {evidence.id}"] = Size(22 + LETTER * min(len(evidence.name), 34), 24)
    edges = []
    for one in chart.breaks:
        target, row = at[one.claim]
        key = (one.exhibit, one.claim)
        if one.exhibit in at:
            source, source_row = at[one.exhibit]
            edges.append(Edge(source, target, key, source_row=source_row, target_row=row, ranks=False))
        else:
            edges.append(Edge(f"evidence {one.exhibit}", target, key, target_row=row))
    edges += [
        Edge(f"account {account.revises}", f"account {account.id}", ("revises", account.id), 8, 0, 0)
        for account in chart.accounts
        if account.revises
    ]
    placed = place(Graph(nodes, edges, rows=rows, across=True))
    return _panel("accounts", "Accounts, and what breaks them", placed, {}, beside=MARKS)


def scene_size(scene: SceneBox) -> Size:
    """How much room a scene takes: its title in one or two lines, and a line of signs."""
    lines = wrapped(scene.title)
    width = max(LETTER * max(map(len, lines)) + 20, 84.0)
    signs = 14.0 if scene.found or scene.heard or scene.teller or scene.ending else 0.0
    if scene.ending:
        width = max(width, 5.6 * min(len(scene.ending), 30) + 16)
    return Size(width, 12.0 + 15.0 * len(lines) + signs)


def account_size(account: AccountBox) -> Size:
    """How much room an account takes."""
    longest = max(len(account.title) + len(account.teller) + 4, *(len(claim.says) for claim in account.claims), 12)
    return Size(28 + 5.8 * min(longest, ROW_LETTERS), ROW * (len(account.claims) + 1))


def wrapped(text: str, width: int = 22) -> list[str]:
    """A title in one or two lines."""
    if len(text) <= width:
        return [text]
    blanks = [index for index, sign in enumerate(text) if sign == " "]
    middle = min(blanks, key=lambda at: abs(at - len(text) / 2), default=-1)
    lines = [text[:middle], text[middle + 1 :]] if middle > 0 else [text]
    return [clipped(line, width + 6) for line in lines]


def clipped(text: str, most: int) -> str:
    """A text of bearable length."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
