from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from game.tui.theme import Role
from game.tui.typeset import Run, clean, clip, fold, tail, width_of, wrap


def text_of(lines: list[list[Run]]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


def test_words_go_to_the_next_line_when_they_do_not_fit() -> None:
    assert text_of(wrap([Run("the good glasses are out")], 10)) == ["the good", "glasses", "are out"]


def test_a_word_can_have_two_roles() -> None:
    lines = wrap([Run("un"), Run("believable", Role.EMPHASIS), Run(", she says")], 15)
    assert text_of(lines) == ["unbelievable,", "she says"]


def test_a_space_that_does_not_break_keeps_its_words_together() -> None:
    assert text_of(wrap([Run("Vraiment\u00a0?  Oui")], 10)) == ["Vraiment\u00a0?", "Oui"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert text_of(wrap([Run("a Donaudampfschiff b")], 6)) == ["a", "Donaud", "ampfsc", "hiff b"]


def test_the_first_line_can_be_shorter() -> None:
    assert text_of(wrap([Run("one two three four")], 9, first=4)) == ["one", "two three", "four"]


def test_wide_characters_take_two_cells() -> None:
    assert text_of(wrap([Run("真夜中の電話")], 4)) == ["真夜", "中の", "電話"]


@given(st.text(), st.integers(1, 30), st.integers(1, 30))
def test_no_line_is_wider_than_asked_for(text: str, width: int, first: int) -> None:
    lines = wrap([Run(text)], width, first)
    widest = max((cell_len(character) for character in clean(text)), default=1)
    assert all(width_of(line) <= max(first if number == 0 else width, widest) for number, line in enumerate(lines))


@given(st.text(), st.integers(1, 30))
def test_no_word_is_lost(text: str, width: int) -> None:
    letters = "".join(character for character in clean(text) if character not in " \t\n")
    assert "".join("".join(text_of(wrap([Run(text)], width))).split(" ")) == letters


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x9b31m", "\x1b]52;c;x\x07", "\u202eabc", "\x00", "\ud800", "\x85"])
def test_nothing_that_a_terminal_obeys_comes_through(hostile: str) -> None:
    assert clean(f"a{hostile}b").isprintable()


def test_a_verbatim_line_keeps_its_spaces() -> None:
    assert fold("02:14   prepaid number", 30) == ["02:14   prepaid number"]


def test_a_long_verbatim_line_is_broken_at_a_space() -> None:
    assert fold("one two three four", 10) == ["one two", "three four"]


def test_a_letter_that_is_wider_than_the_line_has_a_line_of_its_own() -> None:
    assert fold("漢字", 1) == ["漢", "字"]


@given(st.text(), st.integers(1, 5))
def test_a_folded_line_fits_and_nothing_of_it_is_lost(text: str, width: int) -> None:
    pieces = fold(text, width)
    letters = clean(text).replace("\n", " ")
    widest = max((cell_len(character) for character in letters), default=1)
    assert all(cell_len(piece) <= max(width, widest) for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(letters.split())


@pytest.mark.parametrize("dropped", ["\u061c", "\u200e", "\u200f", "\xad", "\u200b", "\ufeff"])
def test_what_has_no_steady_width_and_what_turns_the_direction_round_is_dropped(dropped: str) -> None:
    assert clean(f"a{dropped}b") == "ab"


@pytest.mark.parametrize(("width", "end"), [(3, "cd"), (4, "字cd"), (99, "漢字cd"), (0, "d")])
def test_the_end_of_a_text_is_as_much_of_it_as_fits(width: int, end: str) -> None:
    assert tail("漢字cd", width) == end


def test_a_clipped_text_says_that_it_goes_on() -> None:
    assert clip("The telephone bill", 10) == "The telep…"
