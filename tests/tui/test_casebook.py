from __future__ import annotations

import pytest
from msgspec.structs import replace

from game.play.views import EvidenceEntry, Mark
from game.tui.draw.table import Cell
from game.tui.screens.casebook import CasebookScreen
from game.tui.screens.notebook import WriteScreen
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeSession, claim, launch, table


def test_list_and_document_stand_side_by_side_when_there_is_room() -> None:
    async def script(player: Player) -> None:
        await player.press("c")
        assert "Telephone bill" in player.seen
        assert "RUE DES CASCADES" in player.seen

    drive(script, size=(120, 40))


def test_in_a_narrow_window_enter_opens_the_document_and_escape_closes_it() -> None:
    async def script(player: Player) -> None:
        await player.press("c")
        assert "RUE DES CASCADES" not in player.seen
        await player.press("enter")
        assert "RUE DES CASCADES" in player.seen
        await player.press("escape")
        assert "What Solène says" in player.seen

    drive(script)


def test_the_document_follows_the_pointer() -> None:
    async def script(player: Player) -> None:
        await player.press("c", "down")
        assert "prepaid number" in player.seen

    drive(script, size=(120, 40))


def test_an_entry_can_be_clicked() -> None:
    async def script(player: Player) -> None:
        await player.press("c")
        await player.click("Telephone bill")
        assert "prepaid number" in player.seen

    drive(script)


def test_parts_open_by_number_tab_and_click() -> None:
    async def script(player: Player) -> None:
        await player.press("c", "2")
        assert "Anya Berg" in player.seen
        await player.press("tab")
        assert "why him" in player.seen
        await player.click("6 Leads")
        assert "The residence" in player.seen

    drive(script)


def test_the_casebook_opens_where_it_was_left() -> None:
    async def script(player: Player) -> None:
        await player.press("c", "down", "escape", "c")
        assert "Telephone bill" in player.highlighted

    drive(script)


def test_the_accounts_open_straight_away() -> None:
    async def script(player: Player) -> None:
        await player.press("t")
        assert "[3 Accounts]" in player.seen

    drive(script)


def test_arrows_go_from_cell_to_cell() -> None:
    async def script(player: Player) -> None:
        await player.press("t", "down", "down", "left")
        assert "“I had left it in the living room. I could not call anyone.”" in player.flowing

    drive(script)


def test_arrows_stop_at_the_edges() -> None:
    async def script(player: Player) -> None:
        await player.press("t", *["up", "left"] * 3, *["down", "right"] * 12)
        target = player.sheet("list").target
        assert target is not None
        assert target.key == Cell(7, 3)

    drive(script)


def test_accounts_that_do_not_fit_come_into_sight_with_the_pointer() -> None:
    async def script(player: Player) -> None:
        await player.press("t")
        assert "Anya 1 ·" not in player.seen
        assert "accounts 2 to 3 of 3" in player.lines[0]
        await player.press("left", "left")
        assert "Anya 1 ·" in player.seen
        assert "accounts 1 to 2 of 3" in player.lines[0]

    drive(script)


def test_the_accounts_open_at_the_newest_one() -> None:
    async def script(player: Player) -> None:
        await player.press("t", "left", "down", "escape", "t")
        target = player.sheet("list").target
        assert target is not None
        assert target.key == Cell(0, 2)

    drive(script)


def test_a_cell_can_be_clicked() -> None:
    async def script(player: Player) -> None:
        await player.press("t")
        await player.click("I liked him.")
        assert "“I liked him. From the first day.”" in player.seen

    drive(script)


def test_empty_parts_say_so() -> None:
    session = FakeSession()
    session._book = type(session._book)((), (), (), type(table())((), ()))

    async def script(player: Player) -> None:
        await player.press("c", "down", "enter")
        assert "Nothing yet." in player.seen
        await player.press("p", "t")
        assert "Nobody has given an account yet." in player.seen
        await player.press("down", "right", "enter", "6", "down", "enter")
        assert "Nothing to follow up" in player.seen

    drive(script, launch(session))


PLAN = EvidenceEntry("plan", "The flat", "There are two ways in.", ("┌" + "─" * 66 + "┐ east", "└" + "─" * 66 + "┘"))


def test_a_drawing_wider_than_the_window_is_not_broken_but_moved_sideways() -> None:
    async def script(player: Player) -> None:
        await player.press("c", "enter")
        assert "east" not in player.seen
        assert "← → sideways" in player.lines[-1]
        await player.press("right", "right")
        assert "┐ east" in player.seen

    session = FakeSession()
    session._book = type(session._book)((PLAN,), (), (), table())
    drive(script, launch(session), size=(60, 18))


def test_enter_opens_the_cell_with_the_documents_that_bear_on_it() -> None:
    async def script(player: Player) -> None:
        await player.press("t", "down", "right", "enter")
        assert "RUE DES CASCADES" in player.seen
        await player.press("escape")
        assert "why him" in player.seen
        assert "Enter open" in player.lines[-1]
        await player.press("left", "enter")
        assert "“Only Kamal, over the roof, because I called him.”" in player.flowing
        assert "What bears on it" in player.seen
        await player.press("escape", "escape")
        assert "The call" in player.seen

    drive(script, size=(60, 18))


