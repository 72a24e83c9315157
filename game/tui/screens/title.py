"""The title."""

from __future__ import annotations

from collections.abc import Iterator

from game.tui.actions import TITLE, MenuRow
from game.tui.draw.bars import draw_bar
from game.tui.draw.front import draw_title
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen
from game.words import say


class TitleScreen(GameScreen):
    """The first thing that is seen."""

    ACTIONS = TITLE

    def refill(self) -> None:
        """The name of the story, and what can be done; to continue comes first."""
        session = self.app.keeper.session
        rows = tuple(self._rows())
        notes = self.app.launch.notes

        def draw(width: int, height: int) -> Galley:
            return draw_title(session.title, rows, notes, self.column(width, 66), height)

        self.sheet.present(draw)

    def status(self, width: int) -> Galley:
        """Nothing: the name of the story stands below."""
        return draw_bar(("", ""), "", self.app.glyphs, width)

    def _rows(self) -> Iterator[tuple[MenuRow, str]]:
        names = []
        if self.app.keeper.restored:
            session = self.app.keeper.session
            where = ", ".join(filter(None, (session.where.place, session.where.hour)))
            names.append(("resume", say("Continue"), say("at the end") if session.over else where))
        names += [("begin", say("New game"), "")]
        if not self.app.keeper.library.is_empty():
            names += [("episodes", say("Episodes"), ""), ("saves", say("Saves"), "")]
        names += [
            ("settings", say("Settings"), ""),
            ("note", say("Content note"), ""),
            ("help", say("Help"), ""),
            ("quit", say("Quit"), ""),
        ]
        for number, (action, text, aside) in enumerate(names, 1):
            yield MenuRow(action, str(number), text), aside

    def choose(self, key: object) -> None:
        """Do what a row says."""
        if isinstance(key, MenuRow):
            self.call_later(self.run_action, self.command_of(key.action))

    def action_resume(self) -> None:
        """Go on with the saved game."""
        self.app.take_notes()
        if self.app.keeper.session.recap():
            from game.tui.screens.notebook import RecapScreen  # noqa: PLC0415 - not before it is opened

            self.app.show(RecapScreen(self.app.open_scene))
        else:
            self.app.open_scene()

    def action_begin(self) -> None:
        """A new game: the content note first."""
        from game.tui.screens.note import NoteScreen  # noqa: PLC0415 - not before it is opened

        self.app.show(NoteScreen(begins=True))
