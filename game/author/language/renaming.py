"""A new name for something, everywhere: in the files of the story and in its playthroughs.

A rename changes one id and nothing else. A claim that took its moment from its own name is told its moment where one of
the two gets a new name, so that the other keeps its own, and with it every save.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.author.language.names import AROUND, Name, Occurrence
from game.author.language.stories import WrittenStory
from game.author.language.telling import kind_of
from game.story import tree
from game.story.checks.clashes import RESERVED, TOGETHER
from game.story.schema import ID_PATTERN
from game.story.source import path_within


class CannotRename(Exception):
    """Why something cannot get a new name, in words for the author."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one line: from one column to another, counted from 0, stands another text."""

    line: int
    start: int
    end: int
    text: str


def renameable(found: list[Occurrence], story: WrittenStory) -> tuple[Occurrence, Name] | None:
    """What a rename at a place would be about: the occurrence, and the name it is one of; None if there is none."""
    for one in found:
        name = story.name_of(one)
        if name is not None:
            return one, name
    return None


def rename(name: Name, new: str, story: WrittenStory, buffers: Mapping[Path, str]) -> dict[Path, list[Edit]]:
    """The edits of each file; raises CannotRename."""
    _judge(name, new, story)
    edits: dict[Path, list[Edit]] = {}
    for path, one in story.occurrences(buffers):
        if story.name_of(one) != name:
            continue
        line, start = one.place.line - 1, one.place.column - 1
        if one.implied:
            edits.setdefault(path, []).append(_moment_of(one, new, story, path))
        else:
            edits.setdefault(path, []).append(Edit(line, start, start + one.length, new))
    if name.section == "claims":
        given = story.defined["claims"][name.whole]
        path = story.file_of(given.place)
        if any(one.implied and one.place == given.place for one in story.names_of(path).occurrences):
            edits[path].append(_moment_of(given, name.own, story, path))
    return {path: sorted(found, key=lambda edit: (edit.line, edit.start)) for path, found in edits.items()}


def _judge(name: Name, new: str, story: WrittenStory) -> None:
    """Raises CannotRename if the story could not have the new name."""
    if not re.search(ID_PATTERN, new):
        raise CannotRename("A name is made of small letters, digits and _, and begins with a letter.")
    if new == name.own:
        raise CannotRename("That is its name already.")
    broken = sorted(path_within(path, story.folder) for path in story.broken)
    if broken:
        raise CannotRename(f"{broken[0]} cannot be read just now, and the name may stand in it: mend it first.")
    whole = f"{name.whole.rpartition('.')[0]}.{new}" if name.section in AROUND else new
    together = TOGETHER if name.section in TOGETHER else (name.section,)
    for section in together:
        if whole in story.defined.get(section, {}):
            raise CannotRename(f"There is a {kind_of(Name(section, whole))} “{whole}” already.")
    if new in RESERVED.get(name.section, ()):
        raise CannotRename(f"“{new}” means something else already.")


def _moment_of(one: Occurrence, moment: str, story: WrittenStory, path: Path) -> Edit:
    """The edit that tells a claim its moment."""
    value = _claim_at(one, story, path)
    if value is None:
        raise CannotRename(f"Give the claim at {path_within(path, story.folder)}:{one.place.line} its moment first.")
    line = value.source.lines[value.line]
    if line[value.column : value.column + 1] == "{":
        return Edit(value.line, value.column + 1, value.column + 1, f"moment: {moment}, ")
    return Edit(value.line, value.column, value.column, f"moment: {moment}\n{' ' * value.column}")


def _claim_at(one: Occurrence, story: WrittenStory, path: Path) -> tree.Mapping | None:
    """The keys and values of the claim whose name stands at a place."""
    root = story.names_of(path).root
    accounts = root.entries.get("accounts", (None, None))[1] if root else None
    for _, account in accounts.entries.values() if isinstance(accounts, tree.Mapping) else ():
        claims = account.entries.get("claims", (None, None))[1] if isinstance(account, tree.Mapping) else None
        for key, claim in claims.entries.values() if isinstance(claims, tree.Mapping) else ():
            if (
                key.line == one.place.line - 1
                and key.column <= one.place.column - 1
                and isinstance(claim, tree.Mapping)
            ):
                return claim
    return None
