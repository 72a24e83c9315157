"""The command line: what each command returns and writes, and that a pipe, a kill and nonsense do no harm."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.cli import COMMANDS, main
from game.play.moves import Choose, Confront, Move
from game.play.session import Session
from game.play.step import moves
from game.saves import Shelf
from tests import stories
from tests.command import PROGRAM, ROOT, called, perfect_mother
from tests.playing import lines_of, numbered
from tests.shared_stories import DRAWS
from tests.shared_stories import MILL as WITH_DETAILS
from tests.stories import HALL, HEAD, write

STORY = WITH_DETAILS.replace("  note details: The miller dies.\n", "")
"""A story that asks for nothing before it begins."""


def typed(text: str | bytes, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command with this on its standard input, through a pipe."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False,
        input=text if isinstance(text, bytes) else text.encode(),
    )  # fmt: skip


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    """A folder with a small story."""
    return write(tmp_path / "mill", STORY)


# Usage


def test_the_help_lists_the_commands() -> None:
    listed = perfect_mother("--help").stdout.partition("COMMAND\n")[2]
    assert re.findall(r"^    ([a-z]+)", listed, re.MULTILINE) == list(COMMANDS)
    assert {"play", "check", "test", "stats", "schema", "saves"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_an_example(command: str) -> None:
    shown = called(command, "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert f"Example: perfect-mother {command}" in shown.stdout


@pytest.mark.parametrize(("columns", "least", "most"), [("0", 60, 78), ("-3", 60, 78), ("60", 40, 58), ("100", 80, 98)])
def test_help_is_as_wide_as_the_terminal_if_that_knows_how_wide_it_is(
    columns: str, least: int, most: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    with pytest.raises(SystemExit):
        main(["play", "--help"])
    options = capsys.readouterr().out.partition("options:")[2]
    assert least <= max(map(len, options.splitlines())) <= most


def test_the_version_is_shown() -> None:
    shown = perfect_mother("--version")
    assert shown.returncode == 0
    assert re.fullmatch(r"perfect-mother \d+\.\d+\S*\n", shown.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["check", "--format", "xml"],
        ["play", "--fly"],
        ["play", "--new", "--continue"],
        ["play", "--from", "yard", "--new"],
        ["check", "one", "two"],
        ["play", "--from"],
        ["saves", "--format", "github"],
    ],
    ids=" ".join,
)
def test_a_call_that_is_not_understood_is_2_and_words(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (2, "")
    assert said.err.splitlines()[-1].startswith("perfect-mother")


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in ("lsp", "new", "saves")])
@pytest.mark.parametrize("kind", ["nothing", "file", "empty"])
def test_where_no_story_is_there_is_2_and_one_line(
    command: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / kind
    if kind == "file":
        folder.write_text(HEAD, encoding="utf-8")
    elif kind == "empty":
        folder.mkdir()
    arguments = ["de"] if command == "translate" else []
    assert main([command, str(folder), *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("perfect-mother: ")
    assert said.err.count("\n") == 1
    assert kind in said.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--from", "yrad"], "did you mean “yard”?"),
        (["--from", "yard", "--with", "wett"], "did you mean “wet”?"),
        (["--from", "yard", "--with", "found(bil)"], "did you mean “found(bill)”?"),
        (["--from", "yard", "--with", "wet; dry"], "cannot read"),
        (["--from", "yard", "--with", "wet=yes"], "cannot read"),
        (["--from", "yard", "--with", "wet=" + "9" * 50], "cannot read"),
        (["--from", "yard", "--with", "found(bill"], "cannot read"),
        (["--from", "yard", "--with", "__class__"], "nothing called"),
        (["--new", "--with", "wet"], "--from"),
        (["--continue"], "no saved game"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else value,
)
def test_what_the_player_can_mend_is_2_and_one_line(
    options: list[str], words: str, mill: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["play", str(mill), "--plain", "--saves", str(tmp_path / "saves"), *options]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("perfect-mother: ")
    assert said.err.count("\n") == 1
    assert words in said.err


def test_where_no_save_can_be_gone_on_with_each_is_named_in_a_sentence_of_its_own(mill: Path, tmp_path: Path) -> None:
    folder = tmp_path / "saves" / "mill"
    folder.mkdir(parents=True)
    (folder / "autosave-000001.json").write_bytes(b"{")
    done = typed("", "play", str(mill), "--plain", "--continue", "--saves", tmp_path / "saves")
    assert done.returncode == 2
    said = "perfect-mother: there is no saved game to continue. The save autosave-000001.json was passed over: "
    assert done.stderr.decode().startswith(said)


def test_a_story_with_errors_cannot_be_played(tmp_path: Path) -> None:
    folder = write(tmp_path / "story", HEAD + HALL.replace("ending: end", "ending: ende"))
    done = typed("1\n", "play", folder, "--plain", "--saves", tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"[unknown-name]" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_story_with_warnings_can_be_played(tmp_path: Path) -> None:
    folder = write(tmp_path / "story", HEAD + "scenes: {hall: {ending: end}, cellar: {ending: end}}\n")
    assert typed("", "play", folder, "--plain", "--saves", tmp_path).returncode == 0


# Playing


def test_a_game_is_played_through_a_pipe(mill: Path, tmp_path: Path) -> None:
    done = typed("1\n2\nx\n1\n1\n1\n2\n", "play", mill, "--saves", tmp_path / "saves")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "The end: The end of it." in done.stdout.decode()


def test_without_a_terminal_the_mode_is_plain(mill: Path, tmp_path: Path) -> None:
    assert b"Plain mode." in typed("", "play", mill, "--saves", tmp_path).stdout


def test_the_game_goes_on_where_it_was(mill: Path, tmp_path: Path) -> None:
    typed("2\n2\n", "play", mill, "--new", "--saves", tmp_path / "saves")
    done = typed("2\n", "play", mill, "--continue", "--saves", tmp_path / "saves")
    assert "Three steps." in done.stdout.decode()
    done = typed("1\n2\n", "play", mill, "--saves", tmp_path / "saves")
    assert "Continue: turn 3" in done.stdout.decode()
    assert "Four steps." in done.stdout.decode()


def test_a_new_game_begins_at_the_beginning(mill: Path, tmp_path: Path) -> None:
    typed("2\n2\n", "play", mill, "--new", "--saves", tmp_path / "saves")
    assert "One steps." in typed("2\n", "play", mill, "--new", "--saves", tmp_path / "saves").stdout.decode()


def test_a_game_begins_in_another_scene_with_what_holds_there(mill: Path, tmp_path: Path) -> None:
    done = typed(
        "1\n2\n", "play", mill, "--saves", tmp_path, "--from", "room",
        "--with", "steps=7, found(bill), heard(anne_1.noon), put(anne_1.noon,bill), wet=0",
    )  # fmt: skip
    assert done.returncode == 0
    assert "Eight steps." in done.stdout.decode()


def test_a_game_begins_at_the_start_with_what_holds_there(mill: Path, tmp_path: Path) -> None:
    done = typed("2\n", "play", mill, "--saves", tmp_path, "--with", "steps=7")
    assert done.returncode == 0
    assert "Eight steps." in done.stdout.decode()


def test_a_seed_draws_the_same_in_every_new_game(tmp_path: Path) -> None:
    rain = write(tmp_path / "rain", DRAWS)

    def begun(*arguments: str) -> str:
        return typed("", "play", rain, "--new", "--saves", tmp_path / "saves", *arguments).stdout.decode()

    assert "Fog." in begun("--seed", "7")
    assert "Sun." in begun("--seed", "-1")
    assert {begun("--seed", "5") for _ in range(3)} == {begun("--seed", "5")}
    found = " ".join(begun() for _ in range(12))
    assert sum(word in found for word in ("Rain.", "Fog.", "Sun.")) > 1  # all alike is one in 100,000


def test_a_game_that_goes_on_keeps_what_was_drawn(tmp_path: Path) -> None:
    rain = write(tmp_path / "rain", DRAWS)
    assert (
        "Heads." in typed("1\n", "play", rain, "--new", "--saves", tmp_path / "saves", "--seed", "-1").stdout.decode()
    )
    for seed in ("7", "9"):  # both of which draw tails
        went_on = typed("1\n", "play", rain, "--continue", "--saves", tmp_path / "saves", "--seed", seed)
        assert "Heads." in went_on.stdout.decode()
        assert "Tails." not in went_on.stdout.decode()


@pytest.mark.parametrize("arguments", [[], ["--new"], ["--from", "room"]])
def test_the_transcript_is_the_whole_play(arguments: list[str], mill: Path, tmp_path: Path) -> None:
    path = tmp_path / "evening.txt"
    done = typed("1\n", "play", mill, "--saves", tmp_path / "saves", "--transcript", path, *arguments)
    assert done.returncode == 0
    assert path.read_text(encoding="utf-8").startswith("The mill\n")


def test_a_transcript_that_cannot_be_written_is_one_line(mill: Path, tmp_path: Path) -> None:
    done = typed("", "play", mill, "--new", "--saves", tmp_path / "saves", "--transcript", tmp_path / "no" / "where")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("perfect-mother: the transcript cannot be written")
    assert done.stderr.count(b"\n") == 1


def test_a_folder_that_cannot_be_saved_to_does_not_end_the_game(mill: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = typed("2\n2\n", "play", mill, "--new", "--saves", tmp_path / "file")
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode()
    assert "Two steps." in said
    assert said.count("not being saved") == 2  # when it begins, and on leaving
    assert "Saved at turn" not in said


@pytest.mark.parametrize(
    "text",
    [b"\xff\xfe\n2\n", b"\xe9\n2\n", b"\x00\n2\n", b"\xed\xa0\x80\n2\n", b"\r\n2\r\n", b"2", b"9" * 6_000 + b"\n2\n"],
)
def test_whatever_bytes_come_in_the_game_goes_on(text: bytes, mill: Path, tmp_path: Path) -> None:
    done = typed(text, "play", mill, "--new", "--saves", tmp_path / "saves", PYTHONIOENCODING="utf-8:strict")
    assert done.returncode == 0, done.stderr
    assert b"One steps." in done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("arguments", [["play", "--new"], ["check"], ["stats"], ["schema"]], ids=" ".join)
def test_a_terminal_that_has_few_letters_is_written_to_all_the_same(
    encoding: str, arguments: list[str], tmp_path: Path
) -> None:
    text = (
        STORY.replace("name: Anne Berg", "name: Ánna “Ñ” Łukasz 日本 😀")
        .replace("Anne:", "Ánna:")
        .replace("ANNE", "ÁNNA")
    )
    text = text.replace("text: Walk.", "text: Walk — “on” 日本.")
    if arguments[0] == "check":
        text = text.replace("goto: room", "goto: rom")
    folder = write(tmp_path / "mill", text)
    more = ["--saves", str(tmp_path / "saves")] if arguments[0] == "play" else []
    done = typed("2\nt\n", arguments[0], folder, *arguments[1:], *more, PYTHONIOENCODING=encoding)
    assert done.returncode == (1 if arguments[0] == "check" else 0), done.stderr
    assert done.stderr == b""


def test_who_has_heard_enough_is_not_complained_of(mill: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "play", str(mill), "--new", "--saves", str(tmp_path / "saves")],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(b"2\nl\n" * 50)
        process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


def _until(process: subprocess.Popen[bytes], mark: bytes) -> bytes:
    """What a process writes, up to and with a mark."""
    assert process.stdout
    said = b""
    while not said.endswith(mark):
        letter = process.stdout.read(1)
        assert letter, said
        said += letter
    return said


@contextlib.contextmanager
def playing(*arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """A game that waits for its first line."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "play", *map(str, arguments)], cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        _until(process, b"> ")
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


