from __future__ import annotations

from msgspec.structs import replace

from game.play.moves import Confront
from game.play.views import Confrontation, Exhibit, Mark
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
        assert "[Which sentence?]" in player.seen
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
        assert "Patience: 2 more tries that lead nowhere" in player.lines[0]

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
        assert "confront somebody" not in player.seen
        await player.press("up")
        assert "confront" not in player.lines[-1].lower()

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


def test_a_claim_with_which_all_has_been_tried_says_so() -> None:
    class Spent(FakeSession):
        def confrontation(self) -> Confrontation | None:
            view = super().confrontation()
            return view and replace(view, tried=frozenset((CLAIM, one.id) for one in view.exhibits))

    async def script(player: Player) -> None:
        await player.press("1", "x")
        assert player.flowing.count("nothing new to set against it") == 1

    drive(script, launch(Spent()), size=(80, 40))


class Many(FakeSession):
    """With more exhibits than a window holds."""

    def confrontation(self) -> Confrontation | None:
        view = super().confrontation()
        more = tuple(Exhibit(f"paper {number}", f"Paper {number}", "It says a little. " * 6) for number in range(12))
        return view and replace(view, exhibits=more)


def test_a_digit_takes_an_exhibit_that_is_out_of_sight() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "1", "x", "1")
        assert "Paper 8" not in player.seen
        await player.press("9")
        assert "paper 8?" in player.flowing

    drive(script, launch(Many()), size=(60, 18))


def test_reading_on_leaves_the_highlight_where_it_is() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "1", "down")
        target = player.sheet("list").target
        await player.press("space", "space")
        assert player.sheet("list").target == target
        await player.press("pageup")
        assert player.sheet("list").target == target
        await player.press("space", "space")
        top = player.sheet("list").top
        await player.press("enter")
        assert player.sheet("list").top == top
        assert "[Against what?]" in player.seen

    drive(script, launch(Many()))


def test_in_a_narrow_window_it_is_said_that_there_is_more() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "1", "x", "1")
        assert "Space more ↓" in player.lines[-1]

    drive(script, launch(Many()), size=(60, 18))


def test_what_was_said_is_counted_in_sentences() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "enter", "up")
        assert "Something that was said · 3 sentences" in " ".join(player.highlighted.split())

    drive(script)


def test_in_a_wide_window_the_list_has_more_than_half_of_it() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x")
        assert player.sheet("list").size.width > 60
        await player.press("1", "1")
        assert player.sheet("list").size.width == 120

    drive(script, size=(120, 40))


def test_a_sentence_that_no_longer_stands_keeps_its_place_and_is_not_picked() -> None:
    class Struck(FakeSession):
        def confrontation(self) -> Confrontation | None:
            view = super().confrontation()
            claims = view.claims if view else ()
            struck = (replace(one, mark=Mark.CONTRADICTED) if one.id == CLAIM else one for one in claims)
            return view and replace(view, claims=tuple(struck))

    async def script(player: Player) -> None:
        await player.press("1", "x", "1")
        assert "Nobody says that any more: pick another." in player.seen
        assert "[Which sentence?]" in player.seen
        await player.press("2")
        assert "[Against what?]" in player.seen

    drive(script, launch(Struck()))
