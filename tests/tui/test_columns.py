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
        line = next(line for line in player.lines if "records" in line or "alphabetical" in line)
        assert "412   found" in line
        assert line.startswith("‹")
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
