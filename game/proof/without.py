"""A story without some of its evidence: where it would be found nothing is found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from game.play.rules import Rules
from game.story.conditions import Condition
from game.story.model import Effects
from game.story.prose import Prose
from game.story.story import Claims


def rules_without(rules: Rules, dropped: Collection[str]) -> Rules:
    """The rules of the story without these pieces of evidence. Memories mean the same in both."""
    story = rules.story
    accounts = _without(story.accounts, dropped)
    changed = replace(
        story,
        scenes=_without(story.scenes, dropped),
        leads=_without(story.leads, dropped),
        accounts=accounts,
        claims=Claims(accounts, story.claims),
    )
    return Rules(changed, rules.layout)


def _without(thing: Any, dropped: Collection[str]) -> Any:
    """A part of a story in which the evidence is not found."""
    match thing:
        case Condition() | Prose():
            return thing
        case tuple():
            return tuple(_without(one, dropped) for one in thing)
        case Struct():
            new = {item.name: _without(getattr(thing, item.name), dropped) for item in fields(thing)}
            if isinstance(thing, Effects):
                new["find"] = tuple(name for name in thing.find if name not in dropped)
            return replace(thing, **new)
        case str() | int() | None:
            return thing
        case _:
            return {name: _without(one, dropped) for name, one in thing.items()} if hasattr(thing, "items") else thing
