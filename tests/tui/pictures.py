"""Draws the screens that the documentation shows: python -m tests.tui.pictures, in the folder of the project."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from game.play.launch import Launch
from game.play.moves import Confront, Move
from game.play.session import Session
from game.play.views import Changed, ChangeKind
from tests import stories
from tests.playing import shipped_moves
from tests.shipped.plays import played
from tests.tui.driving import Player, drive

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
_FONT_FACES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Where a picture would fetch a font from; any font of one width will do."""


def play_until(holds: Callable[[Session, Move], bool], moves: Sequence[Move] | None = None) -> Session:
    """A play of the shipped story, up to where something holds of it and its next move."""
    session = Session(stories.shipped())
    for move in moves or shipped_moves():
        if holds(session, move):
            break
        session.do(move)
    return session


def revised(session: Session) -> bool:
    """Whether the last turn has told an account anew."""
    changes = [change for item in session.page().items if isinstance(item, Changed) for change in item.changes]
    return any(change.kind is ChangeKind.CHANGED for change in changes)


def draw(name: str, session: Session, *keys: str, size: tuple[int, int] = (100, 30)) -> None:
    async def script(player: Player) -> None:
        await player.press(*keys)
        picture = _FONT_FACES.sub("", player.app.export_screenshot())
        (FOLDER / f"{name}.svg").write_text(picture.replace("Fira Code", "monospace"), encoding="utf-8")

    drive(script, Launch(session, restored=True, fresh=lambda: session, save=lambda _: None, skip_title=True), size)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    confronting = play_until(lambda session, move: isinstance(move, Confront))
    move = shipped_moves()[confronting.turn]
    view = confronting.confrontation()
    assert view
    assert isinstance(move, Confront)
    claim = [entry.id for entry in view.claims].index(move.claim)
    exhibit = [entry.id for entry in view.papers].index(move.exhibit)
    draw("scene", confronting)
    draw("confrontation", confronting, "x", *["down"] * claim, "enter", *["down"] * exhibit, "enter")
    whole = played("daughter-private.play").moves
    draw("changes", play_until(lambda session, _: session.turn > 50 and revised(session), whole), "d")
    late = play_until(lambda session, _: session.turn > 36)
    draw("accounts", late, "t", "down", "down", "down", "down", size=(120, 36))


if __name__ == "__main__":
    main()
