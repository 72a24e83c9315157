"""The shelf in plain mode: saves, the beginnings of episodes, endings found, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.plain.console import Console
from game.plain.lines import as_sentence, wrap
from game.play.library import EpisodeEntry, Library, Opened, SaveEntry, tally
from game.play.preferences import Preferences
from game.play.saving import NotSaved, stays
from game.play.session import Session
from game.play.settings import Setting, settings
from game.play.views import EndingEntry
from game.words import say, sentence


def saves(console: Console, library: Library, session: Session, trouble: NotSaved | None) -> Opened | None:
    """Saves under a name, deletes, or opens a save, until the player steps back or has opened one.

    `trouble` is that of the last save of the game that is played.
    """
    while True:
        entries = library.saves()
        console.say([f"1. {say('Save here, at turn {turn}, under a name.', turn=session.turn)}"])
        for number, entry in enumerate(entries, 2):
            console.say(wrap(_save_words(entry), f"{number}. "))
        picked = console.pick(len(entries) + 1, say("go back to the story"))
        if picked is None:
            return None
        if picked == 0:
            _save(console, library, session)
        elif (opened := _open_or_delete(console, library, entries[picked - 1], trouble)) is not None:
            return opened


def _save_words(entry: SaveEntry) -> str:
    if entry.trouble:
        return say("{name}. Cannot be opened: {trouble}.", name=entry.name, trouble=entry.trouble)
    parts = (entry.name, say("Turn {turn}", turn=entry.turn), entry.place, entry.when)
    return ". ".join(part for part in parts if part) + "."


def _save(console: Console, library: Library, session: Session) -> None:
    name = console.ask(say("Name, or nothing to step back> "))
    if name:
        trouble = library.save_as(session, name)
        console.say(
            [
                say("It is not saved: {trouble}.", trouble=trouble)
                if trouble
                else say("It is saved, and stays until you delete it.")
            ]
        )


def _open_or_delete(console: Console, library: Library, entry: SaveEntry, trouble: NotSaved | None) -> Opened | None:
    _warn(console, trouble)
    console.say([f"1. {say('Open it.')}", f"2. {say('Delete it.')}"])
    picked = console.pick(2)
    if picked == 0:
        return _open(console, library, entry.id, trouble)
    if picked == 1:
        console.say([say("{name}. It cannot be brought back.", name=entry.name), f"1. {say('Delete it.')}"])
        if console.pick(1, say("keep it")) is not None:
            refused = library.delete(entry.id)
            console.say([say("It is not deleted: {trouble}.", trouble=refused) if refused else say("It is deleted.")])
    return None


def _warn(console: Console, trouble: NotSaved | None) -> None:
    """Says what would be lost with another game, before it is too late; nothing if nothing would."""
    if trouble is not None and trouble.loses_turn:
        console.say(wrap(stays(trouble)))


def _open(console: Console, library: Library, save: str, trouble: NotSaved | None) -> Opened | None:
    """Opens a save; None, and the reason is said, if it cannot be opened."""
    opened = library.open(save)
    if opened.session is None:
        console.say(wrap(say("It cannot be opened: {trouble}.", trouble=opened.trouble)))
        return None
    if trouble is None or not trouble.loses_turn:
        console.say(wrap(stays(trouble)))
    return opened


def episodes(console: Console, library: Library, trouble: NotSaved | None) -> Opened | None:
    """Begins again where an episode began; None if the player steps back. `trouble` is as for `saves`."""
    reached: list[EpisodeEntry] = []
    for entry in library.episodes():
        if entry.save:
            reached.append(entry)
            words = f"{say('Episode {number}', number=entry.number)}, {entry.title}. {' '.join(entry.stands)}"
            console.say(wrap(words, f"{len(reached)}. "))
        else:
            console.say([f"-  {say('Episode {number}: not reached yet.', number=entry.number)}"])
    if not reached:
        console.say([say("No episode can be begun again yet.")])
        return None
    _warn(console, trouble)
    picked = console.pick(len(reached))
    return None if picked is None else _open(console, library, reached[picked].save, trouble)


def ending_lines(endings: tuple[EndingEntry, ...]) -> Iterator[str]:
    """The endings that were found in any play; the others only as many as they are."""
    found = [ending for ending in endings if ending.title]
    yield say("Found in all your plays together: {tally}.", tally=tally(endings))
    for ending in found:
        yield from wrap(as_sentence(f"{ending.title}{say(' (what comes after)') if ending.is_coda else ''}"), "-  ")


def over_lines(endings: tuple[EndingEntry, ...]) -> Iterator[str]:
    """That the story is over, and how many of its endings have been found."""
    others = "" if all(ending.title for ending in endings) else say(" There are others.")
    yield from wrap(say("The story is over. Found in all your plays together: {tally}.", tally=tally(endings)) + others)
    yield from wrap(say("u takes the last move back, l is the log, w your own account, B begins a new game, q quits."))


def change_settings(
    console: Console, session: Session, preferences: Preferences, keep: Callable[[Preferences], str | None]
) -> Preferences:
    """Shows the settings and changes one at a time, until the player steps back."""
    rows = settings(session.topics)
    while True:
        for number, row in enumerate(rows, 1):
            console.say(wrap(f"{row.name}: {row.label(preferences)}. {row.words}", f"{number}. "))
        picked = console.pick(len(rows), say("go back to the story"))
        if picked is None:
            return preferences
        preferences = _change(console, rows[picked], preferences)
        if trouble := keep(preferences):
            console.say([sentence(trouble)])


def _change(console: Console, row: Setting, preferences: Preferences) -> Preferences:
    """The other value of two, or the one that is picked."""
    if len(row.values) == 2:
        return row.turned(preferences)
    console.say([f"{row.name}.", *(f"{number}. {label}." for number, (_, label) in enumerate(row.values, 1))])
    picked = console.pick(len(row.values))
    return preferences if picked is None else row.write(preferences, row.values[picked][0])
