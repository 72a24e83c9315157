"""The program on the screen: opens screens, leaves saved, and answers the signals that end it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from game.exits import INTERRUPTED
from game.lean import wake_collector
from game.play.launch import Launch
from game.play.library import Opened
from game.play.moves import Confront
from game.play.preferences import Preferences
from game.tui.actions import Action
from game.tui.glyphs import ASCII, glyphs_for
from game.tui.keeper import Keeper
from game.tui.patient import PatientApp
from game.tui.screens.base import GameScreen
from game.tui.signals import Stoppable, answer
from game.tui.theme import DARK, PLAIN, THEMES
from game.words import say

PARTS = {"casebook": None, "table": "accounts", **{part: part for part in ("evidence", "people", "own", "night")}}
"""Actions that open the casebook, each with the part; None for where it was left."""

HUNG_UP = 129


class MysteryApp(PatientApp, inherit_bindings=False):
    """The game in a terminal."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+z", "make_room", show=False, priority=True),
    ]
    CSS = """
    Sheet { width: 1fr; height: 1fr; }
    #status, #keys, #tabs { height: 1; }
    #pair { width: 1fr; height: 1fr; }
    GameScreen { layers: page over; }
    #message { layer: over; dock: bottom; display: none; }
    #small { display: none; }
    .-slim, .-flat {
        #status, #keys, #tabs, #pair, #body { display: none; }
        #small { display: block; }
    }
    .-wide #list { width: 33%; }
    .-sentences.-wide #list { width: 60%; }
    .-papers.-wide #list { width: 40%; }
    .-narrow #pane { display: none; }
    .-opened.-narrow #pane { display: block; }
    .-opened.-narrow #list { display: none; }
    .-table {
        #pair { layout: vertical; }
        #list { width: 1fr; }
        #pane { display: block; height: 10; max-height: 35%; }
    }
    .-table.-opened {
        #list { display: none; }
        #pane { height: 1fr; max-height: 100%; }
    }
    .-alone #list { width: 1fr; }
    .-alone #pane { display: none; }
    """

    def __init__(self, launch: Launch) -> None:
        no_color = bool(os.environ.get("NO_COLOR"))  # as https://no-color.org has it: present, and not empty
        super().__init__(ansi_color=True if no_color else None)
        self.title = launch.session.title
        self.launch = launch
        self.keeper = Keeper(launch)
        self._no_color = no_color
        self._glyphs = glyphs_for(getattr(sys.__stdout__, "encoding", None) or "utf-8")
        self._dress()
        self.crash: BaseException | None = None
        """A bug, to be told of when the terminal is itself again."""
        self._notes = launch.notes
        self.is_begun = launch.skip_title and not launch.show_note
        """Whether a game is being played; else only the title or the note was seen."""
        self._part = "evidence"
        self._places: dict[str, Hashable] = {}
        self.hints_shown: dict[str, int] = {}
        """For each hint, how many of its steps have been asked for."""

    def _dress(self) -> None:
        """The looks that the player has decided on, as far as the terminal allows."""
        preferences = self.keeper.preferences
        self.look = PLAIN if self._no_color else THEMES.get(preferences.theme, DARK)
        self.glyphs = ASCII if preferences.ascii else self._glyphs
        self.ansi_color = True if self.look.ground is None else None

    def prefer(self, preferences: Preferences) -> str | None:
        """Take other preferences, show them, and keep them; what went wrong, in words for the player."""
        trouble = self.keeper.prefer(preferences)
        self._dress()
        for screen in self.screen_stack:
            if isinstance(screen, GameScreen):
                screen.dress()
        return trouble

    def get_driver_class(self) -> type[Driver]:
        """The driver for this terminal, made sturdy where we know how."""
        chosen = super().get_driver_class()
        if chosen.__name__ == "LinuxDriver":
            from game.tui.driver import SturdyDriver  # noqa: PLC0415 - it imports what only a Unix has

            return SturdyDriver
        if chosen.__name__ == "WebDriver":
            from game.tui.web_driver import SturdyWebDriver  # noqa: PLC0415 - only a browser needs it

            return SturdyWebDriver
        return chosen

    def get_default_screen(self) -> Screen[None]:
        """The title, or at once the scene, with the content note before it if the game is new."""
        if self.launch.skip_title and not self.launch.show_note:
            from game.tui.screens.scene import SceneScreen  # noqa: PLC0415 - the title does without it

            return SceneScreen()
        if self.launch.skip_title:
            from game.tui.screens.note import NoteScreen  # noqa: PLC0415 - the title does without it

            return NoteScreen(begins=True)
        from game.tui.screens.title import TitleScreen  # noqa: PLC0415 - not when it is skipped

        return TitleScreen()

    def on_load(self) -> None:
        """Answer signals, before the terminal is changed."""
        answer(self.leave)

    def on_mount(self) -> None:
        """Let the collector rest until the first paint."""
        self.call_after_refresh(wake_collector)

    # --- notes, shown once

    def take_notes(self) -> tuple[str, ...]:
        """The words about restoring, the first time; then nothing."""
        notes, self._notes = self._notes, ()
        return notes

    # --- screens, each imported when it is first opened

    def open_scene(self) -> None:
        """Leave the title behind; it stays at the bottom of the stack, and nothing goes back to it."""
        from game.tui.screens.scene import SceneScreen  # noqa: PLC0415 - the title does without it

        self.is_begun = True
        while len(self.screen_stack) > 1:
            self.close()
        self.show(SceneScreen())

    def take_up(self, opened: Opened, name: str) -> None:
        """Play what was opened under a name from now on; if it could not be opened, say why."""
        if opened.session is not None:
            self.keeper.take(opened.session)
            self._notes = opened.notes
            self.open_scene()
        words = say("It cannot be opened: {trouble}.", trouble=opened.trouble)
        if isinstance(self.screen, GameScreen):
            self.screen.greet(say("Loaded: {name}.", name=name) if opened.session is not None else words)

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
        from game.tui.screens.scene import SceneScreen  # noqa: PLC0415 - the title does without it

        self.close()
        scene = self.screen
        if isinstance(scene, SceneScreen):
            scene.play(move)

    def open_tool(self, name: str) -> None:
        """Open the screen of an action that needs nothing else."""
        from game.tui.screens.tools import screen_of  # noqa: PLC0415 - not before it is opened

        if name in PARTS:
            self.open_casebook(PARTS[name])
        else:
            self.show(screen_of(name))

    def open_menu(self, rows: Sequence[tuple[Action, str]], then: Callable[[Action], None]) -> None:
        """Everything that can be done."""
        from game.tui.screens.typing import MenuScreen  # noqa: PLC0415 - not before it is opened

        self.show(MenuScreen(rows, then))

    def prompt(self, question: str, typed: str, then: Callable[[str], None]) -> None:
        """Ask for words."""
        from game.tui.screens.typing import PromptScreen  # noqa: PLC0415 - not before it is opened

        self.show(PromptScreen(question, typed, then))

    def ask(
        self,
        title: str,
        words: Sequence[str],
        yes: str,
        no: str,
        then: Callable[[], None],
        *,
        is_final: bool = False,
    ) -> None:
        """Ask before something is done. What nothing brings back is not the answer that is highlighted first."""
        from game.tui.screens.ask import AskScreen  # noqa: PLC0415 - not before it is opened

        self.show(AskScreen(title, words, yes, no, then, is_final=is_final))

    # --- leaving

    def ask_to_leave(self) -> None:
        """Save now, so that the question can say how it stands. In a window too small to read it, leave at once."""
        self.save_what_was_seen()
        if isinstance(self.screen, GameScreen) and self.screen.is_small:
            self.leave(0)
            return
        if self.unsaved:
            words = self.unsaved
        elif self.is_begun:
            words = say("The game is saved. It will go on where you are.")
        else:
            is_kept = self.keeper.restored and self.keeper.library.has_autosave()
            words = say("Your game is saved, and stays as it is.") if is_kept else say("You have not begun a game.")
        self.ask(say("Leave the game?"), (words,), say("Leave."), say("Stay."), self.action_leave)

    def action_leave(self) -> None:
        """Leave, saved."""
        self.leave(0)

    def action_interrupt(self) -> None:
        """Leave, saved, with the status of an interruption."""
        self.leave(INTERRUPTED)

    def action_make_room(self) -> None:
        """Save, and let the shell have the terminal until it brings the game back."""
        self.save_what_was_seen()
        if isinstance(self._driver, Stoppable):
            self._driver.make_room()

    def leave(self, status: int) -> None:
        """Save, and end."""
        self.save_what_was_seen()
        self.exit(return_code=status)

    def save_what_was_seen(self) -> None:
        """Save. A game of which only the title was seen is none yet, and does not take the place of another."""
        if self.is_begun:
            self.keeper.flush()

    @property
    def unsaved(self) -> str:
        """Words about what could not be saved of the last turn; empty if all of it is on disk."""
        trouble = self.keeper.trouble
        return trouble.sentence if trouble else ""

    def on_terminal_lost(self) -> None:
        """The terminal has gone."""
        self.leave(HUNG_UP)

    def _fatal_error(self) -> None:
        """A bug: end, and leave it to the caller to tell of it. Textual would print the values of variables."""
        self.crash = self.crash or sys.exc_info()[1]
        self._close_messages_no_wait()
