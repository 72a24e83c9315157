from __future__ import annotations

from msgspec.structs import replace

from game.play.moves import Confront
from game.play.views import Confrontation
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeSession, launch

CLAIM, BILL = "anya_2.who_came_in", "bill"


def test_three_steps_and_then_it_is_said() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "enter", "down", "enter")
        assert f"You say that ({CLAIM}). Then what is this: bill?" in player.seen
        assert player.turn == 1
        await player.press("enter")
        assert player.app.keeper.session.moves[-1] == Confront(CLAIM, BILL)
        assert "What changed" not in player.lines[0]
        assert "And this, at fourteen past two?" in player.seen

    drive(script)


def test_every_step_can_be_taken_back() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "enter", "2")
        assert "[Say it?]" in player.seen
        await player.press("escape")
        assert "[Against what?]" in player.seen
        assert "Telephone bill" in player.highlighted
        await player.press("b")
        assert "[Which claim?]" in player.seen
        await player.press("escape")
        assert "Paris. Where else." in player.seen
        assert player.turn == 1

    drive(script)


def test_it_can_be_declined_at_the_last_step() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "1", "1", "2")
        assert "[Against what?]" in player.seen
        assert player.turn == 1

    drive(script)


def test_what_was_said_is_a_list_of_its_own_without_the_claim() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "enter")
        assert "What Anya says now" not in player.seen
        await player.press("up")
        assert "Something that was said" in player.highlighted
        await player.press("enter")
        assert "What Anya says now" in player.seen
        assert CLAIM not in [target.key for target in player.sheet("list").galley.targets]
        await player.press("end", "home", "escape")
        assert "Something that was said" in player.highlighted
        await player.press("enter", "enter")
        assert "[Say it?]" in player.seen
        await player.press("escape")
        assert "What Anya says now" in player.seen

    drive(script)


def test_the_head_says_how_many_tries_are_left() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x")
        assert "will stand 2 more that lead nowhere" in player.lines[0]

    drive(script)


def test_the_guide_is_shown() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x")
        assert "Pick something she said" in player.seen

    drive(script)


def test_all_of_it_works_by_clicks() -> None:
    async def script(player: Player) -> None:
        await player.press("1")
        await player.click("Confront Anya with")
        await player.click("I had it with me.")
        await player.click("Telephone bill")
        await player.click("Say it to Anya.")
        assert player.app.keeper.session.moves[-1] == Confront("anya_3.the_telephone", BILL)

    drive(script)


def test_an_exhibit_can_be_looked_at_before_it_is_used() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "enter", "d")
        assert "RUE DES CASCADES" in player.seen
        await player.press("escape")
        assert "[Against what?]" in player.seen

    drive(script)


def test_in_a_wide_window_the_exhibit_stands_beside_the_list() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "enter")
        assert "RUE DES CASCADES" in player.seen

    drive(script, size=(120, 40))


def test_where_nobody_can_be_confronted_the_key_opens_nothing() -> None:
    async def script(player: Player) -> None:
        await player.press("x")
        assert "The call" in player.seen
        assert "confront" not in player.lines[-1]

    drive(script)


def test_what_was_tried_before_is_marked() -> None:
    class Tried(FakeSession):
        def confrontation(self) -> Confrontation | None:
            view = super().confrontation()
            return view and replace(view, tried=frozenset({(CLAIM, BILL)}))

    async def script(player: Player) -> None:
        await player.press("1", "x", "enter")
        assert player.flowing.count("tried before") == 1
        await player.press("escape", "down", "enter")
        assert "tried before" not in player.flowing

    drive(script, launch(Tried()), size=(80, 40))
