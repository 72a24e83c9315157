from __future__ import annotations

from game.play.views import EvidenceEntry
from game.tui.draw.table import Cell
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeSession, launch, table


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
        assert "1 The dealer" not in player.seen
        assert "accounts 2 to 3 of 3" in player.lines[0]
        await player.press("left", "left")
        assert "1 The dealer" in player.seen
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
        assert "Nobody has told you anything yet." in player.seen
        await player.press("down", "right", "enter", "6", "down", "enter")
        assert "Nothing to follow up" in player.seen

    drive(script, launch(session))


PLAN = EvidenceEntry("plan", "The flat", "There are two ways in.", ("┌" + "─" * 66 + "┐ east", "└" + "─" * 66 + "┘"))


def test_a_drawing_wider_than_the_window_is_not_broken_but_moved_sideways() -> None:
    async def script(player: Player) -> None:
        await player.press("c", "enter")
        assert "east" not in player.seen
        assert "Arrows" in player.lines[-1]
        await player.press("right", "right")
        assert "┐ east" in player.seen

    session = FakeSession()
    session._book = type(session._book)((PLAN,), (), (), table())
    drive(script, launch(session), size=(60, 18))
