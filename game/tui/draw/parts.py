"""The parts that several pages share: paragraphs and speech, documents in their frame, quoted claims, headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from game.lean import pattern
from game.play.views import EvidenceEntry, Paragraph
from game.tui.actions import DIGITS
from game.tui.galley import Galley
from game.tui.theme import Role
from game.tui.typeset import Run, clean, clip, fold, pad
from game.words import say

_DRAWN = pattern("[\u2500-\u259f]")
_COLUMNS = pattern(r"\S {3,}\S")
_FIRST_COLUMN = pattern(r"\S+(?: \S+)* {2,}(?=\S)")
_MOST_HELD = 16
"""The widest first column that stays in sight while the others move sideways."""
_PROSE = pattern(r" {0,7}\S+(?: {1,2}\S+)*")
"""A line of running words, not of columns, nor of a drawing."""
_LEAST_ROWS = 2
"""In how many lines words stand apart, where a document is one of columns."""
_NAME_COLUMN = 14
"""The widest that the column of speakers' names becomes."""
_SHORT_COLUMN = 6
"""How wide it is where all names are wider."""


def runs_of(paragraph: Paragraph, role: Role = Role.INK) -> list[Run]:
    """The words of a paragraph."""
    slanted = Role.EMPHASIS if role is Role.INK else Role.ASIDE
    return [Run(span.text, slanted if span.emphasis else role) for span in paragraph.spans]


