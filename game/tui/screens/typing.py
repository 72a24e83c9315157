"""Screens with a line to type in: a question that takes words, and the menu of everything that can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from game.tui.actions import TYPING, Action
from game.tui.draw.bars import draw_bar
from game.tui.draw.shelf import draw_field, draw_menu
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen
from game.words import say

_WIDEST = 100
"""How wide a line of the menu becomes: it is looked up in, not read on."""


class TypingScreen(GameScreen):
    """Every letter goes into the line."""

    ACTIONS = TYPING
    LONGEST = 60
    """How many letters the line takes."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = ""
        self.suggested = False
        """Whether what stands in the line was suggested, and gives way to what is typed."""

    def takes(self, event: events.Key) -> bool:
        """A letter."""
        is_letter = bool(event.character and event.character.isprintable())
        if is_letter:
            self._type("" if self.suggested else self.typed, event.character or "")
        return is_letter

    def on_paste(self, event: events.Paste) -> None:
        """Words from the clipboard."""
        event.stop()
        self._type("" if self.suggested else self.typed, " ".join(event.text.split()))

    def _type(self, before: str, more: str) -> None:
        self.typed, self.suggested = (before + more)[: self.LONGEST], False
        self.refill()
        self.refill_bars()

    def offers(self, action: Action) -> bool:
        """There is something to clear once something is typed."""
        return bool(self.typed) if action.name == "clear" else super().offers(action)

    def action_erase(self) -> None:
        """Take the last letter back, or all of what was suggested."""
        self._type("" if self.suggested else self.typed[:-1], "")

    def action_erase_word(self) -> None:
        """Take the last word back."""
        head, space, _ = self.typed.rstrip().rpartition(" ")
        self._type(head + space, "")

    def action_clear(self) -> None:
        """Take everything back."""
        self._type("", "")


class PromptScreen(TypingScreen):
    """A question that takes words."""

    def __init__(self, question: str, typed: str, then: Callable[[str], None]) -> None:
        super().__init__()
        self.typed, self.suggested = typed, bool(typed)
        self._question, self._then = question, then

    def refill(self) -> None:
        """The question and the line."""

        def draw(width: int, height: int) -> Galley:
            galley = self.column(width, 60)
            galley.blank(max(0, height // 3 - 2))
            draw_field(self._question, self.typed, galley, picked=self.suggested)
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

    def takes(self, event: events.Key) -> bool:
        """The key of an action does it at once; after a stroke, or once something is typed, letters are looked for."""
        action = next((row[0] for row in self._rows if event.character and event.character in row[0].keys), None)
        if self._finds or self.typed or (action is None and event.character != "/"):
            return super().takes(event)
        if action is None:
            self._finds = True
            self.refill()
        else:
            self.choose(action)
        return True

    def status(self, width: int) -> Galley:
        """What this is."""
        return draw_bar((say("Menu"), say("a letter does it, / finds")), "", self.app.glyphs, width)

    def refill(self) -> None:
        """The actions whose name, key or description holds what has been typed; by name first."""
        wanted = self.typed.casefold()
        rows = [row for row in self._rows if wanted in row[1].casefold()]
        rows += [row for row in self._rows if row not in rows and wanted in say(row[0].words).casefold()]
        typed = self.typed if self._finds or self.typed else None
        self.sheet.present(lambda width, _: draw_menu(typed, rows, Galley.column(width, self.app.glyphs, _WIDEST)))

    def choose(self, key: object) -> None:
        """Do it, where it belongs."""
        if isinstance(key, Action):
            self.app.close()
            self._then(key)
