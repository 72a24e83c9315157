from __future__ import annotations

import re

import pytest

from game.play.moves import Choose
from game.play.preferences import Handling, Preferences
from game.play.saving import NotSaved
from game.play.session import Session
from game.play.views import Ended, Option, Prose
from game.tui.sheet import OVERLAP
from tests.tui.driving import Player, drive
from tests.tui.fakes import OPTIONS, FakeSession, launch, long_play, page, said


def test_a_number_takes_the_option_with_that_number() -> None:
    async def script(player: Player) -> None:
        await player.press("1")
        assert "Paris. Where else." in player.seen

    drive(script)


def test_a_number_brings_an_option_into_sight_before_it_takes_it() -> None:
    async def script(player: Player) -> None:
        await player.press("2")
        assert "Leads" not in player.seen
        await player.press("1")
        assert player.turn == 1
        assert "Ask her where she is." in player.highlighted
        assert "Leads" in player.seen
        await player.press("1")
        assert player.turn == 2

    drive(script)


def test_a_number_without_an_option_does_nothing() -> None:
    async def script(player: Player) -> None:
        await player.press("9")
        assert player.turn == 0

    drive(script)


def test_numbers_pass_over_locked_options() -> None:
    async def script(player: Player) -> None:
        await player.press("3")
        assert player.app.keeper.session.moves == (Choose("station"),)

    drive(script, size=(80, 40))


def test_enter_takes_what_the_arrows_have_highlighted() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "down", "enter")
        assert player.app.keeper.session.moves[-1] == Choose("wait")

    drive(script)


def test_arrows_reach_options_beyond_nine() -> None:
    options = tuple(Option(Choose(f"o{number}"), f"Option {number}", number + 1) for number in range(12))

    async def script(player: Player) -> None:
        await player.press(*["down"] * 11, "enter")
        assert player.app.keeper.session.moves == (Choose("o11"),)

    drive(script, launch(FakeSession({"opening": page((), options)})))


def test_space_never_chooses() -> None:
    async def script(player: Player) -> None:
        await player.press(*["space", "pagedown"] * 10)
        assert player.turn == 0

    drive(script)


@pytest.mark.parametrize("key", ["enter", "down"])
def test_what_is_out_of_sight_is_scrolled_to_before_it_is_chosen(key: str) -> None:
    async def script(player: Player) -> None:
        await player.press("2")
        for _ in range(20):
            if "Ask her where she is." in player.seen:
                break
            await player.press(key)
        assert player.turn == 1
        assert "Ask her" in player.highlighted

    drive(script)


def test_it_is_said_that_there_is_more_below() -> None:
    async def script(player: Player) -> None:
        await player.press("2")
        assert "Space more" in player.lines[-1]
        await player.press("end")
        assert "Space more" not in player.lines[-1]

    drive(script)


def test_an_option_can_be_clicked() -> None:
    async def script(player: Player) -> None:
        await player.press("1")
        await player.click("Say nothing")
        assert player.app.keeper.session.moves[-1] == Choose("wait")

    drive(script)


def test_a_locked_option_cannot_be_clicked() -> None:
    async def script(player: Player) -> None:
        await player.press("end")
        await player.click("Tell her that he is dead")
        assert player.turn == 0

    drive(script)


def test_a_key_of_the_key_line_can_be_clicked() -> None:
    async def script(player: Player) -> None:
        await player.click("casebook")
        assert "[1 Evidence]" in player.seen

    drive(script)


def test_the_wheel_scrolls() -> None:
    async def script(player: Player) -> None:
        await player.press("2")
        player.sheet().shift(3)
        await player.press("pageup")
        assert "Paragraph 0" in player.seen

    drive(script)


def test_a_move_that_is_not_allowed_says_why() -> None:
    async def script(player: Player) -> None:
        player.app.screen.play(Choose("nowhere"))  # type: ignore[attr-defined]
        await player.settle()
        assert "it cannot be chosen" in player.lines[-1]

    drive(script)


def test_undo_takes_the_turn_back_and_says_which() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "u")
        assert player.turn == 0
        assert "Taken back: Ask her where she is." in player.lines[-1]

    drive(script)


def test_redo_makes_it_again() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "u", "U")
        assert "Paris. Where else." in player.seen

    drive(script)


def test_undoing_a_confrontation_asks_first() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "enter", "enter", "enter", "u")
        assert "Take it back?" in player.seen
        assert player.turn == 2
        await player.press("enter")
        assert player.turn == 1

    drive(script)


