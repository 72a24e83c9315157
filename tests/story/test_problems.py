"""Every problem of the format: its example is reported, at its place, and nothing else is."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import game.story
from game.story import load as load_module
from game.story import source
from game.story.load import load
from game.story.problems import PROBLEMS, Problem
from tests.stories import HALL, HEAD, problems, write

WITH_EXAMPLE = [problem for problem in PROBLEMS.values() if problem.example and not problem.catalogue]
OTHERS = {
    "too-large", "story-too-large", "too-many-files", "not-a-file", "outside-the-folder", "cannot-read", "two-stories",
    "duplicate-id", "not-read", "no-language", "needed-file", "copied-file",
}  # fmt: skip


@pytest.mark.parametrize("problem", WITH_EXAMPLE, ids=lambda problem: problem.code)
def test_an_example_has_its_problem_at_its_place_and_no_other(problem: Problem) -> None:
    assert problems(problem.example) == [f"{problem.at[0]}:{problem.at[1]} {problem.code}"]


def test_problems_without_an_example_have_a_test_here() -> None:
    assert {problem.code for problem in PROBLEMS.values() if not problem.example} == OTHERS


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_code_is_reported_somewhere(code: str) -> None:
    folder = Path(game.story.__file__).parent
    files = [path for path in folder.rglob("*.py") if "problems" not in path.parts]
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_code_is_small_letters_and_hyphens(code: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=lambda problem: problem.code)
def test_a_problem_says_why_and_how_to_mend_it_in_sentences(problem: Problem) -> None:
    for text in (problem.why, problem.mend):
        assert text[0].isupper()
        assert text.endswith((".", "…"))


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=lambda problem: problem.code)
def test_nothing_is_left_to_be_filled_in(problem: Problem) -> None:
    assert re.findall(r"[{}]{2}|\{\w+\}", problem.why + problem.mend) == []


def test_two_stories(tmp_path: Path) -> None:
    assert problems(HEAD + HALL, "story: {id: t, title: T, start: hall}\n") == ["b 1:1 two-stories"]


def test_a_name_twice_in_two_files() -> None:
    assert problems(HEAD + HALL, "scenes:\n  hall: {ending: end}\n") == ["b 2:3 duplicate-id"]
    # What is asked for and is not there is most likely the one that has the wrong name.
    assert problems(HEAD + HALL, "scenes:\n  hall: {next: surgery}\n") == ["b 2:3 duplicate-id"]


def test_a_name_twice_says_where_the_first_stands(tmp_path: Path) -> None:
    write(tmp_path, HEAD + HALL, "scenes:\n  hall: {ending: end}\n")
    assert f"{tmp_path}/a.yaml:3" in load(tmp_path).diagnostics[0].words


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_FILE_BYTES", 200)
    write(tmp_path, HEAD + HALL, "# " + "x" * 200)
    assert [str(found) for found in load(tmp_path, "s").diagnostics if found.place.path == "s/b.yaml"] != []
    assert {found.code for found in load(tmp_path, "s").diagnostics} == {"too-large"}


def test_a_file_of_just_the_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + HALL
    monkeypatch.setattr(source, "MAX_FILE_BYTES", len(text))
    assert load(write(tmp_path, text)).diagnostics == ()


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "MAX_FILES", 2)
    write(tmp_path, HEAD + HALL, "people: {}\n", "places: {}\n")
    assert [str(found) for found in load(tmp_path, "s").diagnostics] == [
        "s:1:1: error: a story may have 2 files [too-many-files]"
    ]


def test_a_folder_called_like_a_file(tmp_path: Path) -> None:
    write(tmp_path, HEAD + HALL)
    (tmp_path / "b.yaml").mkdir()
    assert [str(found).partition(": error")[0] for found in load(tmp_path, "s").diagnostics] == ["s/b.yaml:1:1"]
    assert load(tmp_path).diagnostics[0].code == "not-a-file"


def test_files_in_a_folder_called_like_a_file_are_read_all_the_same(tmp_path: Path) -> None:
    write(tmp_path / "b.yaml", HALL)
    found = load(write(tmp_path, HEAD))
    assert [problem.code for problem in found.diagnostics] == ["not-a-file"]
    assert "hall" in found.defined["scenes"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_called_like_a_file_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, HEAD + HALL)
    os.mkfifo(tmp_path / "b.yaml")
    assert [found.code for found in load(tmp_path).diagnostics] == ["not-a-file"]


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", "people: {}\n")
    inside = write(tmp_path / "inside", HEAD + HALL)
    (inside / "b.yaml").symlink_to(outside / "a.yaml")
    assert [found.code for found in load(inside).diagnostics] == ["outside-the-folder"]


def test_a_link_to_a_device(tmp_path: Path) -> None:
    write(tmp_path, HEAD + HALL)
    (tmp_path / "b.yaml").symlink_to("/dev/zero")
    assert [found.code for found in load(tmp_path).diagnostics] == ["outside-the-folder"]


def test_a_link_to_nothing(tmp_path: Path) -> None:
    write(tmp_path, HEAD + HALL)
    (tmp_path / "b.yaml").symlink_to(tmp_path / "nothing.yaml")
    assert [found.code for found in load(tmp_path).diagnostics] == ["cannot-read"]


def test_links_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, HEAD + HALL)
    (tmp_path / "b.yaml").symlink_to(tmp_path / "c.yaml")
    (tmp_path / "c.yaml").symlink_to(tmp_path / "b.yaml")
    assert [found.code for found in load(tmp_path).diagnostics] == ["cannot-read", "cannot-read"]


def test_folders_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, HEAD + HALL)
    (tmp_path / "more").symlink_to(tmp_path)
    assert load(tmp_path).diagnostics == ()


def test_a_story_in_a_folder_that_is_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real", HEAD + HALL)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert load(tmp_path / "link").diagnostics == ()


def test_what_keeps_a_file_from_being_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, HEAD + HALL, "people: {}\n")
    real = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path.name == "b.yaml":
            raise PermissionError(13, "Permission denied")
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert [str(found) for found in load(tmp_path, "s").diagnostics] == [
        "s/b.yaml:1:1: error: the file cannot be read: Permission denied [cannot-read]"
    ]


def test_a_story_may_not_be_larger_than_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.story.joining.MAX_STORY_BYTES", 100)
    (tmp_path / "a.yaml").write_text("facts: {tidy: The room is tidy.}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"facts: {{late: {'It is late. ' * 10}}}\n", encoding="utf-8")
    assert "story-too-large" in [diagnostic.code for diagnostic in load(tmp_path).diagnostics]
