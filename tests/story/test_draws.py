"""Draws as authors write them: which names are known, what is asked about in vain, and what always holds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from game.play.layout import Layout
from game.story.cache import SETTLED, StoryCache
from game.story.load import load
from tests.stories import HEAD, loading, problems, write

STORY = (
    HEAD
    + """\
draws:
  weather: {one of: {rain: It rains., fog: There is fog., sun: The sun is out.}}
scenes:
  hall:
    passage: |
      [if CONDITION]Yes.[end][if drawn(weather, rain)]A.[else if drawn(weather, fog)]B.[end]
    choices: {go: {text: Go., goto: road}}
  road: {ending: end}
"""
)


def told(condition: str) -> list[str]:
    return [str(problem) for problem in loading(STORY.replace("CONDITION", condition)).diagnostics]


@pytest.mark.parametrize(
    "condition",
    [
        "drawn(weather, rain)",
        "not drawn(weather, sun)",
        "drawn(weather, rain) or drawn(weather, fog)",
        "drawn(weather, rain) and visited(road)",
    ],
)
def test_a_condition_can_ask_what_was_drawn(condition: str) -> None:
    assert told(condition) == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("drawn(weather, rain) and drawn(weather, fog)", "never-true"),
        ("not (drawn(weather, rain) or drawn(weather, fog) or drawn(weather, sun))", "never-true"),
        ("not drawn(weather, rain) or not drawn(weather, sun)", "always-true"),
        ("drawn(weather, rain) or drawn(weather, fog) or drawn(weather, sun)", "always-true"),
    ],
)
def test_just_one_value_is_drawn(condition: str, code: str) -> None:
    assert [line.rpartition("[")[2] for line in told(condition)] == [f"{code}]"]


def test_what_is_left_when_all_values_were_asked_for_is_never_chosen() -> None:
    text = "[if drawn(weather, rain)]A[else if drawn(weather, fog)]B[else if drawn(weather, sun)]C[else]D[end]"
    found = problems(STORY.replace("[if CONDITION]Yes.[end]", text))
    assert [line.rpartition(" ")[2] for line in found] == ["never-chosen"]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("drawn(whether, rain)", "there is no draw “whether”; did you mean “weather”?"),
        ("drawn(weather, fogg)", "there is no value “fogg”; did you mean “fog”?"),
        ("drawn(weather)", "“drawn” takes 2 names in brackets, and here stands 1"),
        ("drawn", "“drawn” asks about something: name it in brackets"),
        ("weather", "did you mean drawn(weather, …)?"),
        ("drawn(weather, rain) == 1", "“drawn(weather, rain)” is true or not"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_was_meant(condition: str, words: str) -> None:
    (line,) = told(condition)
    assert words in line


def test_a_draw_that_nothing_asks_about_is_told() -> None:
    text = HEAD + "draws: {coin: {one of: {heads: Heads., tails: Tails.}}}\nscenes: {hall: {ending: end}}\n"
    assert problems(text) == ["3:9 never-asked"]


def test_one_value_need_not_be_asked_for() -> None:
    assert told("visited(road)") == []


def test_values_that_nothing_tells_apart_are_told() -> None:
    text = STORY.replace("[if CONDITION]Yes.[end]", "").replace("[else if drawn(weather, fog)]B.", "")
    assert problems(text) == ["4:59 same-value"]


@pytest.mark.parametrize("values", ["{}", "{rain: It rains.}"])
def test_a_draw_has_two_values_or_more(values: str) -> None:
    text = HEAD + f"draws: {{weather: {{one of: {values}}}}}\nscenes: {{hall: {{ending: end}}}}\n"
    assert problems(text) == ["3:9 bad-draw"]


def test_a_value_is_written_by_its_sentence() -> None:
    story = loading(STORY.replace("CONDITION", "visited(road)")).story
    assert story is not None
    assert {name: one.means for name, one in story.draws["weather"].one_of.items()} == {
        "rain": "It rains.",
        "fog": "There is fog.",
        "sun": "The sun is out.",
    }


def test_a_story_that_is_kept_ready_draws_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, caches = write(tmp_path / "rain", STORY.replace("CONDITION", "visited(road)")), tmp_path / "caches"
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 2 * SETTLED)
    made = load(folder).story
    assert made is not None
    layout = Layout.of(made)
    StoryCache(caches, folder).write(made, layout.plain)
    kept = StoryCache(caches, folder).read()
    assert kept is not None
    again = Layout.from_plain(kept[1])
    assert dict(kept[0].draws) == dict(made.draws)
    assert (again.draws, again.start, dict(again.choosing)) == (layout.draws, layout.start, dict(layout.choosing))
    assert again.values(again.start) == {"drawn(weather)": "rain"}
