"""What all screens share: the two bars, keys from one declaration, a word when the window is too small."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from game.tui.actions import Action, bindings
from game.tui.draw.bars import draw_bar, draw_keys
from game.tui.draw.front import draw_small
from game.tui.galley import MEASURE, Galley
from game.tui.sheet import Sheet

if TYPE_CHECKING:
    from game.tui.app import MysteryApp

LEAST_WIDTH, LEAST_HEIGHT = 60, 18
WIDE = 110
_SIDEWAYS = 8
_ALWAYS = {"quit", "back", "answer"}


class GameScreen(Screen[None], inherit_bindings=False):
    """A status line, a body, a line of keys."""

    app: MysteryApp
    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What can be done here; the keys are bound from it."""
    AUTO_FOCUS = None
    # Textual declares these two without ClassVar, and so must we.
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (LEAST_WIDTH, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-tall")]  # noqa: RUF012

    def __init_subclass__(cls, **options: bool) -> None:
        cls.BINDINGS = [*bindings(cls.ACTIONS)]
        super().__init_subclass__(**options)

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[Action, str]] = []
        """What the line of keys shows."""
        self._offers_more = False

    # --- for each screen to say

    def can(self, action: Action) -> bool:
        """Whether an action can be carried out now."""
        return True

    def offers(self, action: Action) -> bool:
        """Whether the line of keys shows an action now."""
        if action.name == "pan":
            return self.sheet.overhang > 0
        return self.sheet.below if action.name == "forward" else self.can(action)

    def label(self, action: Action) -> str:
        """What the line of keys says of an action."""
        return f"{action.label} {self.app.glyphs.more_below}" if action.name == "forward" else action.label

    def body(self) -> Iterable[Widget]:
        """The widgets between the bars."""
        yield self.sheet_of("body")

    def refill(self) -> None:
        """Show what is the case now. Called when the screen comes up, and after each move."""

    def status(self, width: int) -> Galley:
        """What the status line says."""
        return draw_bar((self.app.keeper.session.title, ""), "", self.app.glyphs, width)

    # --- what is in it

    def sheet_of(self, name: str, *, is_bar: bool = False) -> Sheet:
        """A new sheet with the looks of the game."""
        return Sheet(name, theme=self.app.look, glyphs=self.app.glyphs, is_bar=is_bar)

    def compose(self) -> ComposeResult:
        """The bars and the body, and a sheet that is seen instead of them when the window is too small."""
        self.top_bar = self.sheet_of("status", is_bar=True)
        self.key_bar = self.sheet_of("keys", is_bar=True)
        self.small = self.sheet_of("small")
        yield self.top_bar
        yield from self.body()
        yield self.key_bar
        yield self.small

    @property
    def sheet(self) -> Sheet:
        """The sheet that keys act on."""
        return self.query_one("#body", Sheet)

    def column(self, width: int, measure: int = MEASURE) -> Galley:
        """An empty column for prose."""
        return Galley.column(width, self.app.glyphs, min(measure, self.app.keeper.preferences.column))

    def dress(self) -> None:
        """Take on the looks of the game, which may have changed."""
        self.styles.background = self.app.look.ground or "ansi_default"
        for sheet in self.query(Sheet):
            sheet.restyle(self.app.look, self.app.glyphs)

    def on_mount(self) -> None:
        """Dress in the theme."""
        self.styles.background = self.app.look.ground or "ansi_default"
        self.small.present(lambda width, height: draw_small(self.size.width, self.size.height, self.column(width)))
        self.refill()
        self.refill_bars()

    def on_screen_resume(self) -> None:
        """Come back: what is shown may have changed meanwhile."""
        if self.is_mounted:
            self.refill()
            self.refill_bars()

    def refill_bars(self) -> None:
        """Show where we are, and the keys that matter now."""
        self.refill_status()
        self._offers_more = self.sheet.below
        shown = [(action, self.label(action)) for action in self.ACTIONS if action.on_line and self.offers(action)]
        if shown != self._shown:
            self._shown = shown
            self.key_bar.present(lambda width, _: draw_keys(shown, self.app.glyphs, width))

    def refill_status(self) -> None:
        """Show where we are."""
        self.top_bar.present(lambda width, _: self.status(width))

    # --- keys and clicks

    @property
    def is_small(self) -> bool:
        """Whether the window is too small to play in."""
        return self.size.width < LEAST_WIDTH or self.size.height < LEAST_HEIGHT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual asks whether a binding applies now."""
        if self.size.width and self.is_small and action not in _ALWAYS:
            return False
        name = parameters[0] if action == "open" else action
        declared = next((one for one in self.ACTIONS if one.name == name), None)
        return declared is None or self.can(declared)

    def choose(self, key: object) -> None:
        """Do what a target stands for."""

    def on_sheet_picked(self, message: Sheet.Picked) -> None:
        """A click: on a key in the line of keys, or on something in the body."""
        message.stop()
        key = message.key
        if message.sheet is self.key_bar and isinstance(key, Action):
            self.call_later(self.run_action, key.command())
        else:
            self.picked(message.sheet, key)

    def picked(self, sheet: Sheet, key: Hashable) -> None:
        """A target in the body was clicked."""
        sheet.point(sheet.index_of(key), reveal=False)
        self.choose(key)

    def on_sheet_moved(self, message: Sheet.Moved) -> None:
        """Other lines are seen than before."""
        message.stop()
        if message.sheet is self.sheet:
            self.moved()

    def moved(self) -> None:
        """Whether there is more to read is said in the line of keys."""
        if self.sheet.below != self._offers_more:
            self.refill_bars()

    def action_pick(self) -> None:
        """Take what is highlighted; first bring it into sight."""
        target = self.sheet.target
        if target is None or not self.sheet.sees(target):
            self.action_forward()
        else:
            self.choose(target.key)

    def action_number(self, key: str) -> None:
        """Take the option with a number."""
        number = int(key) - 1
        targets = self.sheet.galley.targets
        if number < len(targets):
            self.choose(targets[number].key)

    def action_move(self, key: str) -> None:
        """Go to the next option or the one before; what is out of sight is scrolled to first."""
        sheet = self.sheet
        by = -1 if key == "up" else 1
        target = sheet.target
        bottom = sheet.top + max(1, sheet.size.height)
        if target is None or (by < 0 and target.bottom > bottom):
            sheet.shift(by)
        elif by > 0 and not sheet.sees(target):
            if target.top < sheet.top:
                sheet.point(next((n for n, one in enumerate(sheet.galley.targets) if sheet.sees(one)), sheet.cursor))
            else:
                sheet.turn(1)
        elif not sheet.step(by):
            sheet.shift(by)

    def action_forward(self) -> None:
        """Read on."""
        self.sheet.turn(1)

    def action_backward(self) -> None:
        """Read back."""
        self.sheet.turn(-1)

    def action_pan(self, key: str) -> None:
        """Move sideways."""
        self.sheet.pan(-_SIDEWAYS if key == "left" else _SIDEWAYS)

    def action_edge(self, key: str) -> None:
        """Go to the beginning or to the end."""
        self.sheet.shift_to(0 if key == "home" else len(self.sheet.galley.lines))

    def action_back(self) -> None:
        """Back to the screen before."""
        self.app.close()

    def action_open(self, name: str) -> None:
        """Open a screen."""
        self.app.open_tool(name)

    def command_of(self, name: str) -> str:
        """The command of an action of this screen."""
        return next((one.command() for one in self.ACTIONS if one.name == name), name)

    def action_quit(self) -> None:
        """Ask whether to leave."""
        self.app.ask_to_leave()

    def on_resize(self) -> None:
        """The size decides which parts are seen."""
        self.refill_bars()
        self.small.present(lambda width, height: draw_small(self.size.width, self.size.height, self.column(width)))
