"""Screens with a line to type in: a question that takes words, and the menu of everything that can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from game.tui.actions import TYPING, Action
from game.tui.draw.bars import draw_bar
from game.tui.draw.shelf import draw_field, draw_menu
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen

_LONGEST = 60


class TypingScreen(GameScreen):
    """Every letter goes into the line."""

    ACTIONS = TYPING

    def __init__(self) -> None:
        super().__init__()
        self.typed = ""

    def on_key(self, event: events.Key) -> None:
        """A letter."""
        if event.character and event.character.isprintable() and len(self.typed) < _LONGEST and not self.is_small:
            event.stop()
            self.typed += event.character
            self.refill()

    def on_paste(self, event: events.Paste) -> None:
        """Words from the clipboard."""
        event.stop()
        self.typed = (self.typed + " ".join(event.text.split()))[:_LONGEST]
        self.refill()

    def action_erase(self) -> None:
        """Take the last letter back."""
        self.typed = self.typed[:-1]
        self.refill()


class PromptScreen(TypingScreen):
    """A question that takes words."""

    def __init__(self, question: str, typed: str, then: Callable[[str], None]) -> None:
        super().__init__()
        self.typed = typed
        self._question, self._then = question, then

    def refill(self) -> None:
        """The question and the line."""

        def draw(width: int, height: int) -> Galley:
            galley = self.column(width, 60)
            galley.blank(max(0, height // 3 - 2))
            draw_field(self._question, self.typed, galley)
            return galley

        self.sheet.present(draw)

    def action_pick(self) -> None:
        """Take what has been typed."""
        self.app.close()
        if words := self.typed.strip():
            self._then(words)


class MenuScreen(TypingScreen):
    """Everything that can be done now: by its key, by the arrows, or found by a part of its name."""

    def __init__(self, rows: Sequence[tuple[Action, str]], then: Callable[[Action], None]) -> None:
        super().__init__()
        self._rows, self._then = tuple(rows), then
        self._finds = False
        """Whether letters are looked for rather than done."""

    def on_key(self, event: events.Key) -> None:
        """The key of an action does it at once; after a stroke, or once something is typed, letters are looked for."""
        action = next((row[0] for row in self._rows if event.character and event.character in row[0].keys), None)
        if self._finds or self.typed or self.is_small or (action is None and event.character != "/"):
            return
        event.stop()
        event.prevent_default()  # Textual would let the base class have it too
        if action is None:
            self._finds = True
        else:
            self.choose(action)

    def status(self, width: int) -> Galley:
        """What this is."""
        return draw_bar(("Menu", "a letter does it, / finds"), "", self.app.glyphs, width)

    def refill(self) -> None:
        """The actions whose name, key or description holds what has been typed; by name first."""
        wanted = self.typed.casefold()
        rows = [row for row in self._rows if wanted in row[1].casefold()]
        rows += [row for row in self._rows if row not in rows and wanted in row[0].words.casefold()]
        self.sheet.present(lambda width, _: draw_menu(self.typed, rows, self.column(width)))

    def choose(self, key: object) -> None:
        """Do it, where it belongs."""
        if isinstance(key, Action):
            self.app.close()
            self._then(key)
