"""What all screens share: the two bars, keys from one declaration, a word when the window is too small."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from game.tui.actions import Action, bindings
from game.tui.draw.bars import draw_bar, draw_keys, draw_message
from game.tui.draw.front import draw_small
from game.tui.galley import MEASURE, Galley
from game.tui.patient import AT_ONCE, Typed
from game.tui.screens.moving import MovingScreen
from game.tui.sheet import Sheet
from game.words import say

if TYPE_CHECKING:
    from game.tui.app import MysteryApp

LEAST_WIDTH, LEAST_HEIGHT = 60, 18
WIDE = 110
_ALWAYS = {"quit", "back", "answer"}


class GameScreen(MovingScreen, inherit_bindings=False):
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
        self._is_up = False
        """Whether its sheets are there. Before that, and in a program that is ending, no key can be answered."""
        self.is_ready = False
        """Whether its sheets have been drawn, so that a key finds what it is for."""
        self._greeting = ""
        """What is said as soon as it has been painted."""
        self._shown: list[tuple[Action, str]] = []
        """What the line of keys shows."""
        self._drawn_for: Size | None = None
        """The size of the window when it was last told of."""
        self._seen = (False, False)
        """Whether there was more to read, below and at the side, when the line of keys was drawn."""
        self.message = ""
        """Words about the last key, until the next one."""

    # --- for each screen to say

    def can(self, action: Action) -> bool:
        """Whether an action can be carried out now."""
        return True

    def offers(self, action: Action) -> bool:
        """Whether the line of keys shows an action now."""
        if action.name == "pan":
            return self.is_cut
        return self.has_more if action.name == "forward" else self.can(action)

    @property
    def has_more(self) -> bool:
        """Whether there is more to read than is seen."""
        return self.sheet.below

    @property
    def is_cut(self) -> bool:
        """Whether a document is seen that is wider than its window."""
        return self.sheet.is_cut

    def order(self) -> Iterable[Action]:
        """The actions, those first that matter most now: where the line of keys has no room for all, they are shown."""
        return self.ACTIONS

    def label(self, action: Action) -> str:
        """What the line of keys says of an action."""
        label = say(action.label)
        return f"{label} {self.app.glyphs.more_below}" if action.name == "forward" else label

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
        """The bars and the body; where the window is too small for them, words about that are seen instead."""
        self.set_class(self.is_small, "-slim")  # as the breakpoints will say, but only when the first paint is over
        self.top_bar = self.sheet_of("status", is_bar=True)
        self.key_bar = self.sheet_of("keys", is_bar=True)
        self.message_bar = self.sheet_of("message", is_bar=True)
        yield self.top_bar
        yield self.message_bar
        yield from self.body()
        yield self.key_bar
        if self.is_small:
            yield self._small_sheet()

    def _small_sheet(self) -> Sheet:
        def draw(width: int, height: int) -> Galley:
            galley = self.column(width)
            return draw_small(width, height, galley) if self.is_small else galley

        sheet = self.sheet_of("small")
        sheet.present(draw)
        return sheet

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
        self._is_up = bool(self.query(Sheet))
        if self._is_up:
            self.styles.background = self.app.look.ground or "ansi_default"

    def get_ready(self) -> None:
        """It has been painted: from now on it answers keys."""
        self.is_ready = True
        if self._greeting:
            self.tell(self._greeting)
        self.app.call_later(self.app.hand_on)

    def on_screen_resume(self) -> None:
        """Come up, or back: what is shown may have changed meanwhile."""
        if self._is_up:
            self.refill()
            self.refill_bars()
            if not self.is_ready:
                self.call_after_refresh(self.get_ready)

    def refill_bars(self) -> None:
        """Show where we are, and the keys that matter now."""
        self.refill_status()
        self._seen = (self.has_more, self.is_cut)
        shown = [(action, self.label(action)) for action in self.order() if action.on_line and self.offers(action)]
        if shown != self._shown:
            self._shown = shown
            self.key_bar.present(lambda width, _: draw_keys(shown, self.app.glyphs, width))

    def refill_status(self) -> None:
        """Show where we are."""
        self.top_bar.present(lambda width, _: self.status(width))

    def greet(self, words: str) -> None:
        """Say something, until the next key, as soon as there is a line to say it in."""
        if self.is_ready:
            self.tell(words)
        self._greeting = words

    def tell(self, words: str) -> None:
        """Say something about the last key, whole, in place of the line of keys, until the next; nothing: be silent."""
        self.message = words
        bar = self.message_bar
        bar.display = bool(words) and not self.is_small
        if words:
            forward = next((one for one in self.ACTIONS if one.name == "forward" and self.has_more), None)
            more = f"{forward.key_word} {self.label(forward)}" if forward else ""
            bar.styles.height = len(draw_message(words, self.app.glyphs, self.size.width, more).lines)
            bar.present(lambda width, _: draw_message(words, self.app.glyphs, width, more))

    # --- keys and clicks

    def on_key(self, event: events.Key) -> None:
        """What was said about the key before is over; a key that does nothing here says so."""
        if self.is_small or event.key in AT_ONCE:
            return
        if self.message:
            self.tell("")
        if self.takes(event):
            event.stop()
        elif not any(
            {event.key, event.character} & set(action.keys) and self.check_action(action.name, (action.name,))
            for action in self.ACTIONS
        ):
            self.tell(self.refusal)

    def takes(self, event: events.Key) -> bool:
        """Whether the screen itself does something with a key, so that it is no key of an action."""
        return False

    @property
    def refusal(self) -> str:
        """What is said of a key that does nothing here."""
        if any(action.name == "menu" for action in self.ACTIONS):
            return say("That key does nothing here: m is the menu, ? the help.")
        if any(action.name == "help" for action in self.ACTIONS):
            return say("That key does nothing here: ? is the help.")
        return say("That key does nothing here.")

    @property
    def is_small(self) -> bool:
        """Whether the window is too small to play in."""
        width, height = self.size or self.app.size  # that of the program, before a screen has one
        return width < LEAST_WIDTH or height < LEAST_HEIGHT

    async def on_event(self, event: events.Event) -> None:
        """Deal with what comes, but for clicks before there is anything to click; keys go to the screen in front."""
        if isinstance(event, Typed):
            if self.is_ready and self.app.screen is self:
                await super().on_event(event)
            else:
                self.app.give_back(event)
            self.app.call_later(self.app.handled)
        elif self._is_up or not isinstance(event, events.InputEvent):
            await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual asks whether a binding applies now."""
        if not self._is_up:
            return False
        if self.size.width and self.is_small and action not in _ALWAYS:
            return False
        name = parameters[0] if action == "open" else action
        declared = next((one for one in self.ACTIONS if one.name == name), None)
        return declared is None or self.can(declared)

    def on_sheet_picked(self, message: Sheet.Picked) -> None:
        """A click: on a key in the line of keys, or on something in the body."""
        message.stop()
        key = message.key
        self.tell("")
        if message.sheet is self.key_bar and isinstance(key, Action):
            self.call_later(self.run_action, key.command())
        else:
            self.picked(message.sheet, key)

    def picked(self, sheet: Sheet, key: Hashable) -> None:
        """A target in the body was clicked, that may be picked and has not gone meanwhile."""
        index = sheet.index_of(key)
        if index is not None and self.check_action("pick", ()):
            sheet.point(index, reveal=False)
            self.choose(key)

    def on_sheet_moved(self, message: Sheet.Moved) -> None:
        """Other lines are seen than before."""
        message.stop()
        if not message.sheet.is_bar:
            self.moved()

    def moved(self) -> None:
        """Whether there is more to read is said in the line of keys."""
        if (self.has_more, self.is_cut) != self._seen:
            self.refill_bars()

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
        """The size decides which parts are seen. The first one that is told of is that for which all was drawn."""
        if self._drawn_for not in (None, self.size):
            self.refill_bars()
            self.tell(self.message)
        self._drawn_for = self.size
        if self.is_small and not self.query("#small"):
            _ = self.mount(self._small_sheet())
