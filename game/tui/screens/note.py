"""The content note, which stands before a new game."""

from __future__ import annotations

from game.tui.actions import NOTE, Action
from game.tui.draw.front import draw_note
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen
from game.words import say


class NoteScreen(GameScreen):
    """What the story deals with, on one screen."""

    ACTIONS = NOTE

    def __init__(self, *, begins: bool) -> None:
        super().__init__()
        self._begins = begins
        self._details = False

    def refill(self) -> None:
        """The note; the details only if they were asked for."""
        session, shown = self.app.keeper.session, self._details

        def draw(width: int, height: int) -> Galley:
            del height
            return draw_note(session.note, session.note_details, session.topics, self.column(width), shown=shown)

        self.sheet.present(draw, keep=True)

    def can(self, action: Action) -> bool:
        """Details can be asked for if there are any."""
        if action.name == "details":
            return not self._details and bool(self.app.keeper.session.note_details)
        return True

    def label(self, action: Action) -> str:
        """Enter begins, or goes back to the title."""
        return say("back") if action.name == "go_on" and not self._begins else super().label(action)

    def action_go_on(self) -> None:
        """Begin, if that is what the player came here for."""
        if not self._begins:
            self.app.close()
            return
        self.app.keeper.begin()
        self.app.take_notes()
        self.app.open_scene()

    def action_back(self) -> None:
        """Back to the note alone; to the title; where there is none, on."""
        if self._details:
            self._details = False
            self.refill()
            self.refill_bars()
        elif len(self.app.screen_stack) > 1:
            self.app.close()
        else:
            self.action_go_on()

    def action_details(self) -> None:
        """Say it in detail."""
        self._details = True
        self.refill()
        self.refill_bars()
