"""The shelf: saves, the beginnings of episodes, settings."""

from __future__ import annotations

from game.play.library import EpisodeEntry, SaveEntry, SaveKind
from game.play.saving import stays
from game.play.settings import Setting, settings
from game.tui.actions import SAVES, SETTINGS, Action
from game.tui.draw.shelf import SaveHere, draw_episodes, draw_saves, draw_settings
from game.tui.screens.notebook import ListScreen
from game.words import say, sentence, to_say


class ShelfScreen(ListScreen):
    """A list from which another game is opened."""

    def left(self) -> tuple[str, ...]:
        """What becomes of the game that is played, if one is; it is saved first."""
        self.app.save_what_was_seen()
        return (stays(self.app.keeper.trouble),) if self.app.is_begun else ()


class SavesScreen(ShelfScreen):
    """Save under a name, go back to a save, delete one."""

    ACTIONS = SAVES
    HEAD = to_say("Save and load")

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

    def label(self, action: Action) -> str:
        """What Enter does depends on what is highlighted."""
        if action.name == "pick" and self.sheet.target is not None and self.entry is None:
            return say("save here")
        return super().label(action)

    def action_move(self, key: str) -> None:
        """Through the list."""
        super().action_move(key)
        self.refill_bars()

    def choose(self, key: object) -> None:
        """Save here, or ask whether to go back to a save."""
        entry = next((one for one in self._saves if one.id == key), None)
        if isinstance(key, SaveHere):
            session = self.app.keeper.session
            name = ", ".join(filter(None, (session.where.place, session.where.hour))) or session.title
            self.app.prompt(say("What shall it be called?"), name, self._save)
        elif entry is not None and not entry.trouble:
            turn = f"{entry.turn}, {entry.place}" if entry.place else str(entry.turn)
            words = say("You go back to turn {turn}.", turn=turn)
            self.app.ask(
                say("Open this save?"), (words, *self.left()), say("Open it."), say("No."), lambda: self._open(entry)
            )

    def _save(self, name: str) -> None:
        trouble = self.app.keeper.library.save_as(self.app.keeper.session, name)
        self.refill()
        self.refill_bars()
        self.tell(say("It is not saved: {trouble}.", trouble=trouble) if trouble else say("It is saved."))

    def _open(self, entry: SaveEntry) -> None:
        where = ", ".join(filter(None, (say("turn {turn}", turn=entry.turn), entry.place)))
        name = where if entry.kind is SaveKind.AUTO else entry.name
        self.app.take_up(self.app.keeper.library.open(entry.id), name)

    def action_delete(self) -> None:
        """Ask, then delete."""
        entry = self.entry
        if entry is not None:
            name = f"{entry.name}, {say('turn {turn}', turn=entry.turn)}, {entry.when}"
            words = say("{name}. It cannot be brought back.", name=name)
            yes, no = say("Delete it."), say("Keep it.")
            self.app.ask(say("Delete this save?"), (words,), yes, no, lambda: self._delete(entry), is_final=True)

    def _delete(self, entry: SaveEntry) -> None:
        trouble = self.app.keeper.library.delete(entry.id)
        self.refill()
        self.refill_bars()
        self.tell(say("It is not deleted: {trouble}.", trouble=trouble) if trouble else say("It is deleted."))


class EpisodesScreen(ShelfScreen):
    """Begin again where an episode began."""

    HEAD = to_say("Episodes")

    def refill(self) -> None:
        """The episodes."""
        self._episodes = self.app.keeper.library.episodes()
        self.sheet.present(lambda width, _: draw_episodes(self._episodes, self.column(width)), keep=True)

    def numbered(self, digit: int) -> int | None:
        """The target of the episode with a number."""
        entry = next((one for one in self._episodes if one.number == digit), None)
        return None if entry is None else self.sheet.index_of(entry.save)

    def choose(self, key: object) -> None:
        """Ask, then go there."""
        entry = next((one for one in self._episodes if one.save == key), None)
        if entry is not None:
            words = (*entry.stands, *self.left())
            title = say("Begin at {episode}?", episode=entry.title)
            self.app.ask(title, words, say("Begin there."), say("No."), lambda: self._open(entry))

    def _open(self, entry: EpisodeEntry) -> None:
        self.app.take_up(self.app.keeper.library.open(entry.save), entry.title)


class SettingsScreen(ListScreen):
    """Everything that can be decided; each change holds at once and is kept."""

    ACTIONS = SETTINGS
    HEAD = to_say("Settings")

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

    @property
    def takes_by_number(self) -> bool:
        """No: a digit too many must not decide what somebody is spared."""
        return False

    def action_turn(self, key: str) -> None:
        """The next value, or the one before."""
        if self.sheet.target is not None:
            self._turn(self.sheet.target.key, -1 if key == "left" else 1)

    def _turn(self, key: object, by: int) -> None:
        if not isinstance(key, int):
            return
        preferences = self._rows[key].turned(self.app.keeper.preferences, by)
        trouble = self.app.prefer(preferences)
        self.refill()
        self.refill_bars()
        if trouble:
            self.tell(sentence(trouble))
