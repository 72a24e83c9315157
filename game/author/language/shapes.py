"""What may stand under a path of keys, from the annotations of the model that the reader reads by."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec.structs import fields

from game.author.values import Words, taken
from game.story.kinds import Defines, Reference
from game.story.model import Sections
from game.story.reader import is_model, key_of
from game.story.schema import field_docs


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping: what it is for, what it takes, and whether it has to be there."""

    name: str
    means: str
    takes: str
    needed: bool


def shape_at(path: tuple[str, ...]) -> Any:
    """The annotation of what stands under the keys, without its lists; None if the format has no such keys."""
    shape: Any = Sections
    for key in path:
        if is_model(shape):
            shape = _hints(typing.cast(type, shape)).get(key)
        elif typing.get_origin(shape) not in (None, typing.Annotated):
            shape = typing.get_args(shape)[1]
        else:
            return None
        shape = _item(shape)
    return shape


def is_list(path: tuple[str, ...]) -> bool:
    """Whether several things may stand under the keys, as a list."""
    if not path:
        return False
    around = shape_at(path[:-1])
    if not is_model(around):
        return False
    hint = _hints(typing.cast(type, around)).get(path[-1])
    return typing.get_origin(hint) is tuple


def _item(shape: Any) -> Any:
    """A list as its item, and what may be left out as what it is if it is there."""
    while typing.get_origin(shape) in (tuple, types.UnionType, typing.Union):
        shape = typing.get_args(shape)[0]
    return shape


@cache
def _hints(model: type) -> dict[str, Any]:
    hints = typing.get_type_hints(model, include_extras=True)
    return {key_of(item.name): hints[item.name] for item in fields(model)}


def short_form(shape: Any) -> Any:
    """What may be written in place of the keys of a mapping: the annotation of its shorthand, or None."""
    short = getattr(shape, "shorthand", None) if is_model(shape) else None
    return _hints(typing.cast(type, shape))[key_of(short)] if short else None


def sections_of(shape: Any) -> tuple[str, ...]:
    """The sections in which a value of this annotation is a name; nothing if it is none."""
    metadata = _metadata(shape)
    return metadata.sections if isinstance(metadata, Reference) else ()


def keys_are_names_in(shape: Any) -> tuple[str, ...]:
    """The sections whose names are the keys of a mapping: those it refers to."""
    if typing.get_origin(shape) in (None, typing.Annotated) or is_model(shape):
        return ()
    return sections_of(typing.get_args(shape)[0])


def defines(shape: Any) -> str | None:
    """The section to which the keys of a mapping give names."""
    if typing.get_origin(shape) in (None, typing.Annotated) or is_model(shape):
        return None
    metadata = _metadata(typing.get_args(shape)[0])
    return metadata.section if isinstance(metadata, Defines) else None


def _metadata(shape: Any) -> Any:
    return shape.__metadata__[0] if typing.get_origin(shape) is typing.Annotated else None


@cache
def keys_of(shape: Any) -> tuple[Key, ...]:
    """The keys of a mapping that has keys of its own, in the order of the format; none for any other shape."""
    if not is_model(shape):
        return ()
    model = typing.cast(type, shape)
    docs, hints = field_docs(model), _hints(model)
    return tuple(
        Key(
            key_of(item.name),
            docs[item.name],
            taken(hints[key_of(item.name)], _WORDS),
            item.required,
        )
        for item in fields(model)
    )


def about(path: tuple[str, ...]) -> Key | None:
    """What the format says of the last key of a path; None if it is a name that the author gives, or nothing."""
    if not path:
        return None
    around = shape_at(path[:-1])
    return next((key for key in keys_of(around) if key.name == path[-1]), None)


def _of_model(model: type) -> str:
    """A mapping with keys of its own, and what may be written in its place."""
    short = short_form(model)
    return "keys and values" if short is None else f"{taken(short, _WORDS)}, or keys and values"


_WORDS = Words("a block of prose", "a condition", _of_model)