def test_the_turn_is_shown_when_it_is_saved() -> None:
    saved: list[int] = []

    def save(session: Session) -> None:
        saved.append(session.turn)

    async def script(player: Player) -> None:
        await player.press("1")
        assert saved == [0, 1]
        assert player.lines[0].rstrip().endswith("turn 1")

    drive(script, launch(save=save))


def test_a_save_that_fails_is_said_instead_of_the_turn() -> None:
    async def script(player: Player) -> None:
        assert player.lines[0].rstrip().endswith("not being saved: the disk is full")

    drive(script, launch(save=lambda _: NotSaved("the disk is full")))


def test_a_failed_save_is_tried_again_on_leaving() -> None:
    tries: list[int] = []

    def save(session: Session) -> NotSaved | None:
        tries.append(session.turn)
        return NotSaved("no") if len(tries) == 1 else None

    async def script(player: Player) -> None:
        await player.press("q", "enter")

    drive(script, launch(save=save))
    assert tries == [0, 0]


def test_quitting_asks_and_can_be_declined() -> None:
    async def script(player: Player) -> None:
        await player.press("q")
        assert "Leave the game?" in player.seen
        await player.press("escape")
        assert "The call" in player.seen

    assert drive(script).return_code is None


@pytest.mark.parametrize(("keys", "status"), [(("q", "1"), 0), (("ctrl+q",), 0), (("ctrl+c",), 130)])
def test_leaving_has_a_status(keys: tuple[str, ...], status: int) -> None:
    async def script(player: Player) -> None:
        await player.press(*keys)

    assert drive(script).return_code == status


def test_at_the_end_a_new_game_is_offered() -> None:
    ended = page((Prose((said("It is over."),)), Ended("The birthday")), (), over=True)

    async def script(player: Player) -> None:
        assert "Begin again." in player.seen
        await player.press("B")
        assert "Begin again?" in player.seen
        await player.press("enter")
        assert "The call" in player.seen

    drive(script, launch(FakeSession({"opening": ended})), size=(80, 40))


def ending() -> FakeSession:
    return FakeSession({"opening": page((Prose((said("It is over."),)), Ended("The birthday")), (), over=True)})


def test_the_last_page_says_that_it_is_over_and_where_help_is() -> None:
    async def script(player: Player) -> None:
        assert "The story is over. Found in all your plays together: 1 of 2 endings" in player.flowing
        assert "There are others." in player.flowing
        assert "3919" in player.seen
        await player.press("?")
        assert "If you need help yourself" in player.seen
        await player.press("escape", "w")
        assert "only to be read" in player.flowing
        await player.press("enter", "1")
        assert player.turn == 0

    drive(script, launch(ending()), size=(80, 40))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("x", "Nobody to confront here."),
        ("9", "There is no 9 here."),
        ("u", "Nothing to take back."),
        ("U", "Nothing to make again."),
        ("v", "Nothing was told in brief here."),
        ("j", "That key does nothing here"),
    ],
)
def test_a_key_that_does_nothing_says_so(key: str, words: str) -> None:
    async def script(player: Player) -> None:
        await player.press(key)
        assert words in player.lines[-1]
        assert player.turn == 0

    drive(script)


def test_words_about_restoring_are_shown_once() -> None:
    async def script(player: Player) -> None:
        assert "A lamp was lost." in player.seen
        await player.press("1", "u")
        assert "A lamp was lost." not in player.seen

    drive(script, launch(notes=("A lamp was lost.",)))


def test_an_empty_page_is_a_page() -> None:
    async def script(player: Player) -> None:
        await player.press("down", "up", "enter", "space", "1", "end", "home")
        assert player.turn == 0

    drive(script, launch(FakeSession({"opening": page((), ())})))


def test_the_log_has_all_pages_and_what_was_chosen() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "l")
        taken = f"{player.app.glyphs.arrow} Ask her where she is."
        seen = player.seen
        assert seen.index("The call") < seen.index(taken) < seen.index("Paris. Where else.")

    drive(script, size=(80, 60))


def numbers_in(player: Player) -> list[int]:
    """The turns that the log has set."""
    return [int(number) for number in re.findall(r"number (\d+)\.", player.sheet().galley.text)]


def test_home_and_end_go_to_the_ends_of_a_long_log() -> None:
    async def script(player: Player) -> None:
        await player.press("l")
        assert "It is number 999." in player.seen
        await player.press("home")
        assert "The very first." in player.seen
        await player.press("end")
        assert "It is number 999." in player.seen

    drive(script, launch(long_play(1_000)))


