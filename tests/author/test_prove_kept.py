"""What was kept of a story's files spares `prove` to read them, and takes nothing from what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.author import loading
from game.author.prove import Wanted, prove
from tests.stories import write

SOUND = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
scenes: {hall: {passage: The hall., next: street}, street: {ending: end}}
"""

TWINS = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: It is lit.}
scenes:
  hall:
    passage:
      - {text: "[if lit]It is lit.[end]", summary: "[if lit]Lit.[end]"}
    next: street
  street: {set: lit, ending: end}
"""
"""What nobody ever reads stands in two texts of one passage, in the same words and at the same place in each."""


NEVER_BOTH = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: It is lit., open: It is open.}
scenes:
  hall: {next: room}
  room:
    passage: "[if lit and open]Both.[end]"
    choices:
      light: {text: Light, set: lit, clear: open, goto: yard}
      open: {text: Open, set: open, clear: lit, goto: yard}
  yard: {choices: {back: {text: Back, goto: room}, out: {text: Out, goto: out}}}
  out: {ending: end}
"""
"""Nobody ever comes to a place where both holds; a play comes near it."""


def test_files_that_were_kept_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story, wanted = write(tmp_path / "story", SOUND), Wanted(cache=tmp_path, stories=tmp_path)
    prove(story, wanted)
    monkeypatch.setattr(loading, "load", lambda *_, **__: pytest.fail("read from nothing"))
    assert prove(story, wanted) == 0


@pytest.mark.parametrize("cache", [True, False], ids=["kept verdict", "new verdict"])
def test_findings_stand_where_they_stood_when_all_files_were_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cache: bool
) -> None:
    story = write(tmp_path / "story", TWINS)
    wanted = Wanted("json", cache=tmp_path if cache else None, stories=tmp_path)
    told = [(prove(story, wanted), json.loads(capsys.readouterr().out)["findings"])[1] for _ in range(2)]
    places = [[(one["line"], one["column"]) for one in found] for found in told]
    assert places[0] == places[1] == [(7, 17), (7, 53)]


def test_each_finding_names_the_play_that_is_written_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = Wanted(cache=tmp_path, stories=tmp_path, save=tmp_path / "plays", form="json")
    prove(write(tmp_path / "story", NEVER_BOTH), wanted)
    found = json.loads(capsys.readouterr().out)["findings"]
    saved = {one["saved"] for one in found if one["saved"]}
    assert saved == {str(path) for path in (tmp_path / "plays").glob("*.play")} != set()


@pytest.mark.parametrize("times", [1, 2], ids=["new verdict", "kept verdict"])
def test_two_ways_to_one_scene_are_told_each_at_its_own_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], times: int
) -> None:
    ways = "[{scene: street, when: lit}, {scene: street, when: lit and visited(hall)}, street]"
    text = SOUND.replace("next: street", f"next: {ways}").replace("scenes:", "facts: {lit: It is lit.}\nscenes:")
    story, wanted = write(tmp_path / "story", text), Wanted(cache=tmp_path, stories=tmp_path, form="json")
    for _ in range(times):
        prove(story, wanted)
        told = json.loads(capsys.readouterr().out)
    line = text.splitlines()[-1]
    columns = [line.index(f"street, when: {when}") + 1 for when in ("lit}", "lit and")]
    assert [one["column"] for one in told["findings"] if "leading to" in one["message"]] == columns


def test_of_a_scene_with_a_name_of_one_letter_the_own_line_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """\
story: {id: s, title: S, start: a}
endings: {end: End}
scenes:
  a:
    choices: {go: {text: Go, goto: b}}
    next: b
  b: {ending: end}
  c: {next: b}
"""
    prove(write(tmp_path / "story", text), Wanted(cache=tmp_path, stories=tmp_path, form="json"))
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [one["line"] for one in told if "the way on" in one["message"]] == [4]
