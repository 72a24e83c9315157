"""What is said about the last key: whole, in place of the line of keys, until the next key."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual import events

from game.play.saving import STAYS, NotSaved, Part
from game.play.views import QuestionEntry
from game.tui.actions import OF_THE_PAGE, SCENE
from game.tui.draw.bars import draw_message, draw_status
from game.tui.glyphs import UNICODE
from tests.tui.driving import Player, drive
from tests.tui.fakes import STATUS, FakeLibrary, FakeSession, launch
from tests.tui.routes import ROUTES

FAR = "Written to /home/somebody/games/mysteries/the-perfect-mother/transcripts/play-2026-11-22-1.md."


class FarLibrary(FakeLibrary):
    def export(self, session: object, preferences: object) -> str:
        return FAR


@pytest.mark.parametrize("width", [30, 60])
def test_a_message_leaves_word_that_there_is_more_to_read_where_there_is_room(width: int) -> None:
    drawn = draw_message("Loaded: before Anya.", UNICODE, width, "Space more")
    assert drawn.text.rstrip().endswith("Space more") == (width == 60)
    assert "Loaded: before Anya." in drawn.text


def test_a_message_on_a_page_that_goes_on_says_how_one_reads_on() -> None:
    async def script(player: Player) -> None:
        await player.press("$")
        assert "That key does nothing here" in player.lines[-1]
        assert player.lines[-1].rstrip().endswith("Space more ↓")
        await player.press("end", "$")
        assert "Space more" not in player.lines[-1]

    drive(script, launch(FakeSession(start="wait")))


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
def test_a_long_message_is_whole_and_goes_with_the_next_key(size: tuple[int, int]) -> None:
    async def script(player: Player) -> None:
        await player.press("z")
        assert FAR.replace(" ", "") in "".join(line.strip() for line in player.lines[-3:]).replace(" ", "")
        await player.press("down")
        assert "Written" not in player.seen
        assert "Berlin, the kitchen" in player.lines[0]

    drive(script, launch(library=FarLibrary()), size=size)


@pytest.mark.parametrize("route", [name for name in ROUTES if name not in {"menu", "search", "save"}])
def test_a_key_that_does_nothing_says_so_everywhere(route: str) -> None:
    async def script(player: Player) -> None:
        await player.press(*ROUTES[route], "j")
        assert "does nothing here" in player.lines[-1]
        await player.press("j", "up")
        assert "That key does nothing here" not in player.seen

    drive(script, launch(library=FakeLibrary()))


def test_a_click_takes_the_message_away() -> None:
    async def script(player: Player) -> None:
        await player.press("j")
        await player.click("Ask her where she is.")
        assert "does nothing" not in player.seen

    drive(script)


def test_no_option_is_talked_over() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "1", "space", "space")
        options = [line for line in player.lines[-4:-1] if line.strip()]
        await player.press("j")
        assert [line for line in player.lines[-4:-1] if line.strip()] == options

    drive(script, size=(60, 18))


def test_reading_on_at_the_end_says_that_it_is_the_end() -> None:
    async def script(player: Player) -> None:
        await player.press("g", "space")
        assert "There is nothing more below." in player.lines[-1]

    drive(script)


def test_what_the_menu_says_of_each_action_fits_eighty_columns() -> None:
    async def script(player: Player) -> None:
        await player.press("m")
        words = player.sheet().galley.text
        for action in SCENE:
            if action.name not in OF_THE_PAGE and player.app.screen_stack[-2].can(action):  # type: ignore[attr-defined]
                assert action.words in words

    drive(script)


def test_after_an_undo_it_can_be_made_again_and_the_options_are_in_sight() -> None:
    async def script(player: Player) -> None:
        await player.press("2", "2", "1", "1", "u")
        assert "(U makes it again.)" in player.lines[-1]
        assert "Ask her where she is." in player.highlighted
        await player.press("U")
        assert player.turn == 2

    drive(script, size=(60, 18))


def test_in_a_confrontation_the_way_back_is_always_in_the_line_of_keys() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "1", "x")
        for _ in range(2):
            assert "Esc" in player.lines[-1]
            await player.press("enter")

    drive(script, size=(60, 18))


@pytest.mark.parametrize(
    ("restored", "words"), [(False, "You have not begun a game."), (True, "Your game is saved, and stays as it is.")]
)
def test_leaving_the_title_says_how_the_game_stands(restored: bool, words: str) -> None:
    async def script(player: Player) -> None:
        await player.press("q")
        assert words in player.flowing

    drive(script, launch(skip_title=False, restored=restored))


@pytest.mark.parametrize(
    ("keys", "section"),
    [(("s",), "Among the saves"), (("o",), "In the settings"), (("l",), "In the log"), ((), "Keys")],
)
def test_the_help_opens_at_the_keys_of_the_screen(keys: tuple[str, ...], section: str) -> None:
    async def script(player: Player) -> None:
        await player.press(*keys, "?")
        assert section in "".join(player.lines[1:3])

    drive(script, launch(library=FakeLibrary()))


def test_writing_keeps_the_place_on_the_page() -> None:
    async def script(player: Player) -> None:
        await player.press("2", "space")
        top = player.sheet().top
        assert top
        await player.press("w", "1", "1", "1", "escape")
        assert player.turn == 2
        assert player.sheet().top == top

    drive(script)


def test_what_is_suggested_gives_way_to_what_is_typed() -> None:
    library = FakeLibrary()

    async def script(player: Player) -> None:
        await player.press("s", "1", *"A b", "ctrl+w", *"c", "enter")
        assert "A c" in library.shelf
        await player.press("1", *"Gone", "ctrl+u", *"New", "enter")
        assert "New" in library.shelf
        await player.press("1", "enter")
        assert "Berlin, the kitchen, 22:47" in library.shelf

    drive(script, launch(library=library))


def test_a_name_is_no_longer_than_its_line() -> None:
    library = FakeLibrary()

    async def script(player: Player) -> None:
        await player.press("s", "1")
        player.app.screen.post_message(events.Paste("n" * 99))
        await player.settle()
        await player.press("m", "enter")
        assert "n" * 60 in library.shelf

    drive(script, launch(library=library))


def test_where_one_is_stays_in_sight_with_a_message() -> None:
    async def script(player: Player) -> None:
        await player.press("j")
        assert "22:47" in player.lines[0]
        assert "m is the menu" in player.lines[-1]

    drive(script)


def test_escape_in_a_scene_leads_nowhere_and_says_how_to_leave() -> None:
    async def script(player: Player) -> None:
        await player.press("escape", "escape")
        assert "m is the menu, q quits" in player.lines[-1]
        assert "The call" in player.seen

    drive(script)


def test_taking_back_what_was_written_names_it() -> None:
    async def script(player: Player) -> None:
        await player.press("w", "1", "1", "1", "escape", "u")
        assert "Taken back: what you wrote about “Who made the call?”" in player.lines[-1]

    drive(script)


def test_taking_a_confrontation_back_says_so() -> None:
    async def script(player: Player) -> None:
        await player.press("1", "x", "1", "1", "enter", "u", "1")
        assert "Taken back: what you said in the confrontation." in player.lines[-1]

    drive(script)


class Asked(FakeSession):
    """With two questions."""

    def questions(self) -> tuple[QuestionEntry, ...]:
        first = super().questions()
        return (*first, QuestionEntry("where", "Where was it?", (("here", "Here."), ("there", "There.")), None, None))


def test_the_cursor_stays_at_the_question_that_was_answered_or_left() -> None:
    async def script(player: Player) -> None:
        await player.press("w", "2", "escape")
        assert "Where was it?" in player.highlighted
        await player.press("enter", "2", "1")
        assert "Where was it?" in player.highlighted

    drive(script, launch(Asked()))


def test_what_an_answer_rests_on_stands_in_a_line_of_its_own() -> None:
    async def script(player: Player) -> None:
        await player.press("w", "1", "1", "2")
        assert any(line.strip().startswith("rests on: ") for line in player.lines)

    drive(script)


def test_deleting_is_not_what_enter_does_first() -> None:
    library = FakeLibrary()

    async def script(player: Player) -> None:
        await player.press("s", "down", "d", "enter")
        assert "kitchen" in library.shelf
        await player.press("d", "1")
        assert "kitchen" not in library.shelf

    drive(script, launch(library=library))


def test_what_was_loaded_is_said_until_the_next_key() -> None:
    async def script(player: Player) -> None:
        await player.press("s", "2", "1")
        assert "Loaded: Before I asked." in player.lines[-1]
        await player.press("down")
        assert "Loaded" not in player.seen

    drive(script, launch(library=FakeLibrary()))


def test_the_line_of_keys_says_what_enter_does_among_the_saves() -> None:
    async def script(player: Player) -> None:
        await player.press("s")
        assert "Enter save here" in player.lines[-1]
        await player.press("down")
        assert "Enter open" in player.lines[-1]

    drive(script, launch(library=FakeLibrary()))


LEAVING = {"a new game": ("B",), "a save": ("s", "2"), "an episode": ("i", "1")}
"""What asks before another game is played."""


@pytest.mark.parametrize("way", LEAVING)
def test_a_game_that_is_saved_is_said_to_stay(way: str) -> None:
    async def script(player: Player) -> None:
        await player.press(*LEAVING[way])
        assert STAYS in player.flowing

    drive(script, launch(library=FakeLibrary()))


@pytest.mark.parametrize("way", LEAVING)
def test_a_game_that_cannot_be_saved_is_said_to_be_lost_with_another(way: str) -> None:
    async def script(player: Player) -> None:
        await player.press(*LEAVING[way])
        assert STAYS not in player.flowing
        assert "The last turn is not being saved: the disk is full. What is not saved is lost" in player.flowing

    drive(script, launch(library=FakeLibrary(), save=lambda _: NotSaved("the disk is full")))


def test_a_game_that_can_be_saved_again_is_saved_before_it_is_left() -> None:
    troubles = [NotSaved("the disk is full")]

    async def script(player: Player) -> None:
        assert "not being saved" in player.lines[0]
        await player.press("i", "1")
        assert STAYS in player.flowing

    drive(script, launch(library=FakeLibrary(), save=lambda _: troubles.pop() if troubles else None))


def test_a_game_is_said_to_stay_if_only_what_stands_beside_it_is_not_kept() -> None:
    async def script(player: Player) -> None:
        await player.press("B")
        assert STAYS in player.flowing

    drive(script, launch(save=lambda _: NotSaved("the disk is full", Part.READ)))


@pytest.mark.parametrize("part", Part)
def test_what_is_not_saved_is_said_in_the_status_line_and_on_leaving(part: Part) -> None:
    trouble = NotSaved("the disk is full", part)

    async def script(player: Player) -> None:
        assert trouble.words in player.lines[0]
        await player.press("q")
        assert trouble.sentence in player.flowing

    drive(script, launch(save=lambda _: trouble), size=(120, 40))


def test_in_a_narrow_window_the_place_gives_way_to_the_hour() -> None:
    place = "Paris, the corridor before the office of the examining magistrate"
    status = replace(STATUS, place=place, hour="Monday, 09:10", turn=12)
    assert "Monday, 09:10" in draw_status(status, "turn 12", UNICODE, 60).text
    assert place in draw_status(status, "turn 12", UNICODE, 160).text


def test_in_the_menu_nothing_is_cut_off() -> None:
    async def script(player: Player) -> None:
        await player.press("m")
        assert "…" not in player.sheet().galley.text

    drive(script, size=(60, 18))
