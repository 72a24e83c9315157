"""Where a cursor stands, in files that somebody is in the middle of writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.author.language.cursor import Cursor, cursor_at, key_at
from tests.stories import place_at

MARK = "|@|"


def at(text: str) -> Cursor:
    """The cursor where the mark stands."""
    index = text.index(MARK)
    line, column = place_at(text, index)
    return cursor_at(text.replace(MARK, "").split("\n"), line - 1, column - 1)


@pytest.mark.parametrize(
    ("text", "path", "before"),
    [
        ("|@|", (), ""),
        ("sce|@|", (), "sce"),
        ("scenes:\n  hall:\n    ti|@|", ("scenes", "hall"), "ti"),
        ("scenes:\n  hall:\n    |@|", ("scenes", "hall"), ""),
        ("scenes:\n  hall:\n    place: x\n\n    |@|", ("scenes", "hall"), ""),
        ("scenes:\n  hall:\n    place: x\n  |@|", ("scenes",), ""),
        ("scenes:\n  hall:\n    goto: sh|@|", ("scenes", "hall", "goto"), "sh"),
        ("scenes:\n  hall:\n    goto: 'sh|@|", ("scenes", "hall", "goto"), "sh"),
        ("scenes:\n  hall:\n    meet: [ben, an|@|", ("scenes", "hall", "meet"), "an"),
        ("scenes:\n  hall:\n    meet:\n      - an|@|", ("scenes", "hall", "meet"), "an"),
        ("scenes:\n  hall:\n    meet:\n    - an|@|", ("scenes", "hall", "meet"), "an"),
        ("scenes:\n  hall:\n    next:\n      - scene: x\n        wh|@|", ("scenes", "hall", "next"), "wh"),
        ("scenes:\n  hall:\n    next:\n      - scene: x|@|", ("scenes", "hall", "next", "scene"), "x"),
        ("scenes:\n  hall:\n    next:\n      - {scene: a, when: fo|@|", ("scenes", "hall", "next", "when"), "fo"),
        ("scenes:\n  hall: {next: {scene: a, wh|@|", ("scenes", "hall", "next"), "wh"),
        ("scenes:\n  hall: {\n    next: x,\n    pl|@|", ("scenes", "hall"), "pl"),
        (
            "scenes:\n  hall:\n    passage: |\n      One.\n\n      Two: |@|",
            ("scenes", "hall", "passage"),
            "One.\n\nTwo: ",
        ),
        ("scenes:\n  hall:\n    passage: |\n      goto: x\n    place: |@|", ("scenes", "hall", "place"), ""),
        ("scenes:\n  hall:\n    passage:\n      - |\n        goto: a\n      - |@|", ("scenes", "hall", "passage"), ""),
        ("# a: comment\nscenes:\n  # hall:\n  hall:\n    |@|", ("scenes", "hall"), ""),
        ("accounts:\n  a:\n    opens when: bro|@|", ("accounts", "a", "opens when"), "bro"),
        ('people:\n  "ben":\n    na|@|', ("people", "ben"), "na"),
        ("scenes:\n  hall:\n    title: It is\n    {|@|", ("scenes", "hall"), ""),
    ],
)
def test_the_keys_above_a_cursor_and_the_words_before_it(text: str, path: tuple[str, ...], before: str) -> None:
    found = at(text)
    assert (found.path, found.before) == (path, before)


def test_a_line_that_is_no_yaml_does_not_hide_what_is_around_it() -> None:
    found = at("scenes:\n  hall:\n    title: x\n    go|@|\n    place: y\n")
    assert (found.path, found.before, found.siblings) == (("scenes", "hall"), "go", ("title", "place"))


@pytest.mark.parametrize(
    ("text", "siblings"),
    [
        ("a: 1\n|@|\nb: 2\n", ("a", "b")),
        ("h:\n  a: 1\n  |@|\n  b:\n    c: 2\nd: 3\n", ("a", "b")),
        ("h: {a: 1, |@|}", ("a",)),
        ("h:\n  - a: 1\n    |@|\n  - c: 2\n", ("a",)),
        ("h:\n  - a: 1\n  - c: 2\n    |@|\n    d: 3\n", ("c", "d")),
    ],
)
def test_the_keys_that_are_there_already(text: str, siblings: tuple[str, ...]) -> None:
    assert at(text).siblings == siblings


def test_a_block_is_left_where_the_indentation_ends() -> None:
    assert at("scenes:\n  hall:\n    passage: |\n      One.\n|@|").path == ()


def test_an_empty_line_inside_a_block_belongs_to_it() -> None:
    found = at("scenes:\n  hall:\n    passage: |\n      One.\n      |@|\n")
    assert found.path == ("scenes", "hall", "passage")
    assert found.before == "One.\n"


def test_a_key_is_known_by_its_path() -> None:
    lines = ["scenes:", "  hall:", "    next text: On"]
    assert key_at(lines, 2, 6) == (("scenes", "hall", "next text"), 4, 13)
    assert key_at(lines, 2, 15) is None


_PIECES = st.sampled_from(
    ["scenes:", "  ", "- ", "{", "}", "[", "]", "a: ", "b", "|", "\n", "'", '"', "#", ": ", ",", "é"]
)


@given(st.lists(_PIECES, max_size=40).map("".join), st.integers(0, 12), st.integers(0, 30))
def test_no_text_is_too_broken(text: str, line: int, column: int) -> None:
    lines = text.split("\n")
    found = cursor_at(lines, line, column)
    assert all(isinstance(key, str) for key in found.path)
    key_at(lines, line, column)
