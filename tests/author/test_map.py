"""`map`: what is on it, where it stands, and the forms in which it is written."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from itertools import combinations
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from game.author.map import draw_map
from game.author.map.chart import Chart, chart_of
from game.author.map.layout import Box
from game.author.map.page import page
from game.author.map.plan import Plan, plan_of
from game.author.map.svg import svg
from game.author.map.text import dot, mermaid
from tests import stories
from tests.stories import HALL, HEAD, ODD_NAMES, SCENES, write
from tests.web.serving import Browser

CHROMEDRIVER = shutil.which("chromedriver")

STORY = """\
story: {id: s, title: 'A <b>title</b> & "more"', start: hall}
endings: {end: The end}
codas: {alone: Alone}
places: {house: The house, yard: The yard}
episodes: {one: The first part, two: The second part}
people: {ben: {name: Ben Kraus, patience: 1, wild: Hm.}}
moments: {noon: At noon, dusk: At dusk}
evidence:
  note: {name: A note, finding: Ben was up., document: Dear Ben}
  lost: {name: A lost thing, finding: Nobody finds it., document: It}
accounts:
  ben_1:
    teller: ben
    title: First
    claims:
      noon: {says: I slept <i>well</i>., broken by: {note: {asks: "Slept? ]]>", passage: Oh.}}}
      dusk: {says: I was there., later: yes}
  ben_2: {teller: ben, title: Second, revises: ben_1, claims: {noon: {says: I did not.}}}
scenes:
  hall:
    title: The "hall" & <stairs>
    episode: one
    place: house
    meet: ben
    choices:
      find: {text: Look; look again, find: note}
      room: {text: "Go <in>", when: found(note), goto: room}
  room:
    hear: ben_1
    confront: {teller: ben, over: yard}
    choices: {on: {text: On., hear: ben_2, goto: yard}, back: {text: Back., sticky: yes, goto: hall}}
  yard: {place: yard, next: road}
  road: {episode: two, next: over}
  over: {ending: end, coda: alone}
  attic: {hear: ben_1.dusk, next: cellar}
  cellar: {next: over}
