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

_READ = 4096


class SturdyDriver(LinuxDriver):
    """Textual's driver, with a reader of our own."""

    class Lost(Message):
        """The terminal has gone."""

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
                        self.send_message(self.Lost())
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
