"""What is alike where words are looked for: neither case nor accents matter, nor signs that few keyboards have."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, normalize

_LIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "œ": "oe", "æ": "ae"}
"""What is typed for signs that few keyboards have."""


@lru_cache(maxsize=512)
def plain_letters(character: str) -> str:
    """The letters that stand for a character: without case and accent; none for an accent alone."""
    folded = character.casefold()
    return "".join(letter for letter in normalize("NFKD", _LIKE.get(folded, folded)) if not combining(letter))


def plain_text(text: str) -> str:
    """A text in such letters, with single spaces between the words."""
    return " ".join("".join(map(plain_letters, text)).split())