def _type(process: subprocess.Popen[bytes], line: str) -> str:
    assert process.stdin
    process.stdin.write(f"{line}\n".encode())
    process.stdin.flush()
    return _until(process, b"> ").decode()


def test_a_game_that_is_killed_goes_on_at_the_same_turn(mill: Path, tmp_path: Path) -> None:
    with playing(mill, "--new", "--saves", tmp_path / "saves") as process:
        _type(process, "2")
        _type(process, "2")
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    done = typed("1\n2\n", "play", mill, "--saves", tmp_path / "saves").stdout.decode()
    assert "Continue: turn 2" in done
    assert "Three steps." in done


def test_a_game_that_is_killed_again_and_again_never_loses_a_turn(mill: Path, tmp_path: Path) -> None:
    saves, chance = tmp_path / "saves", random.Random(4)
    typed("", "play", mill, "--new", "--saves", saves)
    for _ in range(5):
        with playing(mill, "--continue", "--saves", saves) as process:
            for _ in range(chance.randrange(3)):
                _type(process, "2")
            before = _turn(saves)
            assert process.stdin
            process.stdin.write(b"2\n")
            process.stdin.flush()
            time.sleep(chance.random() / 200)
            process.kill()
            process.wait()
        assert _turn(saves) in (before, before + 1)


