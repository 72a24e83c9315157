"""What stands on the shelf: saves, episodes, settings; and lines that are typed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from game.play.library import EpisodeEntry, SaveEntry, SaveKind
from game.play.preferences import Preferences
from game.play.settings import Setting
from game.tui.actions import Action
from game.tui.draw.parts import draw_beyond, draw_heading, numbered
from game.tui.galley import Galley
from game.tui.theme import Role
from game.tui.typeset import Run, clip, pad, tail, wrap
from game.words import say

_MOST_WORDS = 2
"""In how many lines the menu says at most what an action does."""


class SaveHere(Struct, frozen=True):
    """The target that writes a new save."""


def draw_saves(saves: Sequence[SaveEntry], turn: int | None, galley: Galley) -> Galley:
    """A row that saves the present turn, if a game is being played; the player's own saves; the autosaves."""
    galley.blank()
    number = 0
    if turn is not None:
        with galley.target(SaveHere()):
            galley.flow(
                [
                    Run(say("Save here under a name")),
                    Run(f" {galley.glyphs.dot} {say('turn {turn}', turn=turn)}", Role.ASIDE),
                ],
                indent=4,
                first=numbered(0),
            )
        number = 1
    for kind, title in ((SaveKind.OWN, say("Your saves")), (SaveKind.AUTO, say("Autosaves"))):
        group = [entry for entry in saves if entry.kind is kind]
        draw_heading(galley, title)
        if not group:
            galley.flow([Run(say("None."), Role.ASIDE)], indent=4)
        for entry in group:
            _draw_save(entry, number, galley)
            number += 1
    draw_beyond(galley, number)
    galley.blank()
    galley.flow([Run(say("Every turn is saved by itself; a save under a name stays until you delete it."), Role.ASIDE)])
    galley.blank()
    return galley


def _draw_save(entry: SaveEntry, number: int, galley: Galley) -> None:
    with galley.target(entry.id):
        if entry.trouble:
            words = [
                Run(entry.name, Role.QUIET),
                Run(f"  {say('cannot be opened: {trouble}', trouble=entry.trouble)}", Role.ASIDE),
            ]
        else:
            dot = f" {galley.glyphs.dot} "
            parts = (say("turn {turn}", turn=entry.turn), entry.place, entry.when)
            where = dot.join(part for part in parts if part)
            is_auto = entry.kind is SaveKind.AUTO
            words = [Run(where)] if is_auto else [Run(entry.name), Run(f"{dot}{where}", Role.ASIDE)]
        galley.flow(words, indent=4, first=numbered(number))


def draw_episodes(episodes: Sequence[EpisodeEntry], galley: Galley) -> Galley:
    """The episodes; those that were reached with how things stand there."""
    galley.blank()
    galley.flow([Run(say("Begin again where an episode began, in the play that reached it last."), Role.ASIDE)])
    for entry in episodes:
        galley.gap()
        first = (Run(f"{entry.number:>2} ", Role.ACCENT), Run(" "))
        if not entry.save:
            galley.flow([Run(say("not reached yet"), Role.ASIDE)], indent=4, first=first)
            continue
        with galley.target(entry.save):
            galley.flow([Run(entry.title, Role.STRONG)], indent=4, first=first)
            for sentence in entry.stands:
                galley.flow([Run(sentence, Role.QUIET)], indent=4)
    if not episodes:
        galley.gap()
        galley.flow([Run(say("There are no episodes to choose from."), Role.ASIDE)])
    galley.blank()
    return galley


def draw_settings(rows: Sequence[Setting], preferences: Preferences, topics: int, galley: Galley) -> Galley:
    """Each setting with its value; the first `topics` of them are about sensitive topics."""
    galley.blank()
    longest = min(max(len(row.name) for row in rows) + 2, galley.measure // 2)
    glyphs = galley.glyphs
    for number, row in enumerate(rows):
        if number == 0 and topics:
            draw_heading(galley, say("Sensitive topics"))
            galley.flow([Run(rows[0].words, Role.ASIDE)])
            galley.blank()
        elif number == topics:
            draw_heading(galley, say("The page"))
            galley.blank()
        with galley.target(number):
            name = Run(pad(row.name, longest))
            value = Run(f"{glyphs.left} {row.label(preferences)} {glyphs.right}", Role.ACCENT)
            words = Run(f" {row.words}" if number >= topics else "", Role.ASIDE)
            galley.flow([value, words], indent=4 + longest, first=(*numbered(number), name))
    draw_beyond(galley, len(rows))
    galley.blank()
    return galley


def draw_menu(typed: str | None, rows: Sequence[tuple[Action, str]], galley: Galley) -> Galley:
    """Actions: key, name, and what each does, if two lines are enough. Above them what has been typed to find them.

    Where letters do something at once, nothing is typed, and no line looks as if it were.
    """
    if typed is None:
        galley.blank()
    else:
        draw_field(say("Do what?"), typed, galley)
    column = min(max((cell_len(label) for _, label in rows), default=0), galley.measure // 2) + 2
    for action, label in rows:
        name = pad(clip(label[:1].upper() + label[1:], column - 2, galley.glyphs.ellipsis), column)
        words = [Run(say(action.words), Role.ASIDE)]
        first = (Run(pad(action.key_word, 4), Role.ACCENT), Run(name))
        with galley.target(action):
            if len(wrap(words, galley.measure - 4 - column)) > _MOST_WORDS:
                galley.line(*first)
            else:
                galley.flow(words, indent=4 + column, first=first)
    if not rows:
        galley.flow([Run(say("Nothing is called that."), Role.ASIDE)])
    galley.blank()
    return galley


def draw_field(question: str, typed: str, galley: Galley, *, picked: bool = False, is_long: bool = False) -> None:
    """A question, if there is one, and a line to type in.

    With `picked`, what stands there gives way to the first letter that is typed. What does not fit is out of sight at
    the left, unless it may be long: then it goes on in the next line.
    """
    galley.blank()
    if question:
        galley.flow([Run(question, Role.QUIET)])
    pointer, caret = Run(f"{galley.glyphs.pointer} ", Role.TITLE), Run("_", Role.ACCENT)
    if is_long:
        galley.flow([Run(typed), caret], indent=2, first=(pointer,))
    else:
        galley.line(pointer, Run(tail(typed, galley.measure - 4), Role.PICKED if picked else Role.INK), caret)
    galley.rule()
    if picked:
        galley.flow([Run(say("Enter takes it as it is; a letter begins another."), Role.ASIDE)])
