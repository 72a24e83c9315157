"""What outlasts a play: its saves, the endings found in any play, and what has been read before.

A front end is handed a library and does not know where it stands; without one, nothing outlasts.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from msgspec import Struct

from game.play.preferences import Preferences
from game.play.session import Session
from game.play.views import EndingEntry, Page
from game.words import say, say_count, to_say


class SaveKind(Enum):
    """Why a save is there, which is also what one without a name is called."""

    AUTO = to_say("Autosave")
    OWN = to_say("Saved by you")


class SaveEntry(Struct, frozen=True):
    """A save: what it is called, where in the story it stands, when it was written; in `trouble` why it cannot load."""

    id: str
    kind: SaveKind
    name: str
    turn: int
    place: str
    when: str
    trouble: str = ""


class EpisodeEntry(Struct, frozen=True):
    """An episode. Once some play has reached it, `save` is its beginning, and `stands` says how things stand there."""

    number: int
    title: str
    save: str = ""
    stands: tuple[str, ...] = ()


class Opened(Struct, frozen=True):
    """A save that was opened, and words about what could not be brought back; or in `trouble` why it was not."""

    session: Session | None
    notes: tuple[str, ...] = ()
    trouble: str = ""


class Library(Protocol):
    """What front ends ask. What can go wrong comes back as words for the player; nothing raises."""

    def is_empty(self) -> bool:
        """Whether no save has ever been written; asked before the first paint, and so without reading any."""

    def saves(self) -> tuple[SaveEntry, ...]:
        """The player's own saves, the newest first, then the autosaves, the newest first."""

    def save_as(self, session: Session, name: str) -> str | None:
        """Writes a save that stays until it is deleted; returns what went wrong."""

    def open(self, save: str) -> Opened:
        """Brings a save back."""

    def delete(self, save: str) -> str | None:
        """Deletes a save; returns what went wrong."""

    def has_autosave(self) -> bool:
        """Whether the last autosave is still there: it can be deleted, also from another game."""

    def endings(self) -> tuple[EndingEntry, ...]:
        """Every ending and coda of the story, in its order."""

    def episodes(self) -> tuple[EpisodeEntry, ...]:
        """Every episode of the story, in its order."""

    def has_read(self, page: Page) -> bool:
        """Whether every passage of a page has been read before, in this play or another."""

    def export(self, session: Session, preferences: Preferences) -> str:
        """Writes the play, as these have it read, to a file; returns words: where it is, or what went wrong."""


def endings_found(library: Library, session: Session) -> tuple[EndingEntry, ...]:
    """The endings and codas of the story: what the library remembers, and where the present play has come to.

    A secret ending is among them once it has been found.
    """
    known, here = library.endings(), session.endings()
    both = zip(known, here, strict=True) if len(known) == len(here) else ((one, one) for one in known or here)
    found = (old if old.title else new for old, new in both)
    return tuple(entry for entry in found if entry.title or not entry.is_secret)


def tally(endings: Sequence[EndingEntry]) -> str:
    """How many endings have been found, of how many, and how many codas, if there are any: '2 of 7 endings'."""
    finals, codas = [e for e in endings if not e.is_coda], [e for e in endings if e.is_coda]
    told = []
    if finals:
        told.append(
            say_count(len(finals), "{found} of {number} ending", "{found} of {number} endings", found=_found(finals))
        )
    if codas:
        told.append(say_count(len(codas), "{found} of {number} coda", "{found} of {number} codas", found=_found(codas)))
    return ", ".join(told)


def _found(endings: Sequence[EndingEntry]) -> int:
    return sum(bool(entry.title) for entry in endings)


class NoLibrary:
    """Nothing is kept."""

    def is_empty(self) -> bool:
        return True

    def saves(self) -> tuple[SaveEntry, ...]:
        return ()

    def save_as(self, session: Session, name: str) -> str | None:
        return say("there is no folder for saves")

    def open(self, save: str) -> Opened:
        return Opened(None, (), say("there is no folder for saves"))

    def delete(self, save: str) -> str | None:
        return say("there is no folder for saves")

    def has_autosave(self) -> bool:
        return True

    def endings(self) -> tuple[EndingEntry, ...]:
        return ()

    def episodes(self) -> tuple[EpisodeEntry, ...]:
        return ()

    def has_read(self, page: Page) -> bool:
        return False

    def export(self, session: Session, preferences: Preferences) -> str:
        return say("There is no folder to write it to.")
