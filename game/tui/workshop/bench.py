"""What lies on the bench: the story as it was last read, and as it is being played."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from game.play.launch import Launch
from game.play.rules import Rules
from game.play.saving import NotSaved
from game.play.session import Session
from game.saves import Shelf
from game.saves.library import ShelfLibrary, new_game
from game.saves.preferences import read_preferences, write_preferences
from game.saves.shelf import Restored
from game.story.diagnostics import Diagnostic, counted
from game.story.load import Loading, load
from game.story.source import Place, path_within
from game.tui.workshop import Names
from game.tui.workshop.proving import Disproved, Proof
from game.tui.workshop.retaking import Retaken, retake
from game.tui.workshop.watching import Watch

SAVES = "workshop"
"""The folder beside the players' saves in which those of stories that are being written lie."""

NOTHING = """\
story: {id: nothing_yet, title: Nothing to play yet, start: here}
scenes:
  here:
    passage: |
      The story has errors, and there is no earlier version of it to play. They are listed below; P shows each with
      its line and its cure.

      As soon as it can be played, it begins by itself.
    ending: over
endings: {over: Nothing to play yet}
"""
"""What is played until a story can be."""


class Bench:
    """Reads the story, and fits the play to it."""

    def __init__(self, folder: Path, saves: Path | None, on_names: Callable[[Names], object]) -> None:
        self.folder = folder
        self._saves = saves
        self._shelves = saves / SAVES if saves is not None else None
        self._on_names = on_names
        self._names: Names = {}
        self._watch = Watch(folder)
        self.loading: Loading = load(folder)
        self.read_at = self.played_from = self._now()
        """When the story was last read, and when the one was read that is played."""
        self.is_playable = self.loading.story is not None
        """Whether what is played is the author's story."""
        self.proof: Proof | None = None
        """What the proof says of the story as it was read; None while it is being asked."""
        story = self.loading.story
        self.rules = Rules(story) if story is not None else _nothing()
        self.shelf: Shelf | None = None
        self._settle()

    def _now(self) -> str:
        return time.strftime("%H:%M:%S")

    def _settle(self) -> None:
        """Fits what depends on the rules to the present ones."""
        shelf = Shelf(self._shelves if self.is_playable else None, self.rules.story.header.id)
        if self.shelf is None or shelf.folder != self.shelf.folder:
            self.release()
            self.shelf = shelf
        self.library = ShelfLibrary(self.shelf, self.rules)
        self._tell_names()

    def _tell_names(self) -> None:
        names = {section: sorted(places) for section, places in self.loading.defined.items()}
        if names != self._names:
            self._names = names
            self._on_names(names)

    def release(self) -> None:
        """Lets go of the place in the folder of saves."""
        if self.shelf is not None:
            self.shelf.release()

    def launch(self) -> Launch:
        """The game, where it was left the last time the story was written at."""
        restored = self._left_at()
        return Launch(
            session=restored.session if restored else new_game(self.rules),
            restored=restored is not None,
            fresh=lambda: self.library.fresh() if self.is_playable else new_game(self.rules),
            save=self._save,
            notes=restored.notes if restored else (),
            skip_title=True,
            library=self.library,
            preferences=read_preferences(self._saves, self.rules.story.topics),
            keep=lambda preferences: write_preferences(self._saves, preferences, self.rules.story.topics),
        )

    def _left_at(self) -> Restored | None:
        """Where the story was left the last time it was written at."""
        return self.shelf.latest(self.rules) if self.shelf is not None and self.is_playable else None

    def _save(self, session: Session) -> NotSaved | None:
        return self.library.autosave(session) if self.is_playable and session.rules is self.rules else None

    # --- reading again

    def changed(self) -> bool:
        """Whether the files have changed since the last look."""
        return self._watch.changed()

    def read(self) -> Loading:
        """The story as it is on disk now. Changes nothing, and so can be done beside the game; raises NoStoryHere."""
        return load(self.folder)

    def take(self, loading: Loading, session: Session) -> Retaken | None:
        """Takes what was read; the play in the changed story, or None if the old one is played on."""
        self.loading, self.read_at, self.proof = loading, self._now(), None
        if loading.story is None:
            self._tell_names()
            return None
        if self.is_playable and loading.story.fingerprint == self.rules.story.fingerprint:
            self.played_from = self.read_at
            return None
        was_playable, self.is_playable = self.is_playable, True
        self.rules, self.played_from = Rules(loading.story), self.read_at
        self._settle()
        if was_playable:
            return retake(session, self.rules)
        restored = self._left_at()
        return Retaken(restored.session if restored else new_game(self.rules), "")

    # --- what it says

    @property
    def problems(self) -> tuple[Diagnostic | Disproved, ...]:
        """What is wrong with the story, its errors first."""
        found: list[Diagnostic | Disproved] = [*self.loading.diagnostics, *(self.proof.found if self.proof else ())]
        return tuple(sorted(found, key=lambda one: not one.is_error))

    @property
    def proved(self) -> str:
        """How far the proof is, in a few words; nothing if there is no story to prove."""
        if self.loading.story is None:
            return ""
        return self.proof.outcome if self.proof else "being proved"

    @property
    def summary(self) -> str:
        """How the story stands, in a line; nothing if it has no problems."""
        errors = sum(one.is_error for one in self.problems)
        warnings = len(self.problems) - errors
        parts = [counted(errors, "error")] * bool(errors) + [counted(warnings, "warning")] * bool(warnings)
        words = ", ".join(parts)
        if self.loading.errors and self.is_playable:
            return f"{words}; what you play is the story as it was at {self.played_from}"
        return words

    def shown(self, place: Place) -> str:
        """A place from the story's folder on, with its line."""
        return f"{path_within(self.loading.file_of(place), self.folder)}:{place.line}"


def _nothing() -> Rules:
    with tempfile.TemporaryDirectory() as folder:
        story = load(Path(folder), unsaved={Path(folder, "story.yaml"): NOTHING}).story
    assert story is not None
    return Rules(story)
