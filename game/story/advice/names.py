"""What an author most likely meant by a name that nothing bears where it stands.

Nothing of this is asked for in a story without mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from game.lean import pattern
from game.story.advice.keys import unseen_in, visible
from game.story.diagnostics import MOST_LISTED, listed
from game.story.kinds import WORDS
from game.story.model import Sections

Defined = Mapping[str, Collection[str]]
"""For each section, the names that it gives."""

ASKED_WITH = {
    "evidence": "found", "accounts": "heard", "claims": "heard", "people": "met", "scenes": "visited",
    "leads": "followed", "draws": "drawn",
}  # fmt: skip
"""For sections whose names do not stand bare in conditions, the test that asks about them."""

_EFFECTS = {"facts": "set", "numbers": "change", "evidence": "find", "accounts": "hear", "people": "meet"}
"""For sections whose things an effect is about, its key."""

_HOMES = {"questions": "reconstruction"}
"""For sections that are called otherwise in a story's files, what they are called there."""

_NAME = pattern(r"[a-z]\w*(?:\.\w+)?", re.ASCII)
_EFFECT = pattern(r"\b(?:set|clear|change|find|hear|meet)\s*:\s*(?:\{[^}]*|[^:]*)$")
_AND = pattern(r"\s*(?:,|\band\b|\+|&)\s*")
_WAY = pattern(r"([a-z]\w*)\s*[({,]?\s*(?:if|when)\b[\s:]*([^)}]+?)[)}]?", re.ASCII)
_COMPARED = pattern(
    r"\b(?:drawn\()?([a-z]\w*)\)?\s*([=!<>]=?=?|\b(?:is\s+not|is|equals)\b)\s*([a-z]\w*|-?\d+)\b(?!\()", re.ASCII
)
_TRUTHS = {
    **dict.fromkeys(("true", "yes", "1", "on"), True), **dict.fromkeys(("false", "no", "0", "off"), False),
}  # fmt: skip
_BRACKETS = pattern(r"\b([a-z]\w*)\s*\(([^()]*)\)", re.ASCII)
_BETWEEN_COMMAS = pattern(r"[^,]+")
_QUOTES = "\"'“”„«»‘’‚"  # noqa: RUF001 - these are looked for


def instead_of(name: str, sections: tuple[str, ...], defined: Defined, before: str, asked: str = "") -> str:
    """The end of the message about a name that none of the sections gives; nothing if it is most likely misspelt.

    `before` is what stands before it on its line; `asked` is the test in whose brackets it stands, if it does in one's.
    """
    if (seen := visible(name)) != name and _knows(seen, sections, defined):
        if name.strip() == seen:
            return f"; a blank stands beside it: write {seen}"
        return unseen_in(seen, seen)
    several = [part for part in _AND.split(name) if part]
    if len(several) > 1 and all(_knows(part, sections, defined) for part in several) and "scenes" not in sections:
        return f"; several names stand in brackets: [{', '.join(several)}]"
    way = _WAY.fullmatch(name) if "scenes" in sections else None
    if way and _knows(way[1], sections, defined):
        return f"; a way that is taken only under a condition is written {{scene: {way[1]}, when: {way[2]}}}"
    return _other_kind(name, sections, defined, before, asked)


def called(words: str, sections: tuple[str, ...], story: Sections) -> str:
    """The end of the message about a name that nothing bears, if it is what players read of a thing; else nothing."""
    told = _plain(words)
    for section in sections:
        for name, thing in _things(section, story):
            texts = [thing, *(getattr(thing, key, None) for key in ("title", "name", "text", "called"))]
            if any(isinstance(text, str) and _plain(text) == told for text in texts):
                return f"; that is what “{name}” is called: write {name}"
    return ""


def _things(section: str, story: Sections) -> Iterator[tuple[str, Any]]:
    """The things of a section with their names; answers by their own names alone."""
    if section == "theories":
        yield from (answer for question in story.reconstruction.values() for answer in question.answers.items())
    else:
        yield from (getattr(story, _HOMES.get(section, section), None) or {}).items()


