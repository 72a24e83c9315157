"""Plain mode in a terminal: Ctrl-Q and Ctrl-D leave, saved, and the terminal is as it was found."""

from __future__ import annotations

import os
import pty
import signal
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.plain.terminal import terminal_lines
from tests.command import PROGRAM
from tests.shared_stories import MILL as STORY
from tests.stories import write
from tests.terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    mill = write(tmp_path / "mill", STORY.replace("  note details: The miller dies.\n", ""))
    started = Terminal(PROGRAM, "play", str(mill), "--new", "--saves", str(tmp_path / "saves"), TERM="dumb")
    started.before = termios.tcgetattr(started.fd)
    started.wait_for(b"It rains")
    started.wait_for(b"> ")
    yield started
    started.close()


@pytest.mark.parametrize("key", [b"\x11", b"\x04", b"q\n", b"2 and half a line\x11"], ids=repr)
def test_a_key_leaves_and_the_terminal_is_as_it_was(terminal: Terminal, key: bytes) -> None:
    terminal.type(key)
    assert terminal.wait_for_end() == 0
    assert b"Saved at turn 0." in terminal.output
    assert termios.tcgetattr(terminal.fd) == terminal.before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was(terminal: Terminal, number: int) -> None:
    terminal.type(b"2\n")
    terminal.wait_for(b"One steps")
    terminal.wait_for(b"> ")
    os.kill(terminal.pid, number)
    assert terminal.wait_for_end() == 128 + number
    assert b"Traceback" not in terminal.output
    assert termios.tcgetattr(terminal.fd) == terminal.before


def test_lines_are_read_as_they_are_typed(terminal: Terminal) -> None:
    terminal.type("é\xff".encode("latin-1") + b"\n2\n")
    terminal.wait_for(b"One steps")


@pytest.mark.parametrize("in_front", [True, False])
def test_a_game_that_goes_on_in_the_background_lets_the_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, *, in_front: bool
) -> None:
    leader, follower = pty.openpty()
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp() + (not in_front))
    before = termios.tcgetattr(follower)
    with terminal_lines(follower, "utf-8"):
        termios.tcsetattr(follower, termios.TCSANOW, before)
        signal.raise_signal(signal.SIGCONT)
        assert (termios.tcgetattr(follower) != before) is in_front
    os.close(leader)
    os.close(follower)
