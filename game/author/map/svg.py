"""The map as SVG. Every text in it is a stranger's and is escaped; nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from game.author.map.chart import AccountBox, Chart, EvidenceBox, Road, SceneBox
from game.author.map.layout import Box, Line
from game.author.map.plan import ROW_LETTERS, Panel, Plan, clipped, wrapped

STYLE = """
text { font-family: "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; fill: #24211c; }
.ground { fill: #f6f3ec; }
.panel { fill: #fffdf8; stroke: #d8d1c2; }
.panel-title { font-size: 22px; font-weight: 600; }
.frame { fill: #f1ece0; stroke: none; }
.frame-title { font-size: 11px; fill: #7b7261; letter-spacing: .04em; }
.box { fill: #ffffff; stroke: #8c8474; stroke-width: 1.1; }
.start .box { stroke: #24211c; stroke-width: 2.4; }
.ending .box { fill: #2d2a33; stroke: #2d2a33; }
.ending text, .ending .sign { fill: #f5f2ff; }
.confront .box { stroke: #a33b2e; stroke-width: 1.8; }
.name { font-size: 12px; text-anchor: middle; }
.sub { font-size: 10px; text-anchor: middle; fill: #6b6455; }
.ending .sub { fill: #cfc8e6; }
.line { fill: none; stroke: #6f6857; stroke-width: 1.2; }
.tip { fill: #6f6857; }
.next .line { stroke: #b3ab99; } .next .tip { fill: #b3ab99; }
.lead .line { stroke: #2f6d8c; } .lead .tip { fill: #2f6d8c; }
.over .line { stroke: #a33b2e; stroke-dasharray: 2 3; } .over .tip { fill: #a33b2e; }
.asked .line { stroke-dasharray: 6 3; }
.break .line { stroke: #a33b2e; stroke-opacity: .75; } .break .tip { fill: #a33b2e; }
.revises .line { stroke: #24211c; stroke-width: 3; stroke-opacity: .25; } .revises .tip { fill: #8c8474; }
.portal .box { fill: #e4eef2; stroke: #2f6d8c; }
.portal .name { fill: #1d4f68; font-size: 11px; }
.evidence .box { fill: #fdf3d3; stroke: #b08a1e; }
.evidence .name { text-anchor: start; }
.account .head { fill: #2f4858; } .account .head-name { fill: #ffffff; font-size: 12px; font-weight: 600; }
.account .body { fill: #ffffff; stroke: #2f4858; }
.hit { fill: transparent; }
.row { font-size: 11px; } .rule { stroke: #e6e0d2; }
.broken .dot { fill: #a33b2e; } .dot { fill: #c9c2b2; }
.protected .dot { fill: none; stroke: #2f6d8c; stroke-width: 1.5; }
.sign-evidence { fill: #b08a1e; } .sign-account { fill: #2f4858; } .sign-confront { fill: #a33b2e; }
.unreached .box, .missing .box { fill: #fff1ee; stroke: #c0271a; stroke-width: 1.6; stroke-dasharray: 5 3; }
.unreached .name, .missing .name, .missing .row { fill: #a11d12; }
.key text { font-size: 12px; }
"""
"""How the map looks on a light ground."""


def svg(chart: Chart, plan: Plan) -> str:
    """The whole map as a file."""
    width, height = plan.size.width + 80, plan.size.height + 140
    inside = "\n".join(picture(chart, plan))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-40 -100 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}">\n<title>{escape(chart.title)}</title>\n<style>{STYLE}</style>\n'
        f'<rect class="ground" x="-40" y="-100" width="{width:.0f}" height="{height:.0f}"/>\n{inside}\n</svg>\n'
    )


def picture(chart: Chart, plan: Plan) -> Iterator[str]:
    """The elements of the map, the layers as groups `scenes` and `accounts`."""
    yield f'<text class="panel-title" x="0" y="-62" style="font-size:30px">{escape(chart.title)}</text>'
    yield from _key()
    yield '<g id="scenes">'
    for panel in plan.panels:
        yield from _scenes(chart, panel)
    yield "</g>"
    if plan.accounts is not None:
        yield '<g id="accounts">'
        yield from _accounts(chart, plan.accounts)
        yield "</g>"


def _key() -> Iterator[str]:
    """What the signs mean."""
    yield '<g class="key" transform="translate(0 -34)">'
    signs = (("evidence", "evidence can be found"), ("account", "an account is told"), ("confront", "confrontation"))
    x = 0.0
    for kind, words in signs:
        yield _sign(kind, x + 6, 0)
        yield f'<text x="{x + 18:.0f}" y="4">{words}</text>'
        x += 34 + 6.4 * len(words)
    lines = (
        ("choice", "a choice"),
        ("choice asked", "under a condition"),
        ("lead", "a lead"),
        ("next", "goes on by itself"),
        ("over", "patience at an end"),
    )
    for kind, words in lines:
        yield f'<g class="{kind}"><path class="line" d="M{x:.0f} 0h30"/></g>'
        yield f'<text x="{x + 38:.0f}" y="4">{words}</text>'
        x += 56 + 6.4 * len(words)
    yield f'<g class="unreached"><rect class="box" x="{x:.0f}" y="-8" width="28" height="16" rx="4"/></g>'
    yield f'<text x="{x + 36:.0f}" y="4">nothing leads here</text>'
    yield "</g>"


def _scenes(chart: Chart, panel: Panel) -> Iterator[str]:
    scenes = {scene.id: scene for scene in chart.scenes}
    yield from _frame_of(panel)
    for name, box in panel.frames.values():
        yield _rect("frame", box, 10)
        yield f'<text class="frame-title" x="{box.x + 10:.1f}" y="{box.y + 16:.1f}">{escape(name.upper())}</text>'
    for road in chart.roads:
        line = panel.lines.get((road.source, road.target, road.kind))
        if line is not None:
            yield _road(road, line)
    for name, box in panel.nodes.items():
        if name in scenes:
            yield from _scene(scenes[name], box)
    for portal in panel.portals:
        box = panel.nodes[portal.id]
        yield f'<g class="portal" data-to="{escape(portal.road.target)}">{_rect("box", box, 11)}'
        yield _text("name", box.x + box.width / 2, box.y + 15, f"→ {clipped(portal.label, 24)}") + "</g>"


def _frame_of(panel: Panel) -> Iterator[str]:
    yield _rect("panel", panel.box, 14)
    yield _text("panel-title", panel.box.x + 18, panel.box.y + 30, panel.title)


def _scene(scene: SceneBox, box: Box) -> Iterator[str]:
    kinds = ["scene"]
    kinds += ["start"] if scene.is_start else []
    kinds += ["ending"] if scene.ending else []
    kinds += ["confront"] if scene.teller else []
    kinds += [] if scene.is_reached else ["unreached"]
    yield f'<g class="{" ".join(kinds)}" data-id="scene {escape(scene.id)}">{_rect("box", box, 7)}'
    middle, y = box.x + box.width / 2, box.y + 18
    for line in wrapped(scene.title):
        yield _text("name", middle, y, line)
        y += 15
    if scene.ending:
        yield _text("sub", middle, y - 1, clipped(scene.ending, 30))
    signs = ["evidence"] * len(scene.found) + ["account"] * len(scene.heard) + ["confront"] * bool(scene.teller)
    for number, kind in enumerate(signs):
        yield _sign(kind, middle + (number - (len(signs) - 1) / 2) * 13, y - 3)
    yield "</g>"


def _sign(kind: str, x: float, y: float) -> str:
    """A sign: a sheet for evidence, a disc for an account, a cross for a confrontation."""
    if kind == "evidence":
        return f'<rect class="sign sign-evidence" x="{x - 3.5:.1f}" y="{y - 4.5:.1f}" width="7" height="9" rx="1"/>'
    if kind == "account":
        return f'<circle class="sign sign-account" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    arms = "l3.5 3.5 3.5-3.5 1.5 1.5-3.5 3.5 3.5 3.5-1.5 1.5-3.5-3.5-3.5 3.5-1.5-1.5 3.5-3.5-3.5-3.5z"
    return f'<path class="sign sign-confront" d="M{x - 3.5:.1f} {y - 5:.1f}{arms}"/>'


def _road(road: Road, line: Line) -> str:
    kinds = f"road {road.kind}{' asked' if road.is_conditional else ''}"
    words = escape("; ".join(road.texts))
    names = f'data-from="{escape(road.source)}" data-to="{escape(road.target)}"'
    return f'<g class="{kinds}" {names}><title>{words}</title>{_path(line)}</g>'


def _path(line: Line) -> str:
    """A spline with its arrow."""
    first, *rest = line.points
    curve = " ".join(f"{x:.1f},{y:.1f}" for x, y in rest)
    drawn = f'<path class="line" d="M{first[0]:.1f},{first[1]:.1f}C{curve}"/>'
    if line.tip is None:
        return drawn
    end, tip = line.points[-1], line.tip
    dx, dy = tip[0] - end[0], tip[1] - end[1]
    length = max((dx * dx + dy * dy) ** 0.5, 0.1)
    nx, ny = -dy / length * 3.2, dx / length * 3.2
    corners = f"{tip[0]:.1f},{tip[1]:.1f} {end[0] + nx:.1f},{end[1] + ny:.1f} {end[0] - nx:.1f},{end[1] - ny:.1f}"
    return f'{drawn}<polygon class="tip" points="{corners}"/>'


def _accounts(chart: Chart, panel: Panel) -> Iterator[str]:
    yield from _frame_of(panel)
    x, y = panel.box.x + 30 + 11.5 * len(panel.title), panel.box.y + 26
    for kind, words in (
        ("claim broken", "something breaks it"),
        ("claim", "nothing does"),
        ("claim protected", "protected"),
    ):
        yield f'<g class="{kind}"><circle class="dot" cx="{x:.1f}" cy="{y - 4:.1f}" r="4.5"/></g>'
        yield _text("row", x + 10, y, words)
        x += 30 + 5.8 * len(words)
    broken = {one.claim for one in chart.breaks}
    for account in chart.accounts:
        if line := panel.lines.get(("revises", account.id)):
            yield f'<g class="revises"><title>revises</title>{_path(line)}</g>'
    for one in chart.breaks:
        if line := panel.lines.get((one.exhibit, one.claim)):
            kinds = "break" if one.can_be_put else "break asked"
            names = f'data-from="{escape(one.exhibit)}" data-to="{escape(one.claim)}"'
            yield f'<g class="{kinds}" {names}><title>{escape(one.asks)}</title>{_path(line)}</g>'
    for account in chart.accounts:
        yield from _account(account, panel.nodes[f"account {account.id}"], broken)
    for evidence in chart.evidence:
        if box := panel.nodes.get(f"evidence {evidence.id}"):
            yield from _evidence(evidence, box)


def _account(account: AccountBox, box: Box, broken: set[str]) -> Iterator[str]:
    row = box.height / (len(account.claims) + 1)
    yield f'<g class="account" data-id="account {escape(account.id)}">{_rect("body", box, 6)}'
    head = Box(box.x, box.y, box.width, row)
    title = clipped(f"{account.teller} · {account.title}", 42)
    yield f"{_rect('head', head, 6)}{_text('head-name', box.x + 9, box.y + 13, title)}"
    for number, claim in enumerate(account.claims, 1):
        y = box.y + row * number
        kinds = ["claim"]
        kinds += ["broken"] if claim.id in broken else []
        kinds += ["protected"] if claim.is_protected else []
        kinds += [] if claim.is_heard else ["missing"]
        words = escape(f"{claim.moment}: {claim.says}")
        yield f'<g class="{" ".join(kinds)}" data-id="claim {escape(claim.id)}"><title>{words}</title>'
        yield f'<rect class="hit" x="{box.x:.1f}" y="{y:.1f}" width="{box.width:.1f}" height="{row:.1f}"/>'
        if number > 1:
            yield f'<path class="rule" d="M{box.x:.1f} {y:.1f}h{box.width:.1f}"/>'
        yield f'<circle class="dot" cx="{box.x + 10:.1f}" cy="{y + row / 2:.1f}" r="3.5"/>'
        yield f"{_text('row', box.x + 19, y + 13, clipped(claim.says, ROW_LETTERS))}</g>"
    yield "</g>"


def _evidence(evidence: EvidenceBox, box: Box) -> Iterator[str]:
    kinds = "evidence" if evidence.is_found else "evidence missing"
    yield f'<g class="{kinds}" data-id="evidence {escape(evidence.id)}"><title>{escape(evidence.finding)}</title>'
    yield f"{_rect('box', box, 3)}{_text('name', box.x + 10, box.y + 16, clipped(evidence.name, 34))}</g>"


def _rect(kind: str, box: Box, radius: float) -> str:
    size = f'x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
    return f'<rect class="{kind}" {size} rx="{radius:g}"/>'


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
