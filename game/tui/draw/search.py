"""Looking for words in lines that are set. Neither case nor accents matter, nor where a line ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.play.search import plain_letters, plain_text
from game.tui.theme import Role
from game.tui.typeset import Line, Run


class Piece(NamedTuple):
    """A part of a line: its number, and the characters from `start` to before `end`."""

    line: int
    start: int
    end: int


def find(lines: Sequence[Line], wanted: str) -> list[tuple[Piece, ...]]:
    """Every place where the words stand, from the top; each has a piece for every line that it runs over."""
    needle = plain_text(wanted)
    if not needle:
        return []
    parts = [_folded("".join(run.text for run in line)) for line in lines]
    starts, length = [], 0
    for text, _ in parts:
        starts.append(length)
        length += len(text) + 1
    whole = " ".join(text for text, _ in parts)
    found, place = [], whole.find(needle)
    while place >= 0:
        end = place + len(needle)
        found.append(tuple(_pieces(place, end, starts, [sources for _, sources in parts])))
        place = whole.find(needle, end)
    return found


def _pieces(place: int, end: int, starts: Sequence[int], sources: Sequence[Sequence[int]]) -> Iterable[Piece]:
    for number in range(bisect_right(starts, place) - 1, bisect_right(starts, end - 1)):
        cells = sources[number][max(0, place - starts[number]) : end - starts[number]]
        if cells:
            yield Piece(number, cells[0], cells[-1] + 1)


def lit_up(line: Line, pieces: Iterable[Piece]) -> Line:
    """The line with the pieces of it set apart."""
    runs = list(line)
    for piece in pieces:
        cut: list[Run] = []
        used = 0
        for text, role in runs:
            start, end = (max(0, min(len(text), place - used)) for place in (piece.start, piece.end))
            parts = ((text[:start], role), (text[start:end], Role.HIT), (text[end:], role))
            cut += [Run(words, look) for words, look in parts if words]
            used += len(text)
        runs = cut
    return tuple(runs)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without case, accents and spaces at its ends, and for each character of it which one it comes from."""
    first = len(text) - len(text.lstrip())
    text = text.rstrip()
    if text.isascii():
        return text[first:].lower(), range(first, len(text))
    pairs = [(letter, place) for place in range(first, len(text)) for letter in plain_letters(text[place])]
    return "".join(letter for letter, _ in pairs), [place for _, place in pairs]