def words_in_brackets(condition: str) -> Iterator[tuple[str, int, str, int]]:
    """What stands in the brackets of tests and is words for players, or in quotation marks: no name is either.

    Each with its test, the number of the words among the names there, and where they begin.
    """
    for found in _BRACKETS.finditer(condition):
        for number, part in enumerate(_BETWEEN_COMMAS.finditer(found[2])):
            words = part[0].strip()
            if words[:1] in _QUOTES or (" " in words and words != words.lower()):
                yield found[1], number, words, found.start(2) + part.start() + part[0].index(words)


def instead_of_words(words: str, sections: tuple[str, ...], story: Sections) -> str:
    """Why words for players cannot stand in the brackets of a test, and the name of what they are called of."""
    said = words.strip(_QUOTES)
    if _NAME.fullmatch(said):
        return f"a name stands in brackets without quotation marks: write {said}"
    name = called(said, sections, story).rpartition(": ")[2]
    return f"“{said}” is text, and a name stands in brackets{name and f': {name}'}"


def _plain(text: str) -> str:
    return " ".join(text.casefold().rstrip(".").split())


def _knows(name: str, sections: tuple[str, ...], defined: Defined) -> bool:
    return any(name in defined.get(section, ()) for section in sections)


def _other_kind(name: str, sections: tuple[str, ...], defined: Defined, before: str, asked: str) -> str:
    """What a name stands for in place of what should stand there."""
    if asked == "broken" and name in defined.get("accounts", ()):
        claim = next((one for one in defined.get("claims", ()) if one.startswith(f"{name}.")), f"{name}.…")
        return f"; “{name}” is an account: ask about one claim, as in {claim}, or write broken_in({name}) >= 1"
    claims = defined.get("claims", ()) if "claims" in sections else ()
    if any(name in claim.split(".") for claim in claims):
        return ""
    kinds = dict.fromkeys((*_EFFECTS, "conditions", *ASKED_WITH, *defined))
    section = next((kind for kind in kinds if kind in WORDS and name in defined.get(kind, ())), None)
    if section is None or section in sections:
        return ""
    noun = WORDS[section]
    told = f"; “{name}” is {'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    if asked:
        return f"{told}: {asking(name, section)}" if asking(name, section) else told
    effect = _EFFECTS.get(section) if _EFFECT.search(before) else None
    names = [one for other in sections for one in defined.get(other, ())]
    return f"{told}: use “{effect}”" if effect else f"{told}{listed(names) if len(names) <= MOST_LISTED else ''}"


def asking(name: str, section: str) -> str:
    """How a condition asks about a name of a section; nothing if it cannot."""
    if section in ("facts", "conditions"):
        return f"write {name}"
    if section == "numbers":
        return f"write {name} >= 1"
    test = ASKED_WITH.get(section)
    return f"write {test}({name}{', …' * (section == 'draws')})" if test else ""


def instead_of_question(name: str, defined: Defined) -> str:
    """What to write in place of a name with others in brackets that is no test, if the name stands for something."""
    for section in ("facts", "conditions", "numbers"):
        if name in defined.get(section, ()):
            return f"“{name}” is a {WORDS[section]} and takes no brackets: {asking(name, section)}"
    return ""


def drawn(name: str, value: str, defined: Defined) -> str:
    """The test that asks whether a value was drawn, if it may have been."""
    return f"write drawn({name}, {value})" if name in defined.get("draws", ()) else ""


def instead_of_comparing(condition: str, defined: Defined) -> str:
    """What to do about a condition that cannot be read, if it compares two names; nothing if that is not it."""
    for found in _COMPARED.finditer(condition):
        name, sign, value = found.groups()
        if told := drawn(name, value, defined):
            return f"what is drawn is not compared: {told}"
        kind = next((section for section in ("facts", "conditions") if name in defined.get(section, ())), None)
        if kind and value in _TRUTHS:
            is_so = _TRUTHS[value] is not ("!" in sign or "not" in sign)
            return f"“{name}” is a {WORDS[kind]} and stands alone: write {'' if is_so else 'not '}{name}"
        if name not in defined.get("numbers", ()):
            continue
        if value in defined["numbers"]:
            return f"“{name}” can be compared with a number in digits only, and not with “{value}”"
        if sign[0] in "ie" and value.lstrip("-").isdecimal():
            return f"to compare, write {name} {'!=' if 'not' in sign else '=='} {value}"
    return ""
