"""The page: what happened on a turn, and beneath it what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from itertools import groupby

from msgspec import Struct

from game.helplines import Helplines
from game.play.views import (
    Asked,
    Change,
    Changed,
    ChangeKind,
    Ended,
    EpisodeHeading,
    Found,
    Heading,
    Item,
    Noted,
    NumberEntry,
    Option,
    Page,
    Prose,
)
from game.tui.actions import MenuRow
from game.tui.draw.notebook import draw_numbers
from game.tui.draw.parts import (
    draw_beyond,
    draw_evidence,
    draw_heading,
    draw_labelled,
    draw_own_words,
    draw_paragraphs,
    numbered,
    quoted,
)
from game.tui.galley import Galley
from game.tui.theme import Role
from game.tui.typeset import Run
from game.words import say


class OptionKey(Struct, frozen=True):
    """The target of an option: its place among the options of the page."""

    index: int


class Last(Struct, frozen=True):
    """What stands on the last page: how many endings have been found, whether there are others, the helplines."""

    tally: str
    others: bool
    helplines: Helplines | None


def draw_page(
    page: Page,
    galley: Galley,
    rows: Sequence[MenuRow] = (),
    notes: Sequence[str] = (),
    numbers: Sequence[NumberEntry] = (),
    last: Last | None = None,
) -> Galley:
    """A page with everything that can be done on it; with the story's numbers, and with last words, if given.

    A galley that is tight has no empty lines at its beginning and above the rows.
    """
    if not galley.is_tight:
        galley.blank()
    for note in notes:
        galley.gap()
        galley.flow([Run(note, Role.ASIDE)], indent=2, first=(Run(galley.glyphs.ornament + " ", Role.ACCENT),))
    draw_items(galley, page.items, hint=f" {galley.glyphs.dot} {say('d shows it')}")
    if last is not None:
        _draw_last(galley, last)
    if page.options or rows:
        galley.gap()
        galley.rule()
        _draw_options(galley, page.options)
        _draw_rows(galley, rows, apart=bool(page.options) and not galley.is_tight)
    if numbers:
        draw_numbers(numbers, galley)
    galley.blank()
    return galley


def draw_items(galley: Galley, items: Sequence[Item], hint: str = "") -> None:
    """What is read, in order; `hint` says how to see what is only told in short."""
    for item in _joined(items):
        galley.gap()
        if isinstance(item, Changed) and item.is_long:
            galley.flow([Run(f"{item.summary}{hint}", Role.ASIDE)])
        else:
            _draw(item, galley)


def _joined(items: Iterable[Item]) -> Iterator[Item]:
    """The items, with passages that follow one another as one: they are set as one."""
    for is_prose, group in groupby(items, lambda item: isinstance(item, Prose)):
        if is_prose:
            yield Prose(tuple(p for item in group if isinstance(item, Prose) for p in item.paragraphs))
        else:
            yield from group


def _draw_last(galley: Galley, last: Last) -> None:
    """What is said under an ending: how many there are, and the numbers of those who help."""
    galley.gap()
    words = say("The story is over. Found in all your plays together: {tally}.", tally=last.tally)
    others = say(" There are others.") if last.others else ""
    galley.flow([Run(f"{words}{others}", Role.ASIDE)])
    if last.helplines is None:
        return
    galley.gap()
    galley.flow([Run(say(last.helplines.words), Role.ASIDE)])
    for place in last.helplines.places:
        numbers = f" {galley.glyphs.dot} ".join(f"{say(line.number)} {say(line.for_)}" for line in place.lines)
        draw_labelled(galley, say(place.name), [Run(numbers, Role.QUIET)], column=12)


@singledispatch
def _draw(item: Item, galley: Galley) -> None:
    """Draw one item; for each kind there is a function below."""
    raise TypeError(f"{item!r} cannot be drawn on {galley!r}")


@_draw.register
def _(item: EpisodeHeading, galley: Galley) -> None:
    galley.centred(Run(f"{galley.glyphs.dash} {item.number} {galley.glyphs.dash}", Role.QUIET))
    galley.centred(Run(item.title.upper(), Role.TITLE))
    galley.blank()


@_draw.register
def _(item: Heading, galley: Galley) -> None:
    if item.title:
        galley.flow([Run(item.title, Role.TITLE)])
    where = f" {galley.glyphs.dot} ".join(filter(None, (item.place, item.hour)))
    if where:
        galley.flow([Run(where, Role.ASIDE)])


@_draw.register
def _(item: Prose, galley: Galley) -> None:
    draw_paragraphs(galley, item.paragraphs)


@_draw.register
def _(item: Asked, galley: Galley) -> None:
    draw_heading(galley, say("You asked"))
    draw_labelled(galley, say("Sentence"), [quoted(galley, item.claim, Role.EMPHASIS)])
    draw_labelled(galley, say("Against"), [Run(item.exhibit, Role.ACCENT)])
    galley.gap()
    draw_own_words(galley, item.words)


@_draw.register
def _(item: Found, galley: Galley) -> None:
    draw_evidence(galley, item.evidence, say("Found"))


@_draw.register
def _(item: Changed, galley: Galley) -> None:
    draw_changed(galley, item)


@_draw.register
def _(item: Noted, galley: Galley) -> None:
    draw_heading(galley, say("You wrote down"))
    galley.flow([Run(item.question, Role.QUIET)])
    galley.flow([Run(item.answer) if item.answer else Run(say("struck out: unknown"), Role.ASIDE)])


@_draw.register
def _(item: Ended, galley: Galley) -> None:
    galley.blank()
    galley.centred(Run(galley.glyphs.ornament, Role.ACCENT))
    galley.blank()
    galley.centred(Run(item.title.upper(), Role.TITLE))
    if item.coda:
        galley.centred(Run(item.coda, Role.ASIDE))
    galley.blank()


def draw_changed(galley: Galley, item: Changed) -> None:
    """Before and after of each claim, with the mark in words; what was kept, in one line at the end."""
    draw_heading(galley, item.title, Role.TITLE)
    kept = [change.moment for change in item.changes if change.kind is ChangeKind.KEPT]
    for change in item.changes:
        if change.kind is not ChangeKind.KEPT:
            galley.gap()
            _draw_change(galley, change)
    if kept:
        galley.gap()
        draw_labelled(galley, say("kept", context="mark"), [Run(", ".join(kept), Role.QUIET)], column=13)


def _draw_change(galley: Galley, change: Change) -> None:
    galley.flow(
        [
            Run(change.moment, Role.STRONG),
            Run(f" {galley.glyphs.dash} ", Role.QUIET),
            Run(change.kind.words, Role.ACCENT),
        ]
    )
    said = change.kind in {ChangeKind.CHANGED, ChangeKind.DROPPED, ChangeKind.NEW}
    if change.before and (said or not change.after):
        draw_labelled(galley, say("before"), [quoted(galley, change.before, Role.QUIET)], column=11, indent=2)
    if change.after:
        label = say("now") if said else say("sentence")
        draw_labelled(galley, label, [quoted(galley, change.after)], column=11, indent=2)
    if change.because:
        label = say("because of") if said else say("by")
        draw_labelled(galley, label, [Run(", ".join(change.because))], column=11, indent=2)


def _draw_options(galley: Galley, options: Sequence[Option]) -> None:
    """The options in their order, numbered where they can be taken; leads that follow one another have a heading."""
    lead = False
    for index, option in enumerate(options):
        if option.lead and not lead:
            galley.gap()
            galley.line(Run(say("Leads"), Role.ASIDE))
        elif lead and not option.lead:
            galley.blank()
        lead = option.lead
        if option.number is not None:
            with galley.target(OptionKey(index)):
                _draw_open(galley, option, option.number)
        else:
            _draw_locked(galley, option, option.locked or "")
    draw_beyond(galley, sum(option.number is not None for option in options))


def _draw_open(galley: Galley, option: Option, number: int) -> None:
    first = numbered(number - 1)
    if option.taken:
        again = Run(f"  {galley.glyphs.dot} {say('again')}", Role.ASIDE)
        galley.flow([Run(option.text, Role.QUIET), again], indent=4, first=first)
    else:
        galley.flow([Run(option.text)], indent=4, first=first)


def _draw_locked(galley: Galley, option: Option, reason: str) -> None:
    first = (Run(f" {galley.glyphs.dash}  ", Role.QUIET),)
    galley.flow([Run(option.text, Role.QUIET)], indent=4, first=first)
    if reason:
        galley.flow([Run(f"({reason})", Role.ASIDE)], indent=4)


def _draw_rows(galley: Galley, rows: Sequence[MenuRow], *, apart: bool) -> None:
    if rows and apart:
        galley.blank()
    for row in rows:
        with galley.target(row):
            galley.flow([Run(row.text)], indent=4, first=(Run(f"{row.key:>2} ", Role.ACCENT), Run(" ")))
