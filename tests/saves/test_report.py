"""A bug in the program: one calm line, a report, the game saved, the terminal whole, and a status that is not 0."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main
from game.play.session import Session
from game.saves import Shelf
from game.saves.report import FOLDER, MOST_REPORTS, told
from tests.command import PROGRAM, ROOT
from tests.shared_stories import MILL as STORY
from tests.stories import write
from tests.terminal import Terminal

BROKEN = """
import sys
from game.cli import main
from game.play.session import Session
page = Session.page
def broken(session):
    secret = "Vera did it"
    if session.turn == 2:
        raise ValueError("a bug")
    return page(session)
Session.page = broken
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    return write(tmp_path / "mill", STORY.replace("  note details: The miller dies.\n", ""))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Session.page

    def page(session: Session) -> object:
        if session.turn == 2:
            raise ValueError("a bug")
        return whole(session)

    monkeypatch.setattr(Session, "page", page)


def played(mill: Path, saves: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO("2\n2\n2\n"))
    return main(["play", str(mill), "--plain", "--new", "--saves", str(saves)])


@pytest.mark.usefixtures("broken")
def test_a_bug_is_one_line_and_the_game_is_saved(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert played(mill, tmp_path / "saves", monkeypatch) == 1
    said = capsys.readouterr().err
    found = re.fullmatch(
        r"Something went wrong in the program\. The game is saved at turn (\d)\. What happened is written in (.*)\.\n",
        said,
    )
    assert found, said
    newest = Shelf(tmp_path / "saves", "mill").games()[-1].record
    assert newest
    assert newest.turn == int(found[1]) == 1
    assert "ValueError: a bug" in Path(found[2]).read_text(encoding="utf-8")
    assert Path(found[2]).parent == tmp_path / "saves" / FOLDER


@pytest.mark.usefixtures("broken")
def test_a_bug_where_nothing_can_be_saved_is_told_all_the_same(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert played(mill, tmp_path / "file", monkeypatch) == 1
    said = capsys.readouterr().err
    assert "The last turn is not being saved" in said
    report = Path(said.rpartition(" ")[2].strip()[:-1])
    assert "a bug" in report.read_text(encoding="utf-8")
    report.unlink()


def test_a_bug_on_the_screens_is_one_line_after_them(mill: Path, tmp_path: Path) -> None:
    terminal = Terminal(BROKEN, "play", str(mill), "--saves", str(tmp_path / "saves"))
    try:
        terminal.wait_for(b"New game")
        terminal.type(b"\r")
        terminal.wait_for(b"There is a death in it.")
        terminal.type(b"\r")
        terminal.wait_for(b"It rains")
        terminal.type(b"2")
        terminal.wait_for(b"turn 1")
        terminal.type(b"2")
        assert terminal.wait_for_end() == 1
    finally:
        terminal.close()
    after = terminal.output.rpartition(b"\x1b[?1049l")[2].decode()
    assert "The game is saved at turn 1. What happened is written in" in after
    assert "Traceback" not in terminal.output.decode("utf-8", "replace")
    (report,) = (tmp_path / "saves" / FOLDER).iterdir()
    assert "ValueError: a bug" in report.read_text(encoding="utf-8")
    assert "Vera" not in report.read_text(encoding="utf-8").replace('secret = "Vera did it"', "")


def test_who_leaves_unsaved_reads_it_after_the_screens(mill: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    terminal = Terminal(BROKEN, "play", str(mill), "--new", "--saves", str(tmp_path / "file"))
    try:
        terminal.wait_for(b"There is a death in it.")
        terminal.type(b"\r")
        terminal.wait_for(b"not being saved")
        terminal.type(b"\x11")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
    assert "The last turn is not being saved" in terminal.output.rpartition(b"\x1b[?1049l")[2].decode()


def test_reports_do_not_pile_up(tmp_path: Path) -> None:
    for _ in range(MOST_REPORTS + 5):
        assert str(tmp_path) in told(ValueError("a bug"), tmp_path)
    assert len(list((tmp_path / FOLDER).iterdir())) == MOST_REPORTS


def test_the_newest_report_takes_the_place_of_the_last(tmp_path: Path) -> None:
    for number in range(MOST_REPORTS + 5):
        told(ValueError(f"bug {number}"), tmp_path)
    last = tmp_path / FOLDER / f"error-{MOST_REPORTS}.txt"
    assert f"bug {MOST_REPORTS + 4}" in last.read_text(encoding="utf-8")


def test_an_output_that_takes_no_more_is_one_line(mill: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no such device here")
    with full.open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "stats", str(mill)],
            cwd=ROOT, stdout=out, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "perfect-mother: No space left on device\n")
