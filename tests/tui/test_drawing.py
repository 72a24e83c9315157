from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from game.play.moves import Choose
from game.play.views import (
    Asked,
    Change,
    Changed,
    ChangeKind,
    Ended,
    EpisodeHeading,
    EvidenceEntry,
    Found,
    Heading,
    Item,
    Noted,
    Option,
    Prose,
)
from game.tui.draw.page import draw_changed, draw_items, draw_page
from game.tui.draw.table import Cell, draw_cell_pane, draw_table, plan_table
from game.tui.galley import Galley
from game.tui.glyphs import ASCII
from game.tui.theme import Role
from game.tui.typeset import Run, width_of
from tests.tui.fakes import BILL, CHANGED, LOG, OPENING, page, said, table

SAMPLES: dict[type, Item] = {
    EpisodeHeading: EpisodeHeading(1, "The birthday"),
    Heading: Heading("The call", "the kitchen", "22:47"),
    Prose: Prose((said("The plates are done."), said("Mama?", "Anya"))),
    Asked: Asked("I called nobody.", "Telephone bill", "And this?"),
    Found: Found(LOG),
    Changed: CHANGED,
    Noted: Noted("Who called?", "She did."),
    Ended: Ended("The birthday", "And after"),
}


def drawn(*items: Item, width: int = 80) -> Galley:
    galley = Galley.column(width)
    draw_items(galley, items)
    return galley


@pytest.mark.parametrize("kind", get_args(Item))
def test_every_kind_of_item_is_drawn(kind: type) -> None:
    assert drawn(SAMPLES[kind]).text.strip()


@pytest.mark.parametrize("width", [1, 2, 3, 7, 12, 20, 59, 200])
@pytest.mark.parametrize("item", SAMPLES.values(), ids=lambda item: type(item).__name__)
def test_items_fit_windows_of_every_width(item: Item, width: int) -> None:
    galley = drawn(item, width=width)
    assert all(width_of(line) <= max(width, 8, galley.extent) for line in galley.lines if width >= 12)


def test_prose_is_at_most_72_wide() -> None:
    assert max(width_of(line) - 24 for line in drawn(*OPENING, width=120).lines) <= 72


def test_a_speaker_is_named_in_capitals_and_speaks_in_a_column() -> None:
    galley = drawn(Prose((said("I am only cold. " * 8, "Anya"),)))
    first, second, *_ = galley.text.lstrip("\n").split("\n")
    assert first.startswith("    ANYA  I am")
    assert second.startswith("          ")


def test_a_long_name_runs_into_the_words_and_does_not_narrow_them() -> None:
    galley = drawn(Prose((said("I am only cold. " * 8, "The director of the shelter"), said("So.", "Anya"))))
    first, second, *_ = galley.text.lstrip("\n").split("\n")
    assert first.startswith("    THE DIRECTOR OF THE SHELTER  I am")
    assert second.startswith("          ")
    assert not second.startswith("           ")


def test_who_goes_on_speaking_is_named_once() -> None:
    galley = drawn(Prose((said("One.", "Anya"), said("Two.", "Anya"))), Prose((said("Three.", "Anya"),)))
    assert galley.text.count("ANYA") == 1
    assert "\n          Three." in galley.text


def test_a_name_after_narration_is_said_again() -> None:
    galley = drawn(Prose((said("One.", "Anya"), said("She coughs."), said("Two.", "Anya"))))
    assert galley.text.count("ANYA") == 2


def test_the_frame_of_a_document_is_straight() -> None:
    lines = [line for line in drawn(Found(LOG)).lines if set("┌│└") & set("".join(run.text for run in line))]
    assert len({width_of(line) for line in lines}) == 1


def test_a_document_wider_than_prose_uses_the_window() -> None:
    plan = EvidenceEntry("plan", "Plan", "Two ways in.", ("#" * 90,))
    assert "#" * 90 in drawn(Found(plan), width=120).text


def test_evidence_without_a_document_has_no_frame() -> None:
    word = EvidenceEntry("word", "What she says", "They paid.", ("",))
    assert "┌" not in drawn(Found(word)).text


@pytest.mark.parametrize(
    "words", ["before", "I called nobody.", "now", "changed", "no longer said", "because of", "kept"]
)
def test_what_changed_is_told_in_words(words: str) -> None:
    galley = Galley.column(80)
    draw_changed(galley, CHANGED)
    assert words in galley.text


def test_an_account_that_is_heard_takes_one_line_of_a_page() -> None:
    line = "1 changed, 1 new, 1 kept, 1 no longer said"
    assert line in " ".join(drawn(CHANGED).text.split())
    assert "d shows it" in " ".join(draw_page(page((CHANGED,), ()), Galley.column(80)).text.split())


