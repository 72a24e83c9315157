"""Driving the workshop in tests: a story in a folder, files that are saved, and the screens beside them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from game.tui.workshop import Names
from game.tui.workshop.app import WorkshopApp
from game.tui.workshop.bench import Bench
from game.tui.workshop.proving import Proof
from tests.tui.driving import Player

STORY = """\
story: {id: slice, title: The last slice, start: kitchen}
people:
  ben: {name: Ben, wild: Not that.}
facts: {late: It is late.}
numbers:
  trust: {name: Trust, to: 5, start: 2}
conditions: {calm: trust >= 2 and not late}
evidence:
  note:
    name: A note
    finding: Ben was on the stairs.
    document: Dear Ben
    bears on: morning
moments: {morning: Before breakfast}
accounts:
  ben_1:
    teller: ben
    title: At breakfast
    claims:
      morning:
        says: I slept until nine.
        broken by:
          note: {passage: It was a small slice.}
scenes:
  kitchen:
    passage: The tin is empty.
    meet: ben
    choices:
      ask:
        text: Ask him
        hear: ben_1
        set: late
        passage: He says nothing at first.
      door:
        text: Look at the door
        find: note
        when: trust >= 4 and calm
        locked: You are not sure enough.
      window:
        text: Look out of the window
        when: found(note)
        passage: The street is empty.
      leave: {text: Leave, goto: shop}
    confront: {teller: ben, over: shop}
  shop:
    passage: The new one is better.
    ending: peace
endings: {peace: Peace of a sort}
"""


class Author(Player):
    """Somebody at the keyboard who saves files as well."""

    app: WorkshopApp
    folder: Path

    async def save(self, old: str, new: str, file: str = "story.yaml") -> None:
        """Change a file, and wait until the workshop has seen it."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        await self.save_as(text.replace(old, new), file)

    async def save_as(self, text: str, file: str = "story.yaml") -> None:
        """Make a file's text another, and wait until the workshop has seen it."""
        (self.folder / file).write_text(text, encoding="utf-8")
        self.app._look()
        await self.app.workers.wait_for_complete()
        await self.settle()


async def _proved(_: Path) -> Proof:
    """Says at once that all is proved, for tests of other things."""
    return Proof("proved")


def work(
    script: Callable[[Author], Awaitable[None]],
    folder: Path,
    text: str = STORY,
    *,
    size: tuple[int, int] = (80, 24),
    saves: Path | None = None,
    on_names: Callable[[Names], object] = lambda _: None,
    ask: Callable[[Path], Awaitable[Proof]] | None = None,
) -> None:
    """Let a script write at a story of one file."""
    folder.mkdir(exist_ok=True)
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    saves = saves or folder.parent / f"{folder.name}-saves"
    app = WorkshopApp(Bench(folder, saves, on_names), ask or _proved)

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            author = Author(app, pilot)
            author.folder = folder
            await author.settle()
            await script(author)

    asyncio.run(play())
