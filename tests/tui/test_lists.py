"""A digit acts on the row that shows it, the pointer follows it, and nothing is taken that is not seen."""

from __future__ import annotations

import pytest

from game.play.library import EpisodeEntry, SaveEntry, SaveKind
from game.play.preferences import Handling
from game.play.views import HintEntry
from game.tui.galley import Galley
from game.tui.typeset import Run
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeLibrary, FakeSession, launch


def test_a_digit_opens_the_save_of_its_own_row() -> None:
    async def script(player: Player) -> None:
        await player.press("s", "3")
        assert "You go back to turn 7" in player.flowing
        await player.press("escape", "2")
        assert "You go back to turn 4" in player.flowing

    drive(script, launch(library=FakeLibrary()))


def test_a_digit_begins_the_episode_of_its_own_row() -> None:
    class Later(FakeLibrary):
        def episodes(self) -> tuple[EpisodeEntry, ...]:
            return (EpisodeEntry(1, ""), EpisodeEntry(2, "The stairs", "second"), EpisodeEntry(3, "The door", "third"))

    async def script(player: Player) -> None:
        await player.press("i", "1")
        assert "There is no 1 here." in player.lines[-1]
        await player.press("2")
        assert "Begin at The stairs?" in player.seen

    drive(script, launch(library=Later()))


def test_both_answers_to_a_long_question_are_in_sight() -> None:
    async def script(player: Player) -> None:
        player.app.ask("Begin there?", ("A long word of warning about it. " * 20,), "Begin there.", "No.", lambda: None)
        await player.settle()
        assert "Begin there." in player.seen
        assert "2  No." in player.seen

    drive(script, size=(80, 24))


def test_the_pointer_follows_a_digit_in_the_settings() -> None:
    async def script(player: Player) -> None:
        await player.press("o", "2", "right")
        content = player.app.keeper.preferences.content
        assert content == {"lies": Handling.WARN}


def test_a_digit_too_many_in_the_settings_decides_nothing() -> None:
    async def script(player: Player) -> None:
        await player.press("o", "1", "1")
        assert not player.app.keeper.preferences.content

    drive(script)


def test_in_a_list_a_digit_takes_what_is_out_of_sight_too() -> None:
    library = FakeLibrary()
    for number in range(6):
        key = f"save {number}"
        library.shelf[key] = SaveEntry(key, SaveKind.OWN, "A name that needs more than one line. " * 4, number, "", "")

    async def script(player: Player) -> None:
        await player.press("s")
        assert "8  " not in player.seen
        await player.press("8")
        assert "Open this save?" in player.seen

    drive(script, launch(library=library), size=(60, 18))


@pytest.mark.parametrize(("key", "row"), [("up", -1), ("down", 0), ("enter", 0)])
def test_after_reading_on_in_a_list_the_pointer_goes_on_from_what_is_seen(key: str, row: int) -> None:
    async def script(player: Player) -> None:
        sheet = player.sheet()
        sheet.present(lambda width, _: _rows(60))
        await player.press("space", "space")
        seen = [number for number, target in enumerate(sheet.galley.targets) if sheet.sees(target)]
        top = sheet.top
        await player.press(key)
        assert (sheet.cursor, sheet.top) == (seen[row], top)

    drive(script)


@pytest.mark.parametrize("keys", [("1", "x", "down", "enter"), ("1", "x", "enter", "down", "enter")])
def test_after_a_step_back_the_pointer_stands_where_it_was(keys: tuple[str, ...]) -> None:
    async def script(player: Player) -> None:
        await player.press(*keys[:-1])
        before = player.highlighted
        await player.press("enter", "escape")
        assert player.highlighted == before

    drive(script)


def test_the_last_empty_line_is_nothing_to_read_on_to() -> None:
    async def script(player: Player) -> None:
        sheet = player.sheet()
        height = sheet.size.height
        sheet.present(lambda width, _: _lines(height))
        assert not sheet.below
        sheet.present(lambda width, _: _lines(height + 1))
        assert sheet.below

    drive(script)


def _lines(count: int) -> Galley:
    galley = Galley(80, 0, 80)
    for number in range(count):
        galley.line(Run(str(number)))
    galley.blank(2)
    return galley


def _rows(number: int) -> Galley:
    galley = Galley(60, 0, 60)
    for row in range(number):
        with galley.target(row):
            galley.flow([Run(f"row {row}")])
    return galley


class NothingToHint(FakeSession):
    def hints(self) -> tuple[HintEntry, ...]:
        return ()


@pytest.mark.parametrize(("session", "offered"), [(NothingToHint, False), (FakeSession, True)])
def test_the_line_of_keys_offers_to_choose_where_there_is_something(session: type[FakeSession], offered: bool) -> None:
    async def script(player: Player) -> None:
        await player.press("h")
        assert ("Enter" in player.lines[-1]) == offered

    drive(script, launch(session()))
