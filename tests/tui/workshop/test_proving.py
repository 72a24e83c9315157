"""What the proof says of the story stands among its problems, and no key waits for it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from game.story.source import Place
from game.tui.workshop.proving import UNKNOWN, Disproved, Proof, prove, read_proof
from tests.tui.workshop.working import STORY, Author, work

TRAP = STORY.replace("      leave: {text: Leave, goto: shop}\n", "").replace("over: shop}", "over: kitchen}")
"""Nobody comes out of the kitchen."""


def test_the_proof_finds_what_is_wrong_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(TRAP, encoding="utf-8")
    found = asyncio.run(prove(tmp_path)).found
    trap = next(one for one in found if one.code == "dead-end")
    assert trap.is_error
    assert trap.place.path.endswith("story.yaml")
    assert trap.why


def test_a_story_that_is_proved_says_so(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("P")
        assert "has no problems; proved." in author.flowing or "; proved; P shows all" in author.flowing

    work(script, tmp_path)


def test_what_is_found_stands_among_the_problems(tmp_path: Path) -> None:
    (tmp_path / "trap").mkdir()
    (tmp_path / "trap" / "story.yaml").write_text(TRAP, encoding="utf-8")
    found = asyncio.run(prove(tmp_path / "trap"))

    async def ask(_: Path) -> Proof:
        return found

    async def script(author: Author) -> None:
        await author.press("P")
        assert "no ending can be come to any more" in author.flowing
        assert "[dead-end]" in author.flowing
        assert "in “kitchen” there is left to do" in author.flowing
        assert "The moves: none, from the first page on" in author.flowing

    work(script, tmp_path / "written", TRAP, size=(120, 60), ask=ask)


def test_the_moves_that_lead_into_a_dead_end_stand_among_the_problems(tmp_path: Path) -> None:
    moves = ("look", "kitchen.leave")
    trap = Disproved(Place("story.yaml", 1, 1), "dead-end", "error", "No way on.", ("it is dark",), moves)

    async def ask(_: Path) -> Proof:
        return Proof("not proved", (trap,))

    async def script(author: Author) -> None:
        await author.press("P")
        assert "The moves: look; kitchen.leave" in author.flowing

    work(script, tmp_path, ask=ask)


def test_what_is_proved_says_with_which_moves_it_goes_wrong(tmp_path: Path) -> None:
    told: dict[str, object] = {
        "code": "dead-end",
        "level": "error",
        "message": "M",
        "path": None,
        "line": None,
        "column": None,
        "why": [],
    }
    findings = [told | {"route": ["look"]}, told | {"route": None}, told | {"route": ["look"], "code": "never-reached"}]
    said = json.dumps({"proved": True, "outcome": "proved", "findings": findings}).encode()
    assert [one.moves for one in read_proof(said, tmp_path).found] == [("look",), None, None]


def test_the_game_is_played_while_the_story_is_being_proved(tmp_path: Path) -> None:
    asked = []

    async def ask(folder: Path) -> Proof:
        asked.append(folder)
        await asyncio.sleep(3600)
        return Proof("proved")

    async def script(author: Author) -> None:
        await author.press("1")
        assert author.turn == 1
        assert author.app.bench.proved == "being proved"
        (author.folder / "story.yaml").write_text(STORY.replace("nothing at first", "nothing"), encoding="utf-8")
        await author.app._read_again()
        await author.settle()
        assert len(asked) == 2
        author.app.workers.cancel_all()

    work(script, tmp_path, ask=ask)


def test_where_no_process_can_be_started_the_game_goes_on_without_a_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.processes.sys.executable", str(tmp_path / "nothing"))
    assert asyncio.run(prove(tmp_path)) == Proof(UNKNOWN)


def test_a_folder_may_be_called_like_an_option_and_hold_what_python_would_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("game", "yaml"):
        Path(f"{name}.py").write_text("raise SystemExit('a stranger')", encoding="utf-8")
    Path("-x").mkdir()
    Path("-x/story.yaml").write_text(TRAP, encoding="utf-8")
    found = asyncio.run(prove(Path("-x"))).found
    assert any(one.code == "dead-end" and one.place.path == "-x/story.yaml" for one in found)


def test_what_is_found_in_an_earlier_story_does_not_stand_beside_errors_of_a_later_one(tmp_path: Path) -> None:
    is_answered = asyncio.Event()

    async def ask(_: Path) -> Proof:
        await is_answered.wait()
        return Proof("proved", (Disproved(Place("story.yaml", 1, 1), "dead-end", "error", "Old."),))

    async def script(author: Author) -> None:
        (author.folder / "story.yaml").write_text(STORY.replace("goto: shop", "goto: shed"), encoding="utf-8")
        await author.app._read_again()
        is_answered.set()
        await author.settle()
        assert {one.code for one in author.app.bench.problems} == {"unknown-name"}

    work(script, tmp_path, ask=ask)


def test_what_nobody_can_read_is_no_proof(tmp_path: Path) -> None:
    assert read_proof(b"Traceback", tmp_path) == Proof(UNKNOWN)


@pytest.mark.parametrize(
    ("level", "words"), [("error", "every question is answered"), ("warning", "proved")], ids=["errors", "warnings"]
)
def test_a_story_with_errors_is_not_called_proved(level: str, words: str, tmp_path: Path) -> None:
    finding = {"path": "a.yaml", "line": 1, "column": 1, "code": "dead-end", "level": level, "message": "M", "why": []}
    written = json.dumps({"outcome": "proved", "proved": True, "findings": [finding]}).encode()
    assert read_proof(written, tmp_path).outcome == words
