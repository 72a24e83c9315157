"""The yardstick: the smallest Textual app that shows words. Any key replaces them; `q` leaves."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Static

WORDS = "lamp door window stair garden letter table glass river paper hand coat clock street winter " * 20
"""As many words as fill a page of the game."""


class Minimal(App[None]):
    """One Static."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit")]

    def __init__(self) -> None:
        super().__init__()
        self.page = 0

    def compose(self) -> ComposeResult:
        """The words."""
        yield Static(self.words(), markup=False)

    def words(self) -> str:
        """The words of the page, between two marks by which a reader knows that all of it is there."""
        return f"top{self.page:05} {WORDS} end{self.page:05}"

    def on_key(self, event: Key) -> None:
        """The next page."""
        if event.key == "n":
            self.page += 1
            self.query_one(Static).update(self.words())


if __name__ == "__main__":
    Minimal().run()
