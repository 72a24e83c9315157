"""What outlasts a play: named saves, beginnings of episodes, endings found, what has been read."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from game import words
from game.play import skipping
from game.play.library import SaveKind, endings_found, tally
from game.play.moves import Choose
from game.play.preferences import Handling, Preferences
from game.play.saving import NotSaved, Part
from game.play.skipping import skip
from game.saves import Shelf
from game.saves.library import ShelfLibrary
from game.saves.preferences import read_preferences, write_preferences
from game.saves.record import write_record
from game.saves.shelf import KEPT
from game.story.model import Topic
from tests import stories
from tests.shared_stories import MILL as STORY

MOVES = ("ask", "in", "anne_1.noon x bill", "hear")
LONG = """\
story: {id: s, title: S, start: one}
endings: {end: End}
scenes:
  one: {passage: First., next: two}
  two: {passage: Second., next: three}
  three: {passage: Third., choices: {go: {text: Go., goto: four}, stay: {text: Stay., sticky: yes, passage: Hm.}}}
  four: {ending: end}
"""
DEEP = "[" * 60_000
COUNTED = """\
story: {id: s, title: S, start: one}
endings: {end: End}
numbers: {steps: {name: Steps, to: 9}}
scenes: {one: {choices: {walk: {text: Walk., sticky: yes, change: {steps: +1}}}}, two: {ending: end}}
"""


def library(folder: Path | None, text: str = STORY) -> ShelfLibrary:
    rules = stories.rules(text)
    return ShelfLibrary(Shelf(folder, rules.story.header.id), rules)


def test_a_save_has_its_name_its_turn_and_its_place(tmp_path: Path) -> None:
    kept = library(tmp_path)
    assert kept.save_as(stories.session(STORY, "walk", "walk"), "  Before \n the inn ") is None
    (entry,) = kept.saves()
    assert (entry.name, entry.turn, entry.place, entry.kind) == ("Before the inn", 2, "The yard", SaveKind.OWN)
    assert entry.when


def test_a_save_is_opened_as_it_was(tmp_path: Path) -> None:
    kept = library(tmp_path)
    kept.save_as(stories.session(STORY, "walk"), "here")
    opened = kept.open(kept.saves()[0].id).session
    assert opened
    assert opened.moves == (Choose("walk"),)


def test_a_save_of_another_story_is_not_opened(tmp_path: Path) -> None:
    write_save(tmp_path, "save-000001.json")
    kept = library(tmp_path)
    opened = kept.open("save-000001.json")
    assert (opened.session, opened.trouble) == (None, "it belongs to another story")


def test_the_beginning_of_an_episode_of_another_story_is_none_of_this_one(tmp_path: Path) -> None:
    write_save(tmp_path, "episode-one.json")
    assert [entry.title for entry in library(tmp_path).episodes()] == [""]


def write_save(folder: Path, name: str) -> None:
    """A save of another story in the folder of ours."""
    (folder / "mill").mkdir()
    (folder / "mill" / name).write_bytes(write_record(stories.session(LONG), 1))


def test_a_long_name_of_a_save_is_cut(tmp_path: Path) -> None:
    kept = library(tmp_path)
    kept.save_as(stories.session(STORY), "n" * 99)
    assert kept.saves()[0].name == "n" * 60


def test_whoever_opens_a_save_leaves_the_autosaves_of_the_game_before(tmp_path: Path) -> None:
    kept = library(tmp_path)
    kept.save_as(stories.session(STORY), "here")
    kept.autosave(stories.session(STORY, *["walk"] * 9))
    kept.open(kept.saves()[0].id)
    for steps in range(KEPT + 2):
        kept.autosave(stories.session(STORY, *["walk"] * steps))
    assert 9 in {entry.turn for entry in kept.saves()}


def test_an_ending_is_remembered_though_the_turn_cannot_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = library(tmp_path)
    assert kept.autosave(stories.session(STORY)) is None
    monkeypatch.setattr(Shelf, "save", lambda *_: NotSaved("no room"))
    assert kept.autosave(stories.session(STORY, *MOVES)) == NotSaved("no room")
    monkeypatch.undo()
    session = stories.session(STORY)
    assert [entry.title for entry in endings_found(library(tmp_path), session) if entry.title]


def test_a_save_stays_while_autosaves_come_and_go(tmp_path: Path) -> None:
    kept = library(tmp_path)
    kept.save_as(stories.session(STORY), "here")
    for steps in range(12):
        kept.autosave(stories.session(STORY, *["walk"] * steps))
    assert [entry.name for entry in kept.saves() if entry.kind is SaveKind.OWN] == ["here"]


def test_a_deleted_save_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    kept = library(tmp_path)
    for name in ("one", "two", "three"):
        kept.save_as(stories.session(STORY), name)
    assert kept.delete(kept.saves()[1].id) is None
    assert [entry.name for entry in kept.saves()] == ["three", "one"]


def test_a_save_takes_the_place_of_no_other_after_one_was_deleted(tmp_path: Path) -> None:
    kept = library(tmp_path)
    for name in ("one", "two"):
        kept.save_as(stories.session(STORY), name)
    assert kept.delete(kept.saves()[1].id) is None
    kept.save_as(stories.session(STORY), "three")
    assert [entry.name for entry in kept.saves()] == ["three", "two"]


@pytest.mark.parametrize("name", ["save-000009.json", "../preferences.json", "", "/etc/passwd"])
def test_what_is_no_save_is_neither_opened_nor_deleted(tmp_path: Path, name: str) -> None:
    (tmp_path / "preferences.json").write_text("{}")
    kept = library(tmp_path)
    assert kept.open(name).trouble
    assert kept.delete(name)
    assert (tmp_path / "preferences.json").exists()


def test_a_damaged_save_is_listed_with_its_trouble(tmp_path: Path) -> None:
    kept = library(tmp_path)
    kept.save_as(stories.session(STORY), "here")
    next((tmp_path / "mill").glob("save-*.json")).write_text("{")
    (entry,) = kept.saves()
    assert entry.trouble
    assert kept.open(entry.id).session is None


@pytest.mark.parametrize(
    ("language", "when", "names"),
    [
        ("en", "3 Dec 2026, 21:05", ["Saved by you", "Autosave"]),
        ("de", "3. Dez. 2026, 21:05", ["Von dir gespeichert", "Automatisch gespeichert"]),
    ],
)
def test_a_save_without_a_name_is_called_what_it_is_and_dated_in_the_language_of_the_player(
    language: str, when: str, names: list[str], tmp_path: Path
) -> None:
    kept = library(tmp_path)
    kept.autosave(stories.session(STORY))
    kept.save_as(stories.session(STORY), " ")
    for path in (tmp_path / "mill").glob("*save-*.json"):
        os.utime(path, (written := time.mktime((2026, 12, 3, 21, 5, 0, 0, 0, -1)), written))
    words.speak(language)
    try:
        found = kept.saves()
    finally:
        words.speak(words.SOURCE)
    assert [entry.name for entry in found] == names
    assert {entry.when for entry in found} == {when}


def test_an_autosave_that_was_deleted_is_missed_until_the_next_is_written(tmp_path: Path) -> None:
    kept = library(tmp_path)
    assert kept.has_autosave()
    for steps in range(3):
        kept.autosave(stories.session(STORY, *["walk"] * steps))
        newest = kept.saves()[0].id
        assert kept.has_autosave()
        assert library(tmp_path).delete(newest) is None  # by another game
        assert not kept.has_autosave()


def test_an_autosave_is_not_missed_where_another_game_has_saved_since(tmp_path: Path) -> None:
    idle = library(tmp_path)
    idle.autosave(stories.session(STORY))
    oldest = idle.saves()[0].id
    library(tmp_path).autosave(stories.session(STORY, "walk"))
    idle.delete(oldest)
    assert idle.has_autosave()


def test_a_game_that_was_brought_back_misses_the_autosave_that_it_was_brought_back_from(tmp_path: Path) -> None:
    library(tmp_path).autosave(stories.session(STORY, "walk"))
    rules = stories.rules(STORY)
    shelf = Shelf(tmp_path, "mill")
    assert shelf.latest(rules)
    kept = ShelfLibrary(shelf, rules)
    assert kept.has_autosave()
    kept.delete(kept.saves()[0].id)
    assert not kept.has_autosave()


def test_what_is_written_after_an_autosave_was_deleted_keeps_as_many_as_ever(tmp_path: Path) -> None:
    kept = library(tmp_path)
    for steps in range(KEPT + 4):
        kept.autosave(stories.session(STORY, *["walk"] * steps))
        if steps == KEPT:
            kept.delete(kept.saves()[0].id)
    assert len({entry.turn for entry in kept.saves()}) == KEPT + 1


def test_another_game_leaves_the_autosaves_of_the_one_before(tmp_path: Path) -> None:
    kept = library(tmp_path)
    kept.autosave(stories.session(STORY, *["walk"] * 9))
    kept.fresh()
    for steps in range(6):
        kept.autosave(stories.session(STORY, *["walk"] * steps))
    assert 9 in {entry.turn for entry in kept.saves()}


def test_an_episode_that_was_reached_says_how_things_stand(tmp_path: Path) -> None:
    kept = library(tmp_path)
    assert [entry.title for entry in kept.episodes()] == [""]
    kept.autosave(stories.session(STORY))
    (episode,) = kept.episodes()
    assert episode.title == "The evening"
    assert "Evidence found: none." in episode.stands
    assert kept.open(episode.save).session
    assert not any(entry.kind is SaveKind.OWN for entry in kept.saves())


def test_endings_are_found_across_plays(tmp_path: Path) -> None:
    assert [ending.title for ending in library(tmp_path).endings()] == [""]
    library(tmp_path).autosave(stories.session(STORY, *MOVES))
    library(tmp_path).autosave(stories.session(STORY))
    assert [ending.title for ending in library(tmp_path).endings()] == ["The end of it"]


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"ending", b"ending end", b"read 0123\nend", b"\x00" * 100])
def test_a_damaged_memory_forgets_and_goes_on(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "mill").mkdir()
    (tmp_path / "mill" / "remembered.log").write_bytes(damage)
    kept = library(tmp_path)
    kept.autosave(stories.session(STORY, *MOVES))
    assert library(tmp_path).endings()


def test_skipping_goes_over_what_was_read_and_stops_at_what_is_new(tmp_path: Path) -> None:
    kept = library(tmp_path, LONG)
    session = stories.session(LONG)
    assert skip(session, kept.has_read) == 1
    for moves in ((), ("next",), ("next", "next")):
        kept.autosave(stories.session(LONG, *moves))
    session = stories.session(LONG)
    assert skip(session, kept.has_read) == 2
    assert session.state.scene == "three"
    assert skip(session, kept.has_read) == 0


def test_skipping_goes_round_no_circle(tmp_path: Path) -> None:
    session = stories.session(
        LONG.replace("Third., choices: {go: {text: Go., goto: four}, stay", "Third., choices: {stay")
    )
    assert skip(session, lambda _: True) < 10


def test_skipping_stops_where_somebody_can_be_confronted() -> None:
    session = stories.session(STORY, "ask", "in")
    assert [option.move for option in session.page().options if option.number is not None] == [Choose("leave")]
    assert skip(session, lambda _: True) == 0


def test_skipping_ends_after_so_many_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skipping, "MOST", 3)
    session = stories.session(COUNTED)
    assert skip(session, lambda _: True) == session.turn == 3


def test_a_play_is_written_to_a_file_of_its_own_each_time(tmp_path: Path) -> None:
    kept = library(tmp_path)
    for number in (1, 2):
        assert f"play-{number}.md" in kept.export(stories.session(STORY, "walk"), Preferences())
    assert "**→ Walk.**" in (tmp_path / "mill" / "transcripts" / "play-2.md").read_text(encoding="utf-8")


def test_a_play_is_written_as_its_player_has_it_read(tmp_path: Path) -> None:
    library(tmp_path).export(stories.session(STORY, "in"), Preferences({"Death": Handling.SUMMARISE}))
    written = (tmp_path / "mill" / "transcripts" / "play-1.md").read_text(encoding="utf-8")
    assert "A death." in written
    assert "The miller is dead." not in written


def test_without_a_folder_everything_says_so() -> None:
    kept = library(None)
    assert kept.saves() == ()
    assert kept.save_as(stories.session(STORY), "here")
    assert "no folder" in kept.export(stories.session(STORY), Preferences())
    assert kept.has_autosave()
    assert kept.autosave(stories.session(STORY))


def test_an_ending_that_could_not_be_noted_is_noted_later(tmp_path: Path) -> None:
    blocked = tmp_path / "mill" / "remembered.log"
    blocked.mkdir(parents=True)
    kept, session = library(tmp_path), stories.session(STORY, *MOVES)
    kept.autosave(session)
    blocked.rmdir()
    kept.autosave(session)
    assert [ending.title for ending in library(tmp_path).endings()] == ["The end of it"]


def test_a_line_that_was_cut_short_does_not_spoil_the_next(tmp_path: Path) -> None:
    (tmp_path / "mill").mkdir()
    (tmp_path / "mill" / "remembered.log").write_bytes(b"ending e")
    session = stories.session(STORY, *MOVES)
    library(tmp_path).autosave(session)
    assert library(tmp_path).has_read(session.page())
    assert [ending.title for ending in library(tmp_path).endings()] == ["The end of it"]


def test_nothing_is_noted_twice(tmp_path: Path) -> None:
    kept = library(tmp_path)
    for steps in (0, 1, 2, 1, 0):
        kept.autosave(stories.session(STORY, *["walk"] * steps))
    lines = (tmp_path / "mill" / "remembered.log").read_text(encoding="ascii").split()[1::2]
    assert sorted(lines) == sorted(set(lines))


def test_that_what_was_read_is_not_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "mill" / "remembered.log").mkdir(parents=True)
    trouble = library(tmp_path).autosave(stories.session(STORY))
    assert trouble
    assert not trouble.loses_turn
    assert Shelf(tmp_path, "mill").games()[-1].record


def test_that_the_beginning_of_an_episode_is_not_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "mill" / "episode-one.json").mkdir(parents=True)
    trouble = library(tmp_path).autosave(stories.session(STORY))
    assert trouble
    assert trouble.part is Part.EPISODE
    assert "the beginning of the episode" in trouble.sentence


def test_what_is_decided_about_a_topic_holds_in_whatever_language_it_is_named(tmp_path: Path) -> None:
    english, german = {"death": Topic(name="Death")}, {"death": Topic(name="Tod")}
    assert write_preferences(tmp_path, Preferences().with_content("Death", Handling.WARN), english) is None
    assert read_preferences(tmp_path, german).content == {"Tod": Handling.WARN}


@pytest.mark.parametrize(
    "damaged",
    ['{"theme": "\\ud800"}', '{"content": {"\\udfff": "warn first"}}', '{"column": 1e999}', "[]", "{", DEEP],
    ids=lambda text: text[:20],
)
def test_damaged_settings_can_be_read_changed_and_written(damaged: str, tmp_path: Path) -> None:
    (tmp_path / "preferences.json").write_text(damaged, encoding="ascii")
    changed = replace(read_preferences(tmp_path), numbers=True)
    assert write_preferences(tmp_path, changed) is None
    assert read_preferences(tmp_path) == changed


@pytest.mark.parametrize(("column", "believed"), [(39, False), (40, True), (72, True), (73, False), (True, False)])
def test_a_width_in_which_nobody_reads_is_not_believed(column: int, tmp_path: Path, *, believed: bool) -> None:
    (tmp_path / "preferences.json").write_text(json.dumps({"column": column}), encoding="ascii")
    assert read_preferences(tmp_path).column == (column if believed else Preferences().column)


def test_a_secret_ending_is_not_counted_until_it_is_found(tmp_path: Path) -> None:
    text = (
        "story: {id: s, title: S, start: hall}\nendings: {one: One, two: {title: Two, secret: yes}}\n"
        "scenes:\n  hall: {choices: {a: {text: A, goto: one}, b: {text: B, goto: two}}}\n"
        "  one: {ending: one}\n  two: {ending: two}\n"
    )
    for move, told in (("a", "1 of 1 ending"), ("b", "2 of 2 endings"), ("a", "2 of 2 endings")):
        shelf, session = library(tmp_path, text), stories.session(text, move)
        shelf.autosave(session)
        assert tally(endings_found(shelf, session)) == told
