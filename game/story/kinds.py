"""The kinds of text that the model's annotations tell apart."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct


class Reference(Struct, frozen=True):
    """Metadata of a value that names something: the sections in which the name may stand."""

    sections: tuple[str, ...]


class Defines(Struct, frozen=True):
    """Metadata of the keys of a mapping that give names: the section whose names they are.

    With `inside`, the whole name is that of the thing around it, a dot, and the key: ``ben_1.lunch``.
    """

    section: str
    inside: bool = False


class _OneLine:
    """Metadata of text in one line: line breaks and runs of blanks count as one blank."""


class _Verbatim:
    """Metadata of text that is kept as it stands, line for line."""


class _Clock:
    """Metadata of an hour of the day: two digits, a colon, two digits."""


def key_of(name: str) -> str:
    """The key in YAML of a field of the model."""
    return name.rstrip("_").replace("_", " ")


Clock = Annotated[str, _Clock]
"""An hour of the day, as in ``00:58``."""

Line = Annotated[str, _OneLine]
"""Text in one line."""

Verbatim = Annotated[str, _Verbatim]
"""Text of which every blank and line break counts."""

WORDS = {
    "accounts": "account",
    "choices": "choice",
    "codas": "coda",
    "claims": "claim",
    "conclusions": "conclusion",
    "conditions": "named condition",
    "draws": "draw",
    "endings": "ending",
    "episodes": "episode",
    "evidence": "piece of evidence",
    "facts": "fact",
    "leads": "lead",
    "moments": "moment",
    "numbers": "number",
    "people": "person",
    "places": "place",
    "promises": "promise",
    "questions": "question",
    "scenes": "scene",
    "theories": "answer",
    "topics": "topic",
    "values": "value",
}
"""What one thing of each section is called in a message."""


def words_for(sections: tuple[str, ...]) -> str:
    """“a person”, “a piece of evidence or claim”: what a name in these sections is."""
    names = [WORDS[section] for section in sections]
    article = "an" if names[0][0] in "aeiou" else "a"
    return f"{article} {' or '.join(names)}"
