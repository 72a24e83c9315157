"""A driver for terminals that misbehave: bytes that are no text, malformed sequences, floods, a terminal that has gone.

Textual's own reader ends the program at an invalid byte or a sequence that it cannot read, lets a flood of input grow
without end, and turns for ever on a terminal that was closed. This one drops what it cannot read and what comes faster
than it can be answered, and says when the terminal has gone.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.app import ScreenStackError
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from game.tui.intake import ESCAPE, SHORT, Intake
from game.tui.lost import MOST_HEIGHT, MOST_WIDTH, TerminalLost
from game.tui.signals import has_shell

_READ = 4096
MOST_TYPED = 64
"""How many bytes a hand can send at once. Among more, what would leave or suspend the game is nobody's key."""
_LEAVING = b"\x03\x11\x1a"
MOST_WAITING = 64
"""How many keys, clicks and movements may wait for an answer; what comes when so many wait is dropped."""

_UNWANTED = (events.AppFocus, events.AppBlur, events.Resize, messages.InBandWindowResize)
"""What is never handed on: nothing here depends on the focus, and sizes are asked of the system, not believed."""


def _is_line_feed(message: Message) -> bool:
    """Whether a message is Enter, typed before the terminal was told to leave it as it is."""
    return isinstance(message, events.Key) and message.key == "ctrl+j"


class SturdyDriver(LinuxDriver):
    """Textual's driver, with a reader of our own."""

    _sent = _arrived = 0
    """How many messages were sent, counted by the reader, and how many have come to the program, counted there."""

    def make_room(self) -> None:
        """Stop until the shell brings the game back, if there is a shell that could.

        All that the shell has started as one job stops, as by Ctrl-Z elsewhere: what has started the game for the shell
        would else wait for it, and the shell for that. The terminal is put right before: who is stopped first, the
        shell takes the terminal from.
        """
        if has_shell():
            self.suspend_application_mode()
            self._must_signal_resume = True
            os.kill(0, signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop. One that we were not told of left the terminal as it was: first that is put right.

        What ends a program may let it go on as well, as a terminal does that is closed: then there is nothing to do.
        """
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()
        self._app.call_later(self._repaint)

    def _repaint(self) -> None:
        """Paint everything: the terminal shows what was there before the game, and Textual what has changed since."""
        for widget in self._app.screen.walk_children():
            widget.refresh()

    def _query_in_band_window_resize(self) -> None:
        """Do not ask for sizes among the keys: the system tells them."""

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size of the terminal, whatever COLUMNS says; never one that nobody could look at."""
        try:
            width, height = os.get_terminal_size(self.fileno)
        except OSError:
            width, height = super()._get_terminal_size()
        return min(width or 80, MOST_WIDTH), min(height or 24, MOST_HEIGHT)

    def write(self, data: str) -> None:
        """Write, unless the writer has ended because there is nothing to write to."""
        writer = self._writer_thread
        if writer is not None and writer.is_alive():
            writer.write(data)

    def _run_input_thread(self) -> None:
        """Read. A bug in that is as if the terminal had gone, for nobody could play on."""
        try:
            self.run_input_thread()
        except Exception:  # noqa: BLE001 - the thread has nobody to raise to
            self.send_message(TerminalLost())

    def run_input_thread(self) -> None:
        """Read until the program ends or the terminal does."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        intake, parser = Intake(), XTermParser(self._debug)
        heard = time.monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                pieces: Iterable[str]
                if selector.select(SHORT):
                    data = self._read()
                    if not data:
                        self.send_message(TerminalLost())
                        return
                    heard = time.monotonic()
                    pieces = intake.feed(decode(data).replace("\ufffd", ""))
                else:
                    pieces = (intake.silence(time.monotonic() - heard),)
                for piece in filter(None, pieces):
                    if not self._hand_on(self._messages_in(piece, parser)):
                        parser = XTermParser(self._debug)
                if not self._hand_on(parser.tick()):
                    parser = XTermParser(self._debug)

    def _read(self) -> bytes:
        """What has come in; nothing if the terminal has gone."""
        try:
            data = os.read(self.fileno, _READ)
        except OSError:
            return b""
        return data if len(data) <= MOST_TYPED else data.translate(None, _LEAVING) or b"\0"

    def _messages_in(self, piece: str, parser: XTermParser) -> Iterable[Message]:
        return (events.Key("escape", ESCAPE),) if piece == ESCAPE else parser.feed(piece)

    def _hand_on(self, found: Iterable[Message]) -> bool:
        """Hand messages to the program; whether the parser could make sense of what came in."""
        try:
            for message in found:
                if not isinstance(message, _UNWANTED) and self._waiting() < MOST_WAITING:
                    self.process_message(events.Key("enter", "\r") if _is_line_feed(message) else message)
        except Exception:  # noqa: BLE001 - whatever a stranger's terminal sends must not end the game
            return False
        return True

    def _waiting(self) -> int:
        """How many messages wait to be dealt with."""
        waiting = self._sent - self._arrived + self._app.message_queue_size
        with suppress(ScreenStackError):
            waiting += self._app.screen.message_queue_size
        return waiting

    def send_message(self, message: Message) -> None:
        """Send a message to the program, and count it until it has come there."""
        self._sent += 1
        sent = asyncio.run_coroutine_threadsafe(self._app._post_message(message), loop=self._loop)  # noqa: SLF001 - as Textual does
        sent.add_done_callback(self._count)

    def _count(self, _: object) -> None:
        self._arrived += 1
