"""Where a window stands in a galley: kept as the block that is read, so that it is found again at any width."""

from __future__ import annotations

from msgspec import Struct

from game.tui.galley import Galley


class Anchor(Struct, frozen=True):
    """A line of a galley: the block that it stands in, and how far below the beginning of that."""

    block: int
    inside: int


class Place:
    """The line at the top of a window, kept while the galley is drawn for other sizes of it.

    A large window may not go down so far: it stands higher then, and a smaller one afterwards where it was before.
    """

    def __init__(self) -> None:
        self._anchor: Anchor | None = None
        self._stood = 0
        """Where the window came to stand by this anchor; elsewhere, somebody has scrolled since."""

    def of(self, galley: Galley, top: int) -> Anchor | None:
        """What stands at the top of a window; None if nothing can be held on to."""
        if self._anchor is not None and top == self._stood:
            return self._anchor
        block = max((number for number, line in enumerate(galley.blocks) if line <= top), default=None)
        return Anchor(block, top - galley.blocks[block]) if top and block is not None else None

    def found(self, anchor: Anchor | None, galley: Galley, top: int, deepest: int) -> int:
        """The line that comes to the top of the window, in a galley drawn anew."""
        self._anchor = anchor if anchor is not None and anchor.block < len(galley.blocks) else None
        if self._anchor is not None:
            top = galley.blocks[self._anchor.block] + self._anchor.inside
        self._stood = max(0, min(top, deepest))
        return self._stood

    def forget(self) -> None:
        """Another galley begins at its top."""
        self._anchor = None
