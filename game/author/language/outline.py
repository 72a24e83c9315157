"""The outline of a file: its sections, what they give, and the choices, claims and answers inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from game.author.language.shapes import defines, shape_at
from game.author.language.telling import title_of
from game.story import tree
from game.story.model import Sections


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a file gives: lines and columns count from 0; `last` is the last line that belongs to it."""

    name: str
    title: str
    section: str
    line: int
    column: int
    last: int
    inside: tuple[Entry, ...] = ()


def outline(root: tree.Mapping | None, sections: Sections | None) -> tuple[Entry, ...]:
    """The entries of a file, outermost first."""
    if root is None:
        return ()
    last = len(root.source.lines) - 1
    return tuple(_entries(root, (), sections, last))


def _entries(node: tree.Node, path: tuple[str, ...], found: Any, last: int) -> Iterator[Entry]:
    """The entries of a mapping; of a mapping with keys of its own, those keys whose values give names."""
    if not isinstance(node, tree.Mapping):
        return
    keys = list(node.entries.items())
    ends = [key.line - 1 for _, (key, _) in keys[1:]] + [last]
    section = defines(shape_at(path))
    for (name, (key, value)), end in zip(keys, ends, strict=True):
        inner = (*path, name)
        end = max(end, key.line)  # noqa: PLW2901 - two keys may stand on one line
        gives = defines(shape_at(inner))
        if section is None and gives is None:
            continue
        own = _value(found, name)
        inside = tuple(_entries(value, inner, own, end))
        if section is not None:
            yield Entry(name, title_of(own), section, key.line, key.column, end, _without_keys(inside))
        else:
            yield Entry(name, "", "", key.line, key.column, end, inside)


def _without_keys(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """What stands inside a thing, without the key `choices` or `claims` around it."""
    return tuple(inner for entry in entries for inner in ((entry,) if entry.section else entry.inside))


def _value(found: Any, name: str) -> Any:
    if hasattr(found, "get"):
        return found.get(name)
    return getattr(found, name.replace(" ", "_"), None)
