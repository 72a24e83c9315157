"""What is written of a play when it ends, `--transcript` and `--record`: the one whatever becomes of the other."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from game.cli import main
from game.play.session import Session
from tests.shared_stories import MILL as STORY
from tests.stories import write


class Typed(io.StringIO):
    """Lines that are typed; with the first of them a folder goes away."""

    def __init__(self, text: str, folder: Path) -> None:
        super().__init__(text)
        self._folder = folder

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        shutil.rmtree(self._folder, ignore_errors=True)
        return super().readline(size)


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    """A folder with a small story that asks for nothing before it begins, and beside it folders for what is written."""
    for name in ("papers", "plays"):
        (tmp_path / name).mkdir()
    return write(tmp_path / "mill", STORY.replace("  note details: The miller dies.\n", ""))


def played(mill: Path, gone: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Plays with both files asked for; the folder called so goes away meanwhile. The exit status."""
    home = mill.parent
    monkeypatch.setattr(sys, "stdin", Typed("2\n2\n2\n", home / gone))
    return main(
        ["play", str(mill), "--plain", "--new", "--saves", str(home / "saves"),
         "--transcript", str(home / "papers" / "a.txt"), "--record", str(home / "plays" / "a.play")]
    )  # fmt: skip


def test_both_are_written(mill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert played(mill, "nothing", monkeypatch) == 0
    assert (mill.parent / "papers" / "a.txt").is_file()
    assert (mill.parent / "plays" / "a.play").is_file()


@pytest.mark.parametrize(
    ("gone", "words", "other"), [("papers", "transcript", "plays/a.play"), ("plays", "playthrough", "papers/a.txt")]
)
def test_one_that_cannot_be_written_is_said_and_the_other_is_written(
    gone: str, words: str, other: str, mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert played(mill, gone, monkeypatch) == 2
    said = capsys.readouterr().err
    assert said == f"perfect-mother: the {words} cannot be written: No such file or directory\n"
    assert (mill.parent / other).is_file()


def test_a_transcript_that_cannot_be_written_to_its_end_leaves_the_one_before_it(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = mill.parent / "papers" / "a.txt"
    path.write_text("The last play.\n", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    assert played(mill, "nothing", monkeypatch) == 2
    assert "the transcript cannot be written: No space left on device" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "The last play.\n"


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_transcript_is_told_as_was_decided_though_the_setting_could_not_be_kept(
    name: str, mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saves, path = mill.parent / "saves", mill.parent / "papers" / name
    (saves / "preferences.json").mkdir(parents=True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("o\n1\n3\n0\n3\n"))
    assert main(["play", str(mill), "--plain", "--new", "--saves", str(saves), "--transcript", str(path)]) == 0
    assert "The settings are not kept" in capsys.readouterr().out
    told = path.read_text(encoding="utf-8")
    assert "A death." in told
    assert "The miller is dead." not in told


def test_a_bug_is_told_even_if_the_transcript_cannot_be_written(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = Session.page

    def page(session: Session) -> object:
        if session.turn == 2:
            raise ValueError("a bug")
        return whole(session)

    monkeypatch.setattr(Session, "page", page)
    assert played(mill, "papers", monkeypatch) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first == "the transcript cannot be written: No such file or directory"
    assert second.startswith("Something went wrong in the program. The game is saved at turn 1.")
    (report,) = (mill.parent / "saves" / "reports").iterdir()
    assert "ValueError: a bug" in report.read_text(encoding="utf-8")


def test_a_bug_in_one_leaves_the_other_to_be_written(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> str:
        raise ValueError("a bug")

    monkeypatch.setattr("game.plain.transcript.transcript", broken)
    assert played(mill, "nothing", monkeypatch) == 1
    assert "Something went wrong" in capsys.readouterr().err
    assert (mill.parent / "plays" / "a.play").is_file()


def test_a_bug_in_what_is_written_does_not_hide_the_one_that_ended_the_play(
    mill: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> str:
        raise ValueError("a bug")

    monkeypatch.setattr("game.plain.transcript.transcript", broken)
    monkeypatch.setattr(Session, "undo", broken)
    monkeypatch.setattr(sys, "stdin", io.StringIO("2\nu\n"))
    papers = ["--transcript", str(mill.parent / "papers" / "a.txt")]
    assert main(["play", str(mill), "--plain", "--new", "--saves", str(mill.parent / "saves"), *papers]) == 1
    assert "The game is saved at turn 1." in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--transcript", "--record"])
@pytest.mark.parametrize(("path", "words"), [("no/where.txt", "there is no folder"), ("papers", "papers")])
def test_a_place_where_nothing_can_be_written_is_refused_before_the_play(
    option: str, path: str, words: str, mill: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saves = mill.parent / "saves"
    assert main(["play", str(mill), "--plain", "--saves", str(saves), option, str(mill.parent / path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert not saves.exists()


def test_one_file_cannot_be_both(mill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(mill.parent / "a.txt")
    arguments = ["play", str(mill), "--plain", "--saves", str(mill.parent / "saves")]
    assert main([*arguments, "--transcript", path, "--record", path]) == 2
    assert "name the same file" in capsys.readouterr().err
