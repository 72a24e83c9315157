"""The program in a terminal of its own: what ends it, what it leaves behind, and what it must survive."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

GAME = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from game.tui import run
from tests.tui.fakes import launch
def save(session):
    Path({saved!r}).write_text(str(session.turn))
sys.exit(run(launch(save=save)))
"""
ROOT = Path(__file__).parents[2]
PATIENCE = 15.0
LEFT_THE_SCREEN = b"\x1b[?1049l"


class Terminal:
    """A terminal with the game in it."""

    def __init__(self, saved: Path, **environment: str) -> None:
        self.saved = saved
        self.output = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            code = GAME.format(root=str(ROOT), saved=str(saved))
            os.environ.update({"TERM": "xterm-256color", **environment})
            os.execv(sys.executable, [sys.executable, "-c", code])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read(self) -> None:
        if select.select([self.fd], [], [], 0.05)[0]:
            try:
                self.output += os.read(self.fd, 65536)
            except OSError:
                time.sleep(0.05)

    def wait_for(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.output[-2000:]
            self.read()

    def wait_for_turn(self, turn: int) -> None:
        self.wait_for(lambda: self.saved.exists() and self.saved.read_text() == str(turn))

    def wait_for_end(self, *, closed: bool = False) -> int:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            if closed:
                time.sleep(0.02)
            else:
                self.read()
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("it did not end")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    started = Terminal(tmp_path / "saved")
    started.wait_for_turn(0)
    return started


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=str
)
def test_a_signal_ends_the_game_saved_and_the_terminal_whole(terminal: Terminal, number: int, status: int) -> None:
    os.write(terminal.fd, b"1")
    terminal.wait_for_turn(1)
    os.kill(terminal.pid, number)
    assert terminal.wait_for_end() == status
    assert LEFT_THE_SCREEN in terminal.output


def test_a_terminal_that_goes_away_ends_the_game(terminal: Terminal) -> None:
    os.close(terminal.fd)
    assert terminal.wait_for_end(closed=True) == 129


def test_bytes_that_are_no_text_and_broken_sequences_do_not_end_the_game(terminal: Terminal) -> None:
    for noise in (b"\xff", b"\xe9a", b"\x1b[M !!", b"\x1b[117:85;2u", b"\x1b[<999999999999;1;1M"):
        os.write(terminal.fd, noise)
        time.sleep(0.05)
    os.write(terminal.fd, b"1")
    terminal.wait_for_turn(1)
    os.write(terminal.fd, b"\x11")
    assert terminal.wait_for_end() == 0


def test_no_color_is_respected(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "saved", NO_COLOR="1")
    terminal.wait_for_turn(0)
    os.write(terminal.fd, b"\x11")
    assert terminal.wait_for_end() == 0
    assert b"38;" not in terminal.output
    assert b"48;" not in terminal.output


def test_going_on_after_a_stop_that_nobody_announced_keeps_the_terminal_whole(terminal: Terminal) -> None:
    before = termios.tcgetattr(terminal.fd)[3]
    os.kill(terminal.pid, signal.SIGCONT)
    time.sleep(0.3)
    os.write(terminal.fd, b"1")
    terminal.wait_for_turn(1)
    os.write(terminal.fd, b"\x11")
    assert terminal.wait_for_end() == 0
    after = termios.tcgetattr(terminal.fd)[3]
    assert not before & termios.ICANON
    assert after & termios.ICANON
    assert after & termios.ECHO


def test_a_width_that_no_terminal_has_is_not_believed(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "saved", COLUMNS="100000", LINES="100000")
    terminal.wait_for_turn(0)
    os.write(terminal.fd, b"1")
    terminal.wait_for_turn(1)
    os.write(terminal.fd, b"\x11")
    assert terminal.wait_for_end() == 0
