"""What `prove` says of the story, asked for in another process, so that no key waits for it."""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from game.processes import command, environment
from game.story.source import Place

UNKNOWN = "it could not be asked whether it is proved"


NEVER_REACHED = "never-reached"
"""The code of what no play comes to: the moves beside it only come near."""


class Disproved(Struct, frozen=True):
    """Something that the proof has found. It has what a Diagnostic has, and the reasons, a sentence each."""

    place: Place
    code: str
    level: str
    words: str
    why: tuple[str, ...] = ()
    moves: tuple[str, ...] | None = None
    """The moves that lead to where it goes wrong, none if that is the first page; None if it is about no one place."""

    @property
    def is_error(self) -> bool:
        """Whether a play can go wrong because of it."""
        return self.level == "error"


class Proof(Struct, frozen=True):
    """The outcome in a few words, and what was found."""

    outcome: str
    found: tuple[Disproved, ...] = ()


async def prove(folder: Path) -> Proof:
    """Proves the story in a folder; no longer than somebody waits for it. What was proved before is kept by `prove`."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command("prove", "--format", "json", "--", str(folder)),
            env=environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            preexec_fn=_stand_back if os.name == "posix" else None,
        )
    except OSError:  # the game beside the editor goes on without a proof
        return Proof(UNKNOWN)
    try:
        written, _ = await process.communicate()
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    return read_proof(written, folder)


def _stand_back() -> None:
    """Lets whatever the author does go before."""
    os.nice(10)


def read_proof(written: bytes, folder: Path) -> Proof:
    """What `prove --format json` has written."""
    try:
        told = json.loads(written)
    except ValueError:
        return Proof(UNKNOWN)
    found = tuple(
        Disproved(
            Place(one["path"] or str(folder), one["line"] or 1, one["column"] or 1),
            one["code"],
            one["level"],
            one["message"],
            tuple(one["why"]),
            None if one["code"] == NEVER_REACHED or one.get("route") is None else tuple(one["route"]),
        )
        for one in told["findings"]
    )
    if not told["proved"]:
        return Proof(f"not proved: {told['outcome']}", found)
    # That a story with errors is proved would sound as if it had none.
    return Proof("every question is answered" if any(one.is_error for one in found) else told["outcome"], found)
