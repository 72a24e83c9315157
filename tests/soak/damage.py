"""Saves with damage of every kind: what the game makes of two thousand of them, as a table.

    python -m tests.soak.damage [--number 2000] [--seed 1] [--show]

Each folder holds the saves of a play; one or more of them are damaged. The game must come up with the newest that is
whole, name those that are not, keep them, and go on.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from game.author.saves import list_saves
from game.play.session import Session
from game.play.step import moves
from game.saves import Shelf
from game.saves.library import ShelfLibrary
from tests import stories
from tests.saves.records import forged
from tests.shared_stories import MILL as STORY
from tests.soak import forked

Damage = Callable[[random.Random, bytes], bytes]


def _flip(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def _cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data))]


def _zeroes(dice: random.Random, data: bytes) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + bytes(min(4096, len(data) - start)) + data[start + 4096 :]


def _insert(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.randbytes(dice.randrange(1, 20)) + data[at:]


def _repeat(dice: random.Random, data: bytes) -> bytes:
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randrange(1, 200)]
    return data[:start] + piece + data[start:]


def _lose(dice: random.Random, data: bytes) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randrange(1, 200) :]


def _swap(dice: random.Random, data: bytes) -> bytes:
    half = dice.randrange(1, len(data))
    return data[half:] + data[:half]


def _other(dice: random.Random, data: bytes) -> bytes:
    return dice.choice(
        [
            b"",
            b"\0",
            b"{}",
            b"[]",
            b"null",
            b"5",
            b'"save"',
            b"{",
            b"[" * 100_000,
            b'{"a":' * 50_000,
            dice.randbytes(2_000),
            b"\xff" + data,
            b"\xef\xbb\xbf" + data,
            data.decode().encode("utf-16"),
            b" " * (9 * 1024 * 1024),
            data * 2,
            b"9" * 10_000,
            b'{"checksum": 1e999}',
        ]
    )


def _forge(dice: random.Random, data: bytes) -> bytes:
    """Other content with the checksum that fits it: somebody's malice."""
    key = dice.choice(["sequence", "turn", "first", "last", "moves", "format", "title", "place", "name", "fingerprint"])
    value: object = dice.choice(
        [
            None,
            5,
            -1,
            10**30,
            1.5,
            float("inf"),
            float("nan"),
            "",
            "x",
            "\x1b]52;c;QQ==\x07",
            "\ud800",
            [],
            [[]],
            {},
            {"scene": "nowhere", "values": {}},
            {"scene": "yard", "values": {"steps": 10**30, "visits(yard)": -5}},
            {"scene": "yard", "values": {"told(x)": "y", "": 1}},
            ["walk"] * 300,
            ["fly"],
            ["write who = me on nothing", "anne_1.noon x bill", ""],
            True,
            {"scene": ["yard"], "values": []},
            [None, 1, {"a": 2}],
        ]
    )
    return forged(data, **{key: value})


DAMAGES: dict[str, Damage] = {
    "a bit": _flip,
    "cut short": _cut,
    "zeroes": _zeroes,
    "bytes put in": _insert,
    "repeated": _repeat,
    "lost": _lose,
    "swapped": _swap,
    "something else": _other,
    "forged": _forge,
}


class Judged(NamedTuple):
    """A folder with damaged saves, how it went, and what is wrong with that."""

    what: str
    outcome: forked.Outcome
    faults: tuple[str, ...]


@cache
def _saved() -> tuple[bytes, ...]:
    """Four autosaves of one play, the oldest first."""
    with tempfile.TemporaryDirectory() as name:
        shelf, session, dice = Shelf(Path(name), "mill"), Session(stories.rules(STORY)), random.Random(1)
        for _ in range(12):
            session.do(dice.choice(list(moves(session.rules, session.state))))
            shelf.save(session)
        return tuple(game.path.read_bytes() for game in shelf.games()[-4:])


