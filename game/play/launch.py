"""What a front end is started with."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from game.play.library import Library, NoLibrary
from game.play.preferences import Preferences
from game.play.saving import NotSaved
from game.play.session import Session


class Launch(Struct, frozen=True):
    """A game that is about to be shown.

    `save` writes the autosave and returns what went wrong, or None once it is on disk.
    """

    session: Session
    """The game: the one that was saved, if there is one."""
    restored: bool
    """Whether `session` comes from a save; then the title offers to continue it."""
    fresh: Callable[[], Session]
    """Makes a new game."""
    save: Callable[[Session], NotSaved | None]
    """Saves."""
    notes: tuple[str, ...] = ()
    """Words about what was restored, shown once."""
    skip_title: bool = False
    """Whether to go straight to the scene."""
    show_note: bool = False
    """Whether the content note comes before that scene all the same: the game is new."""
    library: Library = field(default_factory=NoLibrary)
    """What outlasts a play."""
    preferences: Preferences = field(default_factory=Preferences)
    """What the player has decided in earlier games."""
    keep: Callable[[Preferences], str | None] = lambda _: None
    """Keeps preferences for later games, and returns what went wrong, in words for the player."""
