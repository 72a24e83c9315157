"""What an author most likely meant where a key or a value is not what the format takes there.

Nothing of this is asked for in a story without mistakes.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import fields

from game.lean import pattern
from game.story import tree
from game.story.diagnostics import nearest
from game.story.kinds import WORDS, key_of
from game.story.model import Sections

OTHER_NAMES = {
    "when": ("condition", "conditions", "if", "needs", "only if", "require", "required", "requires", "show if"),
    "holds when": ("condition", "if", "when"),
    "goto": ("destination", "go", "go to", "leads to", "link", "next scene", "target", "to"),
    "next": ("destination", "go", "go to", "goto", "leads to", "link", "next scene", "target", "to"),
    "scene": ("destination", "goto", "target", "to"),
    "passage": ("answer", "body", "content", "desc", "description", "narration", "prose", "reply", "says", "text"),
    "text": ("body", "caption", "content", "desc", "description", "label", "name", "prompt", "question", "title"),
    "document": ("body", "content", "desc", "description", "text"),
    "means": ("desc", "description", "says", "text"),
    "name": ("caption", "heading", "label", "title"),
    "title": ("caption", "heading", "label", "name"),
    "choices": ("actions", "moves", "options"),
    "answers": ("choices", "options"),
    "from": ("least", "min", "minimum"),
    "to": ("greatest", "max", "maximum", "most"),
    "start": ("default", "initial", "value"),
    "meet": ("cast", "characters", "people", "person", "who"),
    "teller": ("by", "person", "speaker", "who", "witness"),
    "find": ("clue", "clues", "evidence", "give", "item", "items"),
    "set": ("fact", "facts", "flag", "flags"),
    "change": ("number", "numbers"),
    "hear": ("account", "accounts", "tell", "tells"),
    "place": ("location", "where"),
    "hour": ("time", "when"),
    "times": ("time",),
    "one of": ("options", "values"),
    "sticky": ("again", "repeat", "repeatable"),
}
"""For keys of the format, what authors write in their place who know it from elsewhere."""

_ONCE = ("once", "one time", "only once")
_SAFE = pattern(r"[^\W_][\w .'’!-]{0,39}")
_HOUR = pattern(r"\d{1,2}:\d\d", re.ASCII)
_COUNTED = pattern(r"([a-z]\w*)\s*[ :=]?\s*([+-]?)\s*(\d{1,7})", re.ASCII)
_ID = pattern(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_WITHOUT_BLANK = pattern(r"(?P<key>[a-z][a-z_0-9 ]*):(?P<value>\S.*)", re.ASCII | re.DOTALL)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
_UNSEEN = r"[\xad\u200b-\u200d\u2060\ufeff]"
_NOUNS = {"reconstruction": "question", "hints": "hint", "glossary": "term", "confrontations": "confrontation"}
_LONGEST = 64
_MOST_SHOWN = 4


def meant_key(name: str, keys: Collection[str]) -> str | None:
    """The key that was most probably meant by one that there is not, or None if none is near."""
    plain = re.sub(r"[-_ ]+", " ", name).strip().lower()
    if plain in keys:
        return plain
    known = (key for key, others in OTHER_NAMES.items() if key in keys and plain in others)
    return next(known, None) or (None if plain in _ONCE else nearest(name, keys))


def without_blank(text: str) -> tuple[str, str] | None:
    """The key and the value in a text that may be both without the blank behind the colon, or None."""
    found = _WITHOUT_BLANK.fullmatch(text)
    return (found["key"], found["value"]) if found else None


def instead_of_quotes(key: str, behind_commas: Iterable[str], keys: Collection[str]) -> str:
    """What to do about the text of a key that a comma ends, by what stands behind each of its commas."""
    for text in behind_commas:
        if (found := without_blank(text)) and found[0] in keys:
            return f"write a blank behind the colon: {found[0]}: {found[1] if is_safe(found[1]) else '…'}"
    return f"put all of the text after “{key}” in quotes"


def own_first(model: type[Struct], keys: Iterable[str]) -> list[str]:
    """The keys of a class of the model, its own before those that it has in common with others."""
    import inspect  # noqa: PLC0415 - it takes longer to import than all else here

    own = {key_of(name): None for base in model.__mro__ for name in inspect.get_annotations(base)}
    return [key for key in own if key in set(keys)]


def instead_of_effect(
    name: str, value: tree.Node, keys: Collection[str], defined: Mapping[str, Collection[str]]
) -> str:
    """The end of the message about a key that is the name of a number or a fact, where effects stand; else nothing."""
    text = value.value.translate(_DASHES).strip() if isinstance(value, tree.Text) else ""
    if name in defined.get("numbers", ()) and "change" in keys:
        by = text if re.fullmatch(r"[+-]?\d{1,7}", text, re.ASCII) else "+1"
        return f"; “{name}” is a number: write `change: {{{name}: {by}}}`"
    if name in defined.get("facts", ()) and "set" in keys:
        effect = "clear" if text.lower() in ("no", "false", "off", "0") else "set"
        return f"; “{name}” is a fact: write `{effect}: {name}`"
    if re.sub(r"[-_ ]+", " ", name).lower() in _ONCE and "sticky" in keys:
        return "; leave it out: without “sticky: yes”, a choice can be taken once"
    return ""


def instead_of_key(name: str, defined: Mapping[str, Collection[str]] = MappingProxyType({})) -> str:
    """The end of the message about a key of a passage that is none: what authors write there; else nothing."""
    if name in ("first", "then"):
        return "; what is told at the first time and then stands in the text: [first]…[then]…[end]"
    if name in defined.get("evidence", ()):
        return "; the answer to one exhibit stands under “answered” of a claim"
    return ""


class Home(typing.NamedTuple):
    """A section, and what one thing in it is called."""

    section: str
    noun: str


def home_of(given: Collection[str], model: type[Struct]) -> Home | None:
    """The one section whose things have all of some keys, and that lack none they need; None if none is."""
    found = [
        home
        for home, (other, keys, needed) in _things().items()
        if other is not model and keys.issuperset(given) and needed <= set(given)
    ]
    return found[0] if len(found) == 1 else None


@cache
def _things() -> dict[Home, tuple[type, frozenset[str], frozenset[str]]]:
    """For each section, the class of its things, their keys, and those that they need."""
    found = {}
    for section, annotation in typing.get_type_hints(Sections, include_extras=True).items():
        given = typing.get_args(annotation)
        if len(given) == 2 and isinstance(given[1], type) and issubclass(given[1], Struct):
            own = fields(given[1])
            noun = _NOUNS.get(section) or WORDS[section]
            needed = frozenset(key_of(item.name) for item in own if item.required)
            found[Home(section, noun)] = given[1], frozenset(key_of(item.name) for item in own), needed
    return found


def form_of(node: tree.Node, takes: Mapping[str, Callable[[str], bool]]) -> str:
    """The end of the message about a text where keys and values stand: how it is written, with what can be kept of it.

    `takes` says of each key that is needed, in order, whether it can take a text.
    """
    if not isinstance(node, tree.Text) or not takes:
        return ""
    said = node.value.strip()
    home = next((key for key, takes_it in takes.items() if takes_it(said)), None) if is_safe(said) else None
    parts = (f"{key}: {said if key == home else '…'}" for key in takes)
    return f"; it is written {{{', '.join(parts)}}}"


def is_safe(text: str) -> bool:
    """Whether a text can be repeated in a message as it would be written between braces."""
    return (_SAFE.fullmatch(text) or _HOUR.fullmatch(text)) is not None


def takes_name(text: str) -> bool:
    """Whether a text may be a name."""
    return _ID.fullmatch(text) is not None


def takes_hour(text: str) -> bool:
    """Whether a text may be an hour of the day."""
    return _HOUR.fullmatch(text) is not None


def takes_number(text: str) -> bool:
    """Whether a text may be a number."""
    return text.isdecimal()


def takes_words(text: str) -> bool:
    """Whether a text may be words for people."""
    return not text.isdecimal()


def form_of_mapping(node: tree.Node, *, counts: bool) -> str:
    """The same where names and values stand; with `counts`, the values are numbers."""
    items = node.items if isinstance(node, tree.Sequence) else [node]
    said = [item.value.translate(_DASHES).strip() for item in items if isinstance(item, tree.Text)]
    if counts:
        found = _COUNTED.fullmatch(" ".join(said))
        return f"; it is written {{{found[1]}: {found[2]}{found[3]}}}" if found else ""
    if not said or len(said) != len(items) or not all(_ID.fullmatch(name) for name in said[:_MOST_SHOWN]):
        return ""
    more = ", …" if len(said) > _MOST_SHOWN else ""
    return f"; it is written {{{', '.join(f'{name}: …' for name in said[:_MOST_SHOWN])}{more}}}"


def form_under(node: tree.Node, under: str) -> str:
    """The same where all names and values belong under one key; nothing without that key."""
    inner = form_of_mapping(node, counts=False).partition(" written ")[2] if under else ""
    return f"; it is written {{{under}: {inner}}}" if inner else ""


def number_meant(text: str) -> str:
    """The end of the message about a text that is no number, if only its sign is none."""
    plain = text.translate(_DASHES)
    is_sign = plain != text and re.fullmatch(r"-\d{1,9}", plain, re.ASCII)
    return f"; write the sign as a hyphen: {plain}" if is_sign else ""


def id_meant(name: str, key: str = "") -> str:
    """The end of the message about what cannot be a name: one that can. The key is that which takes it."""
    if key == "language":
        return "; a language is written as in en or de"
    seen = visible(name)
    if _ID.fullmatch(seen) and seen != name:
        return unseen_in(name, seen)
    if len(name) > _LONGEST and re.fullmatch(r"[a-z]\w*", name, re.ASCII) and name == name.lower():
        return f"; it has {len(name)} characters, and may have {_LONGEST}"
    plain = re.sub(r"\W+", "_", seen.lower()).strip("_")
    begun = re.sub(r"^(\d+)_?(.+)$", r"\2_\1", plain)
    return f"; write {begun}" if _ID.fullmatch(begun) and begun.isascii() else ""


def unseen_in(name: str, seen: str) -> str:
    """The end of the message about a key or a name in which something stands that nobody can see."""
    if name.strip(" ") == seen != name:
        return f"; a blank stands beside it: write {seen}"
    if not name.startswith(seen[:1]):
        return "; it is indented with what only looks like blanks: use blanks"
    return f"; a character that nobody can see stands in it: write {seen} anew"


def visible(name: str) -> str:
    """A name without what nobody can see in it: blanks around it, and characters that take no room."""
    return re.sub(_UNSEEN, "", name).strip()
