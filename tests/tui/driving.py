"""Driving the screens in tests: a game in a window of a size, keys and clicks, and the text that is seen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot

from game.play.launch import Launch
from game.tui.app import MysteryApp
from game.tui.screens.scene import SceneScreen
from game.tui.sheet import Sheet
from tests.tui.fakes import launch


class Player:
    """Somebody at the keyboard."""

    def __init__(self, app: MysteryApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, each when what the one before it did has been painted. The pilot's own way sleeps in between."""
        for key in keys:
            driver = self.app._driver
            assert driver is not None
            driver.send_message(
                events.Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None)
            )
            await self.settle()

    async def settle(self) -> None:
        """Wait until everything that is under way has been painted."""
        for round_ in range(500):
            if self.app.return_code is not None or (round_ and self._is_still):
                break
            await self._pilot.pause(0 if self._is_still else 0.01)
        for _ in range(4):
            if self.app.return_code is None:
                await self._pilot.pause(0)

    @property
    def _is_still(self) -> bool:
        return self.app.is_idle and getattr(self.app.screen, "is_ready", True)

    async def type_ahead(self, *keys: str) -> None:
        """Press keys all at once, waiting for nothing between them."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            driver.send_message(
                events.Key(_character_to_key(key) if len(key) == 1 else key, key if len(key) == 1 else None)
            )
        await self.settle()

    async def click(self, words: str) -> None:
        """Click on the first place where the words are seen, some time after any click before it."""
        self.app._click_chain_last_time = None
        for y, line in enumerate(self.lines):
            if words in line:
                for event in (events.MouseDown, events.MouseUp):
                    self._mouse(event, line.index(words), y)
                    await self.settle()
                return
        raise AssertionError(f"{words!r} is not seen in:\n{self.seen}")

    async def click_twice(self, words: str) -> None:
        """Click twice where the words are first seen, faster than anything can be answered."""
        y, line = next((y, line) for y, line in enumerate(self.lines) if words in line)
        for event in (events.MouseDown, events.MouseUp) * 2:
            self._mouse(event, line.index(words), y)
        await self.settle()

    def _mouse(self, event: type[events.MouseEvent], x: int, y: int) -> None:
        """Let the driver tell of the mouse, as a terminal does."""
        driver = self.app._driver
        assert driver is not None
        driver.process_message(event(None, x, y, 0, 0, 1, False, False, False, x, y))

    async def go_home(self) -> None:
        """Back to the scene, from wherever."""
        while not isinstance(self.app.screen, SceneScreen):
            await self.press("escape")

    async def resize(self, width: int, height: int) -> None:
        size = Size(width, height)
        if isinstance(self.app._driver, HeadlessDriver):
            self.app._driver._size = size
        self.app.post_message(events.Resize(size, size))
        for _ in range(50):
            if self.app.screen.size == size:
                break
            await self._pilot.pause(0.01)
        await self.settle()

    @property
    def lines(self) -> list[str]:
        return ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()]

    @property
    def seen(self) -> str:
        return "\n".join(self.lines)

    @property
    def flowing(self) -> str:
        """What is seen, without the ends of lines."""
        return " ".join(self.seen.split())

    @property
    def turn(self) -> int:
        return self.app.keeper.session.turn

    @property
    def highlighted(self) -> str:
        """The line that the pointer stands in."""
        return next((line.strip() for line in self.lines[1:-1] if "›" in line), "")

    def sheet(self, name: str = "body") -> Sheet:
        return self.app.screen.query_one(f"#{name}", Sheet)


def drive(
    script: Callable[[Player], Awaitable[None]], game: Launch | None = None, size: tuple[int, int] = (80, 24)
) -> MysteryApp:
    """Let a script play."""
    app = MysteryApp(game or launch())

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            player = Player(app, pilot)
            await player.settle()
            await script(player)

    asyncio.run(play())
    return app
