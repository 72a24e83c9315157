"""What every screen looks like, as text, at two sizes. To accept a new look: SNAPSHOTS=write pytest tests/tui."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.driving import Player, drive
from tests.tui.fakes import FakeLibrary, launch
from tests.tui.routes import ROUTES

FOLDER = Path(__file__).parent / "snapshots"
RULE = "=" * 20


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_every_screen_looks_as_it_did(size: tuple[int, int]) -> None:
    seen: list[str] = []

    async def script(player: Player) -> None:
        for route, keys in ROUTES.items():
            await player.press(*keys)
            assert {len(line) for line in player.lines} == {size[0]}, route
            lines = "\n".join(line.rstrip() for line in player.lines)
            seen.append(f"{RULE} {route}\n{lines}\n")
            await player.go_home()
            while player.app.keeper.session.turn:
                player.app.keeper.undo()
            player.app.hints_shown.clear()

    drive(script, launch(library=FakeLibrary()), size=size)
    path = FOLDER / f"{size[0]}x{size[1]}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text("".join(seen), encoding="utf-8")
    before = path.read_text(encoding="utf-8").split(RULE)[1:]
    now = "".join(seen).split(RULE)[1:]
    assert now == before
