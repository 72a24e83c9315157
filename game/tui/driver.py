"""A driver for terminals that misbehave: bytes that are no text, malformed sequences, a terminal that has gone.

Textual's own reader ends the program at an invalid byte or a sequence that it cannot read, and turns for ever on a
terminal that was closed. This one drops what it cannot read, and says when the terminal has gone.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from game.tui.lost import MOST_HEIGHT, MOST_WIDTH, TerminalLost

_READ = 4096


class SturdyDriver(LinuxDriver):
    """Textual's driver, with a reader of our own."""

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop. One that we were not told of left the terminal as it was: first that is put right."""
        if self._auto_restart and not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

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

    def run_input_thread(self) -> None:
        """Read until the program ends or the terminal does."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    try:
                        data = os.read(self.fileno, _READ)
                    except OSError:
                        data = b""
                    if not data:
                        self.send_message(TerminalLost())
                        return
                    text = decode(data).replace("\ufffd", "")
                    if text and not self._hand_on(parser.feed(text)):
                        parser = XTermParser(self._debug)
                if not self._hand_on(parser.tick()):
                    parser = XTermParser(self._debug)

    def _hand_on(self, messages: Iterable[Message]) -> bool:
        """Hand messages to the program; whether the parser could make sense of what came in."""
        try:
            for message in messages:
                self.process_message(message)
        except Exception:  # noqa: BLE001 - whatever a stranger's terminal sends must not end the game
            return False
        return True