def test_a_click_on_the_cell_that_is_highlighted_opens_it() -> None:
    async def script(player: Player) -> None:
        await player.press("t")
        await player.click("Log of the front")
        assert "RUE DES CASCADES" not in player.seen
        await player.click("Log of the front")
        assert "RUE DES CASCADES" in player.seen

    drive(script)


def test_the_line_of_keys_says_when_the_pane_under_the_table_holds_more() -> None:
    async def script(player: Player) -> None:
        await player.press("t")
        assert "more" not in player.lines[-1]
        await player.press("down", "left")
        assert player.sheet("pane").below is ("Space more" in player.lines[-1])
        while player.sheet("pane").below:
            await player.press("space")
        assert "more" not in player.lines[-1]

    session = FakeSession()
    long = EvidenceEntry("long", "The file", "It goes on. " * 60, ())
    rows = tuple(replace(row, evidence=(long,)) if number == 1 else row for number, row in enumerate(table().rows))
    session._book = replace(session._book, table=replace(table(), rows=rows))
    drive(script, launch(session))


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_every_sign_of_the_table_is_explained(size: tuple[int, int]) -> None:
    async def script(player: Player) -> None:
        await player.press("t")
        for words in ("✗ contradicted", "– no longer said", "≠ changed", "= kept", "○ open"):
            assert words in player.seen
        assert "✓ supported" not in player.seen

    drive(script, size=size)


def test_an_empty_part_offers_nothing_more_to_read() -> None:
    session = FakeSession()
    session._book = replace(
        session._book, evidence=(), people=(), leads=(), table=replace(table(), columns=(), rows=())
    )

    async def script(player: Player) -> None:
        await player.press("c")
        for part in "123456":
            await player.press(part)
            assert "more" not in player.lines[-1], part

    drive(script, launch(session), size=(80, 40))


def test_evidence_says_to_whom_it_was_shown() -> None:
    async def script(player: Player) -> None:
        await player.press("e")
        assert "shown to Anya" in player.flowing

    drive(script)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_what_a_cell_hides_shows_the_worst_of_its_marks(size: tuple[int, int]) -> None:
    session = FakeSession()
    told = (
        claim(3, "why him", "I liked him from the first day, and every day after it. " * 9),
        claim(3, "why him", "Because he asked.", Mark.CONTRADICTED),
        claim(3, "why him", "I do not know."),
    )
    rows = tuple(replace(row, cells=(*row.cells[:2], told)) if not n else row for n, row in enumerate(table().rows))
    session._book = replace(session._book, table=replace(table(), rows=rows))

    async def script(player: Player) -> None:
        await player.press("t")
        assert "+2 ✗" in player.seen

    drive(script, launch(session), size=size)


@pytest.mark.parametrize("size", [(60, 18), (80, 20)])
def test_the_heads_of_the_columns_stay_when_the_table_is_scrolled(size: tuple[int, int]) -> None:
    async def script(player: Player) -> None:
        await player.press("t")
        for number in range(8):
            assert "Anya 3 · Kamal" in player.seen
            target = player.sheet("list").target
            assert target is not None
            assert target.key == Cell(number, 2)
            assert player.sheet("list").sees(target)
            await player.press("down")
        assert player.sheet("list").top > 0
        await player.click("moment 8")
        await player.press(*["up"] * 8)
        assert player.sheet("list").top == 0

    drive(script, size=size)


@pytest.mark.parametrize("size", [(60, 18), (80, 20), (80, 24)])
def test_the_whole_table_can_be_read_with_one_key(size: tuple[int, int]) -> None:
    async def script(player: Player) -> None:
        await player.press("t")
        listing, seen = player.sheet("list"), set[str]()
        for _ in range(30):
            seen |= {row.moment for row in table().rows if row.moment in player.seen}
            assert listing.target is not None
            assert listing.sees(listing.target)
            if size[0] >= 80:  # there is no room for it in a narrower one
                assert (listing.below or player.sheet("pane").below) is ("Space more" in player.lines[-1])
            if "There is nothing more below." in player.seen:
                break
            await player.press("space")
        assert seen == {row.moment for row in table().rows}
        await player.press(*["pageup"] * 30)
        assert listing.top == 0

    drive(script, size=size)


@pytest.mark.parametrize("part", "123456")
def test_the_own_account_can_be_opened_from_every_part(part: str) -> None:
    async def script(player: Player) -> None:
        await player.press("c", part, "w")
        assert isinstance(player.app.screen, WriteScreen)
        await player.press("escape")
        assert isinstance(player.app.screen, CasebookScreen)

    drive(script)


def test_lines_to_spare_go_to_the_moments_that_are_cut() -> None:
    session = FakeSession()
    long = claim(3, "why him", "I liked him from the first day, and every day after it. " * 9)
    rows = tuple(replace(row, cells=(*row.cells[:2], (long,) if n else ())) for n, row in enumerate(table().rows[:4]))
    session._book = replace(session._book, table=replace(table(), rows=rows))

    async def script(player: Player) -> None:
        await player.press("t")
        sheet = player.sheet("list")
        words = player.seen
        assert "…" in words
        assert sheet.size.height - len(sheet.galley.lines) == 0

    drive(script, launch(session), size=(120, 40))


def test_a_claim_that_is_open_says_so_once() -> None:
    async def script(player: Player) -> None:
        await player.press("t", "down", "down")
        assert player.seen.count("○ open") == 1
        await player.press("enter")
        assert player.seen.count("○ open") == 1

    drive(script)
