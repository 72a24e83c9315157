"""What comes in from a terminal, freed from all that is no key, no click and no paste.

A terminal is a stranger too: what it sends may be cut off, malformed or without end, and Textual's parser takes what it
cannot read for keys, so that rubbish would make choices. This comes before that parser and lets through only sequences
that it knows; of a paste, as much as anybody would type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from game.lean import pattern
from game.story.source import FORBIDDEN

ESCAPE = "\x1b"
PASTE, PASTE_END = "\x1b[200~", "\x1b[201~"
MOST_PASTED = 4096
"""How many characters of a paste are kept."""
LONGEST = 48
"""How many characters a sequence may have; the longest key of any terminal has fewer."""

SHORT, LONG = 0.1, 1.0
"""Seconds of silence after which a single Escape was the key itself, and after which a sequence will not go on."""

_KNOWN = pattern(
    r"\x1b\[(?:[\d;:]{0,40}[A-HPQRSZ~u]|\[|<\d{1,4};\d{1,5};\d{1,5}[Mm]|\?2026;[1-4]\$y)|\x1bO.|\x1b[^\x1b]", re.ASCII
)
"""Keys, mouse reports, and the answer that tells whether the terminal can paint a page at once."""
_STRINGS = "]P_^X"
"""With Escape before them these open a text for the terminal or from it, which ends with a bell or a terminator."""
_MOUSE_BYTES = 3
"""How many characters follow an old kind of mouse report."""


class Intake:
    """A filter with a memory of what has begun and not ended."""

    def __init__(self) -> None:
        self._held = ""
        self._pasted: list[str] = []
        self._left = 0
        self._state: Callable[[str], str] = self._ground

    def feed(self, text: str) -> Iterator[str]:
        """What of the text the parser may read, in pieces; a piece that is a single Escape is the key."""
        for character in text:
            if piece := self._state(character):
                yield piece

    def silence(self, seconds: float) -> str:
        """What is to be done because nothing has come for so long: an Escape, a paste without an end, or nothing."""
        if self._state == self._paste and seconds >= LONG:
            return self._finish_paste()
        if self._state == self._ground or (self._state in (self._sequence, self._paste) and seconds < LONG):
            return ""
        held = self._held
        self._reset()
        return held if held == ESCAPE else ""

    def _reset(self) -> None:
        self._held, self._state = "", self._ground

    def _ground(self, character: str) -> str:
        if character == ESCAPE:
            self._held, self._state = ESCAPE, self._escape
            return ""
        return "" if character == "\0" else character

    def _escape(self, character: str) -> str:
        if character == ESCAPE:
            return ESCAPE
        self._held += character
        if character == "[":
            self._state = self._sequence
        elif character == "O":
            self._state = self._shifted
        elif character in _STRINGS:
            self._held, self._state = "", self._string
        else:
            return self._let_through()
        return ""

    def _shifted(self, character: str) -> str:
        self._held += character
        return self._let_through()

    def _sequence(self, character: str) -> str:
        if character == ESCAPE:  # what went before was cut off
            self._held, self._state = ESCAPE, self._escape
            return ""
        self._held += character
        if self._held == "\x1b[M":
            self._held, self._left, self._state = "", _MOUSE_BYTES, self._mouse
        elif self._held == PASTE:
            self._held, self._state = "", self._paste
        elif "@" <= character <= "~":
            return self._let_through()
        elif len(self._held) > LONGEST:
            self._held, self._state = "", self._endless
        return ""

    def _let_through(self) -> str:
        held = self._held
        self._reset()
        return held if _KNOWN.fullmatch(held) else ""

    def _endless(self, character: str) -> str:
        if character == ESCAPE:
            self._held, self._state = ESCAPE, self._escape
        elif "@" <= character <= "~":
            self._reset()
        return ""

    def _mouse(self, character: str) -> str:
        self._left -= 1
        if not self._left:
            self._reset()
        return ""

    def _string(self, character: str) -> str:
        if character == "\x07" or (self._held and character == "\\"):
            self._reset()
        else:
            self._held = "" if character != ESCAPE else "-"
        return ""

    def _paste(self, character: str) -> str:
        expected = PASTE_END[len(self._held)]
        if character == expected:
            self._held += character
            return self._finish_paste() if self._held == PASTE_END else ""
        self._held = ESCAPE if character == ESCAPE else ""
        if not self._held and len(self._pasted) < MOST_PASTED:
            self._pasted.append(character)
        return ""

    def _finish_paste(self) -> str:
        words = FORBIDDEN.sub("", "".join(self._pasted))
        self._pasted.clear()
        self._reset()
        return f"{PASTE}{words}{PASTE_END}" if words else ""
