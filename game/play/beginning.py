"""What holds where a play begins as an author wants it: what is written behind `with`, `from … with` and `--with`.

It is written in the words of conditions. A fact, a number and most tests are kept as they are; some tests are made of
others, and for those it is said here what they are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from game.play.layout import DRAWN, Layout, Value
from game.play.operations import told_at_once
from game.play.rules import Rules
from game.play.step import Turn, begin
from game.story.diagnostics import suggestion
from game.story.story import Story

_FACT = re.compile(r"\s*(\w+(?:\(\s*[\w.]+(?:\s*,\s*[\w.]+)*\s*\))?)\s*(?:=\s*(-?\d{1,9})\s*)?(?:,|$)")
_CHOSEN = re.compile(r"(\w+)\s*={1,2}\s*([A-Za-z]\w*)")
"""What somebody writes who takes a draw for a number."""

_DERIVED = {
    "found_of": "give found(…) for each piece of evidence",
    "broken_in": "give broken(…) for each claim that is contradicted",
    "leads_followed": "give followed(…) for each lead",
    "ready": "give what its account “opens when” asks for",
    "wrote_any": "give wrote(…) with the answer",
}
"""Tests that are made of others, and what is given in their place."""


def first_turn(rules: Rules, scene: str, facts: str, drawn: Mapping[str, str] | None = None) -> Turn:
    """The turn with which a play begins as an author wants it; raises ValueError, with words.

    Without a scene, it begins at the start of the story. `drawn` is what is drawn where `facts` do not say it; else it
    is the first value of each draw.
    """
    if scene and scene not in rules.story.scenes:
        raise ValueError(f"there is no scene “{scene}”{suggestion(scene, rules.story.scenes)}")
    values: dict[str, Value] = {f"{DRAWN}{name})": value for name, value in (drawn or {}).items()}
    for name, value in facts_in(facts).items():
        for slot, number in _slots(name, value, rules.story, rules.layout):
            _must_be_within(name, number, rules.layout.slots[slot].least, rules.layout.slots[slot].most)
            values[slot] = number
    return begin(rules, scene or None, rules.layout.memory(values))


def facts_in(text: str) -> dict[str, int]:
    """What holds at the start: names as conditions write them, each with the number after its “=”, or 1.

    Raises ValueError, with words, at the first that cannot be read.
    """
    found: dict[str, int] = {}
    position = 0
    while position < len(text):
        fact = _FACT.match(text, position)
        if fact is None:
            rest = text[position:].strip()
            named = _CHOSEN.match(rest)
            of = f", drawn({named[1]}, {named[2]}) for what is drawn" if named else ""
            raise ValueError(f"cannot read “{rest}”; write name, name(of), name=number, with commas between them{of}")
        found[re.sub(r"\s*([,()])\s*", lambda sign: ", " if sign[1] == "," else sign[1], fact[1])] = int(fact[2] or 1)
        position = fact.end()
    return found


def _slots(name: str, value: int, story: Story, layout: Layout) -> Iterator[tuple[str, int]]:
    """The slots that say what is given, each with its value; raises ValueError, with words, if there are none."""
    kind, _, inside = name.removesuffix(")").partition("(")
    first, _, second = inside.partition(", ")
    if name in layout.slots and not second:
        yield name, value
    elif kind == "heard" and first in story.accounts:
        yield from ((f"heard({claim})", value) for claim in told_at_once(story, first))
    elif kind == "visited" and first in story.scenes:
        yield f"visits({first})", value
    elif kind == "followed" and first in story.leads:
        yield f"took({first})", value
    elif kind in ("wrote", "wrote_first") and first in story.reconstruction and second:
        _must_be_within(name, value, 0, 1)
        yield f"{kind}({first})", _number(second, first, "answer", story.reconstruction[first].answers) if value else 0
    elif kind == "drawn" and first in story.draws and second:
        number = _number(second, first, "value", story.draws[first].one_of)
        _must_be_within(name, value, 0, 1)
        if not value:
            raise ValueError(f"one value of “{first}” is always drawn: give another one")
        yield f"{DRAWN}{first})", number
    elif name in layout.slots:
        yield name, value
    else:
        raise ValueError(_unknown(name, kind, story, layout))


def _must_be_within(name: str, value: int, least: int, most: int) -> None:
    """Raises ValueError, with words, if what is given can never be so."""
    if not least <= value <= most:
        raise ValueError(f"“{name}” goes from {least} to {most}, and cannot be {value}")


def _number(name: str, around: str, word: str, names: Iterable[str]) -> int:
    """The number of an answer to a question, or of a value of a draw, from 1."""
    known = list(names)
    if name not in known:
        raise ValueError(f"“{around}” has no {word} “{name}”{suggestion(name, known)}")
    return known.index(name) + 1


def _unknown(name: str, kind: str, story: Story, layout: Layout) -> str:
    """Why something cannot be given, and what can be given in its place."""
    if name in story.draws:
        return f"“{name}” is drawn: write drawn({name}, …) with one of {', '.join(story.draws[name].one_of)}"
    if name in story.conditions:
        asked = " ".join(story.conditions[name].holds_when.text.split())
        return f"“{name}” is a named condition, and holds when “{asked}” does: give the parts of that"
    if kind in _DERIVED:
        return f"“{name}” follows from other things: {_DERIVED[kind]}"
    alike = [*layout.slots, *(f"heard({account})" for account in story.accounts)]
    return f"there is nothing called “{name}”{suggestion(name, alike)}"
