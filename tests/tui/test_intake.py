"""What a terminal sends: keys, clicks and pastes come through; what is cut off, malformed or without end does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.tui.intake import LONG, MOST_PASTED, SHORT, Intake


def let_through(*texts: str) -> str:
    intake = Intake()
    return "".join(piece for text in texts for piece in intake.feed(text))


@pytest.mark.parametrize(
    "text",
    [
        "1", "é", "\r", "\t", "\x7f", "\x11", "日本",
        "\x1b[A", "\x1bOP", "\x1b[1;5A", "\x1b[15~", "\x1b[27u", "\x1b[97;5u", "\x1b[97;2:1;65u", "\x1b[[A", "\x1b[Z",
        "\x1b[<0;5;5M", "\x1b[<35;80;24m", "\x1b[?2026;2$y", "\x1bx",
        "\x1b[200~some words\x1b[201~",
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_known_comes_through_whole_and_in_pieces(text: str) -> None:
    assert let_through(text) == text
    assert let_through(*text) == text


@pytest.mark.parametrize(
    "text",
    [
        "\0", "\x1b[I", "\x1b[O", "\x1b[?62;4c", "\x1b[>41;354;0c", "\x1b[8;24;80t", "\x1b[48;9;9;1;1t",
        "\x1b[?2048;1$y", "\x1b[<0;-5;-5M", "\x1b[<999999999;1;1M", "\x1b[<;;M", "\x1b[M !!", "\x1b[MABC",
        "\x1b]52;c;UFdORUQ=\x07", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1bP+r41\x1b\\", "\x1b_x\x1b\\", "\x1b^1\x07",
        "\x1b[" + "1;" * 50_000 + "m", "\x1b[" + "9" * 5_000 + "~", "\x1b[200~\x1b[201~",
    ],
    ids=lambda text: repr(text[:16]),
)  # fmt: skip
def test_what_is_not_known_does_not_and_what_follows_does(text: str) -> None:
    assert let_through(text + "2") == "2"
    assert let_through(*text, "2") == "2"


def test_a_single_escape_is_the_key_after_a_short_silence() -> None:
    intake = Intake()
    assert list(intake.feed("\x1b")) == []
    assert intake.silence(SHORT) == "\x1b"
    assert list(intake.feed("1")) == ["1"]


def test_an_escape_before_another_sequence_is_the_key() -> None:
    assert list(Intake().feed("\x1b\x1b[A")) == ["\x1b", "\x1b[A"]


def test_a_sequence_that_comes_slowly_is_waited_for() -> None:
    intake = Intake()
    assert list(intake.feed("\x1b[<0;5")) == []
    assert intake.silence(SHORT) == ""
    assert list(intake.feed(";5M")) == ["\x1b[<0;5;5M"]


@pytest.mark.parametrize("begun", ["\x1b[", "\x1b[1;2;3", "\x1b]52;c;QUJD", "\x1bP", "\x1bO", "\x1b[M1"])
def test_what_never_ends_is_forgotten_after_a_silence(begun: str) -> None:
    intake = Intake()
    assert list(intake.feed(begun)) == []
    assert intake.silence(LONG) == ""
    assert list(intake.feed("\x11")) == ["\x11"]


def test_a_paste_without_an_end_is_taken_after_a_silence() -> None:
    intake = Intake()
    assert list(intake.feed("\x1b[200~words")) == []
    assert intake.silence(SHORT) == ""
    assert intake.silence(LONG) == "\x1b[200~words\x1b[201~"
    assert list(intake.feed("\x11")) == ["\x11"]


def test_of_a_paste_no_more_is_kept_than_anybody_types() -> None:
    (pasted,) = Intake().feed("\x1b[200~" + "word " * 200_000 + "\x1b[201~")
    assert len(pasted) == MOST_PASTED + 12


def test_a_paste_holds_no_key() -> None:
    (pasted,) = Intake().feed("\x1b[200~a\x1b[31m\r\n\x07\x1b[B\x11z\x1b[201~")
    words = pasted.removeprefix("\x1b[200~").removesuffix("\x1b[201~")
    assert "\x1b" not in words
    assert "\x11" not in words
    assert words[0] + words[-1] == "az"


@given(
    st.text(st.sampled_from("\x1b[]P<M~;1209m\x07\\Ou\0aA")), st.text(st.sampled_from("\x1b[]P<M~;1209m\x07\\Ou\0aA"))
)
def test_after_a_silence_every_key_comes_through_whatever_came_before(before: str, more: str) -> None:
    intake = Intake()
    list(intake.feed(before))
    list(intake.feed(more))
    intake.silence(LONG)
    assert list(intake.feed("q")) == ["q"]


@given(st.text(st.sampled_from("\x1b[]P<M~;1209m\x07\\Ou\0aA")))
def test_it_does_not_matter_how_the_text_is_cut(text: str) -> None:
    assert let_through(text) == let_through(*text)
