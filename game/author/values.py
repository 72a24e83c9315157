"""What a key of the format takes, in words, from the annotations of the model: for the manual and for editors."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from game.story.conditions import Condition
from game.story.kinds import WORDS, Clock, Defines, Line, Reference, Verbatim, words_for
from game.story.prose import Prose
from game.story.reader import is_model


class Words(NamedTuple):
    """How those are called that a reader may be led to."""

    prose: str
    condition: str
    model: Callable[[type], str]
    """A mapping with keys of its own."""


_SIMPLE: Mapping[Any, str] = {
    str: "a name",
    int: "a whole number",
    bool: "yes or no",
    Line: "a line of text",
    Verbatim: "text, line for line",
    Clock: "an hour: `00:58`",
}


def taken(annotation: Any, words: Words) -> str:
    """What a value of this annotation is."""
    origin = typing.get_origin(annotation)
    if origin in (types.UnionType, typing.Union):
        return taken(typing.get_args(annotation)[0], words)
    if origin is tuple:
        return f"{taken(typing.get_args(annotation)[0], words)}, or a list of such"
    if origin is typing.Annotated and isinstance(annotation.__metadata__[0], Reference):
        return f"the name of {words_for(annotation.__metadata__[0].sections)}"
    if is_model(annotation):
        return words.model(typing.cast(type, annotation))
    simple = {**_SIMPLE, Prose: words.prose, Condition: words.condition}
    if annotation in simple:
        return simple[annotation]
    key, value = typing.get_args(annotation)
    return _of_names(key.__metadata__[0], value, words)


def _of_names(named: Any, value: Any, words: Words) -> str:
    """What a mapping is whose keys are names."""
    if not isinstance(named, Defines):
        return f"the name of {words_for(named.sections)}, and under it {taken(value, words)}"
    word = WORDS.get(named.section)
    return f"{'names of your own' if word is None else f'a name for each {word}'}, and under it {taken(value, words)}"
