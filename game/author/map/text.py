"""The map as text for other programs: DOT for Graphviz, and Mermaid."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from game.author.map.chart import Chart, Road, SceneBox
from game.author.map.plan import clipped

MOST_LETTERS = 48
"""How much of what the player reads stands beside a line."""

_COLOURS = {"choice": "#6f6857", "lead": "#2f6d8c", "next": "#b3ab99", "over": "#a33b2e"}


def dot(chart: Chart) -> str:
    """The map in the language of Graphviz."""
    return "\n".join(_dot(chart)) + "\n"


def _dot(chart: Chart) -> Iterator[str]:
    yield f"digraph {_quoted(chart.title)} {{"
    yield '  graph [rankdir=TB, newrank=true, fontname="Helvetica", label=' + _quoted(chart.title) + ", labelloc=t];"
    yield '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="Helvetica", fontsize=11];'
    yield '  edge [fontname="Helvetica", fontsize=9, color="#6f6857"];'
    for number, ((episode, place), scenes) in enumerate(_grouped(chart).items()):
        yield f"  subgraph cluster_e{number} {{"
        yield f"    label={_quoted(_heading(chart, episode, place))}; color=none; bgcolor={_quoted('#f1ece0')};"
        for scene in scenes:
            yield f"    {_quoted(scene.id)} [label={_quoted(scene.title)}{_dot_style(scene)}];"
        yield "  }"
    for road in chart.roads:
        style = "dotted" if road.kind == "over" else "dashed" if road.is_conditional else "solid"
        words = clipped("; ".join(road.texts), MOST_LETTERS)
        yield (
            f"  {_quoted(road.source)} -> {_quoted(road.target)} "
            f"[tooltip={_quoted(words)}, style={style}, color={_quoted(_COLOURS[road.kind])}];"
        )
    yield from _dot_accounts(chart)
    yield "}"


def _dot_style(scene: SceneBox) -> str:
    if not scene.is_reached:
        return ', style="rounded,filled,dashed", color="#c0271a", fillcolor="#fff1ee"'
    if scene.ending:
        return ', fillcolor="#2d2a33", fontcolor=white'
    return ", penwidth=2.5" if scene.is_start else ', color="#a33b2e", penwidth=1.8' if scene.teller else ""


def _dot_accounts(chart: Chart) -> Iterator[str]:
    """The layer of the accounts: a cluster for each, its claims, and the evidence that breaks them."""
    for number, account in enumerate(chart.accounts):
        yield f"  subgraph cluster_a{number} {{"
        yield f"    label={_quoted(f'{account.teller}: {account.title}')}; color={_quoted('#2f4858')};"
        for claim in account.claims:
            lost = "" if claim.is_heard else ', style="dashed", color="#c0271a"'
            says = _quoted(clipped(claim.says, MOST_LETTERS))
            yield f"    {_quoted(f'claim {claim.id}')} [shape=plaintext, label={says}{lost}];"
        yield "  }"
    claims = {claim.id for account in chart.accounts for claim in account.claims}
    for evidence in chart.evidence:
        name = _quoted(f"evidence {evidence.id}")
        yield f"  {name} [shape=note, fillcolor={_quoted('#fdf3d3')}, label={_quoted(evidence.name)}];"
    for one in chart.breaks:
        source = f"{'claim' if one.exhibit in claims else 'evidence'} {one.exhibit}"
        yield f"  {_quoted(source)} -> {_quoted(f'claim {one.claim}')} [color={_quoted('#a33b2e')}];"


def mermaid(chart: Chart) -> str:
    """The map in the language of Mermaid, as GitHub and others show it."""
    return "\n".join(_mermaid(chart)) + "\n"


def _mermaid(chart: Chart) -> Iterator[str]:
    yield "flowchart TB"
    names = {scene.id: f"s{number}" for number, scene in enumerate(chart.scenes)}
    for number, ((episode, place), scenes) in enumerate(_grouped(chart).items()):
        yield f'  subgraph g{number}["{_plain(_heading(chart, episode, place))}"]'
        for scene in scenes:
            left, right = ("([", "])") if scene.ending else ("[", "]")
            yield f'    {names[scene.id]}{left}"{_plain(scene.title)}"{right}'
        yield "  end"
    for road in chart.roads:
        yield f"  {names[road.source]} {_arrow(road)} {names[road.target]}"
    for number, account in enumerate(chart.accounts):
        yield f'  subgraph a{number}["{_plain(f"{account.teller}: {account.title}")}"]'
        for own, claim in enumerate(account.claims):
            names[claim.id] = f"c{number}_{own}"
            yield f'    {names[claim.id]}["{_plain(clipped(claim.says, MOST_LETTERS))}"]'
        yield "  end"
    for number, evidence in enumerate(chart.evidence):
        names[evidence.id] = f"e{number}"
        yield f'  e{number}[/"{_plain(evidence.name)}"/]'
    for one in chart.breaks:
        yield f"  {names[one.exhibit]} --x {names[one.claim]}"
    yield "  classDef ending fill:#2d2a33,color:#ffffff"
    yield "  classDef unreached fill:#fff1ee,stroke:#c0271a,stroke-dasharray:5 3"
    yield "  classDef confront stroke:#a33b2e,stroke-width:2px"
    for scene in chart.scenes:
        kind = "unreached" if not scene.is_reached else "ending" if scene.ending else "confront" if scene.teller else ""
        if kind:
            yield f"  class {names[scene.id]} {kind}"


def _arrow(road: Road) -> str:
    return "-.->" if road.is_conditional or road.kind == "over" else "-->"


def _grouped(chart: Chart) -> dict[tuple[str, str], list[SceneBox]]:
    """The scenes by episode and place; those that no way leads to by themselves."""
    found: dict[tuple[str, str], list[SceneBox]] = defaultdict(list)
    for scene in chart.scenes:
        found[(scene.episode or "", scene.place or "") if scene.is_reached else ("?", "")].append(scene)
    return found


def _heading(chart: Chart, episode: str, place: str) -> str:
    if episode == "?":
        return "No way leads here"
    return " · ".join(part for part in (chart.episodes.get(episode, ""), chart.places.get(place, "")) if part)


def _quoted(text: str) -> str:
    """A text as DOT has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _plain(text: str) -> str:
    """A text that Mermaid reads as nothing but text."""
    return re.sub(r'[&<>"#`\\;]', lambda sign: f"#{ord(sign[0])};", text.replace("\n", " ")) or " "
