"""`saves`: what is saved, a line each.

It is a command for players. It stands among those of authors because it plays nothing: as they do, it writes a report.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from game.exits import FINE, PROBLEMS
from game.saves import SavedGame, Shelf
from game.saves.reading import read_file
from game.saves.record import Record
from game.story.source import clean

_TURN = re.compile(rb'"turn": (\d{1,9}),')
_HEAD = 64 * 1024
"""How much of a damaged file is looked at."""


Judge = Callable[[Record], bool | None]
"""Whether an ending can still be come to from a save; None if that is not known."""

SOLVABLE = {
    True: "an ending can be come to",
    False: "no ending can be come to any more",
    None: "whether an ending can be come to is not known",
}
"""What is said of that."""


def list_saves(folder: Path | None, form: str, solvable: Judge | None = None) -> int:
    """Lists the saves of every story in a folder, the oldest of each first.

    With `solvable`, it is said of each save whether an ending can still be come to from there.
    Returns 1 if one cannot be read, or could not be and was set aside.
    """
    shelves = [Shelf(folder, story) for story in _stories(folder)]
    games = [game for shelf in shelves for game in (*shelf.set_aside(), *shelf.kept(), *shelf.games())]
    if form == "json":
        sys.stdout.write(json.dumps([_entry(game, solvable) for game in games], ensure_ascii=False, indent=2) + "\n")
    else:
        for game in games:
            sys.stdout.write(f"{_line(game, solvable)}\n")
        if not games:
            sys.stderr.write("No games are saved.\n")
    return FINE if all(game.record for game in games) else PROBLEMS


def _stories(folder: Path | None) -> list[str]:
    if folder is None or not folder.is_dir():
        return []
    stories = sorted(path for path in folder.iterdir() if path.is_dir())
    for path in stories:
        next(path.iterdir(), None)  # one that cannot be read must not be taken for empty
    return [path.name for path in stories]


def _line(game: SavedGame, solvable: Judge | None) -> str:
    if game.record is None:
        return f"{_turn(game.path)}  {clean(str(game.path))}  does not load: {game.trouble}"
    record = game.record
    place = f"  {record.place}" if record.place else ""
    name = f"  “{record.name}”" if record.name else ""
    told = f"  {SOLVABLE[solvable(record)]}" if solvable is not None else ""
    return f"{record.turn}{place}  {record.title}  loads{name}{told}  {clean(str(game.path))}"


def _turn(path: Path) -> str:
    """The turn that a damaged save was made at, if that can still be made out."""
    try:
        found = _TURN.search(read_file(path, _HEAD))
    except OSError:
        found = None
    return found[1].decode() if found else "?"


def _entry(game: SavedGame, solvable: Judge | None) -> dict[str, object]:
    record = game.record
    if record is None:
        return {"path": str(game.path), "loads": False, "trouble": game.trouble}
    return {
        "turn": record.turn,
        "place": record.place,
        "story": record.story,
        "title": record.title,
        "name": record.name,
        "loads": True,
        "path": str(game.path),
        **({"solvable": solvable(record)} if solvable is not None else {}),
    }
