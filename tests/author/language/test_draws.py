"""Draws in an editor: their names are offered, explained, found and renamed, also in playthroughs."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.language.renaming import CannotRename
from game.story.load import load
from tests.author.language.asking import MARK, Desk, write_files
from tests.command import called

STORY = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
draws:
  weather:
    one of: {rain: It rains., fog: There is fog.}
  coin:
    one of: {heads: Heads., tails: Tails.}
scenes:
  hall:
    passage: "[if drawn(weather, rain)]Rain.[else]Fog.[end]"
    choices:
      row: {text: Row, when: "not drawn(weather, fog) or drawn(coin, tails)", goto: boat}
      wait: {text: Wait, passage: Nobody comes.}
  boat: {ending: end}
"""
PLAY = """\
with drawn(weather, fog), drawn(coin, tails)
expect drawn(weather, fog)
> row
"""
ELSEWHERE = """\
from hall with drawn(weather, fog)
expect not drawn(weather, rain)
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_files(tmp_path, {"story.yaml": STORY, "a.play": PLAY, "b.play": ELSEWHERE})
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "offered"),
    [
        ("drawn(coin, tails)", f"drawn({MARK}", ["weather", "coin"]),
        ("drawn(coin, tails)", f"drawn(coin, {MARK}", ["heads", "tails"]),
        ("[if drawn(weather, rain)]", f"[if drawn(weather, {MARK}", ["rain", "fog"]),
        ("    one of: {rain: It rains., fog: There is fog.}\n", f"    {MARK}\n", ["one of"]),
    ],
)
def test_draws_and_their_values_are_offered(old: str, new: str, offered: list[str], desk: Desk) -> None:
    assert desk.offered("story.yaml", STORY.replace(old, new, 1)) == offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (f"with drawn({MARK}", ["weather", "coin"]),
        (f"with drawn(weather, {MARK}", ["rain", "fog"]),
        (f"with drawn(weather, fog), drawn(coin, {MARK}", ["heads", "tails"]),
        (f"from hall with drawn(coin, {MARK}", ["heads", "tails"]),
        (f"expect drawn(weather, {MARK}", ["rain", "fog"]),
    ],
)
def test_they_are_offered_in_playthroughs(line: str, offered: list[str], desk: Desk) -> None:
    assert desk.offered("a.play", line) == offered


def test_what_can_be_given_is_offered_and_no_words_between(desk: Desk) -> None:
    offered = desk.offered("a.play", f"with {MARK}")
    assert "drawn(draw, value)" in offered
    assert not {"and", "or", "not"} & set(offered)


@pytest.mark.parametrize(
    ("file", "words", "by", "told"),
    [
        ("story.yaml", "drawn(weather, rain)", 8, ["**weather** · draw", "One of: rain, fog"]),
        ("story.yaml", "drawn(weather, rain)", 17, ["**weather.rain** · value", "It rains."]),
        ("story.yaml", "drawn(weather, rain)", 2, ["**drawn(draw, value)**", "this value was drawn"]),
        ("story.yaml", "one of:", 2, ["**one of**"]),
        ("a.play", "drawn(weather, fog)", 17, ["There is fog."]),
        ("a.play", "drawn(weather, fog)", 2, ["**drawn(draw, value)**"]),
    ],
)
def test_they_are_explained(file: str, words: str, by: int, told: list[str], desk: Desk) -> None:
    found = desk.about(file).hover(*desk.where(file, words, by))
    assert found is not None
    for one in told:
        assert one in found.markdown


@pytest.mark.parametrize(
    ("file", "by", "line"), [("story.yaml", 8, 4), ("story.yaml", 17, 5), ("a.play", 8, 4), ("a.play", 17, 5)]
)
def test_it_is_found_where_they_are_defined(file: str, by: int, line: int, desk: Desk) -> None:
    (spot,) = desk.about(file).definition(*desk.where(file, "drawn(weather", by))
    assert (spot.path.name, spot.line + 1) == ("story.yaml", line)


@pytest.mark.parametrize(
    ("words", "by", "new"),
    [("  weather:", 2, "sky"), ("fog: There", 0, "mist"), ("tails: Tails", 0, "back"), ("  coin:", 2, "lot")],
)
def test_a_new_name_is_written_everywhere(words: str, by: int, new: str, desk: Desk) -> None:
    changed = desk.renamed("story.yaml", words, new, by)
    write_files(desk.folder, changed)
    old = words.strip().partition(":")[0]
    assert load(desk.folder).diagnostics == ()
    assert called("test", str(desk.folder)).returncode == 0
    for name in ("story.yaml", "a.play", "b.play"):
        text = (desk.folder / name).read_text(encoding="utf-8")
        assert f"({old}," not in text
        assert f", {old})" not in text


def test_a_value_has_a_name_of_its_own_in_its_draw(desk: Desk) -> None:
    with pytest.raises(CannotRename, match=r"There is a value “weather.rain” already"):
        desk.renamed("story.yaml", "fog: There", "rain")
    assert "rain: Heads." in desk.renamed("story.yaml", "heads: Heads", "rain")["story.yaml"]
