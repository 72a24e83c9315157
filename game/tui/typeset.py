"""Setting text in lines: pure functions from runs of words to lines of a given width.

Nothing here knows Textual. Whatever comes in is text and stays text; what a terminal would take for an instruction
is dropped on the way, although the loader has done so already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from rich.cells import cell_len

from game.lean import pattern
from game.story.source import FORBIDDEN, UNSTEADY
from game.tui.theme import Role


class Run(NamedTuple):
    """Words that look alike."""

    text: str
    role: Role = Role.INK


Line = tuple[Run, ...]

# Words end at spaces, but not at those that do not break, and after a hyphen or dash between letters.
_WORDS = pattern(r"[ \t\r\n]+|[^ \t\r\n]+?(?<=[^\W\d_])[-–—](?=[^\W\d_])|[^ \t\r\n]+")
_DROPPED = pattern(f"{FORBIDDEN.pattern}|{UNSTEADY.pattern}")


def clean(text: str) -> str:
    """The text without anything that a terminal obeys."""
    if text.isprintable() or text.replace("\N{NO-BREAK SPACE}", "").isprintable():
        return text
    return _DROPPED.sub("", text).expandtabs(4)


_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u2039\u203a\u00b4", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("\u2010\u2011\u2013\u2014\u2015\u2212─━┄┅┈┉═", "-"),
        **dict.fromkeys("│┃┆┇┊┋║╎╏╫", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╨╥╞╡╪╭╮╯╰┏┓┗┛", "+"),
        **dict.fromkeys("░▒▓█▀▄▌▐", "#"),
        **dict.fromkeys("•●◆○", "o"),
        "…": ".",
        "·": "-",
        "→": ">",
        "←": "<",
        "↑": "^",
        "↓": "v",
        "×": "x",
        "✓": "+",
        "✗": "x",
        "≠": "*",
        "œ": "o",
        "Œ": "O",
        "ß": "s",
        "æ": "a",
        "ø": "o",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "€": "E",
        "°": "o",
    }
)


def ascii_of(text: str) -> str:
    """The text in signs of ASCII, each as wide as what it stands for; a letter without its accent."""
    if text.isascii():
        return text
    return "".join(_plain(character) for character in text.translate(_SIGNS))


def _plain(character: str) -> str:
    if character.isascii():
        return character
    base = normalize("NFKD", character)[0]
    return base if base.isascii() and base.isprintable() else "?" * cell_len(character)


def width_of(line: Iterable[Run]) -> int:
    """How many cells a line takes."""
    return sum(cell_len(run.text) for run in line)


def clip(text: str, width: int, ellipsis: str = "…") -> str:
    """The text, or as much of it as fits with a sign that it goes on."""
    text = clean(text).replace("\n", " ")
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    return _head(text, room)[0].rstrip() + ellipsis if room > 0 else _head(text, max(width, 0))[0]


def tail(text: str, width: int) -> str:
    """The end of the text, as much of it as fits."""
    start, used = len(text), 0
    while start and (used := used + cell_len(text[start - 1])) <= max(1, width):
        start -= 1
    return text[start:]


def pad(text: str, width: int) -> str:
    """The text with spaces up to a width in cells."""
    return text + " " * max(0, width - cell_len(text))


def wrap(runs: Iterable[Run], width: int, first: int | None = None) -> list[list[Run]]:
    """The runs in lines of at most `width` cells; the first line may have another width. Never less than one line."""
    width = max(1, width)
    room = width if first is None else max(1, first)
    lines: list[list[Run]] = [[]]
    used = 0
    gap: Run | None = None
    for word in _words(runs):
        if isinstance(word, Run):
            gap = word if used else None
            continue
        need = width_of(word)
        if used and used + (gap is not None) + need > room:
            lines.append([])
            used, room = 0, width
        elif gap is not None:
            _append(lines[-1], gap)
            used += 1
        gap = None
        if need <= room - used:
            for run in word:
                _append(lines[-1], run)
            used += need
            continue
        for number, piece in enumerate(_broken(word, room - used, width)):
            if number:
                lines.append([])
                used, room = 0, width
            for run in piece:
                _append(lines[-1], run)
            used += width_of(piece)
    return lines


def fold(text: str, width: int) -> list[str]:
    """A verbatim line in pieces that fit, its spaces kept; broken at a space where that leaves more than half."""
    text = clean(text).replace("\n", " ")
    pieces = []
    width = max(1, width)
    while cell_len(text) > width:
        head, rest = _head(text, width)
        if not head:  # not even one wide letter fits
            head, rest = text[0], text[1:]
        space = head.rfind(" ")
        if space > width // 2 and not rest.startswith(" "):
            head, rest = text[:space], text[space + 1 :]
        pieces.append(head.rstrip())
        text = rest.lstrip(" ")
    return [*pieces, text] if text or not pieces else pieces


def _words(runs: Iterable[Run]) -> Iterator[list[Run] | Run]:
    """Words, as lists of the runs that they are made of; between them the spaces, as single runs."""
    word: list[Run] = []
    for text, role in runs:
        for found in _WORDS.finditer(clean(text)):
            part = found[0]
            if part.isspace() and part[0] in " \t\r\n":
                if word:
                    yield word
                    word = []
                yield Run(" ", role)
                continue
            word.append(Run(part, role))
            if part[-1] in "-–—" and found.end() < len(text):
                yield word
                word = []
    if word:
        yield word


def _broken(word: list[Run], room: int, width: int) -> Iterator[list[Run]]:
    """A word that does not fit in the room, in pieces, each but the first as wide as a line."""
    piece: list[Run] = []
    for whole, role in word:
        text = whole
        while text:
            head, rest = _head(text, room)
            if not head and not piece:
                head, rest = text[0], text[1:]
            if head:
                piece.append(Run(head, role))
                room -= cell_len(head)
            if rest:
                yield piece
                piece, room = [], width
            text = rest
    if piece:
        yield piece


def _head(text: str, width: int) -> tuple[str, str]:
    """The text cut in two, so that the first part takes at most `width` cells."""
    if width <= 0:
        return "", text
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return text[:index], text[index:]
    return text, ""


def _append(line: list[Run], run: Run) -> None:
    """Put a run at the end of a line, as one with the last one where they look alike."""
    if line and line[-1].role is run.role:
        line[-1] = Run(line[-1].text + run.text, run.role)
    else:
        line.append(run)
