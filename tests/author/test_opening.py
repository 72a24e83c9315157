"""Playthroughs as beginnings, `play FILE.play` and `play --after FILE`; and `test` of some, wherever they lie."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.command import perfect_mother
from tests.stories import write

STORY = """\
story: {id: clock, title: The Clock, start: hall}
endings: {out: Out of the house}
scenes:
  hall:
    passage: The clock has stopped.
    choices: {leave: {text: Go out, goto: street}}
  street:
    passage: The door falls shut.
    choices: {gate: {text: Unlock the gate, goto: garden}}
  garden: {passage: Roses., ending: out}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that a command can be given in, with a story and a playthrough beside it and one inside."""
    write(tmp_path / "far" / "off" / "here" / "clock", STORY)
    here = tmp_path / "far" / "off" / "here"
    (here / "routes").mkdir()
    for path in (here / "routes" / "lost.play", here / "clock" / "left.play"):
        path.write_text("> leave\nexpect scene street\n", encoding="utf-8")
    return here


def play(folder: Path, *arguments: str, typed: str = "q\n") -> CompletedProcess[str]:
    return perfect_mother("play", *arguments, "--plain", "--saves", "saves", folder=folder, path=ROOT, typed=typed)


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "arguments",
    [("clock/left.play",), ("--after", "clock/left.play"), ("clock", "--after", "routes/lost.play")],
    ids=" ".join,
)
def test_a_play_begins_where_a_playthrough_ends(arguments: tuple[str, ...], folder: Path) -> None:
    done = play(folder, *arguments)
    assert done.returncode == 0, done.stderr
    assert "The door falls shut." in done.stdout
    assert "The clock has stopped." not in done.stdout
    assert "Saved at turn 1" in done.stdout


def test_what_is_played_after_a_playthrough_is_recorded_with_it(folder: Path) -> None:
    play(folder, "clock/left.play", "--record", "whole.play", typed="1\nq\n")
    assert [line for line in (folder / "whole.play").read_text("utf-8").splitlines() if line.startswith(">")] == [
        "> leave  # Go out",
        "> gate  # Unlock the gate",
    ]


def test_what_is_expected_and_not_so_is_told_and_played_all_the_same(folder: Path) -> None:
    (folder / "clock" / "left.play").write_text("> leave\nexpect scene garden\n", encoding="utf-8")
    done = play(folder, "clock/left.play")
    assert done.returncode == 0
    assert "clock/left.play:2:14: " in done.stdout
    assert "The door falls shut." in done.stdout


@pytest.mark.parametrize("line", ["> leaf", "from yard", "after none.play", "leave"])
def test_a_playthrough_that_cannot_be_played_is_told_and_no_move_is_guessed(line: str, folder: Path) -> None:
    (folder / "clock" / "left.play").write_text(f"{line}\n", encoding="utf-8")
    done = play(folder, "clock/left.play")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("perfect-mother: clock/left.play:1:")


def test_a_playthrough_that_is_not_there_is_told(folder: Path) -> None:
    done = play(folder, "clock", "--after", "clock/none.play")
    assert done.returncode == 2
    assert "clock/none.play:1:1: the file cannot be read: No such file" in done.stderr


@pytest.mark.parametrize("option", [("--new",), ("--continue",), ("--from", "hall"), ("--after", "clock/left.play")])
def test_a_playthrough_and_another_beginning_exclude_one_another(option: tuple[str, ...], folder: Path) -> None:
    done = play(folder, "clock/left.play", *option)
    assert done.returncode == 2
    assert "a playthrough says where to begin" in done.stderr


@pytest.mark.parametrize("arguments", [("clock/left.play",), ("clock", "routes/lost.play", "clock/left.play")])
def test_some_playthroughs_are_run_wherever_they_lie(arguments: tuple[str, ...], folder: Path) -> None:
    (folder / "clock" / "other.play").write_text("> fly\n", encoding="utf-8")
    done = perfect_mother("test", *arguments, folder=folder, path=ROOT)
    number = sum(argument.endswith(".play") for argument in arguments)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{number} playthrough{'s' * (number > 1)}, 0 failed\n"


def test_one_that_lies_elsewhere_goes_on_from_one_beside_it_and_no_other(folder: Path) -> None:
    (folder / "routes" / "on.play").write_text("after lost.play\n> gate\nexpect ending out\n", encoding="utf-8")
    assert perfect_mother("test", "clock", "routes/on.play", folder=folder, path=ROOT).returncode == 0
    (folder / "routes" / "on.play").write_text("after left.play\n> gate\n", encoding="utf-8")
    assert perfect_mother("test", "clock", "routes/on.play", folder=folder, path=ROOT).returncode == 1


def test_a_playthrough_to_test_that_is_not_there_is_told(folder: Path) -> None:
    done = perfect_mother("test", "clock", "routes/none.play", folder=folder, path=ROOT)
    assert (done.returncode, done.stderr) == (2, "perfect-mother: there is no playthrough routes/none.play\n")


def test_playthroughs_of_several_stories_are_not_run_as_one(folder: Path) -> None:
    write(folder / "other", STORY)
    (folder / "other" / "a.play").write_text("", encoding="utf-8")
    done = perfect_mother("test", "clock/left.play", "other/a.play", folder=folder, path=ROOT)
    assert done.returncode == 2
    assert "these playthroughs are of several stories" in done.stderr


def test_what_was_expected_in_another_language_is_not_missed(folder: Path) -> None:
    catalogue = folder / "clock" / "translations" / "de.po"
    catalogue.parent.mkdir()
    catalogue.write_text(
        'msgctxt "scenes.street.passage"\nmsgid "The door falls shut."\nmsgstr "Die Tür fällt zu."\n', encoding="utf-8"
    )
    (folder / "clock" / "left.play").write_text("> leave\nexpect text The door falls shut.\n", encoding="utf-8")
    done = play(folder, "clock/left.play", "--lang", "de")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Die Tür fällt zu." in done.stdout
    assert "is not on this page" not in done.stdout