def draw_paragraphs(galley: Galley, paragraphs: Sequence[Paragraph], role: Role = Role.INK) -> None:
    """Narration as paragraphs; speech as in a printed play: the name in capitals, the words in a column beside it.

    A name that is wider than the column runs into the words. Who goes on speaking is not named again.
    """
    widest = min(_NAME_COLUMN, galley.measure // 3)
    widths = [cell_len(clean(paragraph.speaker)) + 2 for paragraph in paragraphs if paragraph.speaker]
    indent = max((width for width in widths if width <= widest), default=min(_SHORT_COLUMN, widest))
    before: str | None = None
    for paragraph in paragraphs:
        galley.gap()
        if paragraph.speaker is None:
            galley.flow(runs_of(paragraph, Role.ASIDE if paragraph.is_aside else role))
        elif paragraph.speaker == before:
            galley.flow(runs_of(paragraph, role), indent=indent)
        else:
            name = clip(clean(paragraph.speaker).upper(), galley.measure - 2, galley.glyphs.ellipsis)
            first = (Run(pad(f"{name}  ", indent), Role.SPEAKER),)
            galley.flow(runs_of(paragraph, role), indent=indent, first=first)
        before = paragraph.speaker


def draw_document(galley: Galley, title: str, lines: Iterable[str], label: str = "") -> None:
    """Lines in a frame that carries a title: as wide as the column, or wider where the lines need it and fit.

    Lines that do not fit are folded; but a drawing is never broken, nor are columns: they go on beyond the edge of the
    window, and a narrow first column stays in sight when they are moved sideways.
    """
    glyphs = galley.glyphs
    texts = [clean(line).rstrip() for line in lines]
    while texts and not texts[-1]:
        texts.pop()
    room = max(1, galley.width - 2 * min(galley.left, 2) - 4)
    is_drawn = any(map(_DRAWN.search, texts))
    is_whole = is_drawn or sum(map(bool, map(_COLUMNS.search, texts))) >= _LEAST_ROWS
    texts = [piece for text in texts for piece in (_folded(text, room) if not is_whole or _is_prose(text) else [text])]
    inside = max([galley.measure - 4, *[cell_len(text) for text in texts]])
    inside = inside if is_whole else max(1, min(room, inside))
    left = max(0, min(galley.left, galley.width - inside - 4 - min(galley.left, 2)))
    galley.extent = max(galley.extent, left + inside + 4 if inside > room else 0)
    margin = Run(" " * left)
    top_left, top_right, bottom_left, bottom_right = tuple(glyphs.corners)
    label = f"{label} {glyphs.dot} " if label and inside > 40 else ""
    name = clip(title, inside - 2 - cell_len(label), glyphs.ellipsis)
    rest = glyphs.rule * max(0, inside - cell_len(label) - cell_len(name) - 1)
    galley.blocks.append(len(galley.lines))
    galley.held[len(galley.lines)] = left + 4 + cell_len(label) + cell_len(name)
    galley.raw(
        margin,
        Run(f"{top_left}{glyphs.rule} ", Role.PAPER_RULE),
        Run(label, Role.PAPER_QUIET),
        Run(name, Role.FOUND),
        Run(f" {rest}{top_right}", Role.PAPER_RULE),
    )
    side, far = Run(f"{glyphs.upright} ", Role.PAPER_RULE), Run(f" {glyphs.upright}", Role.PAPER_RULE)
    held = 0 if is_drawn else max((_first_column(text) for text in texts), default=0)
    for text in texts:
        if is_whole:
            galley.held[len(galley.lines)] = left + 2 + (0 if is_drawn else _stays(text, held))
        galley.raw(margin, side, Run(pad(text, inside), Role.PAPER), far)
    galley.raw(margin, Run(bottom_left + glyphs.rule * (inside + 2) + bottom_right, Role.PAPER_RULE))


def _folded(text: str, room: int) -> list[str]:
    """A line in pieces that fit, each as far in as the line is."""
    inset = len(text) - len(text.lstrip())
    if inset > room // 2:
        return fold(text, room)
    return [" " * inset + piece for piece in fold(text.lstrip(), room - inset)]


def _stays(text: str, held: int) -> int:
    """How many cells of a line stay in sight when others move sideways: running words all, of columns the first."""
    if _is_prose(text) or not text:
        return cell_len(text)
    return held if _first_column(text) or text.startswith(" " * max(1, held)) else 0


def _is_prose(text: str) -> bool:
    return _PROSE.fullmatch(text) is not None and _DRAWN.search(text) is None


def _first_column(text: str) -> int:
    """How many cells the first column of a line takes with the blanks behind it; 0 if it is wide, or there is none."""
    found = _FIRST_COLUMN.match(text)
    return cell_len(found[0]) if found and cell_len(found[0]) <= _MOST_HELD else 0


def draw_evidence(galley: Galley, entry: EvidenceEntry, label: str = "") -> None:
    """A piece of evidence: its document, what it establishes, and who has been shown it."""
    if any(line.strip() for line in entry.document):
        draw_document(galley, entry.name, entry.document, label)
        galley.blank()
    else:
        before = [Run(f"{label} {galley.glyphs.dot} ", Role.QUIET)] if label else []
        galley.flow([*before, Run(entry.name, Role.TITLE)])
    draw_labelled(galley, say("It shows"), [Run(entry.finding)])
    if entry.shown_to:
        draw_labelled(galley, say("Shown to"), [Run(", ".join(entry.shown_to))])


def numbered(number: int) -> tuple[Run, ...]:
    """What stands before an option in a list, counted from 0: its number, which is its key as far as 9."""
    return (Run(f"{number + 1:>2} ", Role.ACCENT if number < len(DIGITS) else Role.QUIET), Run(" "))


def draw_beyond(galley: Galley, count: int) -> None:
    """Beneath a list, how to take what has no key of its own."""
    if count > len(DIGITS):
        galley.gap()
        galley.flow([Run(say("Beyond 9: the arrows, then Enter."), Role.ASIDE)])


def draw_labelled(galley: Galley, label: str, runs: Iterable[Run], column: int = 10, indent: int = 0) -> None:
    """Words with a label before them, in columns."""
    column = min(column, galley.measure // 2)
    first = (Run(" " * indent), Run(pad(label, column), Role.QUIET))
    galley.flow(runs, indent=indent + column, first=first)


def quoted(galley: Galley, text: str, role: Role = Role.INK) -> Run:
    """A sentence in quotation marks."""
    opening, closing = galley.glyphs.quote
    words = f"{opening}{text}{closing}" if opening.isascii() else say("“{text}”", text=text)
    return Run(words, role)


def draw_own_words(galley: Galley, words: str) -> None:
    """What the player says in a confrontation."""
    name = f"{say('YOU')}  "
    galley.flow([Run(words)], indent=cell_len(name), first=(Run(name, Role.SPEAKER),))


def draw_heading(galley: Galley, words: str, role: Role = Role.QUIET) -> None:
    """The heading of a part of a page: words, and a line to the edge of the column."""
    galley.gap()
    galley.blocks.append(len(galley.lines))
    words = clip(words, galley.measure, galley.glyphs.ellipsis)
    rest = galley.measure - cell_len(words) - 1
    galley.line(Run(words, role), Run(" " + galley.glyphs.rule * rest if rest > 1 else "", Role.RULE))
