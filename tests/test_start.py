"""How the program starts: an interrupt before the game is there ends it without a word."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from game.interrupts import end_at_once, raise_again
from game.saves import Shelf
from tests.command import python
from tests.shared_stories import MILL as STORY
from tests.stories import write
from tests.terminal import Terminal

INTERRUPTED_AT = """
import builtins, os, runpy, signal, sys
module, sys.argv = sys.argv[1], ["perfect-mother", *sys.argv[2:]]
imports = builtins.__import__
def imported(name, *rest, **more):
    if name == module:
        os.kill(os.getpid(), signal.SIGINT)
    return imports(name, *rest, **more)
builtins.__import__ = imported
runpy.run_module("game", run_name="__main__")
"""
"""Runs the program, and interrupts it when it begins to import a module."""


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    return write(tmp_path / "mill", STORY.replace("  note details: The miller dies.\n", ""))


@pytest.mark.parametrize("module", ["game.cli", "game.launcher", "game.tui.app", "game.plain"])
def test_an_interrupt_before_the_game_is_there_says_nothing(module: str, mill: Path, tmp_path: Path) -> None:
    plain = ("--plain",) if module == "game.plain" else ()
    terminal = Terminal(INTERRUPTED_AT, module, "play", str(mill), *plain, "--saves", str(tmp_path / "saves"))
    try:
        assert terminal.wait_for_end() == -signal.SIGINT
        assert terminal.output == b""
    finally:
        terminal.close()


def test_a_command_that_runs_ends_with_130(mill: Path) -> None:
    done = python("game.author.check", "check", str(mill), code=INTERRUPTED_AT)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_an_interrupt_on_the_screens_leaves_saved_and_the_terminal_as_it_was(mill: Path, tmp_path: Path) -> None:
    code = "import runpy, sys; sys.argv[0] = 'x'; runpy.run_module('game', run_name='__main__')"
    terminal = Terminal(code, "play", str(mill), "--new", "--saves", str(tmp_path / "saves"))
    try:
        terminal.wait_for(b"?1049h")
        os.kill(terminal.pid, signal.SIGINT)
        assert terminal.wait_for_end() == 130
        assert b"?1049l" in terminal.output
        assert b"Traceback" not in terminal.output
    finally:
        terminal.close()


def test_no_file_is_read_before_interrupts_are_answered_but_ours() -> None:
    code = "import sys; before = set(sys.modules); import game.interrupts; print(*sorted(set(sys.modules) - before))"
    assert set(python(code=code).stdout.split()) <= {"game", "game.interrupts", "_signal"}


@pytest.mark.parametrize("closed", [(0,), (1,), (0, 1, 2)], ids=str)
def test_a_program_without_its_streams_plays_and_saves(closed: tuple[int, ...], mill: Path, tmp_path: Path) -> None:
    code = (
        f"import os, sys; [os.close(number) for number in {closed}]; "
        "os.execv(sys.executable, [sys.executable, '-m', 'game', *sys.argv[1:]])"
    )
    done = python("play", str(mill), "--new", "--saves", str(tmp_path / "saves"), code=code)
    assert (done.returncode, done.stderr) == (0, "")
    (game,) = Shelf(tmp_path / "saves", "mill").games()
    assert game.record
    assert not (tmp_path / "saves" / "reports").exists()


def test_who_ignores_interrupts_is_obeyed() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        end_at_once()
        raise_again()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_nobody_is_waited_for_who_cannot_read(mill: Path, tmp_path: Path) -> None:
    code = (
        "import os, runpy, sys; os.dup2(os.open(os.devnull, os.O_WRONLY), 1); sys.argv[0] = 'x'; "
        "runpy.run_module('game', run_name='__main__')"
    )
    terminal = Terminal(code, "play", str(mill), "--saves", str(tmp_path / "saves"))
    try:
        assert terminal.wait_for_end() == 2
        assert b"nobody can read the game" in terminal.output
    finally:
        terminal.close()
