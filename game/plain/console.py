"""Lines in, lines out: the only things that plain mode does to the world."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TextIO
from unicodedata import normalize

from game.plain.commands import command_for
from game.plain.lines import wrap
from game.play.search import plain_text
from game.words import say

PROMPT = "> "

MOST_DIGITS = 5


class Lines(Protocol):
    """Where lines come from."""

    def readline(self) -> str:
        """The next line with its end, or nothing at the end of all."""


class Closed(Exception):
    """The input has come to its end."""


def number_in(text: str) -> int | None:
    """The number that a line consists of, if it is one that anything could be numbered with."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


_WORD = re.compile(r"\w+(?:'\w+)*")
_FEWEST_LETTERS = 3
"""How many letters at the beginning of a word stand for it."""


def _with_words(words: str, texts: Sequence[str]) -> list[int]:
    """The indices of the texts in which words stand side by side, each whole or by its first letters."""
    wanted = _WORD.findall(plain_text(words))
    return [index for index, text in enumerate(texts) if wanted and _stand_in(wanted, _WORD.findall(plain_text(text)))]


def _stand_in(wanted: list[str], words: list[str]) -> bool:
    return any(all(map(_stands_for, wanted, words[first:])) for first in range(len(words) - len(wanted) + 1))


def _stands_for(typed: str, word: str) -> bool:
    return typed == word or (len(typed) >= _FEWEST_LETTERS and word.startswith(typed))


class Console:
    """Asks and says. Nothing is ever redrawn."""

    def __init__(
        self, lines_in: Lines, lines_out: TextIO, help_lines: Callable[[], Iterable[str]] = tuple[str, ...]
    ) -> None:
        self._in, self._out, self._help = lines_in, lines_out, help_lines

    def say(self, text: Iterable[str]) -> None:
        """Writes lines."""
        for line in text:
            self._out.write(f"{line}\n")
        self._out.flush()

    def ask(self, prompt: str = PROMPT) -> str:
        """The next line, composed (NFC) and without blanks around it; raises Closed at the end of the input."""
        self._out.write(prompt)
        self._out.flush()
        line = self._in.readline()
        if not line:
            raise Closed
        return normalize("NFC", line).strip()

    def pick(self, count: int, back: str = "", texts: Sequence[str] = ()) -> int | None:
        """The index of what is picked from a numbered list, or None to step back.

        With the `texts` of the first things in the list, one of them can be picked by words that stand in it alone.
        """
        back = back or say("step back")
        prompt = say("Number, or 0 to {back}> ", back=back)
        if texts:
            prompt = say("Number or words, or 0 to {back}> ", back=back)
        while True:
            answer = self.ask(prompt)
            if answer.lower() in ("0", "b", "back", "", say("back", context="command").lower()):
                return None
            command = command_for(answer)
            if command is not None and command.word == "help":
                self.say(self._help())
                continue
            number = number_in(answer)
            if number is not None and 1 <= number <= count:
                return number - 1
            found = [] if answer.isdecimal() else _with_words(answer, texts)
            if len(found) == 1:
                return found[0]
            self.say([say("Type a number from 1 to {most}, or 0.", most=count) if count > 1 else say("Type 1, or 0.")])
            self.say(line for index in found for line in wrap(texts[index], f"{index + 1}. "))