def test_a_cell_says_how_many_sentences_are_out_of_sight() -> None:
    book = table(1)
    row = replace(book.rows[0], cells=(book.rows[0].cells[0] * 3,))
    text = draw_table(replace(book, rows=(row,)), plan_table(book, 60, 0), Galley(60, 3, 56), [2]).text
    assert "… +2" in text


def test_a_contradiction_names_claim_and_reason() -> None:
    change = Change(ChangeKind.CONTRADICTED, "Anya", "the knife", "", "I never touched it.", ("the laboratory",))
    assert drawn(Changed("Anya", (change,))).text.split("\n")[-3:] == [
        "    the knife – contradicted",
        "      sentence   “I never touched it.”",
        "      by         the laboratory",
    ]


def test_story_text_that_looks_like_markup_is_shown_as_it_is() -> None:
    evil = "[@click=app.quit]do not[/] [bold] [/] \\["
    assert evil in drawn(Prose((said(evil),))).text


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(Choose(f"o{number}"), f"Option {number}", number + 1) for number in range(count))


def test_what_has_no_key_of_its_own_says_how_it_is_taken() -> None:
    few, many = (draw_page(page((), options(count)), Galley.column(80)) for count in (9, 11))
    assert " 9  Option 8" in many.text
    line = next(line for line in many.lines if "Option 9" in "".join(run.text for run in line))
    assert Run("10 ", Role.QUIET) in line
    assert "Beyond 9: the arrows, then Enter." in many.text
    assert "Beyond 9" not in few.text


def test_a_locked_option_has_its_reason_and_no_number() -> None:
    locked = Option(Choose("x"), "Tell her.", None, locked="You do not know it")
    text = draw_page(page((), (locked, *options(1))), Galley.column(80)).text
    assert "–  Tell her." in text
    assert "(You do not know it)" in text
    assert " 1  Option 0" in text


def test_an_option_that_was_taken_says_so() -> None:
    text = draw_page(page((), (Option(Choose("x"), "Wait.", 1, taken=True),)), Galley.column(80)).text
    assert "Wait. · again" in text


def test_leads_have_a_heading() -> None:
    text = draw_page(page((), (*options(1), Option(Choose("x"), "The club", 1, lead=True))), Galley.column(80)).text
    assert text.index("Option 0") < text.index("Leads") < text.index("The club")


@pytest.mark.parametrize(("width", "accounts"), [(60, 1), (80, 2), (120, 4)])
def test_as_many_accounts_as_fit_are_shown(width: int, accounts: int) -> None:
    assert plan_table(table(4), width, 0).count == accounts


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_is_as_wide_as_the_window_at_most(width: int) -> None:
    galley = draw_table(table(4), plan_table(table(4), width, 0), Galley(width, 3, width - 4), [3] * 8)
    assert max(width_of(line) for line in galley.lines) <= width


def test_a_cell_is_shown_whole_with_its_mark_in_words() -> None:
    text = draw_cell_pane(table(), Cell(2, 1), Galley(80, 2, 76)).text
    assert "“I had left it in the living room. I could not call anyone.”" in text
    assert "contradicted by Telephone bill" in text


def test_a_cell_tells_what_was_said_in_other_accounts() -> None:
    text = draw_cell_pane(table(), Cell(2, 1), Galley(80, 2, 76)).text
    assert "account 3" in text
    assert "I had it with me." in text


def test_the_evidence_of_a_moment_is_shown_with_its_finding() -> None:
    assert BILL.finding in draw_cell_pane(table(), Cell(2, 3), Galley(80, 2, 76)).text


def test_the_signs_of_the_ascii_set_are_ascii() -> None:
    galley = draw_table(table(), plan_table(table(), 80, 0), Galley(80, 3, 76, ASCII), [2] * 8)
    draw_items(galley, list(SAMPLES.values()))
    assert {character for character in galley.text if not character.isascii()} == set()


def test_a_target_covers_all_lines_of_its_option() -> None:
    galley = draw_page(page((), (Option(Choose("x"), "word " * 30, 1),)), Galley.column(60))
    [target] = galley.targets
    assert target.bottom - target.top == sum("word" in line for line in galley.text.split("\n"))


def test_wide_characters_keep_the_frame_straight() -> None:
    entry = EvidenceEntry("x", "真夜中", "x", ("電話 02:14", "abc"))
    lines = drawn(Found(entry)).text.split("\n")[:4]
    assert len({cell_len(line) for line in lines}) == 1
