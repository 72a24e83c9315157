"""The game with a bench beside it: it looks at the files, takes up what was saved, and opens what only authors see."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from textual.screen import Screen
from textual.widget import Widget

from game.play.session import Session
from game.story.source import NoStoryHere
from game.tui.actions import SCENE, Action
from game.tui.app import MysteryApp
from game.tui.draw.bars import draw_status
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen
from game.tui.screens.scene import SceneScreen
from game.tui.sheet import Sheet
from game.tui.workshop.bench import Bench
from game.tui.workshop.drawing import draw_panel
from game.tui.workshop.proving import Proof, prove
from game.tui.workshop.screens import JumpScreen, ProblemsScreen, ValuesScreen, WhyScreen, WorkshopScreen
from game.tui.workshop.watching import INTERVAL

WORKSHOP = (
    Action(name="problems", keys=("P",), label="problems", words="What is wrong with the story.", opens=True),
    Action(
        name="jump", keys=("J",), label="jump", words="To any scene, with anything found, known or told.", opens=True
    ),
    Action(
        name="state", keys=("S",), label="state", words="All facts, numbers, evidence and marks; set them.", opens=True
    ),
    Action(name="why", keys=("L",), label="why", words="Why a choice is offered, locked or hidden.", opens=True),
)
"""What authors can do, and players cannot."""

_SCREENS: dict[str, Callable[[], GameScreen]] = {
    "problems": ProblemsScreen,
    "jump": JumpScreen,
    "state": ValuesScreen,
    "why": WhyScreen,
}

_PROOF = "proof"
"""The group of what waits for proofs."""

_PANEL_SHARE = 5
"""The panel takes a line in so many of the window, and no fewer than three."""


class WorkshopScene(SceneScreen):
    """The scene, with a panel of problems under it."""

    app: WorkshopApp
    ACTIONS = (*WORKSHOP, *SCENE)  # type: ignore[assignment]

    def body(self) -> Iterable[Widget]:
        """The page and the panel."""
        yield self.sheet_of("body")
        yield self.sheet_of("panel", is_bar=True)

    def on_mount(self) -> None:
        """Show the panel too."""
        self.refill_panel()

    def refill_panel(self) -> None:
        """Show the problems, if there are any."""
        bench, glyphs = self.app.bench, self.app.glyphs
        panel = self.query_one("#panel", Sheet)
        rows = min(len(bench.problems) + 1, max(3, self.app.size.height // _PANEL_SHARE))
        panel.styles.display = "block" if bench.problems else "none"
        panel.styles.height = rows
        if bench.problems:  # words about the last key stand above it, else where they stand in every other screen
            self.message_bar.styles.offset = (0, -1 - rows)
        else:
            self.message_bar.styles.inline.clear_rule("offset")
        panel.present(lambda width, _: draw_panel(bench, glyphs, width, rows))

    def on_resize(self) -> None:
        """The panel grows with the window."""
        self.refill_panel()

    def picked(self, sheet: Sheet, key: object) -> None:
        """A click on a problem shows them all."""
        if sheet.id == "panel":
            self.app.open_tool("problems")
        else:
            super().picked(sheet, key)

    def status(self, width: int) -> Galley:
        """The id of the scene beside the turn."""
        if self.app.keeper.trouble or self.page is None:
            return super().status(width)
        session = self.app.keeper.session
        right = f"{session.state.scene} {self.app.glyphs.dot} turn {session.turn}"
        return draw_status(self.page.status, right, self.app.glyphs, width)

    def take_again(self, words: str) -> None:
        """Show the page of the changed story from the line that was seen."""
        top, self.page = self.sheet.top, None
        self.refill()
        self.sheet.typewriter.finish()  # an author saves every minute, and has read it
        self.sheet.write_on(0)
        self.sheet.shift_to(top)
        self.refill_bars()
        self.tell(words)


class WorkshopApp(MysteryApp):
    """The game beside the editor."""

    CSS = f"""{MysteryApp.CSS}
    #panel {{ height: 3; display: none; }}
    .-slim, .-flat {{ #panel {{ display: none; }} }}
    """

    def __init__(self, bench: Bench, ask: Callable[[Path], Awaitable[Proof]] = prove) -> None:
        """`ask` proves the story in a folder."""
        super().__init__(bench.launch())
        self.bench = bench
        self._ask = ask
        self.facts = ""
        """What was last typed to hold in a scene that was jumped to."""
        self.is_begun = True
        self._reading = False

    def get_default_screen(self) -> Screen[None]:
        """At once the scene."""
        return WorkshopScene()

    def on_mount(self) -> None:
        """Begin to look at the files. The base class is asked by Textual itself."""
        self.set_interval(INTERVAL, self._look)
        self._prove()

    def open_scene(self) -> None:
        """Back to the scene, which is the one at the bottom."""
        while len(self.screen_stack) > 1:
            self.close()
        self.show_scene("")

    def open_tool(self, name: str) -> None:
        """Open a screen of the workshop, or one of the game."""
        if name in _SCREENS:
            self.show(_SCREENS[name]())
        else:
            super().open_tool(name)

    # --- the files

    def _look(self) -> None:
        if not self._reading and self.bench.changed():
            self._reading = True
            self.run_worker(self._read_again(), exit_on_error=True)

    async def _read_again(self) -> None:
        """Read beside the game, which can be played meanwhile; then take it up."""
        try:
            loading = await asyncio.to_thread(self.bench.read)
        except NoStoryHere:
            self.show_scene("There is no story in the folder just now.")
            return
        finally:
            self._reading = False
        retaken = self.bench.take(loading, self.keeper.session)
        self._prove()
        if retaken is None:
            words = f"not taken up: {self.bench.summary}" if self.bench.loading.errors else f"read {self.bench.read_at}"
            self.refresh_all(words)
            return
        self.keeper.library = self.bench.library
        self.keeper.take(retaken.session)
        self.refresh_all(retaken.note or f"taken up {self.bench.read_at}", is_new=True)

    def _prove(self) -> None:
        """Have the story proved as it is now; what is still being proved of an earlier one does not matter any more."""
        self.workers.cancel_group(self, _PROOF)
        if self.bench.loading.story is not None:
            self.run_worker(self._prove_beside(), group=_PROOF, exit_on_error=True)

    async def _prove_beside(self) -> None:
        self.bench.proof = await self._ask(self.bench.folder)
        if isinstance(self.screen, WorkshopScreen):
            self.screen.refill()
        scene = self.screen_stack[0]
        if isinstance(scene, WorkshopScene):
            scene.refill_panel()

    def refresh_all(self, words: str, *, is_new: bool = False) -> None:
        """Show how the story stands. What shows the old one is closed, if the story is new; the workshop stays open."""
        screen = self.screen
        if is_new and not isinstance(screen, WorkshopScreen):
            while len(self.screen_stack) > 1:
                self.close()
        elif isinstance(screen, WorkshopScreen):
            screen.refill()
            screen.refill_bars()
        self.show_scene(words)

    def show_scene(self, words: str) -> None:
        """Let the scene at the bottom show how things stand."""
        scene = self.screen_stack[0]
        if isinstance(scene, WorkshopScene):
            scene.refill_panel()
            scene.take_again(words)

    def play_from(self, session: Session, *, and_go: bool = False) -> None:
        """Play another session from now on; with `and_go`, back to the scene."""
        self.keeper.take(session)
        if and_go:
            while len(self.screen_stack) > 1:
                self.close()
        self.show_scene("")
