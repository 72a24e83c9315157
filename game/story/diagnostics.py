"""Diagnostics: what is wrong with a story, where, and how to mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Self

from msgspec import Struct

from game.story.problems import PROBLEMS, Level
from game.story.source import Place, clean


class Diagnostic(Struct, frozen=True, order=True):
    """One problem at one place. Diagnostics sort by file, line and column."""

    place: Place
    code: str
    """Which problem of `game.story.problems` it is."""
    words: str
    """The message, in whole words and without the place."""
    about: str = ""
    """The key or the name that it is about, just as it was written; empty if it is about something else."""
    meant: tuple[str, ...] = ()
    """What was probably meant by that, if anything is near: one, or several that are as near."""

    @property
    def level(self) -> Level:
        """Whether the story can be played all the same."""
        return PROBLEMS[self.code].level

    @property
    def is_error(self) -> bool:
        """Whether a story with this problem cannot be played."""
        return self.level == "error"

    def __str__(self) -> str:
        path, line, column = self.place
        return f"{path}:{line}:{column}: {self.level}: {self.words} [{self.code}]"


def diagnose(code: str, place: Place, **details: object) -> Diagnostic:
    """The diagnostic of a problem; `details` are what its message names."""
    told = {name: _clip(value) if name not in _OUR_WORDS else value for name, value in details.items()}
    about, end = details.get("name") or details.get("key"), details.get("suggestion")
    meant = end.names if isinstance(end, Suggestion) else ()
    return Diagnostic(place, code, PROBLEMS[code].message.format_map(told), str(about or ""), meant)


_OUR_WORDS = ("reason", "cure", "suggestion", "keys", "tests", "expected", "within", "words", "way", "where", "because")
"""Details that are written here, and need not be cut."""

MAX_NAME = 60


def _clip(value: object) -> object:
    """What an author wrote, in one line of bearable length and without characters that a terminal obeys."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    return text if len(text) <= MAX_NAME else f"{text[: MAX_NAME - 1]}…"


def counted(number: int, noun: str) -> str:
    """A number and its noun, as authors read them: “1 error”, “3 errors”."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that was most probably meant, or None if none is near."""
    known = list(names)
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.6) or _with_word(name, known)
    return found[0] if found else None


def _with_word(name: str, names: Iterable[str]) -> list[str]:
    """The first of the names of which one word is this name, if one is."""
    words = (one for one in names if name.casefold() in re.split(r"[\W_]+", one.casefold()))
    return list(islice(words, 1)) if len(name) > 2 else []


MOST_NEAR = 3
"""How many names that are equally near are told at the most."""


def all_nearest(name: str, names: Iterable[str]) -> list[str]:
    """The name that was most probably meant, and those that are as near, in their order; empty if none is near."""
    known = list(dict.fromkeys(names))
    found = difflib.get_close_matches(name, known, n=MOST_NEAR, cutoff=0.6)
    if len(found) < 2:
        return found or _with_word(name, known)
    likeness = {one: difflib.SequenceMatcher(None, one, name).ratio() for one in found}
    return [one for one in known if likeness.get(one) == likeness[found[0]]]


MOST_LISTED = 12
"""How many names there may be for all of them to be told where none is near."""


def listed(names: Iterable[str], most: int = MOST_LISTED) -> str:
    """“; there are: a, b” for some names, of many only the first; nothing for none."""
    told = list(names)
    more = ", …" if len(told) > most else ""
    return f"; there are: {', '.join(told[:most])}{more}" if told else ""


class Suggestion(str):
    """The end of a message that says what was probably meant, with the names that it offers."""

    __slots__ = ("names",)
    names: tuple[str, ...]

    def __new__(cls, words: str, names: Iterable[str]) -> Self:
        made = super().__new__(cls, words)
        made.names = tuple(names)
        return made


NO_SUGGESTION = Suggestion("", ())


def suggestion(name: str, names: Iterable[str]) -> Suggestion:
    """“; did you mean “…”?” for the nearest name, or for several that are as near; or nothing."""
    return meant(all_nearest(name, names))


def meant(names: Collection[str], because: str = "") -> Suggestion:
    """“; did you mean “a”, “b” or “c”?” for some names, of many only the first; nothing for none.

    `because` follows the last name.
    """
    named = list(names)[:MOST_LISTED]
    *others, last = [f"“{name}”" for name in named] or [""]
    words = f"; did you mean {', '.join(others)}{' or ' if others else ''}{last}{because}?" if last else ""
    return Suggestion(words, named)
