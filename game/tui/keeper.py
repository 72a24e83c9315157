"""Keeps the game that is being played, and sees to it that it is on disk.

The one place where the front end makes moves. It knows no widget: a screen asks it for a move, paints, and then lets
it save, so that no key waits for the disk. Whoever leaves, calls `flush` first.
"""

from __future__ import annotations

from game.play.launch import Launch
from game.play.moves import Move
from game.play.preferences import Preferences
from game.play.saving import NotSaved
from game.play.session import Session
from game.play.skipping import skip
from game.play.views import Page


class Keeper:
    """The session, and what of it has been saved; and what outlasts it."""

    def __init__(self, launch: Launch) -> None:
        self._launch = launch
        self.session: Session = launch.session
        self.library = launch.library
        self.preferences = launch.preferences
        self.restored = launch.restored
        """Whether there is a saved game to continue."""
        self.trouble: NotSaved | None = None
        """Why the last save did not work; None if it did."""
        self._pending = not launch.restored

    @property
    def saved_turn(self) -> int | None:
        """The number of the present turn if it is on disk."""
        return None if self._pending else self.session.turn

    def play(self, move: Move) -> None:
        """Make a move. Raises IllegalMove."""
        self.session.do(move)
        self._pending = True

    def undo(self) -> Move | None:
        """Take the last move back."""
        move = self.session.undo()
        self._pending = self._pending or move is not None
        return move

    def redo(self) -> Move | None:
        """Make the move again that was taken back."""
        move = self.session.redo()
        self._pending = self._pending or move is not None
        return move

    def skip(self) -> int:
        """Go on to what is new, or to the next decision; how many moves that took."""
        made = skip(self.session, self.library.has_read)
        self._pending = self._pending or made > 0
        return made

    def has_read(self, page: Page) -> bool:
        """Whether a page has been read before."""
        return self.library.has_read(page)

    def begin(self) -> None:
        """Begin a new game. The saved one stays on disk until the new one is saved."""
        self.session = self._launch.fresh()
        self._pending = True

    def take(self, session: Session) -> None:
        """Play another game from now on. Of the present one stays what is on disk: `flush` comes first."""
        self.session = session
        self._pending = True

    def prefer(self, preferences: Preferences) -> str | None:
        """Take other preferences, and keep them; what went wrong, in words for the player."""
        self.preferences = preferences
        return self._launch.keep(preferences)

    def export(self) -> str:
        """Write the whole play to a file; words for the player: where it is, or what went wrong."""
        return self.library.export(self.session, self.preferences)

    def flush(self) -> bool:
        """Save what is not saved, or not any more; whether anything changed by it."""
        if not self._pending and self.library.has_autosave():
            return False
        self.trouble = self._launch.save(self.session)
        self._pending = self.trouble is not None
        return True
