"""The program on the screen: opens screens, leaves saved, and answers the signals that end it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from game.play.launch import Launch
from game.play.moves import Confront
from game.tui.glyphs import glyphs_for
from game.tui.keeper import Keeper, not_saved
from game.tui.screens.base import GameScreen
from game.tui.screens.scene import SceneScreen
from game.tui.theme import DARK, PLAIN, THEMES

if TYPE_CHECKING:
    from game.tui.driver import SturdyDriver

INTERRUPTED = 130
HUNG_UP = 129


class MysteryApp(App[None], inherit_bindings=False):
    """The game in a terminal."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    ]
    CSS = """
    Sheet { width: 1fr; height: 1fr; }
    #status, #keys, #tabs { height: 1; }
    #pair { width: 1fr; height: 1fr; }
    #small { display: none; }
    .-slim, .-flat {
        #status, #keys, #tabs, #pair, #body { display: none; }
        #small { display: block; }
    }
    .-wide #list { width: 44; }
    .-narrow #pane { display: none; }
    .-opened.-narrow {
        #pane { display: block; }
        #list { display: none; }
    }
    .-table {
        #pair { layout: vertical; }
        #list { width: 1fr; }
        #pane { display: block; height: 10; max-height: 35%; }
    }
    .-alone {
        #list { width: 1fr; }
        #pane { display: none; }
    }
    """

    def __init__(self, launch: Launch) -> None:
        no_color = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if no_color else None)
        self.title = launch.session.title
        self.launch = launch
        self.keeper = Keeper(launch)
        self.look = PLAIN if no_color else THEMES.get(launch.preferences.theme, DARK)
        self.glyphs = glyphs_for(getattr(sys.__stdout__, "encoding", None) or "utf-8")
        self.crash = ""
        """The traceback of a bug, to be printed when the terminal is itself again."""
        self._notes = launch.notes
        self._begun = launch.skip_title
        self._part = "evidence"
        self._places: dict[str, Hashable] = {}

    def get_driver_class(self) -> type[Driver]:
        """The driver for this terminal, made sturdy where we know how."""
        chosen = super().get_driver_class()
        if chosen.__name__ == "LinuxDriver":
            from game.tui.driver import SturdyDriver  # noqa: PLC0415 - it imports what only a Unix has

            return SturdyDriver
        return chosen

    def get_default_screen(self) -> Screen[None]:
        """The title, or at once the scene."""
        if self.launch.skip_title:
            return SceneScreen()
        from game.tui.screens.title import TitleScreen  # noqa: PLC0415 - not needed when the title is skipped

        return TitleScreen()

    def on_mount(self) -> None:
        """Answer signals; and let the collector rest until the first paint."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            with suppress(AttributeError, ValueError, RuntimeError, NotImplementedError):
                loop.add_signal_handler(getattr(signal, name), self.leave, 128 + getattr(signal, name))
        self.call_after_refresh(_wake_collector)

    # --- notes, shown once

    def take_notes(self) -> tuple[str, ...]:
        """The words about restoring, the first time; then nothing."""
        notes, self._notes = self._notes, ()
        return notes

    # --- screens, each imported when it is first opened

    def open_scene(self) -> None:
        """Leave the title behind; it stays at the bottom of the stack, and nothing goes back to it."""
        self._begun = True
        while len(self.screen_stack) > 1:
            self.close()
        self.show(SceneScreen())

    def show(self, screen: Screen[None]) -> None:
        """Put a screen over the present one."""
        _ = self.push_screen(screen)

    def close(self) -> None:
        """Back to the screen before."""
        _ = self.pop_screen()

    def open_casebook(self, part: str | None) -> None:
        """Open the casebook, at a part or where it was left."""
        from game.tui.screens.casebook import CasebookScreen  # noqa: PLC0415 - not before it is opened

        self.show(CasebookScreen(part or self._part, self._places))

    def leave_casebook(self, part: str) -> None:
        """Close it, and remember the part."""
        self._part = part
        self.close()

    def open_confrontation(self) -> None:
        """Pick a claim, if somebody can be confronted."""
        from game.tui.screens.confront import ConfrontScreen  # noqa: PLC0415 - not before it is opened

        view = self.keeper.session.confrontation()
        if view is not None:
            self.show(ConfrontScreen(view))

    def confront(self, move: Confront) -> None:
        """It is said. Back to the scene, which shows what comes of it."""
        self.close()
        scene = self.screen
        if isinstance(scene, SceneScreen):
            scene.play(move)

    def open_changes(self) -> None:
        """What changed."""
        from game.tui.screens.reading import ChangesScreen  # noqa: PLC0415 - not before it is opened

        self.show(ChangesScreen())

    def open_log(self) -> None:
        """Everything so far."""
        from game.tui.screens.reading import LogScreen  # noqa: PLC0415 - not before it is opened

        self.show(LogScreen())

    def show_help(self) -> None:
        """The keys and the helplines."""
        from game.tui.screens.reading import HelpScreen  # noqa: PLC0415 - not before it is opened

        self.show(HelpScreen())

    def ask(self, title: str, words: Sequence[str], yes: str, no: str, then: Callable[[], None]) -> None:
        """Ask before something is done."""
        from game.tui.screens.ask import AskScreen  # noqa: PLC0415 - not before it is opened

        self.show(AskScreen(title, words, yes, no, then))

    # --- leaving

    def ask_to_leave(self) -> None:
        """Save now, so that the question can say how it stands. In a window too small to read it, leave at once."""
        self.save_what_was_seen()
        if isinstance(self.screen, GameScreen) and self.screen.is_small:
            self.leave(0)
            return
        trouble = self.keeper.trouble
        words = (
            "The game is saved. It will go on where you are."
            if trouble is None
            else f"The last turn is {not_saved(trouble)}."
        )
        self.ask("Leave the game?", (words,), "Leave.", "Stay.", self.action_leave)

    def action_leave(self) -> None:
        """Leave, saved."""
        self.leave(0)

    def action_interrupt(self) -> None:
        """Leave, saved, with the status of an interruption."""
        self.leave(INTERRUPTED)

    def leave(self, status: int) -> None:
        """Save, and end."""
        self.save_what_was_seen()
        self.exit(return_code=status)

    def save_what_was_seen(self) -> None:
        """Save. A game of which only the title was seen is none yet, and does not take the place of another."""
        if self._begun:
            self.keeper.flush()

    def on_sturdy_driver_lost(self, message: SturdyDriver.Lost) -> None:
        """The terminal has gone."""
        del message
        self.leave(HUNG_UP)

    def _fatal_error(self) -> None:
        """A bug: say it as Python does, without the values of variables, which hold paths and what the story hides."""
        import traceback  # noqa: PLC0415 - only after a crash

        self.crash = self.crash or traceback.format_exc()
        self._close_messages_no_wait()


def _wake_collector() -> None:
    gc.freeze()
    gc.enable()
