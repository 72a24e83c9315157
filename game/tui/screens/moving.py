"""Moving through a sheet: from option to option, line by line, sideways; and taking what is highlighted."""

from __future__ import annotations

from textual.screen import Screen

from game.tui.sheet import OVERLAP, Sheet
from game.words import say

SIDEWAYS = 8


class MovingScreen(Screen[None], inherit_bindings=False):
    """A screen with a sheet that keys act on."""

    @property
    def sheet(self) -> Sheet:
        """The sheet that keys act on."""
        return self.query_one("#body", Sheet)

    @property
    def takes_unseen(self) -> bool:
        """Whether a number takes what is out of sight: in a list, from which nothing follows but the next step."""
        return False

    @property
    def takes_by_number(self) -> bool:
        """Whether a number takes what it stands before, and not only points to it."""
        return True

    def tell(self, words: str) -> None:
        """Say something about the last key."""
        raise NotImplementedError

    def choose(self, key: object) -> None:
        """Do what a target stands for."""

    def action_pick(self) -> None:
        """Take what is highlighted; first bring it into sight."""
        target = self.sheet.target
        if target is not None and target.top < self.sheet.top:
            seen = self._in_sight()
            self.sheet.point(seen[0] if seen else self.sheet.cursor)
        elif target is None or not self.sheet.sees(target):
            self.action_forward()
        else:
            self.choose(target.key)

    def numbered(self, digit: int) -> int | None:
        """Which of the targets has a digit before it."""
        return digit - 1 if digit <= len(self.sheet.galley.targets) else None

    def action_number(self, key: str) -> None:
        """Take the option with a number; where that cannot be undone by a step back, only if it is in sight."""
        index = self.numbered(int(key))
        if index is None:
            self.tell(say("There is no {key} here.", key=key))
            return
        target = self.sheet.galley.targets[index]
        is_seen = self.sheet.sees(target)
        self.point(index)
        if not self.takes_by_number:
            return
        if is_seen or self.takes_unseen:
            self.choose(target.key)
        else:
            self.tell(say("This is {key}; the same key takes it.", key=key))

    def point(self, index: int) -> None:
        """Highlight a target by its number, with as many of those after it in sight as fit."""
        sheet = self.sheet
        if not sheet.sees(sheet.galley.targets[index]):
            sheet.reveal(sheet.galley.targets[-1])
        sheet.point(index)

    def action_move(self, key: str) -> None:
        """Go to the next option or the one before; what is out of sight is scrolled to first."""
        sheet = self.sheet
        by = -1 if key == "up" else 1
        target = sheet.target
        bottom = sheet.top + max(1, sheet.size.height)
        if target is None or (by < 0 and target.bottom > bottom):
            sheet.shift(by)
        elif target.top < sheet.top:
            if seen := self._in_sight():
                sheet.point(seen[0 if by > 0 else -1])
            else:
                sheet.shift(by)
        elif by > 0 and not sheet.sees(target):
            sheet.turn(1)
        elif not sheet.step(by):
            sheet.shift(by)

    def _in_sight(self) -> list[int]:
        """The numbers of the targets that are in sight."""
        return [number for number, target in enumerate(self.sheet.galley.targets) if self.sheet.sees(target)]

    def action_forward(self) -> None:
        """Read on."""
        self.read_on(self.sheet)

    def read_on(self, sheet: Sheet) -> None:
        """Read on in a sheet; at its end say that it is the end.

        Options of which only the last line or two would be out of sight are shown together.
        """
        if not sheet.turn(1):
            self.tell(say("There is nothing more below."))
        targets = sheet.galley.targets
        if targets and sheet.sees(targets[0]):
            missing = targets[-1].bottom - (sheet.top + sheet.size.height)
            if 0 < missing <= min(OVERLAP, targets[0].top - sheet.top):
                sheet.shift(missing)

    def action_backward(self) -> None:
        """Read back."""
        self.sheet.turn(-1)

    def action_pan(self, key: str) -> None:
        """Move sideways."""
        self.sheet.pan(-SIDEWAYS if key == "left" else SIDEWAYS)

    def action_edge(self, key: str) -> None:
        """Go to the beginning or to the end; in a list to the first or the last of it."""
        self.sheet.shift_to(0 if key == "home" else len(self.sheet.galley.lines))
        if self.takes_unseen and self.sheet.galley.targets:
            self.sheet.point(0 if key == "home" else len(self.sheet.galley.targets) - 1)
