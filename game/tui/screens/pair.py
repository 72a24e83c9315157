"""A list and a pane beside it, or, in a narrow window, one behind the other."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.widget import Widget

from game.tui.galley import Galley
from game.tui.screens.base import WIDE, GameScreen
from game.tui.screens.moving import SIDEWAYS
from game.tui.sheet import Sheet


class PairScreen(GameScreen):
    """What is highlighted in the list is shown whole in the pane."""

    opened = False
    """In a narrow window: whether the pane is seen instead of the list."""

    def body(self) -> Iterable[Widget]:
        """The list and the pane."""
        with Horizontal(id="pair"):
            yield self.sheet_of("list")
            yield self.sheet_of("pane")

    def pane(self, width: int) -> Galley:
        """What the pane shows of what is highlighted."""
        raise NotImplementedError

    @property
    def is_wide(self) -> bool:
        """Whether list and pane stand side by side."""
        return self.size.width >= WIDE

    @property
    def listing(self) -> Sheet:
        """The list."""
        return self.query_one("#list", Sheet)

    @property
    def side(self) -> Sheet:
        """The pane."""
        return self.query_one("#pane", Sheet)

    @property
    def covers(self) -> bool:
        """Whether the pane is seen in place of the list."""
        return self.opened and not self.is_wide

    @property
    def sheet(self) -> Sheet:
        """Keys act on the list; while the pane is open in its place, on the pane."""
        return self.side if self.covers else self.listing

    @property
    def is_cut(self) -> bool:
        """Whether a document is seen that is wider than its window."""
        return self.side.is_cut

    def action_pan(self, key: str) -> None:
        """Move sideways over the document."""
        self.side.pan(-SIDEWAYS if key == "left" else SIDEWAYS)

    def open_pane(self, *, opened: bool) -> None:
        """Show the pane in place of the list, or the list again."""
        self.opened = opened
        self.set_class(opened, "-opened")
        self.refill_pane()
        self.refill_bars()

    def refill_pane(self) -> None:
        """Show what is highlighted."""
        self.side.present(lambda width, _: self.pane(width))