def judge(dice: random.Random, folder: Path) -> Judged:
    """Damages a play's saves, lets the game come up, and judges it."""
    kind = dice.choice(sorted(DAMAGES))
    saves = list(_saved())
    for at in dice.choice([[-1], [-1], [-1, -2], [-2], [0, 1, 2, 3]]):
        saves[at] = DAMAGES[kind](dice, saves[at])
    (folder / "mill").mkdir(parents=True)
    for number, data in enumerate(saves, 1):
        (folder / "mill" / f"autosave-{number:06}.json").write_bytes(data)
    outcome = forked.run(lambda: _come_up(folder))
    if not outcome.is_calm:
        return Judged(kind, outcome, ("traceback" if outcome.failed else "hang" if outcome.hung else "memory",))
    return Judged(kind, outcome, tuple(_faults(saves, json.loads(outcome.text), folder)))


def _come_up(folder: Path) -> str:
    """What the game does with the folder: list, open, go on, save again."""
    rules = stories.rules(STORY)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        out, sys.stdout = sys.stdout, nowhere
        status = list_saves(folder, "text")
        sys.stdout = out
    shelf = Shelf(folder, "mill")
    restored = shelf.latest(rules)
    library = ShelfLibrary(shelf, rules)
    for entry in library.saves():
        library.open(entry.id)
    turn = restored.session.turn if restored else None
    session = restored.session if restored else Session(rules)
    session.page(), session.casebook(), list(session.pages())
    possible = list(moves(rules, session.state))
    if possible:
        session.do(possible[0])
    trouble = shelf.save(session)
    again = Shelf(folder, "mill").latest(rules)
    notes = restored.notes if restored else shelf.passed_over
    words = trouble and trouble.words
    return json.dumps([status, turn, notes, words, again is not None and again.session.state == session.state])


def _faults(saves: list[bytes], told: tuple[int, int | None, list[str], str | None, bool], folder: Path) -> list[str]:
    status, turn, notes, trouble, saved_again = told
    faults = []
    whole = _saved()
    intact = [number for number, data in enumerate(saves) if data == whole[number]]
    damaged = [number for number in range(len(saves)) if number not in intact]
    left = {path.read_bytes() for path in (folder / "mill").iterdir() if path.suffix != ".lock"}
    if intact and turn is None:
        faults.append("a whole save is not offered")
    if trouble or not saved_again:
        faults.append("does not save again")
    # A forged save may be whole in its own way. One that is not has to be named, kept, and seen in the listing.
    for number in damaged:
        name = f"autosave-{number + 1:06}.json"
        is_named = any(name in note for note in notes)
        if not _is_believed(saves[number]) and not is_named:
            faults.append("a damaged save is passed over in silence")
        if not _is_believed(saves[number]) and saves[number] not in left:
            faults.append("a damaged save is not kept")
    if any(not _is_believed(saves[number]) for number in damaged) and status != 1:
        faults.append("the listing says that all is well")
    return faults


def _is_believed(data: bytes) -> bool:
    from game.saves.record import BadSave, read_record  # noqa: PLC0415 - used to tell what the game can know

    try:
        return read_record(data).story == "mill"
    except BadSave:
        return False


def run(number: int, seed: int) -> list[Judged]:
    """Makes so many folders, and judges them."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        return [judge(dice, Path(name) / str(index)) for index in range(number)]


def table(judged: list[Judged]) -> dict[str, str]:
    """What came of it, by what is asked."""
    counted = Counter(fault for one in judged for fault in one.faults)
    asked = [
        "traceback",
        "hang",
        "memory",
        "a whole save is not offered",
        "a damaged save is passed over in silence",
        "a damaged save is not kept",
        "the listing says that all is well",
        "does not save again",
    ]
    return {
        "folders with damaged saves": str(len(judged)),
        **{fault: str(counted[fault]) for fault in asked},
        "most memory": f"{max(one.outcome.memory for one in judged):.0f} MiB",
        "most time": f"{max(one.outcome.seconds for one in judged):.1f} s",
    }


def main() -> int:
    """Runs it from the command line; returns 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="show every fault")
    options = parser.parse_args()
    judged = run(options.number, options.seed)
    for one in judged:
        if options.show and one.faults:
            sys.stdout.write(f"{one.what}: {', '.join(one.faults)}\n{one.outcome.text[-1500:]}\n")
    for name, value in table(judged).items():
        sys.stdout.write(f"{name:42} {value}\n")
    return int(any(one.faults for one in judged))


if __name__ == "__main__":
    sys.exit(main())
