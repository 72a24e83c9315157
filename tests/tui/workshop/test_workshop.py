"""The workshop: a story is saved, and the game beside it goes on; what the game hides is shown and set."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.tui.workshop import Names
from game.tui.workshop.screens import ProblemsScreen
from tests.tui.workshop.working import STORY, Author, work


def test_the_game_begins_at_once(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        assert "The tin is empty." in author.seen
        assert "kitchen · turn 0" in author.seen

    work(script, tmp_path)


def test_a_saved_change_is_seen_and_the_place_is_kept(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("1")
        await author.save("He says nothing at first.", "He says nothing for a long time.")
        assert "He says nothing for a long time." in author.seen
        assert author.turn == 1
        assert "taken up" in author.seen

    work(script, tmp_path)


def test_the_moves_are_made_again_in_the_changed_story(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("1")
        await author.save("hear: ben_1", "hear: ben_1\n        change: {trust: +2}")
        assert author.app.keeper.session.numbers()[0].value == 4

    work(script, tmp_path)


def test_a_move_that_is_gone_is_named_and_the_place_is_kept(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("1")
        await author.save("      ask:\n", "      ask_him:\n")
        assert "Move 1, “ask”, cannot be made any more: there is no such choice here." in author.flowing
        await author.press("down")
        assert "kitchen · turn 0" in author.seen
        assert author.app.keeper.session.casebook().table.columns

    work(script, tmp_path)


def test_a_scene_that_is_gone_leaves_the_play_where_the_moves_still_lead(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("2")
        assert "The new one is better." in author.seen
        await author.save_as(STORY.replace("shop", "store").replace("      leave: {", "      go: {"))
        assert "The scene “shop” is gone too" in author.flowing
        assert author.app.keeper.session.state.scene == "kitchen"

    work(script, tmp_path)


def test_a_broken_story_is_listed_while_the_old_one_plays_on(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.save("goto: shop", "goto: shpo")
        assert "1 error; what you play is the story as it was at" in author.flowing
        assert "story.yaml:43" in author.seen
        assert "no scene “shpo”" in author.seen
        await author.press("1")
        assert author.turn == 1
        await author.save("goto: shpo", "goto: shop")
        assert "shpo" not in author.seen
        assert author.turn == 1

    work(script, tmp_path)


def test_the_problems_have_their_lines_and_their_cures(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.save("goto: shop", "goto: shpo")
        await author.press("P")
        assert "did you mean “shop”?" in author.flowing
        assert "^" in author.seen
        assert "Write the name as it stands in its section" in author.flowing
        await author.save("goto: shpo", "goto: shop")
        assert isinstance(author.app.screen, ProblemsScreen)
        assert "has no problems" in author.seen

    work(script, tmp_path)


def test_a_story_that_cannot_be_played_yet_begins_when_it_can(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        assert "there is no earlier version of it to play" in author.flowing
        assert "no scene “shpo”" in author.seen
        await author.save("goto: shpo", "goto: shop")
        assert "The tin is empty." in author.seen

    work(script, tmp_path, STORY.replace("goto: shop", "goto: shpo"))


def test_a_folder_that_is_emptied_ends_nothing(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        (author.folder / "story.yaml").unlink()
        author.app._look()
        await author.app.workers.wait_for_complete()
        await author.settle()
        assert "There is no story in the folder just now." in author.seen
        await author.save_as(STORY)
        assert "The tin is empty." in author.seen

    work(script, tmp_path)


def test_why_tells_what_holds_and_what_does_not(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("L")
        assert "locked · door · story.yaml:34" in author.flowing
        assert "no all of these no trust >= 4 (it is 2) yes calm" in author.flowing
        assert "hidden · window" in author.flowing
        assert "no found(note)" in author.flowing
        assert "offered · leave" in author.flowing

    work(script, tmp_path, size=(80, 50))


def test_a_choice_that_was_taken_says_so(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("1", "L")
        assert "gone: it has been taken, and is not sticky · ask" in author.flowing

    work(script, tmp_path, size=(80, 50))


def test_the_state_shows_what_has_changed_and_the_marks(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("1", "S")
        assert "heard(ben_1.morning)" in author.seen
        assert "open" in author.seen
        assert "found(note)" not in author.seen

    work(script, tmp_path)


def test_a_value_is_found_by_typing_and_set_by_an_arrow(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("S", *"found note", "right")
        assert "A note" in author.seen
        assert [entry.id for entry in author.app.keeper.session.casebook().evidence] == ["note"]
        await author.go_home()
        assert "Look out of the window" in author.seen

    work(script, tmp_path)


@pytest.mark.parametrize(("key", "value"), [("right", 3), ("left", 1)])
def test_a_number_goes_up_and_down(key: str, value: int, tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("S", *"trust", key)
        assert author.app.keeper.session.numbers()[0].value == value

    work(script, tmp_path)


def test_a_jump_takes_what_holds_along(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("1", "J", *"shop", "enter", "1")
        session = author.app.keeper.session
        assert "The new one is better." in author.seen
        assert session.rules.layout.values(session.state.memory)["took(kitchen.ask)"] == 1

    work(script, tmp_path)


def test_a_jump_can_begin_with_nothing(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("1", "J", *"shop", "enter", "2")
        session = author.app.keeper.session
        assert session.rules.layout.values(session.state.memory) == {"visits(shop)": 1}

    work(script, tmp_path)


def test_a_jump_can_begin_with_what_is_typed_and_keeps_it_through_a_change(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("J", *"kitchen", "enter", "3", *"trust=4, found(note)", "enter")
        assert "Look at the door" in author.seen
        await author.save("The tin is empty.", "The tin is quite empty.")
        assert "quite empty" in author.seen
        session = author.app.keeper.session
        assert session.numbers()[0].value == 4
        assert [entry.id for entry in session.casebook().evidence] == ["note"]

    work(script, tmp_path)


def test_what_cannot_be_typed_says_why(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("J", *"kitchen", "enter", "3", *"found(noet)", "enter")
        assert "there is nothing called “found(noet)”; did you mean “found(note)”?" in author.flowing

    work(script, tmp_path)


def test_the_names_are_told_once_and_again_when_they_change(tmp_path: Path) -> None:
    told: list[Names] = []

    async def script(author: Author) -> None:
        await author.save("The tin is empty.", "The tin is quite empty.")
        assert len(told) == 1
        await author.save("  shop:\n", "  cellar: {ending: peace}\n  shop:\n")
        assert [list(names["scenes"]) for names in told] == [["kitchen", "shop"], ["cellar", "kitchen", "shop"]]

    work(script, tmp_path, on_names=told.append)


def test_the_place_is_kept_from_one_sitting_to_the_next(tmp_path: Path) -> None:
    async def first(author: Author) -> None:
        await author.press("1")

    async def second(author: Author) -> None:
        assert author.turn == 1

    work(first, tmp_path / "story", saves=tmp_path / "saves")
    work(second, tmp_path / "story", saves=tmp_path / "saves")
    assert [path.name for path in (tmp_path / "saves").iterdir() if path.is_dir()] == ["workshop"]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_the_page_has_most_of_every_window(size: tuple[int, int], tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.save_as(STORY.replace("ben", "bne").replace("  bne: {", "  ben: {"))
        await author.press("down")
        assert "nothing names the person “ben”" in author.seen
        assert author.sheet().size.height >= author.app.size.height // 2

    work(script, tmp_path, size=size)


def test_what_was_open_of_the_old_story_is_closed_by_the_new_one(tmp_path: Path) -> None:
    async def script(author: Author) -> None:
        await author.press("p")
        await author.save("name: Ben,", "name: Benedict,")
        assert "The tin is empty." in author.seen

    work(script, tmp_path)
