"""The program in a terminal of its own: what ends it, what it leaves behind, and what it must survive."""

from __future__ import annotations

import os
import signal
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import PATIENCE, Terminal

GAME = """
import sys
from pathlib import Path
from game.tui import run
from tests.tui.fakes import launch
def save(session):
    Path(sys.argv[1]).write_text(str(session.turn))
sys.exit(run(launch(save=save)))
"""
LEFT_THE_SCREEN = b"\x1b[?1049l"


class Game(Terminal):
    """A terminal with the game in it, which notes the turn that it has saved in a file."""

    def __init__(self, saved: Path, **environment: str) -> None:
        super().__init__(GAME, str(saved), **environment)
        self.saved = saved
        self.wait_for_turn(0)

    def wait_for_turn(self, turn: int) -> None:
        end = time.monotonic() + PATIENCE
        while not (self.saved.exists() and self.saved.read_text() == str(turn)):
            assert time.monotonic() < end, self.output[-2000:]
            self.read()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Game]:
    started = Game(tmp_path / "saved")
    yield started
    started.close()


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=str
)
def test_a_signal_ends_the_game_saved_and_the_terminal_whole(terminal: Game, number: int, status: int) -> None:
    terminal.type(b"1")
    terminal.wait_for_turn(1)
    os.kill(terminal.pid, number)
    assert terminal.wait_for_end() == status
    assert LEFT_THE_SCREEN in terminal.output


def test_a_terminal_that_goes_away_ends_the_game(terminal: Game) -> None:
    terminal.hang_up()
    assert terminal.wait_for_end() == 129


def test_bytes_that_are_no_text_and_broken_sequences_do_not_end_the_game(terminal: Game) -> None:
    for noise in (b"\xff", b"\xe9a", b"\x1b[M !!", b"\x1b[117:85;2u", b"\x1b[<999999999999;1;1M"):
        terminal.type(noise)
        time.sleep(0.05)  # each is read by itself
    terminal.type(b"1")
    terminal.wait_for_turn(1)
    terminal.type(b"\x11")
    assert terminal.wait_for_end() == 0


def test_no_color_is_respected(tmp_path: Path) -> None:
    terminal = Game(tmp_path / "saved", NO_COLOR="1")
    terminal.type(b"\x11")
    assert terminal.wait_for_end() == 0
    assert b"38;" not in terminal.output
    assert b"48;" not in terminal.output
    terminal.close()


def test_going_on_after_a_stop_that_nobody_announced_keeps_the_terminal_whole(terminal: Game) -> None:
    before = termios.tcgetattr(terminal.fd)[3]
    os.kill(terminal.pid, signal.SIGCONT)
    time.sleep(0.3)  # a key that came at once would be read before the signal
    terminal.type(b"1")
    terminal.wait_for_turn(1)
    terminal.type(b"\x11")
    assert terminal.wait_for_end() == 0
    after = termios.tcgetattr(terminal.fd)[3]
    assert not before & termios.ICANON
    assert after & termios.ICANON
    assert after & termios.ECHO


def test_a_width_that_no_terminal_has_is_not_believed(tmp_path: Path) -> None:
    terminal = Game(tmp_path / "saved", COLUMNS="100000", LINES="100000")
    terminal.type(b"1")
    terminal.wait_for_turn(1)
    terminal.type(b"\x11")
    assert terminal.wait_for_end() == 0
    terminal.close()
