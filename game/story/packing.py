"""Values of the model as plain data and back, for the cache.

Plain data is what `marshal` takes. A thing of the model is a pair: the name of its class, and its fields but for those
that are as they are when nobody says anything. Tuples become lists, so that no pair can be taken for one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from msgspec import NODEFAULT
from msgspec.structs import fields

from game.story import model
from game.story.conditions import Condition
from game.story.prose import Prose

_CLASSES: dict[str, Callable[..., Any]] = {
    "Condition": Condition,
    "Prose": Prose,
    **{name: getattr(model, name) for name in model.__all__},
}


def packed(value: Any) -> Any:
    """A value of the model as plain data."""
    if isinstance(value, Prose | Condition):
        return type(value).__name__, {"text": value.text}
    if isinstance(value, tuple):
        return [packed(item) for item in value]
    if isinstance(value, Mapping):
        return {name: packed(item) for name, item in value.items()}
    if type(value).__name__ not in _CLASSES:
        return value
    kind = type(value).__name__
    given = {name: getattr(value, name) for name in _defaults(kind)}
    return kind, {name: packed(item) for name, item in given.items() if item != _defaults(kind)[name]}


def unpacked(value: Any) -> Any:
    """The value that was packed."""
    kind = type(value)
    if kind is tuple:
        name, said = value
        return _CLASSES[name](**_unpacked_items(said))
    if kind is list:
        return tuple([item if type(item) is str else unpacked(item) for item in value])
    if kind is dict:
        return _unpacked_items(value)
    return value


def _unpacked_items(items: dict[str, Any]) -> dict[str, Any]:
    # Most things are text: not to ask about each of them takes half of the time.
    return {name: item if type(item) is str else unpacked(item) for name, item in items.items()}


@cache
def _defaults(kind: str) -> dict[str, Any]:
    """For each field of a class of the model, what it is when nobody says anything."""
    return {
        field.name: field.default if field.default_factory is NODEFAULT else field.default_factory()
        for field in fields(getattr(model, kind))
    }
