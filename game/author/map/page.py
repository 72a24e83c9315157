"""The map as a page: one file that needs nothing else, with a search, zoom, and the file and line of everything."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from game.author.map.chart import AccountBox, Chart, EvidenceBox, Road, SceneBox
from game.author.map.plan import Plan
from game.author.map.svg import STYLE, picture
from game.story.source import Place, path_within

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""What the page may do: nothing is fetched, whatever a story says."""

Entry = tuple[str, str | None]
"""Words about a thing, and the id on the page of what they name."""

_TITLES = {
    "choice": "Choices that lead on",
    "lead": "Leads",
    "next": "Goes on to",
    "over": "When patience is at an end",
}


def page(chart: Chart, plan: Plan, story: Path, beside: Path) -> str:
    """The page, as it stands in the folder `beside`, of the story in a folder."""
    own = files("game.author.map")
    width, height = plan.size.width + 80, plan.size.height + 140
    things = list(_things(chart, _Files(chart.files, story, beside)))
    data = json.dumps(things, ensure_ascii=False).replace("<", "\\u003c")
    layers = [("all", "Everything"), ("scenes", "Scenes"), *([("accounts", "Accounts")] if plan.accounts else [])]
    buttons = "".join(
        f'<button data-layer="{name}" aria-pressed="{"true" if name == "all" else "false"}">{words}</button>'
        for name, words in layers
    )
    inside = "\n".join(picture(chart, plan))
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width">
<title>{escape(chart.title)}: map</title>
<style>{STYLE}{own.joinpath("page.css").read_text("utf-8")}</style>
<svg id="map" xmlns="http://www.w3.org/2000/svg" viewBox="-40 -100 {width:.0f} {height:.0f}">
{inside}
</svg>
<div id="tools" role="toolbar" aria-label="Map">
<input id="find" type="search" placeholder="Search (press /)" aria-label="Search" autocomplete="off">
{buttons}</div>
<ul id="hits" aria-label="Found"></ul>
<aside id="about" hidden aria-live="polite"></aside>
<script type="application/json" id="things">{data}</script>
<script>{own.joinpath("page.js").read_text("utf-8")}</script>
</html>
"""


def _things(chart: Chart, where: _Files) -> Iterator[dict[str, Any]]:
    """Everything on the map that can be found and asked about."""
    out: dict[str, list[Road]] = defaultdict(list)
    back: dict[str, list[Road]] = defaultdict(list)
    for road in chart.roads:
        out[road.source].append(road)
        back[road.target].append(road)
    names = _Names(chart)
    for scene in chart.scenes:
        told = [*_about_scene(scene, chart, names, out[scene.id], back[scene.id])]
        yield _thing(f"scene {scene.id}", scene.title, scene.at, where, told, " ".join(scene.choices))
    for account in chart.accounts:
        title = f"{account.teller}: {account.title}"
        told = [("Claims", _entries((claim.says, f"claim {claim.id}") for claim in account.claims))]
        claims = [claim.id for claim in account.claims]
        yield {**_thing(f"account {account.id}", title, account.at, where, told), "claims": claims}
        yield from _claims(account, chart, names, where)
    for evidence in chart.evidence:
        told = [*_about_evidence(evidence, chart, names)]
        yield _thing(f"evidence {evidence.id}", evidence.name, evidence.at, where, told, evidence.finding)


class _Names:
    """What things are called, and where they are on the page."""

    def __init__(self, chart: Chart) -> None:
        self.scenes = {scene.id: scene.title for scene in chart.scenes}
        self.evidence = {evidence.id: evidence.name for evidence in chart.evidence}
        self.claims = {claim.id: claim.says for account in chart.accounts for claim in account.claims}
        self.accounts = {account.id: f"{account.teller}: {account.title}" for account in chart.accounts}

    def scene(self, name: str) -> Entry:
        return self.scenes[name], f"scene {name}"

    def exhibit(self, name: str) -> Entry:
        if name in self.evidence:
            return self.evidence[name], f"evidence {name}"
        return self.claims[name], f"claim {name}"


def _about_scene(
    scene: SceneBox, chart: Chart, names: _Names, out: list[Road], back: list[Road]
) -> Iterator[tuple[str, list[Entry]]]:
    where = [chart.episodes.get(scene.episode or "", ""), chart.places.get(scene.place or "", "")]
    if any(where):
        yield "Where", [(", ".join(part for part in where if part), None)]
    if not scene.is_reached:
        yield "Not reached", [("no way from the first scene leads here", None)]
    if scene.ending:
        yield "Ending", [(scene.ending, None)]
    if scene.teller:
        yield "Confrontation", [(scene.teller, None)]
    if scene.found:
        yield "Evidence found here", [names.exhibit(name) for name in scene.found]
    if scene.heard:
        yield "Accounts told here", _entries((names.accounts[name], f"account {name}") for name in scene.heard)
    for kind, title in _TITLES.items():
        entries = _entries(
            (f"{text} → {names.scenes[road.target]}", f"scene {road.target}")
            for road in out
            if road.kind == kind
            for text in road.texts
        )
        if entries:
            yield title, entries
    if back:
        yield "Comes from", [names.scene(name) for name in dict.fromkeys(road.source for road in back)]


def _entries(entries: Iterable[Entry]) -> list[Entry]:
    return list(entries)


def _claims(account: AccountBox, chart: Chart, names: _Names, where: _Files) -> Iterator[dict[str, Any]]:
    for claim in account.claims:
        told: list[tuple[str, list[Entry]]] = [
            ("Account", [(f"{account.teller}: {account.title}", f"account {account.id}")]),
            ("Moment", [(claim.moment, None)]),
        ]
        if claim.is_protected:
            told.append(("Protected", [("never doubted, and never laid down", None)]))
        if not claim.is_heard:
            told.append(("Not heard", [("nothing lets it be heard", None)]))
        breaks = [names.exhibit(one.exhibit) for one in chart.breaks if one.claim == claim.id]
        if breaks:
            told.append(("Broken by", breaks))
        against = [names.exhibit(one.claim) for one in chart.breaks if one.exhibit == claim.id]
        if against:
            told.append(("Breaks", against))
        yield _thing(f"claim {claim.id}", claim.says, claim.at, where, told, claim.moment)


def _about_evidence(evidence: EvidenceBox, chart: Chart, names: _Names) -> Iterator[tuple[str, list[Entry]]]:
    yield "Finding", [(evidence.finding, None)]
    if evidence.scenes:
        yield "Found in", [names.scene(name) for name in evidence.scenes]
    elif not evidence.is_found:
        yield "Not found", [("nothing lets it be found", None)]
    breaks = [names.exhibit(one.claim) for one in chart.breaks if one.exhibit == evidence.id]
    if breaks:
        yield "Breaks", breaks


def _thing(
    name: str, title: str, at: Place, where: _Files, told: list[tuple[str, list[Entry]]], text: str = ""
) -> dict[str, Any]:
    """A thing for the page."""
    words = " ".join([text, *(entry for _, entries in told for entry, _ in entries)])
    return {"id": name, "title": title, **where.of(at), "about": told, "text": words.lower()}


class _Files:
    """How the page names the files of a story: from where it stands, so that no path of the author's goes along."""

    def __init__(self, files: Mapping[str, Path], story: Path, beside: Path) -> None:
        self._files = files
        self._story = story
        self._beside = beside.resolve()

    def of(self, at: Place) -> dict[str, Any]:
        """A place: the file as seen from the story's folder, and from the page."""
        path = self._files.get(at.path, Path(at.path))
        href = quote(os.fsencode(os.path.relpath(path.resolve(), self._beside).replace(os.sep, "/")))
        return {"path": path_within(path, self._story), "line": at.line, "column": at.column, "href": href}