def _turn(saves: Path) -> int:
    found = Shelf(saves, "mill").latest(stories.rules(STORY))
    assert found
    assert found.notes == ()
    return found.session.turn


@pytest.mark.skipif(signal.getsignal(signal.SIGINT) is signal.SIG_IGN, reason="jobs in the background have none")
@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_an_interrupt_is_130_and_the_game_is_saved(mill: Path, tmp_path: Path) -> None:
    with playing(mill, "--new", "--saves", tmp_path / "saves") as process:
        _type(process, "2")
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
    assert _turn(tmp_path / "saves") == 1


# The shipped story


def test_the_shipped_story_begins_when_nothing_is_said(tmp_path: Path) -> None:
    done = typed("q\n", XDG_DATA_HOME=str(tmp_path), HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, b"")
    assert stories.shipped().story.header.title in done.stdout.decode()


def _lines_to_an_ending(seed: int) -> tuple[list[str], Session]:
    """What somebody types who plays the shipped story at random, and the session that it comes to."""
    chance, session, lines = random.Random(seed), Session(stories.shipped()), list[str]()
    while not session.over:
        possible = list(moves(session.rules, session.state))
        choices = [move for move in possible if isinstance(move, Choose)]
        move = chance.choice(choices if choices and chance.random() < 0.7 else possible)
        lines += _line(session, move)
        session.do(move)
    return lines, session


