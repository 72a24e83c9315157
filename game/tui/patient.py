"""Type-ahead: what is typed while a screen opens goes to that screen, in the order in which it was typed.

Textual looks up what a key does when the key comes back to the program from the screen, so that a key which is typed
while the one before it opens a screen would find a screen that cannot answer yet, and be lost. Here the next key is
handed on only when the one before it has done what it does, and the screen in front is there.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from textual.screen import Screen

AT_ONCE = ("ctrl+q", "ctrl+c", "ctrl+z")
"""Keys that wait for nothing: they leave, or make room for the shell."""

Typed = events.Key | events.Paste


class PatientApp(App[None], inherit_bindings=False):
    """A program that hands on one key at a time."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._typed: deque[Typed] = deque()
        self._with: Screen[Any] | None = None
        """The screen that a key was handed to which has not been dealt with yet."""

    @property
    def message_queue_size(self) -> int:
        """How many messages wait, keys that were held back among them: the reader of the terminal bounds them."""
        return super().message_queue_size + len(self._typed)

    @property
    def is_idle(self) -> bool:
        """Whether all that was typed has been dealt with."""
        return not self._typed and self._with is None

    async def on_event(self, event: events.Event) -> None:
        """Hold a key back until its turn comes."""
        is_leaving = isinstance(event, events.Key) and event.key in AT_ONCE
        if isinstance(event, Typed) and not event.is_forwarded and not is_leaving:
            self._typed.append(event)
            await self.hand_on()
        else:
            await super().on_event(event)

    async def hand_on(self) -> None:
        """Hand the next key to the screen in front, if that can answer one, and no other key is being dealt with."""
        if not self._typed or not self.screen_stack:
            return
        is_busy = self._with is not None and self._with in self.screen_stack
        if is_busy or not getattr(self.screen, "is_ready", True):
            return
        self._with = self.screen
        await super().on_event(self._typed.popleft())

    async def handled(self) -> None:
        """A key has been dealt with: the next one."""
        self._with = None
        await self.hand_on()

    def give_back(self, event: Typed) -> None:
        """A key that came to a screen over which another has opened meanwhile: it is the next one to be handed on."""
        again = events.Paste(event.text) if isinstance(event, events.Paste) else events.Key(event.key, event.character)
        self._typed.appendleft(again)
