"""Documents with columns stay whole, and are moved sideways where the window is narrower."""

from __future__ import annotations

from game.play.views import EvidenceEntry
from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeSession, launch, table

COUNTED = EvidenceEntry(
    "list",
    "What is there",
    "Two things are gone.",
    (
        "LIVING ROOM   records, long playing, alphabetical           412   found",
        "              card tray, silver                               1   found",
    ),
)
LETTER = EvidenceEntry(
    "letter", "A letter", "He wrote.", ("My dear, I am writing to you because nobody else will. " * 2,)
)


def with_documents(*documents: EvidenceEntry) -> FakeSession:
    session = FakeSession()
    session._book = type(session._book)(documents, (), (), table())
    return session


def test_columns_are_not_broken_and_there_is_a_sign_that_they_go_on() -> None:
    async def script(player: Player) -> None:
        await player.press("e", "enter")
        line = next(line for line in player.lines if "LIVING ROOM" in line)
        assert line.rstrip().endswith("›")
        assert "412" not in player.seen
        await player.press("right", "right", "right")
        line = next(line for line in player.lines if "alphabetical" in line)
        assert "412   found" in line
        assert "│ LIVING ROOM   ‹" in line
        assert "›" not in line
        assert "Two things are gone." in player.seen

    drive(script, launch(with_documents(COUNTED)), size=(60, 18))


def test_prose_in_a_document_is_folded() -> None:
    async def script(player: Player) -> None:
        await player.press("e", "enter")
        assert "sideways" not in player.lines[-1]
        assert player.flowing.count("nobody") == 2

    drive(script, launch(with_documents(LETTER)), size=(60, 18))


def test_where_nothing_is_cut_off_the_arrows_go_to_the_next_document() -> None:
    async def script(player: Player) -> None:
        await player.press("e", "enter")
        assert "← → the next one" in player.lines[-1]
        await player.press("right")
        assert "Two things are gone." in player.seen
        assert "← → sideways" in player.lines[-1]
        await player.press("right")
        assert "Two things are gone." in player.seen

    drive(script, launch(with_documents(LETTER, COUNTED)), size=(60, 18))


NOTED = EvidenceEntry("noted", "What is there", "Two are gone.", (*COUNTED.document, "", *LETTER.document))


def test_running_words_in_a_document_with_columns_are_folded() -> None:
    async def script(player: Player) -> None:
        await player.press("e", "enter")
        assert player.flowing.count("nobody") == 2
        assert "412" not in player.seen
        await player.press("right", "right", "right")
        assert "My dear, I am writing" in player.flowing
        assert "What is there" in player.seen

    drive(script, launch(with_documents(NOTED)), size=(60, 18))


PLAN = EvidenceEntry(
    "plan", "The flat", "Two doors.", ("┌" + "─" * 30 + "┐" + " " * 40 + "north", "└" + "─" * 30 + "┘")
)


def test_only_where_words_are_cut_off_is_there_a_sign() -> None:
    async def script(player: Player) -> None:
        await player.press("e", "enter")
        lines = [line.rstrip().endswith("›") for line in player.lines if "─────" in line]
        assert lines == [False, True, False, False]

    drive(script, launch(with_documents(PLAN)), size=(60, 18))
