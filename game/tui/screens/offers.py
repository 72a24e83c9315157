"""What a scene offers besides its options, and what it says at the end of the story."""

from __future__ import annotations

from collections.abc import Iterator

from game.helplines import read_helplines
from game.play.library import Library, endings_found, tally
from game.play.moves import Choose, Move
from game.play.session import Session
from game.play.topics import Warned
from game.play.views import Page
from game.tui.actions import MenuRow
from game.tui.draw.page import Last, OptionKey
from game.words import say


def rows_of(page: Page, guarded: Warned, *, written: bool) -> Iterator[MenuRow]:
    """The rows beneath the options: how passages that were warned of are told, and whether there is an own account.

    What was only named is told first, in one way or the other: nobody goes on without knowing what happened.
    """
    if guarded is not Warned.WHOLE:
        yield MenuRow("reveal", "v", say("Read the whole passage."))
    if guarded is Warned.NAMED:
        yield MenuRow("brief", "b", say("Read it in brief."))
        return
    if page.status.confront:
        yield MenuRow("confront", "x", say("Confront {teller} with what you have found.", teller=page.status.confront))
    if page.status.over:
        yield MenuRow("log", "l", say("Read everything once more."))
        if written:
            yield MenuRow("write", "w", say("Read your own account."))
        yield MenuRow("undo", "u", say("Take the last turn back."))
        yield MenuRow("saves", "s", say("Go back to a saved game."))
        yield MenuRow("help", "?", say("Where to find help that is not in a game."))
        yield MenuRow("begin", "B", say("Begin again."))
        yield MenuRow("quit", "q", say("Leave."))


def last_words(library: Library, session: Session) -> Last:
    """How many endings there are, this one counted; helplines after a sensitive story, if their table can be read."""
    endings = endings_found(library, session)
    helplines = read_helplines() if session.topics else None
    return Last(tally(endings), not all(ending.title for ending in endings), helplines)


def option_of(page: Page | None, move: Move | None) -> OptionKey | None:
    """The target of the option of a page that is a move."""
    if page is None or not isinstance(move, Choose):
        return None
    for index, option in enumerate(page.options):
        if option.move == move and option.locked is None:
            return OptionKey(index)
    return None