"""


@pytest.fixture(scope="module")
def chart() -> Chart:
    return chart_of(stories.rules(STORY).story)


@pytest.fixture(scope="module")
def plan(chart: Chart) -> Plan:
    return plan_of(chart)


@pytest.fixture(scope="module")
def shipped() -> tuple[Chart, Plan]:
    found = chart_of(stories.shipped().story)
    return found, plan_of(found)


# the chart


def test_a_scene_takes_its_episode_and_its_place_from_the_way_that_leads_to_it(chart: Chart) -> None:
    where = {scene.id: (scene.episode, scene.place) for scene in chart.scenes}
    assert where["room"] == ("one", "house")
    assert where["yard"] == ("one", "yard")
    assert where["over"] == ("two", "yard")


def test_what_no_way_leads_to_is_not_reached(chart: Chart) -> None:
    assert [scene.id for scene in chart.scenes if not scene.is_reached] == ["attic", "cellar"]


def test_what_only_happens_where_no_way_leads_does_not_happen(chart: Chart) -> None:
    heard = {claim.id: claim.is_heard for account in chart.accounts for claim in account.claims}
    assert heard == {"ben_1.noon": True, "ben_1.dusk": False, "ben_2.noon": True}
    assert [evidence.id for evidence in chart.evidence if not evidence.is_found] == ["lost"]


def test_roads_have_their_kinds_and_their_conditions(chart: Chart) -> None:
    roads = {(road.source, road.target, road.kind): road.is_conditional for road in chart.roads}
    assert roads["hall", "room", "choice"] is True
    assert roads["room", "hall", "choice"] is False
    assert roads["room", "yard", "over"] is False
    assert ("yard", "road", "next") in roads


def test_breaks_are_told_with_what_is_said(chart: Chart) -> None:
    (only,) = chart.breaks
    assert (only.exhibit, only.claim, only.asks, only.can_be_put) == ("note", "ben_1.noon", "Slept? ]]>", True)


def test_a_claim_whose_teller_is_never_confronted_cannot_be_broken() -> None:
    text = STORY.replace("    confront: {teller: ben, over: yard}\n", "")
    (only,) = chart_of(stories.rules(text).story).breaks
    assert not only.can_be_put


# the plan


def test_every_episode_has_a_panel_and_so_has_what_is_not_reached(plan: Plan) -> None:
    assert [panel.title for panel in plan.panels] == ["1. The first part", "2. The second part", "No way leads here"]
    assert plan.accounts is not None


def test_a_way_into_another_panel_is_a_sign_with_the_name_of_the_scene(plan: Plan) -> None:
    assert [(portal.road.target, portal.label) for portal in plan.panels[0].portals] == [("road", "road")]


def test_scenes_of_one_place_stand_in_a_frame(plan: Plan) -> None:
    ((name, frame),) = plan.panels[0].frames.values()
    assert name == "The house"
    assert all(_holds(frame, plan.panels[0].nodes[scene]) for scene in ("hall", "room"))
    assert not _holds(frame, plan.panels[0].nodes["yard"])


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def test_nothing_covers_anything_on_the_map_of_the_shipped_story(shipped: tuple[Chart, Plan]) -> None:
    _, plan = shipped
    assert plan.accounts is not None
    panels = [*plan.panels, plan.accounts]
    assert not any(_overlap(one.box, other.box) for one, other in combinations(panels, 2))
    for panel in panels:
        assert all(_holds(panel.box, box) for box in panel.nodes.values())
        assert not any(_overlap(one, other) for one, other in combinations(panel.nodes.values(), 2))


def test_every_scene_and_every_way_of_the_shipped_story_is_on_the_map(shipped: tuple[Chart, Plan]) -> None:
    chart, plan = shipped
    assert {name for panel in plan.panels for name in panel.nodes} >= {scene.id for scene in chart.scenes}
    drawn = sum(len(panel.lines) for panel in plan.panels)
    assert drawn == len(chart.roads)


def test_every_line_has_its_arrow(shipped: tuple[Chart, Plan]) -> None:
    _, plan = shipped
    assert plan.accounts is not None
    assert all(line.tip for panel in (*plan.panels, plan.accounts) for line in panel.lines.values())


def test_a_story_of_one_scene_has_a_map() -> None:
    plan = plan_of(chart_of(stories.story(HEAD + HALL)))
    assert [len(panel.nodes) for panel in plan.panels] == [1]
    assert plan.accounts is None


def test_a_scene_that_leads_to_itself_has_a_map() -> None:
    choices = "{a: {text: A., sticky: yes, goto: hall}, b: {text: B., goto: out}}"
    text = f"{HEAD}scenes: {{hall: {{choices: {choices}}}, out: {{ending: end}}}}\n"
    plan = plan_of(chart_of(stories.rules(text).story))
    assert len(plan.panels[0].lines) == 2


# the forms


def test_the_picture_is_xml_in_which_nothing_is_markup_of_the_story(chart: Chart, plan: Plan) -> None:
    root = ET.fromstring(svg(chart, plan))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert 'A <b>title</b> & "more"' in texts
    assert {element.tag.partition("}")[2] for element in root.iter()} == {
        "svg", "title", "style", "rect", "text", "g", "path", "circle", "polygon",
    }  # fmt: skip


def test_what_is_not_reached_is_marked(chart: Chart, plan: Plan) -> None:
    root = ET.fromstring(svg(chart, plan))
    marked = {
        element.get("data-id"): element.get("class") for element in root.iter() if element.get("data-id") is not None
    }
    assert marked["scene attic"] == "scene unreached"
    assert marked["evidence lost"] == "evidence missing"
    assert marked["claim ben_1.dusk"] == "claim missing"
    assert marked["scene hall"] == "scene start"


def test_the_page_fetches_nothing(chart: Chart, plan: Plan, tmp_path: Path) -> None:
    text = page(chart, plan, tmp_path, tmp_path)
    assert "default-src 'none'" in text
    assert set(re.findall(r"https?://[^\"' ]+", text)) == {"http://www.w3.org/2000/svg"}


def things(text: str) -> dict[str, dict[str, object]]:
    """What the page knows of everything on it, by id."""
    found = re.search(r'<script type="application/json" id="things">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return {thing["id"]: thing for thing in json.loads(found[1])}


def test_the_page_knows_the_file_and_the_line_of_everything_that_is_drawn(tmp_path: Path) -> None:
    folder = write(tmp_path / "story", STORY)
    output = tmp_path / "maps" / "map.html"
    output.parent.mkdir()
    assert draw_map(folder, output) == 0
    text = output.read_text("utf-8")
    found = things(text)
    assert set(re.findall(r'data-id="([^"]+)"', text)) <= set(found)
    line = STORY[: STORY.index("  yard:")].count("\n") + 1
    yard = found["scene yard"]
    assert (yard["path"], yard["line"], yard["href"]) == ("a.yaml", line, "../story/a.yaml")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_page_leads_to_the_files_in_a_folder_of_any_name(name: str, tmp_path: Path) -> None:
    folder = write(tmp_path / name, STORY)
    assert draw_map(folder, tmp_path / "map.html") == 0
    yard = things((tmp_path / "map.html").read_text("utf-8"))["scene yard"]
    assert (yard["path"], yard["href"]) == ("a.yaml", f"{quote(name)}/a.yaml")


@pytest.mark.slow
@pytest.mark.skipif(CHROMEDRIVER is None, reason="there is no Chromium here: apt-get install chromium chromium-driver")
def test_the_links_of_the_page_hold_whatever_the_folder_is_called(tmp_path: Path) -> None:
    folder = write(tmp_path / "a & b #1? 100%", STORY)
    assert draw_map(folder, folder / "map.html") == 0
    assert CHROMEDRIVER
    browser = Browser(CHROMEDRIVER)
    try:
        browser.open((folder / "map.html").as_uri())
        told = browser.run("""
            let copied = "";
            Object.defineProperty(navigator, "clipboard", {value: {writeText: text => copied = text}});
            tell(byId.get("scene yard"));
            about.querySelector(".file button").click();
            return [about.querySelector(".file a").getAttribute("href"), copied];
        """)
    finally:
        browser.close()
    path, line = folder / "a.yaml", STORY[: STORY.index("  yard:")].count("\n") + 1
    assert told == [f"vscode://file{quote(str(path))}:{line}:3", f"{path}:{line}"]


def test_the_page_names_no_folder_of_the_author(tmp_path: Path) -> None:
    folder = write(tmp_path / "story", STORY)
    assert draw_map(folder, folder / "map.html") == 0
    assert str(tmp_path) not in (folder / "map.html").read_text("utf-8")


def test_a_story_cannot_end_the_script_of_the_page(tmp_path: Path) -> None:
    folder = write(tmp_path, STORY.replace("Ben was up.", '"</script><script>alert(1)</script>"'))
    assert draw_map(folder, tmp_path / "map.html") == 0
    text = (tmp_path / "map.html").read_text("utf-8")
    assert text.count("<script") == 2
    assert "</script><script>alert(1)" in str(things(text)["evidence lost"]["about"]) + str(things(text))


def test_dot_and_mermaid_name_every_scene_and_way(chart: Chart) -> None:
    drawn, flow = dot(chart), mermaid(chart)
    assert drawn.count("->") == len(chart.roads) + len(chart.breaks)
    assert len(re.findall(r"^  s\d+ (?:-->|-\.->) s\d+$", flow, re.MULTILINE)) == len(chart.roads)
    assert len(re.findall(r'^    s\d+(?:\[|\(\[)"', flow, re.MULTILINE)) == len(chart.scenes)


def test_dot_is_read_by_graphviz(chart: Chart) -> None:
    import pygraphviz  # noqa: PLC0415

    graph = pygraphviz.AGraph(string=dot(chart))
    assert graph.get_node("hall").attr["label"] == 'The "hall" & <stairs>'


def test_mermaid_takes_nothing_of_a_story_for_its_own(chart: Chart) -> None:
    labels = re.findall(r'"([^"]*)"', mermaid(chart))
    assert "The #34;hall#34; #38; #60;stairs#62;" in labels
    assert not any(set(label) & set("<>") for label in labels)


# the command


@pytest.mark.parametrize("ending", ["html", "svg", "dot", "mmd", "SVG"])
def test_the_form_is_that_of_the_files_name(ending: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "story", STORY)
    output = tmp_path / f"map.{ending}"
    assert draw_map(folder, output) == 0
    begins = {"html": "<!doctype", "svg": "<svg", "dot": "digraph", "mmd": "flowchart"}[ending.lower()]
    assert output.read_text("utf-8").startswith(begins)


@pytest.mark.parametrize("name", ["map.png", "map", "map.htm"])
def test_another_form_is_wrong_usage(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_map(write(tmp_path, STORY), tmp_path / name) == 2
    assert ".html, .svg, .dot, .mmd" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_map(write(tmp_path, STORY), tmp_path / "no" / "map.dot") == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes there")
def test_a_map_is_written_into_a_pipe(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "map.dot", write(tmp_path / "s", HEAD + HALL)
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert draw_map(folder, pipe) == 0
        assert os.read(reader, 7) == b"digraph"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_map_in_place_of_a_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "map.dot").mkdir()
    assert draw_map(write(tmp_path / "s", HEAD + HALL), tmp_path / "map.dot") == 2
    assert "cannot be written: " in capsys.readouterr().err


def test_a_story_with_errors_has_no_map(tmp_path: Path) -> None:
    assert draw_map(write(tmp_path, HEAD), tmp_path / "map.dot") == 1


def test_without_graphviz_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    folder = write(tmp_path, STORY)
    assert draw_map(folder, tmp_path / "map.svg") == 2
    assert "pip install pygraphviz" in capsys.readouterr().err
    assert draw_map(folder, tmp_path / "map.dot") == 0


def test_the_same_story_has_the_same_map(shipped: tuple[Chart, Plan]) -> None:
    chart, plan = shipped
    assert svg(chart, plan_of(chart)) == svg(chart, plan)


def test_the_shipped_story_has_a_page(tmp_path: Path) -> None:
    assert draw_map(SCENES, tmp_path / "map.html") == 0
