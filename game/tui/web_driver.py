"""A driver for the browser that ends when the server does, so that no game goes on with nobody to play it."""

from __future__ import annotations

import os
from contextlib import suppress

from textual.drivers.web_driver import WebDriver

from game.tui.lost import TerminalLost


class SturdyWebDriver(WebDriver):
    """Textual's driver for the browser, which hears when nobody writes to it any more."""

    def start_application_mode(self) -> None:
        """From now on, what cannot be written any more is dropped: the reader ends the game."""

        def write(data: bytes) -> int:
            with suppress(OSError):
                return os.write(self.fileno, data)
            return 0

        self._write = write  # type: ignore[assignment]
        super().start_application_mode()

    def run_input_thread(self) -> None:
        """Read until the program ends or the server does."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.send_message(TerminalLost())
