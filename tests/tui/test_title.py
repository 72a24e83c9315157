from __future__ import annotations

import pytest
from textual.strip import Strip

from game.play.views import Paragraph
from game.tui.sheet import Sheet
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeLibrary, FakeSession, launch


def test_a_new_game_begins_with_the_content_note() -> None:
    async def script(player: Player) -> None:
        await player.press("enter")
        assert "This story is about sexual violence" in player.seen
        await player.press("enter")
        assert "The call" in player.seen

    drive(script, launch(skip_title=False))


@pytest.mark.parametrize(
    ("size", "words"),
    [((80, 24), ("New game", "q quit")), ((50, 12), ("too small", "50 × 12")), ((80, 12), ("too small",))],
)
def test_the_first_paint_of_a_screen_has_all_that_stands_on_it(
    size: tuple[int, int], words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: dict[tuple[str | None, int], str] = {}
    paint = Sheet.render_line

    def watched(sheet: Sheet, y: int) -> Strip:
        strip = paint(sheet, y)
        painted.setdefault((sheet.id, y), strip.text)
        return strip

    async def script(player: Player) -> None:
        await player.settle()

    monkeypatch.setattr(Sheet, "render_line", watched)
    drive(script, launch(skip_title=False), size=size)
    first = "\n".join(painted.values())
    assert all(word in first for word in words)
    assert ("New game" in first) == (size == (80, 24))


def test_details_are_one_key_away() -> None:
    async def script(player: Player) -> None:
        await player.press("enter")
        assert "told, not shown" not in player.seen
        await player.press("d")
        assert "told, not shown" in player.seen

    drive(script, launch(skip_title=False))


class OnlyTopics(FakeSession):
    """Of a story without a note that tells more."""

    note_details: tuple[Paragraph, ...] = ()  # type: ignore[assignment]


@pytest.mark.parametrize("session", [FakeSession, OnlyTopics])
def test_the_topics_stand_in_the_note_without_being_asked_for(session: type[FakeSession]) -> None:
    async def script(player: Player) -> None:
        await player.press("enter")
        assert "Topics    sexual violence, lies" in player.seen
        assert ("d details" in player.lines[-1]) == bool(session.note_details)

    drive(script, launch(session(), skip_title=False))


def test_topics_alone_are_a_note() -> None:
    class NoNote(OnlyTopics):
        note: tuple[Paragraph, ...] = ()  # type: ignore[assignment]

    async def script(player: Player) -> None:
        await player.press("enter")
        assert "says nothing about what it deals with" not in player.flowing

    drive(script, launch(NoNote(), skip_title=False))


def test_a_saved_game_is_continued_by_enter_after_a_recap() -> None:
    async def script(player: Player) -> None:
        assert "Continue" in player.highlighted
        await player.press("enter")
        assert "Anya called late" in player.seen
        await player.press("enter")
        assert "The call" in player.seen

    drive(script, launch(skip_title=False, restored=True))


def test_without_a_saved_game_there_is_nothing_to_continue() -> None:
    async def script(player: Player) -> None:
        assert "Continue" not in player.seen

    drive(script, launch(skip_title=False))


@pytest.mark.parametrize(("is_there", "words"), [(True, "Your game is saved"), (False, "You have not begun a game")])
def test_a_saved_game_that_was_deleted_is_not_said_to_stay(words: str, *, is_there: bool) -> None:
    library = FakeLibrary()
    library.has_autosave = lambda: is_there  # type: ignore[method-assign]

    async def script(player: Player) -> None:
        await player.press("q")
        assert words in player.flowing

    drive(script, launch(skip_title=False, restored=True, library=library))


def test_a_game_that_was_not_begun_is_not_saved() -> None:
    saved: list[object] = []

    async def script(player: Player) -> None:
        await player.press("ctrl+q")

    drive(script, launch(skip_title=False, save=saved.append))
    assert not saved


def test_the_note_can_be_read_without_beginning() -> None:
    async def script(player: Player) -> None:
        await player.press("n", "enter")
        assert "New game" in player.seen

    drive(script, launch(skip_title=False))


def test_entries_can_be_clicked() -> None:
    async def script(player: Player) -> None:
        await player.click("New game")
        assert "Before you begin" in player.seen

    drive(script, launch(skip_title=False))
