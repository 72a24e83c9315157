"""The line at which a message points: the caret is under the place, whatever stands before it, and the line fits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.excerpts import excerpt
from game.story.source import UNSTEADY, Place, Source


def cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def at(line: str, column: int, room: int = 90) -> tuple[str, int] | None:
    return excerpt(Source("a.yaml", f"first\n{line}\n"), Place("a.yaml", 2, column), room, cells)


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("goto: shpo", 7, "goto: shpo", 6),
        ("漢字: shpo", 5, "漢字: shpo", 6),
        ("\ttab: shpo", 7, " tab: shpo", 6),
        ("so\xadft\u200b: shpo", 9, "soft: shpo", 6),
        ("x" * 200 + "HERE" + "y" * 200, 201, "x" * 59 + "HERE" + "y" * 27, 59),
        ("漢" * 200 + "HERE" + "y" * 200, 201, "漢" * 29 + "HERE" + "y" * 28, 58),
        ("at the end", 11, "at the end", 10),
    ],
)
def test_the_caret_is_under_the_place(line: str, column: int, shown: str, caret: int) -> None:
    assert at(line, column) == (shown, caret)


lines = st.text(st.sampled_from("ab 漢字\t\xad\u200b-"), min_size=1, max_size=200).filter(str.strip)


@given(lines, st.data())
def test_a_line_fits_and_the_caret_stands_at_the_character(line: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(line) - 1))
    room = data.draw(st.integers(8, 120))
    found = at(line, index + 1, room)
    assert found
    text, caret = found
    assert cells(text) <= room
    behind = UNSTEADY.sub("", line[index:]).replace("\t", " ")
    ends = [number for number in range(len(text) + 1) if cells(text[:number]) == caret]
    assert len(ends) == 1
    assert behind.startswith(text[ends[0] :])
    assert text[ends[0] :] or not behind


@pytest.mark.parametrize("place", [Place("a.yaml", 3, 1), Place("a.yaml", 9, 1)])
def test_where_there_is_no_line_there_is_nothing_to_show(place: Place) -> None:
    assert excerpt(Source("a.yaml", "first\nsecond\n"), place, 90, cells) is None


def test_without_the_file_there_is_nothing_to_show() -> None:
    assert excerpt(None, Place("a.yaml", 1, 1), 90, cells) is None
