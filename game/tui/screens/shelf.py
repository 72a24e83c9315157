"""The shelf: saves, the beginnings of episodes, settings."""

from __future__ import annotations

from game.play.library import Opened, SaveEntry
from game.play.settings import Setting, settings
from game.tui.actions import SAVES, SETTINGS, Action
from game.tui.draw.shelf import SaveHere, draw_episodes, draw_saves, draw_settings
from game.tui.screens.notebook import ListScreen

STAYS = "The game you are in has been saved by itself, and stays among the autosaves for now."


class SavesScreen(ListScreen):
    """Save under a name, go back to a save, delete one."""

    ACTIONS = SAVES
    HEAD = "Save and load"

    def refill(self) -> None:
        """What is on the shelf now."""
        self.app.save_what_was_seen()
        self._saves = self.app.keeper.library.saves()
        turn = self.app.keeper.session.turn if self.app.is_begun else None
        self.sheet.present(lambda width, _: draw_saves(self._saves, turn, self.column(width)), keep=True)

    @property
    def entry(self) -> SaveEntry | None:
        """The save that is highlighted."""
        key = self.sheet.target.key if self.sheet.target is not None else None
        return next((entry for entry in self._saves if entry.id == key), None)

    def can(self, action: Action) -> bool:
        """A save can be deleted if there is one under the pointer."""
        return action.name != "delete" or self.entry is not None

    def moved(self) -> None:
        """What can be done depends on what is highlighted."""
        super().moved()
        self.refill_bars()

    def action_move(self, key: str) -> None:
        """Through the list."""
        super().action_move(key)
        self.refill_bars()

    def choose(self, key: object) -> None:
        """Save here, or ask whether to go back to a save."""
        self.refill_bars()
        entry = self.entry
        if isinstance(key, SaveHere):
            where = self.app.keeper.session.page().status
            name = ", ".join(filter(None, (where.place, where.hour))) or where.story
            self.app.prompt("What shall it be called?", name, self._save)
        elif entry is not None and not entry.trouble:
            words = f"You go back to turn {entry.turn}{f', {entry.place}' if entry.place else ''}."
            stays = (STAYS,) if self.app.is_begun else ()
            self.app.ask("Open this save?", (words, *stays), "Open it.", "No.", lambda: self._open(entry))

    def _save(self, name: str) -> None:
        trouble = self.app.keeper.library.save_as(self.app.keeper.session, name)
        self.notice = f"not saved: {trouble}" if trouble else "saved"
        self.refill()
        self.refill_bars()

    def _open(self, entry: SaveEntry) -> None:
        self.notice = self.app.take_up(self.app.keeper.library.open(entry.id))
        self.refill_bars()

    def action_delete(self) -> None:
        """Ask, then delete."""
        entry = self.entry
        if entry is not None:
            words = f"{entry.name}, turn {entry.turn}, {entry.when}. It cannot be brought back."
            self.app.ask("Delete this save?", (words,), "Delete it.", "Keep it.", lambda: self._delete(entry))

    def _delete(self, entry: SaveEntry) -> None:
        trouble = self.app.keeper.library.delete(entry.id)
        self.notice = f"not deleted: {trouble}" if trouble else "deleted"
        self.refill()
        self.refill_bars()


class EpisodesScreen(ListScreen):
    """Begin again where an episode began."""

    HEAD = "Episodes"

    def refill(self) -> None:
        """The episodes."""
        self._episodes = self.app.keeper.library.episodes()
        self.sheet.present(lambda width, _: draw_episodes(self._episodes, self.column(width)))

    def choose(self, key: object) -> None:
        """Ask, then go there."""
        entry = next((one for one in self._episodes if one.save == key), None)
        if entry is not None:
            words = (*entry.stands, *((STAYS,) if self.app.is_begun else ()))
            self.app.ask(f"Begin at {entry.title}?", words, "Begin there.", "No.", lambda: self._open(entry.save))

    def _open(self, save: str) -> None:
        opened: Opened = self.app.keeper.library.open(save)
        self.notice = self.app.take_up(opened)
        self.refill_bars()


class SettingsScreen(ListScreen):
    """Everything that can be decided; each change holds at once and is kept."""

    ACTIONS = SETTINGS
    HEAD = "Settings"

    @property
    def _rows(self) -> tuple[Setting, ...]:
        return settings(self.app.keeper.session.topics)

    def refill(self) -> None:
        """The settings as they are."""
        rows, topics = self._rows, len(self.app.keeper.session.topics)
        preferences = self.app.keeper.preferences
        self.sheet.present(lambda width, _: draw_settings(rows, preferences, topics, self.column(width)), keep=True)

    def choose(self, key: object) -> None:
        """The next value."""
        self._turn(key, 1)

    def action_turn(self, key: str) -> None:
        """The next value, or the one before."""
        if self.sheet.target is not None:
            self._turn(self.sheet.target.key, -1 if key == "left" else 1)

    def _turn(self, key: object, by: int) -> None:
        if not isinstance(key, int):
            return
        preferences = self._rows[key].turned(self.app.keeper.preferences, by)
        trouble = self.app.prefer(preferences)
        self.notice = trouble or ""
        self.refill()
        self.refill_bars()
