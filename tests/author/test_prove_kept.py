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
