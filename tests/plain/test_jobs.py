"""The game as a job of a shell: Ctrl-Z gives the shell its terminal back, and `fg` brings the game back."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from game.saves import Shelf
from tests.command import PROGRAM
from tests.shared_stories import MILL as STORY
from tests.stories import write
from tests.terminal import Terminal

SHELL = """
import os, sys
between = os.environ.get("BETWEEN", "")
script = f'set -m; "$@"; echo "stopped: $(stty -a)"; {between} fg >/dev/null; echo "ended: $?"'
play = [sys.executable, "-c", PROGRAM, *sys.argv[1:]]
wrapped = ["sh", "-c", '"$@"; exit $?', "sh", *play]
os.execvp("sh", ["sh", "-c", script, "sh", *(wrapped if os.environ.get("WRAPPED") else play)])
""".replace("PROGRAM", repr(PROGRAM))

pytestmark = pytest.mark.skipif(
    not hasattr(os, "getsid") or shutil.which("sh") is None, reason="there are no jobs of a shell here"
)


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    return write(tmp_path / "mill", STORY.replace("  note details: The miller dies.\n", ""))


def turn_saved(saves: Path) -> int:
    record = Shelf(saves, "mill").games()[-1].record
    return record.turn if record else -1


@pytest.mark.parametrize("wrapped", ["", "yes"], ids=["by itself", "in a script"])
def test_the_screens_make_room_for_the_shell_and_come_back(mill: Path, tmp_path: Path, wrapped: str) -> None:
    saves = tmp_path / "saves"
    terminal = Terminal(SHELL, "play", str(mill), "--new", "--saves", str(saves), WRAPPED=wrapped)
    try:
        terminal.wait_for(b"There is a death in it.")
        terminal.type(b"\r")
        terminal.wait_for(b"turn 0")
        terminal.type(b"\x1a")
        terminal.wait_for(b"\x1b[?1049l")
        terminal.wait_for(b"stopped: ")
        terminal.wait_for(b"\x1b[?1049h")
        terminal.wait_for(b"turn 0")
        terminal.type(b"2")
        terminal.wait_for(b"turn 1")
        terminal.type(b"\x11")
        terminal.wait_for(b"ended: 0")
    finally:
        terminal.close()
    assert turn_saved(saves) == 1
    settings = terminal.record.partition(b"stopped: ")[2].partition(b"\x1b")[0].split()
    assert {b"icanon", b"echo", b"isig"} <= set(settings)


def test_lines_make_room_for_the_shell_and_come_back(mill: Path, tmp_path: Path) -> None:
    saves = tmp_path / "saves"
    terminal = Terminal(SHELL, "play", str(mill), "--new", "--plain", "--saves", str(saves))
    try:
        terminal.wait_for(b"> ")
        terminal.type(b"\x1a")
        terminal.wait_for(b"stopped: ")
        terminal.wait_for(b"echoke")
        terminal.type(b"2\r")
        terminal.wait_for(b"One steps.")
        terminal.type(b"\x11")
        terminal.wait_for(b"ended: 0")
    finally:
        terminal.close()
    assert turn_saved(saves) == 1
    settings = terminal.record.partition(b"stopped: ")[2].split()
    assert {b"icanon", b"ixon"} <= set(settings)


@pytest.mark.parametrize("mode", ["", "--plain"], ids=["screens", "lines"])
def test_in_the_background_the_game_waits_for_the_terminal(mill: Path, tmp_path: Path, mode: str) -> None:
    saves = tmp_path / "saves"
    arguments = ("play", str(mill), "--new", *filter(None, [mode]), "--saves", str(saves))
    terminal = Terminal(SHELL, *arguments, BETWEEN="bg; sleep 0.5;")
    try:
        terminal.wait_for(b"There is a death in it.")
        terminal.type(b"\r" if not mode else b"")
        terminal.wait_for(b"> " if mode else b"turn 0")
        terminal.type(b"\x1a")
        terminal.wait_for(b"stopped: ")
        terminal.wait_for(b"echoke" if mode else b"\x1b[?1049h")
        time.sleep(1.0)  # the shell is in between for half a second, in which nothing is said
        terminal.type(b"2\r" if mode else b"2")
        terminal.wait_for(b"One steps." if mode else b"turn 1")
        terminal.type(b"\x11")
        terminal.wait_for(b"ended: 0")
    finally:
        terminal.close()
    assert turn_saved(saves) == 1


def test_where_there_is_no_shell_the_game_goes_on(mill: Path, tmp_path: Path) -> None:
    terminal = Terminal(PROGRAM, "play", str(mill), "--new", "--saves", str(tmp_path / "saves"))
    try:
        terminal.wait_for(b"There is a death in it.")
        terminal.type(b"\r")
        terminal.wait_for(b"turn 0")
        terminal.type(b"\x1a")
        terminal.type(b"2")
        terminal.wait_for(b"turn 1")
        terminal.type(b"\x11")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