def _line(session: Session, move: Move) -> list[str]:
    """What is typed to make a move."""
    if isinstance(move, Confront):
        found = session.confrontation()
        assert found
        return lines_of(found, move.claim, move.exhibit)
    return [str(next(option.number for option in session.page().options if option.move == move))]


@pytest.mark.parametrize("seed", range(2))
def test_the_shipped_story_is_played_to_an_ending_through_a_pipe(seed: int, tmp_path: Path) -> None:
    lines, session = _lines_to_an_ending(seed)
    done = typed(
        "\n".join(lines) + "\n", "play", "--plain", "--from", session.rules.story.header.start, "--saves", tmp_path
    )
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode()
    assert "The end: " in said
    assert f"Saved at turn {session.turn}." in said
    found = Shelf(tmp_path, session.rules.story.header.id).latest(session.rules)
    assert found
    assert found.session.state == session.state


@pytest.mark.parametrize("command", ["check", "stats", "schema"])
def test_a_command_without_a_story_is_about_the_shipped_one(command: str) -> None:
    done = perfect_mother(command)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_saves_of_every_story_are_listed(mill: Path, tmp_path: Path) -> None:
    saves = tmp_path / "saves"
    typed("2\n", "play", mill, "--new", "--saves", saves)
    typed("1\n", "play", "--new", "--saves", saves)
    done = perfect_mother("saves", "--saves", str(saves), "--format", "json")
    assert done.returncode == 0
    assert {entry["story"] for entry in json.loads(done.stdout)} == {"mill", stories.shipped().story.header.id}


def test_settings_are_kept_beside_the_saves_and_are_no_save(mill: Path, tmp_path: Path) -> None:
    saves = tmp_path / "saves"
    menu = typed("settings\n", "play", mill, "--new", "--saves", saves).stdout.decode()
    typed(f"settings\n{numbered(menu, 'numbers')}\n0\nq\n", "play", mill, "--new", "--saves", saves)
    assert "Steps taken: 1 of 99." in typed("2\n", "play", mill, "--new", "--saves", saves).stdout.decode()
    assert perfect_mother("saves", "--saves", str(saves)).returncode == 0


@pytest.mark.parametrize("content", [b"[" * 50_000, b'{"content": {"Death": []}}'])
def test_settings_that_are_damaged_are_as_if_there_were_none(content: bytes, mill: Path, tmp_path: Path) -> None:
    (tmp_path / "saves").mkdir()
    (tmp_path / "saves" / "preferences.json").write_bytes(content)
    done = typed("2\n", "play", mill, "--new", "--saves", tmp_path / "saves")
    assert (done.returncode, done.stderr) == (0, b"")


def test_neither_check_nor_play_writes_into_the_story(mill: Path, tmp_path: Path) -> None:
    before = sorted(mill.rglob("*"))
    perfect_mother("check", str(mill))
    typed("2\n", "play", mill, "--new", "--saves", tmp_path / "saves")
    assert sorted(mill.rglob("*")) == before
