"""What can be translated in a story, found and replaced by the annotations that the reader reads by."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from msgspec.structs import fields, replace

from game.story.kinds import Line, Verbatim
from game.story.model import Conclusion, Draw, Fact, Promise, Sections
from game.story.prose import SPECIAL, Prose
from game.story.reader import is_model, key_of
from game.story.story import Story, claims_of
from game.story.tags import PARAGRAPHS, stands_alone


class Kind(Enum):
    """How a text is read."""

    LINE = "line"
    """One line without any grammar."""
    PROSE = "prose"
    """A paragraph in the grammar of prose, in one line."""
    DOCUMENT = "document"
    """Lines that count as they stand."""


class Unit(NamedTuple):
    """Something to translate. Place and text together are its id."""

    place: str
    """The keys and names that lead to it, with dots between them: `scenes.hall.choices.leave.text`."""
    text: str
    kind: Kind


Say = Callable[[Unit], str]
"""Gives the text that takes the place of a unit's."""

_Rewrite = Callable[[Any, str, Say], Any]
"""Rewrites a value of the model that stands at a place; gives back the very same value if nothing in it changes."""

_FOR_AUTHORS = (Draw, Fact, Promise, Conclusion)
"""Things of which a player never reads a word."""

_LINE, _VERBATIM = typing.get_args(Line)[1], typing.get_args(Verbatim)[1]


def units_of(story: Story) -> dict[Unit, None]:
    """Everything in a story that can be translated, in the order of the model, each once."""
    found: dict[Unit, None] = {}

    def note(unit: Unit) -> str:
        found[unit] = None
        return unit.text

    rewritten(story, note)
    return found


def rewritten(story: Story, say: Say) -> Story:
    """The story with other texts; nothing else of it changes."""
    hints = _hints(Sections)
    changed: dict[str, Any] = {}
    for item in fields(Sections):
        rewrite = _rewriter(hints[item.name])
        if rewrite is not None:
            old = getattr(story, item.name)
            new = rewrite(old, key_of(item.name), say)
            if new is not old:
                changed[item.name] = new
    if not changed:
        return story
    told = replace(story, **changed)
    return replace(told, header=told.story or told.header, claims=claims_of(told))


@cache
def _hints(model: type) -> dict[str, Any]:
    return typing.get_type_hints(model, include_extras=True)


@cache
def _rewriter(annotation: Any) -> _Rewrite | None:
    """What rewrites a value that is annotated so; None if no part of it can be translated."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return {_LINE: _line, _VERBATIM: _document}.get(annotation.__metadata__[0])
    if origin in (types.UnionType, typing.Union):
        inner = _rewriter(typing.get_args(annotation)[0])
        return inner and _optional(inner)
    if origin is tuple:
        inner = _rewriter(typing.get_args(annotation)[0])
        return inner and _sequence(inner)
    if is_model(annotation):
        return None if annotation in _FOR_AUTHORS else _model(typing.cast(type, annotation))
    if origin is not None:
        inner = _rewriter(typing.get_args(annotation)[1])
        return inner and _mapping(inner)
    return _prose if annotation is Prose else None


def _line(value: str, place: str, say: Say) -> str:
    return say(Unit(place, value, Kind.LINE))


def _document(value: str, place: str, say: Say) -> str:
    return say(Unit(place, value, Kind.DOCUMENT))


def _prose(value: Prose, place: str, say: Say) -> Prose:
    parts = [
        part if unit is None else part if (said := say(unit)) == unit.text else said
        for part, unit in pieces(value.text, place)
    ]
    text = "".join(parts)
    return value if text == value.text else Prose(text)


def pieces(text: str, place: str = "") -> Iterator[tuple[str, Unit | None]]:
    """A prose text cut up: its paragraphs, each with its unit, and with None what stands between them.

    Tags that stand alone on their lines are structure and belong to no paragraph.
    """
    position = 0
    for found in SPECIAL.finditer(text):
        if found[1] is not None and found.start() >= position and stands_alone(text, found):
            start = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n", found.end())
            yield from _paragraphs(text[position:start], place)
            position = end if end >= 0 else len(text)
            yield text[start:position], None
    yield from _paragraphs(text[position:], place)


def _paragraphs(text: str, place: str) -> Iterator[tuple[str, Unit | None]]:
    position = 0
    for gap in (*PARAGRAPHS.finditer(text), None):
        end = gap.start() if gap else len(text)
        paragraph = text[position:end]
        bare = paragraph.strip()
        if bare:
            lead = paragraph.index(bare)
            yield paragraph[:lead], None
            yield bare, Unit(place, " ".join(bare.split()), Kind.PROSE)
            yield paragraph[lead + len(bare) :], None
        else:
            yield paragraph, None
        if gap:
            yield gap[0], None
            position = gap.end()


def _optional(inner: _Rewrite) -> _Rewrite:
    return lambda value, place, say: None if value is None else inner(value, place, say)


def _sequence(inner: _Rewrite) -> _Rewrite:
    def rewrite(value: tuple[Any, ...], place: str, say: Say) -> tuple[Any, ...]:
        items = tuple(inner(item, place, say) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items

    return rewrite


def _mapping(inner: _Rewrite) -> _Rewrite:
    def rewrite(value: Mapping[str, Any], place: str, say: Say) -> Mapping[str, Any]:
        items = {name: inner(item, f"{place}.{name}", say) for name, item in value.items()}
        return value if all(new is value[name] for name, new in items.items()) else items

    return rewrite


def _model(model: type) -> _Rewrite | None:
    shorthand = getattr(model, "shorthand", None)
    parts: list[tuple[str, str, _Rewrite]] = []
    for name, hint in _hints(model).items():
        rewrite = None if typing.get_origin(hint) is typing.ClassVar else _rewriter(hint)
        if rewrite is not None:
            # What can be written in short has the same place, in whichever way it is written.
            parts.append((name, "" if name == shorthand else f".{key_of(name)}", rewrite))

    def rewrite_model(value: Any, place: str, say: Say) -> Any:
        changed = {}
        for name, suffix, rewrite in parts:
            old = getattr(value, name)
            new = rewrite(old, place + suffix, say)
            if new is not old:
                changed[name] = new
        return replace(value, **changed) if changed else value

    return rewrite_model if parts else None
