"""A question with two answers, over the page that it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.tui.actions import ASK, MenuRow
from game.tui.draw.front import draw_question_box
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen


class AskScreen(GameScreen):
    """Yes, or back."""

    ACTIONS = ASK

    def __init__(
        self,
        title: str,
        words: Sequence[str],
        yes: str,
        no: str,
        then: Callable[[], None],
        *,
        is_final: bool = False,
    ) -> None:
        super().__init__()
        self._is_final = is_final
        self._title, self._words, self._then = title, tuple(words), then
        self._rows = (MenuRow("yes", "1", yes), MenuRow("back", "2", no))

    def refill(self) -> None:
        """The question in the middle of the screen, or as far up as it must stand for its answers to be seen."""

        def box(width: int, air: int) -> Galley:
            galley = self.column(width, 56)
            galley.blank(air)
            return draw_question_box(self._title, self._words, self._rows, galley)

        def draw(width: int, height: int) -> Galley:
            room = height - len(box(width, 0).lines)
            return box(width, max(0, min(height // 3 - 2, room)))

        self.sheet.present(draw, at=self._rows[1] if self._is_final else None)

    def choose(self, key: object) -> None:
        """Answer."""
        self.app.close()
        if isinstance(key, MenuRow) and key.action == "yes":
            self._then()
