"""What stands around the story: the title, the content note, the help, questions, a window that is too small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from game.helplines import Helplines
from game.play.views import Paragraph
from game.tui.actions import Action, MenuRow
from game.tui.draw.parts import draw_heading, draw_labelled, draw_paragraphs
from game.tui.galley import Galley
from game.tui.theme import Role
from game.tui.typeset import Run, pad
from game.words import say, to_say

HELPLINES = to_say("If you need help yourself")
"""The head of the helplines."""


def draw_title(
    title: str, rows: Sequence[tuple[MenuRow, str]], notes: Sequence[str], galley: Galley, height: int
) -> Galley:
    """The name of the story, and what can be done, a little above the middle of the window."""
    body = 9 + len(rows) + 2 * len(notes)
    galley.blank(max(1, (height - body) * 2 // 5))
    name = title.upper()
    spaced = " ".join(name.replace(" ", "\u00a0"))
    galley.centred(Run(galley.glyphs.ornament, Role.ACCENT))
    galley.blank()
    galley.centred(Run(spaced if cell_len(spaced) <= galley.measure else name, Role.TITLE))
    galley.blank(2)
    for note in notes:
        galley.centred(Run(note, Role.ASIDE))
        galley.blank()
    longest = max(cell_len(row.text) + cell_len(aside) for row, aside in rows) + 4
    inset = max(0, (galley.measure - longest) // 2)
    left = galley.left
    galley.left, galley.measure = left + inset, min(galley.measure, longest + 2)
    for row, aside in rows:
        with galley.target(row):
            words = [Run(row.text), Run(f" {galley.glyphs.dash} {aside}" if aside else "", Role.ASIDE)]
            galley.flow(words, indent=3, first=(Run(f"{row.key}  ", Role.ACCENT),))
    return galley


def draw_note(
    note: Sequence[Paragraph], details: Sequence[Paragraph], topics: Sequence[str], galley: Galley, *, shown: bool
) -> Galley:
    """The content note, whole, and the topics of the story; with `shown` the details beneath it."""
    galley.blank()
    galley.flow([Run(say("Before you begin"), Role.TITLE)])
    if note:
        draw_paragraphs(galley, note)
    elif not (details or topics):
        galley.gap()
        galley.flow([Run(say("This story says nothing about what it deals with."), Role.ASIDE)])
    if topics:
        galley.gap()
        draw_labelled(galley, say("Topics"), [Run(", ".join(topics))])
    if shown:
        draw_heading(galley, say("In detail"))
        draw_paragraphs(galley, details)
    galley.blank()
    return galley


def draw_help(chapters: Iterable[tuple[str, Iterable[Action]]], helplines: Helplines | None, galley: Galley) -> Galley:
    """The keys of each screen, then where to find help outside of the game."""
    galley.blank()
    galley.flow([Run(say("Keys"), Role.TITLE)])
    for title, actions in chapters:
        draw_heading(galley, say(title))
        for action in actions:
            first = (Run(pad(action.key_words, 13) + " ", Role.ACCENT),)
            galley.flow([Run(say(action.words))], indent=14, first=first)
    galley.gap()
    galley.flow([Run(say("Whatever can be highlighted can be clicked, and the wheel scrolls."), Role.ASIDE)])
    if helplines is not None:
        _draw_helplines(helplines, galley)
    galley.blank()
    return galley


def _draw_helplines(helplines: Helplines, galley: Galley) -> None:
    galley.blank(2)
    galley.flow([Run(say(HELPLINES), Role.TITLE)])
    galley.gap()
    galley.flow([Run(say(helplines.words))])
    for place in helplines.places:
        draw_heading(galley, say(place.name))
        for line in place.lines:
            first = (Run(pad(say(line.number), 15) + " ", Role.STRONG),)
            galley.flow([Run(say(line.words))], indent=16, first=first)
    galley.gap()
    galley.flow([Run(say("Numbers checked on {day}.", day=helplines.checked), Role.ASIDE)])


def draw_question_box(title: str, words: Sequence[str], rows: Sequence[MenuRow], galley: Galley) -> Galley:
    """A question with its answers."""
    galley.blank()
    galley.flow([Run(title, Role.TITLE)])
    for sentence in words:
        galley.gap()
        galley.flow([Run(sentence)])
    galley.blank()
    for row in rows:
        with galley.target(row):
            galley.flow([Run(row.text)], indent=3, first=(Run(f"{row.key}  ", Role.ACCENT),))
    galley.blank()
    return galley


def draw_small(width: int, height: int, galley: Galley) -> Galley:
    """What is said in a window in which the game cannot be read."""
    galley.flow([Run(say("This window is too small."), Role.STRONG)])
    words = say(
        "It has {width} × {height}; the game needs 60 × 18. Make it larger, or press q: the game is saved.",
        width=width,
        height=height,
    )
    galley.flow([Run(words)])
    return galley
