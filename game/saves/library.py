"""The library on disk: one story's saves, endings and memory in one folder."""

from __future__ import annotations

import time
from pathlib import Path

from game.files import write_whole
from game.play.draws import begin_with, draw
from game.play.library import EpisodeEntry, Opened, SaveEntry, SaveKind
from game.play.preferences import Preferences
from game.play.rules import Rules
from game.play.saving import NotSaved, Part
from game.play.session import Session
from game.play.standing import standing
from game.play.views import EndingEntry, EpisodeHeading, Page
from game.saves.memory import Memory
from game.saves.record import restore
from game.saves.shelf import SavedGame, Shelf
from game.words import say, to_say

MOST_OWN = 99
"""How many saves of the player's there may be."""

MONTHS = to_say("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
"""The months with blanks between, as they stand in dates."""


def new_game(rules: Rules, seed: int | None = None) -> Session:
    """A play from the start of a story, with what a seed draws; without one, chance draws it."""
    if not rules.story.draws:
        return Session(rules)
    from secrets import randbits  # noqa: PLC0415 - few stories draw anything

    return Session(rules, begin_with(rules, draw(rules.story, randbits(64) if seed is None else seed)))


class ShelfLibrary:
    """What front ends ask of the folder."""

    def __init__(self, shelf: Shelf, rules: Rules, seed: int | None = None) -> None:
        """`seed` is what new games are drawn by; without one, by chance."""
        self._shelf, self._rules, self._seed = shelf, rules, seed
        self._memory = Memory(shelf.folder)

    def autosave(self, session: Session) -> NotSaved | None:
        """Writes the autosave, and notes what was read; where an episode begins, keeps its beginning.

        Each is tried, whatever becomes of the others; the first trouble is returned.
        """
        troubles = (self._shelf.save(session), self._memory.remember(session), self._keep_episode(session))
        return next(filter(None, troubles), None)

    def _keep_episode(self, session: Session) -> NotSaved | None:
        heading = next((item for item in session.page().items if isinstance(item, EpisodeHeading)), None)
        if heading is None:
            return None
        try:
            self._shelf.keep(
                session, heading.title, _episode_file(list(self._rules.story.episodes)[heading.number - 1])
            )
        except OSError as error:
            return NotSaved(error.strerror or str(error), Part.EPISODE)
        return None

    def fresh(self) -> Session:
        """A new game."""
        self._shelf.leave()
        return new_game(self._rules, self._seed)

    def is_empty(self) -> bool:
        """Whether no save has ever been written."""
        folder = self._shelf.folder
        return folder is None or next(folder.glob("*.json"), None) is None

    def saves(self) -> tuple[SaveEntry, ...]:
        """The player's own saves, the newest first, then the autosaves, the newest first."""
        kept = [_entry(game, SaveKind.OWN) for game in self._shelf.kept() if not _is_episode(game.path)]
        autosaves = [_entry(game, SaveKind.AUTO) for game in self._shelf.games()]
        return (*reversed(kept), *reversed(autosaves))

    def save_as(self, session: Session, name: str) -> str | None:
        """Writes a save that stays until it is deleted; returns what went wrong."""
        if sum(not _is_episode(game.path) for game in self._shelf.kept()) >= MOST_OWN:
            return say("there are {number} saves already; delete one first", number=MOST_OWN)
        try:
            self._shelf.keep(session, " ".join(name.split())[:60])
        except OSError as error:
            return error.strerror or str(error)
        return None

    def open(self, save: str) -> Opened:
        """Brings a save back."""
        game = self._shelf.find(save)
        if game is None:
            return Opened(None, (), say("it is no longer there"))
        if game.record is None:
            return Opened(None, (), game.trouble)
        if game.record.story != self._rules.story.header.id:
            return Opened(None, (), say("it belongs to another story"))
        self._shelf.leave()
        return Opened(*restore(game.record, self._rules))

    def delete(self, save: str) -> str | None:
        """Deletes a save; returns what went wrong."""
        game = self._shelf.find(save)
        if game is None:
            return say("it is no longer there")
        try:
            game.path.unlink()
        except OSError as error:
            return error.strerror or str(error)
        return None

    def has_autosave(self) -> bool:
        """Whether the autosave that was last written, or brought back, is still there."""
        return self._shelf.has_autosave()

    def endings(self) -> tuple[EndingEntry, ...]:
        """Every ending and coda of the story, in its order."""
        story, has = self._rules.story, self._memory.has
        endings = [
            EndingEntry(one.title if has("ending", name) else "", is_secret=one.secret)
            for name, one in story.endings.items()
        ]
        codas = [EndingEntry(one.title if has("coda", name) else "", True) for name, one in story.codas.items()]
        return (*endings, *codas)

    def episodes(self) -> tuple[EpisodeEntry, ...]:
        """Every episode of the story, in its order."""
        entries = []
        for number, (name, episode) in enumerate(self._rules.story.episodes.items(), 1):
            file = _episode_file(name)
            game = self._shelf.find(file)
            if game is None or game.record is None or game.record.story != self._rules.story.header.id:
                entries.append(EpisodeEntry(number, ""))
            else:
                session, notes = restore(game.record, self._rules)
                entries.append(EpisodeEntry(number, episode.title, file, (*notes, *standing(session))))
        return tuple(entries)

    def has_read(self, page: Page) -> bool:
        """Whether every passage of a page has been read before."""
        return self._memory.has_read(page)

    def export(self, session: Session, preferences: Preferences) -> str:
        """Writes the play to a file of its own beside the saves; returns words for the player."""
        from game.play.transcript import markdown  # noqa: PLC0415 - asked for rarely

        if self._shelf.folder is None:
            return say("There is no folder to write it to.")
        folder = self._shelf.folder / "transcripts"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            taken = {path.name for path in folder.iterdir()}
            name = next(name for number in range(1, len(taken) + 2) if (name := f"play-{number}.md") not in taken)
            write_whole(folder / name, markdown(session, preferences).encode("utf-8", "replace"))
        except OSError as error:
            return say("It could not be written: {reason}.", reason=error.strerror or error)
        return say("Written to {path}.", path=folder / name)


def _episode_file(episode: str) -> str:
    return f"episode-{episode}.json"


def _is_episode(path: Path) -> bool:
    return path.name.startswith("episode-")


def _entry(game: SavedGame, kind: SaveKind) -> SaveEntry:
    when = _when(game.path)
    if game.record is None:
        return SaveEntry(game.path.name, kind, game.path.name, 0, "", when, game.trouble)
    name = game.record.name or say(kind.value)
    return SaveEntry(game.path.name, kind, name, game.record.turn, game.record.place, when)


def _when(path: Path) -> str:
    """The day and the hour at which a file was written, as players write them; empty if it has gone."""
    try:
        written = time.localtime(path.stat().st_mtime)
    except OSError:
        return ""
    month = say(MONTHS).split()[written.tm_mon - 1]
    hour = time.strftime("%H:%M", written)
    return say("{day} {month} {year}, {hour}", day=written.tm_mday, month=month, year=written.tm_year, hour=hour)