def test_a_long_log_can_be_read_from_end_to_end_with_no_turn_left_out() -> None:
    async def script(player: Player) -> None:
        await player.press("l")
        seen: list[int] = []
        while "The very first." not in player.seen:
            seen += [int(number) for number in re.findall(r"number (\d+)\.", player.seen)]
            await player.press("pageup")
        assert set(seen) >= set(range(10, 300))
        while "It is number 299." not in player.seen:
            seen = [int(number) for number in re.findall(r"number (\d+)\.", player.seen)]
            await player.press("pagedown")
            after = [int(number) for number in re.findall(r"number (\d+)\.", player.seen)]
            assert seen == [] or after[0] <= seen[-1] + 1

    drive(script, launch(long_play(300)))


@pytest.mark.parametrize(("edge", "key"), [("end", "pageup"), ("home", "pagedown")])
def test_a_long_log_sets_only_the_turns_around_the_window(edge: str, key: str) -> None:
    async def script(player: Player) -> None:
        await player.press("l", edge, *[key] * 60)
        set_now = numbers_in(player)
        assert len(set_now) <= 120
        assert set_now == list(range(set_now[0], set_now[-1] + 1))

    drive(script, launch(long_play(1_000)))


def test_the_turn_of_which_only_the_blank_line_before_it_is_above_is_copied() -> None:
    async def script(player: Player) -> None:
        await player.press("l", "home")
        sheet = player.sheet()
        first = next(n for n, line in enumerate(sheet.galley.lines) if "number 5." in "".join(run.text for run in line))
        sheet.shift_to(first - 1)
        await player.press("y")
        assert player.app.clipboard == "It is number 5.\n"

    drive(script, launch(long_play(60)))


@pytest.mark.parametrize("height", range(18, 30))
def test_options_of_which_only_the_last_would_be_out_of_sight_are_shown_together(height: int) -> None:
    async def script(player: Player) -> None:
        await player.press("2")
        sheet = player.sheet()
        while sheet.below:
            await player.press("space")
            first, last = sheet.galley.targets[0], sheet.galley.targets[-1]
            missing = last.bottom - (sheet.top + sheet.size.height)
            assert not (sheet.sees(first) and 0 < missing <= min(OVERLAP, first.top - sheet.top))

    drive(script, size=(80, height))


GUARDED = Prose((said("It is told in full."),), ("drugs",), (said("It is told shortly."),))


@pytest.mark.parametrize(
    ("handling", "seen", "unseen"),
    [
        (Handling.SHOW, "told in full", "told shortly"),
        (Handling.WARN, "The next passage touches: drugs.", "told"),
        (Handling.SUMMARISE, "told shortly", "told in full"),
    ],
)
def test_a_passage_on_a_topic_is_told_as_the_player_decided(handling: Handling, seen: str, unseen: str) -> None:
    async def script(player: Player) -> None:
        assert seen in player.seen
        assert unseen not in player.seen

    session = FakeSession({"opening": page((GUARDED,), OPTIONS)})
    drive(script, launch(session, preferences=Preferences({"drugs": handling})))


def test_nothing_is_chosen_before_a_passage_that_was_warned_of_is_told() -> None:
    async def script(player: Player) -> None:
        assert OPTIONS[0].text not in player.seen
        await player.press("1", "x", "k")
        assert "The next passage touches: drugs." in player.seen
        await player.press("b")
        assert OPTIONS[0].text in player.seen

    session = FakeSession({"opening": page((GUARDED,), OPTIONS)})
    drive(script, launch(session, preferences=Preferences({"drugs": Handling.WARN})))


def test_a_passage_that_was_warned_of_can_be_read_whole() -> None:
    async def script(player: Player) -> None:
        await player.press("v")
        assert "told in full" in player.seen
        assert "Read it in brief." not in player.seen

    session = FakeSession({"opening": page((GUARDED,), OPTIONS)})
    drive(script, launch(session, preferences=Preferences({"drugs": Handling.WARN})))


def test_a_passage_that_was_warned_of_can_be_read_in_brief_and_then_whole() -> None:
    async def script(player: Player) -> None:
        await player.press("b")
        assert "In brief (drugs)." in player.seen
        assert "told shortly" in player.seen
        await player.press("v")
        assert "told in full" in player.seen

    session = FakeSession({"opening": page((GUARDED,), OPTIONS)})
    drive(script, launch(session, preferences=Preferences({"drugs": Handling.WARN})))
