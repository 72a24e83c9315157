"""What somebody meant who calls a command wrongly."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from game.cli import main
from tests.command import called
from tests.stories import HALL, HEAD, write

PLAY = "expect ending end\n"


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small story that is called like a playthrough, in the folder one stands in."""
    folder = write(tmp_path / "hall.play", HEAD + HALL)
    (folder / "a.play").write_text(PLAY, encoding="utf-8")
    (tmp_path / "my story").mkdir()
    monkeypatch.chdir(tmp_path)
    return folder


def status(arguments: list[str]) -> object:
    """The exit status of a call."""
    try:
        return main(arguments)
    except SystemExit as left:
        return left.code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek", "hall.play"], "there is no command “chek”; did you mean “check”?"),
        (["xyz"], "there is no command “xyz”; there are: play, new, check"),
        (["hall.play"], "first comes a command, as in: perfect-mother play hall.play"),
        (["my story"], "first comes a command, as in: perfect-mother play 'my story'"),
        (["\x1b[31m.play"], "first comes a command, as in: perfect-mother play '\N{REPLACEMENT CHARACTER}[31m.play'"),
        ([""], "the name of the command is empty; there are: play, new, check"),
        (["walkthrough", "hall.play"], "first comes an ending, as in: walkthrough ENDING hall.play"),
        (["check", ""], "the name of the story's folder is empty"),
        (["stats", ""], "the name of the story's folder is empty"),
    ],
)
def test_a_wrong_call_says_what_was_meant(
    arguments: list[str], words: str, hall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["simulate", "-n", "abc"], "“abc” is no whole number"),
        (["prove", "--budget", "nan"], "“nan” is no number of seconds"),
        (["prove", "--budget", "-1"], "“-1” is no number of seconds"),
    ],
)
def test_what_is_no_number_is_said_in_words(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert words in capsys.readouterr().err


def test_a_story_whose_folder_is_called_like_a_playthrough_is_a_story(
    hall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", "hall.play"]) == 0
    assert "1 playthrough, 0 failed" in capsys.readouterr().err


@pytest.mark.parametrize(("inside", "named"), [(".", "."), ("plays", "..")])
def test_who_stands_in_a_story_and_names_none_is_told_which_one_it_was(
    inside: str, named: str, hall: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (hall / inside).mkdir(exist_ok=True)
    monkeypatch.setattr("game.commands.common.shipped_story", lambda: write(hall.parent / "shipped", HEAD + HALL))
    words = f"This is about the story that came along; for the one here, name its folder: {named}\n"
    assert main(["check"]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.chdir(hall / inside)
    assert main(["check"]) == 0
    assert capsys.readouterr().err == words
    assert main(["check", named]) == 0
    assert capsys.readouterr().err == ""


def test_a_playthrough_that_is_not_there_is_noticed_before_the_story_is_read(
    hall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (hall / "a.yaml").write_text("scenes: [", encoding="utf-8")
    assert main(["test", "hall.play", "missing.play"]) == 2
    assert capsys.readouterr().err == "perfect-mother: there is no playthrough missing.play\n"


def test_a_playthrough_is_looked_for_in_the_folder_of_the_story_too(
    hall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not Path("a.play").exists()
    assert main(["test", str(hall), "a.play"]) == 0
    assert capsys.readouterr().err == "1 playthrough, 0 failed\n"


def test_a_file_in_place_of_a_story_is_told_to_be_one(hall: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(hall / "a.yaml")]) == 2
    told = f"{hall / 'a.yaml'} is not a folder: name the one in which it lies, {hall}\n"
    assert capsys.readouterr().err.endswith(told)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name of a file is text")
def test_a_folder_whose_name_is_no_text_can_be_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")), HEAD + HALL)
    assert main(["prove", str(folder), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["proved"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("simulate", "STORY", "-n", "0"),
        ("map", "STORY", "-o", "map.doc"),
        ("map", "STORY", "-o", "none/map.mmd"),
        ("test", "STORY"),
        ("test", "STORY", "none.play"),
        ("new", "STORY"),
        ("walkthrough", "end", "STORY", "--play", "STORY"),
        ("check", "STORY", "--explain", "none"),
        ("serve", "STORY", "--visitors", "0"),
        ("prove", "none"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_carried_out_is_said_by_the_program(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    folder = str(write(tmp_path / "s", HEAD + HALL))
    done = called(*(folder if argument == "STORY" else argument for argument in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("perfect-mother: ")
