"""Where the files of stories lie: the story above a file, and paths as messages show them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.story.load import load
from game.story.source import path_within, shown_path, story_above, story_files
from tests.stories import HALL, HEAD, ODD_NAMES, write

STORY = HEAD + HALL


def test_a_file_belongs_to_the_nearest_story_above_it(tmp_path: Path) -> None:
    inner = write(tmp_path / "inner", b"facts: {}")
    write(tmp_path, STORY)
    assert story_above(inner / "b.yaml") == tmp_path
    write(inner, c=STORY)
    assert story_above(inner / "b.yaml") == inner


def test_a_story_above_of_where_one_looks_is_nobodys_business(tmp_path: Path) -> None:
    write(tmp_path, STORY)
    assert story_above(tmp_path / "inner" / "b.yaml", [tmp_path / "inner"]) is None


def test_without_a_folder_to_look_in_only_the_nearest_are_looked_at(tmp_path: Path) -> None:
    write(tmp_path, STORY)
    assert story_above(tmp_path / "1" / "2" / "a.play") == tmp_path
    assert story_above(tmp_path / "1" / "2" / "3" / "a.play") is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="folders in which all may write are marked otherwise here")
def test_a_story_in_a_folder_of_everybody_is_not_that_of_the_files_below(tmp_path: Path) -> None:
    write(tmp_path, STORY)
    tmp_path.chmod(0o1777)
    assert story_above(tmp_path / "1" / "a.play") is None
    assert story_above(tmp_path / "1" / "a.play", [tmp_path]) == tmp_path


def test_a_story_in_the_users_own_folder_is_not_that_of_the_files_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = write(tmp_path / "home", STORY)
    write(tmp_path / "home" / "own", STORY)
    monkeypatch.setattr(Path, "home", lambda: home)
    assert story_above(home / "a.play") is None
    assert story_above(home / "own" / "a.play") == home / "own"


def test_a_story_can_begin_in_the_editor(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    assert story_above(path, [tmp_path]) is None
    assert story_above(path, [tmp_path], {path: STORY}) == tmp_path


def test_what_is_open_takes_the_place_of_what_is_on_disk(tmp_path: Path) -> None:
    path = write(tmp_path, STORY) / "a.yaml"
    assert story_above(path, [tmp_path], {path: HALL}) is None


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_file_of_a_place_is_known_whatever_messages_show(name: str, tmp_path: Path) -> None:
    folder = write(tmp_path / name, "titel: x\n", "\x00")
    loading = load(folder)
    assert {loading.file_of(one.place) for one in loading.diagnostics} == {folder / "a.yaml", folder / "b.yaml"}


@pytest.mark.parametrize("name", ["a  b", "a\u00a0b", "a\u3000b"])
def test_a_path_that_can_be_shown_is_shown_as_it_is(name: str) -> None:
    assert shown_path(Path(name)) == name


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "a\x1bb", "a\u202eb", "a\udcffb"])
def test_no_path_obeys_itself_on_a_terminal(name: str) -> None:
    assert shown_path(Path(name)) == "a\N{REPLACEMENT CHARACTER}b"


def test_a_file_is_named_from_its_folder_on_and_any_other_whole() -> None:
    assert path_within(Path("s/a/b.yaml"), Path("s")) == "a/b.yaml"
    assert path_within(Path("t/b.yaml"), Path("s")) == "t/b.yaml"


@pytest.mark.parametrize("folder", ["__pycache__", ".git", "inner"])
def test_what_lies_in_a_folder_of_a_program_is_not_of_the_story(folder: str, tmp_path: Path) -> None:
    file = write(tmp_path / folder, STORY) / "a.yaml"
    assert list(story_files(tmp_path)) == ([file] if folder == "inner" else [])
