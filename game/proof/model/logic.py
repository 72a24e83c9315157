"""The logic of a story, without its prose, as one short text: what a proof is about.

Two stories with the same logic have the same verdict. So a verdict is kept under it (`keeping`), and a change of words
alone does not make anything be proved anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

from msgspec import Struct
from msgspec.structs import fields

import game
from game.story.conditions import Condition
from game.story.kinds import Line
from game.story.prose import Prose
from game.story.story import Story

_TAGS = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}")
"""What in a prose may depend on the play: its conditions, and whatever else stands in such brackets."""
_ASIDE = frozenset({"fingerprint", "defined", "claims", "story"})
"""What a story has beside its sections, all of it made of them."""


def logic_of(story: Story) -> str:
    """A fingerprint of the logic of a story and of the program that proves it."""
    found: list[str] = [_program()]
    for item in fields(story):
        if item.name not in _ASIDE:
            found.append(f"\n{item.name}:")
            _write(getattr(story, item.name), found)
    return hashlib.sha256("".join(found).encode()).hexdigest()


def _write(thing: object, found: list[str]) -> None:
    """Writes everything of a thing but its prose."""
    match thing:
        case Condition():
            found.append(f"?{thing.text!r}")
        case Prose():
            found.append("¶" if thing.is_plain else f"¶{_TAGS.findall(thing.text)!r}")
        case Struct():
            found.append(f"{type(thing).__name__}(")
            for name, is_line in _fields(type(thing)):
                value = getattr(thing, name)
                found.append(f"{name}=")
                if is_line:
                    found.append("-" if value is None else "+")
                else:
                    _write(value, found)
            found.append(")")
        case Mapping():
            for name, value in thing.items():
                found.append(f"{name!r}→")
                _write(value, found)
            found.append(";")
        case tuple() | list():
            for value in thing:
                _write(value, found)
                found.append(",")
            found.append(";")
        case _:
            found.append(repr(thing))


@cache
def _fields(kind: type[Struct]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind of thing, each with whether it holds text in one line."""
    return tuple((item.name, item.type == Line or Line in get_args(item.type)) for item in fields(kind))


@cache
def _program() -> str:
    """What makes a difference between two versions of the program for what they prove."""
    digest = hashlib.sha256(game.__version__.encode())
    folder = Path(game.__file__).parent
    for part in ("story", "play", "proof"):
        for path in sorted((folder / part).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
