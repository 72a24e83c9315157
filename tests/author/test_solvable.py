"""`saves --solvable` and `check --prove`: what the proof says where an author looks anyway."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.author.solvable import Solvable
from game.cli import main
from game.play.draws import begin_with
from game.play.moves import Choose
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import begin
from game.saves import Shelf
from game.saves.record import read_record, write_record
from game.story.load import load
from tests.stories import rules as rules_of
from tests.stories import write

TRAP = """\
story: {id: trap, title: The Trap, start: hall}
endings: {end: The end}
evidence: {key: {name: The garden key, finding: It fits., document: A key.}}
scenes:
  hall:
    choices:
      look: {text: Look behind the clock, find: key}
      leave: {text: Go out into the street, goto: street}
  street:
    choices:
      wait: {text: Wait, sticky: yes, passage: Nobody comes.}
      gate: {text: Unlock the gate, when: found(key), goto: garden}
  garden: {ending: end}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "story", TRAP)


def saved(folder: Path, saves: Path, *moves: str, start: str | None = None) -> None:
    """Saves a play of these choices."""
    story = load(folder).story
    assert story is not None
    rules = Rules(story)
    session = Session(rules, begin(rules, start) if start else None)
    for move in moves:
        session.do(Choose(move))
    shelf = Shelf(saves, story.header.id)
    assert shelf.save(session) is None
    shelf.release()


def test_of_a_story_with_errors_nothing_is_said_but_that(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(folder, tmp_path / "saves", "look")
    write(folder, TRAP.replace("goto: garden", "goto: gardn"))
    assert main(["saves", "--saves", str(tmp_path / "saves"), "--solvable", str(folder)]) == 1
    assert capsys.readouterr() == ("", f"The story in {folder} has errors; `check` lists them.\n")


def solvable(folder: Path, saves: Path, capsys: pytest.CaptureFixture[str]) -> object:
    """What is said of the only save."""
    assert main(["saves", "--saves", str(saves), "--solvable", str(folder), "--format", "json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    return entry["solvable"]


@pytest.mark.parametrize(
    ("moves", "says"), [((), True), (("look",), True), (("look", "leave"), True), (("leave",), False)]
)
def test_of_a_save_it_is_said_whether_an_ending_can_be_come_to(
    moves: tuple[str, ...], says: object, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(folder, tmp_path / "saves", *moves)
    assert solvable(folder, tmp_path / "saves", capsys) is says


def test_of_a_play_that_began_elsewhere_nothing_is_claimed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(folder, tmp_path / "saves", start="street")
    assert solvable(folder, tmp_path / "saves", capsys) is None


def test_in_text_it_stands_in_the_line_of_the_save(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(folder, tmp_path / "saves", "leave")
    main(["saves", "--saves", str(tmp_path / "saves"), "--solvable", str(folder)])
    assert "  loads  no ending can be come to any more  " in capsys.readouterr().out


def test_without_being_asked_nothing_is_said_of_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(folder, tmp_path / "saves", "leave")
    main(["saves", "--saves", str(tmp_path / "saves"), "--format", "json"])
    assert "solvable" not in capsys.readouterr().out


def test_check_tells_of_a_dead_end_only_if_it_proves(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", str(folder), "--prove"]) == 1
    first, *reasons = capsys.readouterr().out.splitlines()
    assert (
        first == f"{folder / 'a.yaml'}:8:7: error: after “leave” in “hall” no ending can be come to any more [dead-end]"
    )
    assert reasons[-1] == "    because “The garden key” has not been found"


def test_check_tells_what_the_proof_finds_to_other_programs_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder), "--prove", "--format", "json"]) == 1
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["line"], entry["level"], entry["code"]) == (8, "error", "dead-end")
    assert main(["check", str(folder), "--prove", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=")


def test_check_proves_nothing_of_a_story_with_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "story", TRAP.replace("goto: garden", "goto: gardn"))
    assert main(["check", str(folder), "--prove"]) == 1
    assert "dead-end" not in capsys.readouterr().out


CHANCE = TRAP.replace("scenes:", "draws: {lock: {one of: {open: It is open., shut: It is shut.}}}\nscenes:").replace(
    "when: found(key)", 'when: "found(key) or drawn(lock, open)"'
)


@pytest.mark.parametrize("lock", ["open", "shut"])
@pytest.mark.parametrize("has_key", [False, True])
def test_of_a_save_it_is_said_for_what_was_drawn_in_it(lock: str, has_key: bool, tmp_path: Path) -> None:
    rules = rules_of(CHANCE)
    session = Session(rules, begin_with(rules, {"lock": lock}))
    for move in (["look"] if has_key else []) + ["leave", "wait"]:
        session.do(Choose(move))
    record = read_record(write_record(session, 1))
    assert Solvable(rules.story).of(record) == (has_key or lock == "open")
