"""What can be written at a place: keys, names and the words of conditions and prose, and nothing that cannot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from game.author.language.cursor import Cursor
from game.author.language.names import BARE, Name
from game.author.language.shapes import (
    defines,
    is_list,
    keys_are_names_in,
    keys_of,
    sections_of,
    shape_at,
    short_form,
)
from game.author.language.stories import WrittenStory
from game.author.language.telling import kind_of, needs, signature, thing, title_of
from game.story.checks.tests import INSIDE, QUESTIONS
from game.story.conditions import Condition
from game.story.prose import Prose
from game.story.reserved import REFUTED, WRITTEN

_WORD = re.compile(r"[\w.]*$")
_TEST = re.compile(r"([A-Za-z_]\w*)\(([^()]*)$")
_OPEN_TAG = re.compile(r"(?<!\[)\[(?!\[)([^\[\]]*)$")
_OPEN_BRACE = re.compile(r"(?<!\{)\{(?!\{)([^{}]*)$")
_CONDITION_TAG = re.compile(r"\s*(?:else\s+)?if\b")
_SPEAKER = re.compile(r"(?:\A|\n[ \t]*\n|\][ \t]*\n)[ \t]*([^\W\d_a-z][^\Wa-z]*)?$")
_TAGS = ("if", "else if", "else", "end", "first", "then")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be written at a place."""

    text: str
    """What is written in place of the word before the cursor."""
    kind: str
    """`key`, `name`, `test`, `word` or `speaker`."""
    detail: str = ""
    means: str = ""
    label: str = ""
    """What the list shows, if not the text."""


def typed(cursor: Cursor) -> str:
    """The part of the text before the cursor that an offer takes the place of."""
    if not cursor.after_key and not cursor.in_list and keys_of(shape_at(cursor.path)):
        return cursor.before
    found = _WORD.search(cursor.before)
    return found[0] if found else ""


def offers(cursor: Cursor, story: WrittenStory) -> list[Offer]:
    """Everything that can be written at a cursor."""
    shape = shape_at(cursor.path)
    found: list[Offer] = []
    if not cursor.after_key:
        found += _keys(shape, cursor, story)
        if cursor.in_list or not is_list(cursor.path):
            found += _values(shape if not keys_of(shape) else short_form(shape), cursor, story, bare=True)
    else:
        found += _values(short_form(shape) or shape, cursor, story)
    return list(dict.fromkeys(found))


def _keys(shape: Any, cursor: Cursor, story: WrittenStory) -> Iterator[Offer]:
    for key in keys_of(shape):
        if key.name not in cursor.siblings:
            yield Offer(f"{key.name}: ", "key", needs(key), key.means, key.name)
    for offer in _names(keys_are_names_in(shape), story):
        if offer.text not in cursor.siblings:
            yield Offer(f"{offer.text}: ", "name", offer.detail, offer.means, offer.text)
    if defines(shape) == "claims":
        for offer in _names(("moments",), story):
            if offer.text not in cursor.siblings:
                yield Offer(f"{offer.text}: ", "name", offer.detail, "A claim about this moment.", offer.text)


def _values(shape: Any, cursor: Cursor, story: WrittenStory, *, bare: bool = False) -> Iterable[Offer]:
    if shape is Condition:
        return in_condition(cursor.before, story)
    if shape is Prose:
        return [] if bare else in_prose(cursor.before, story)
    if shape is bool:
        return (Offer("yes", "word"), Offer("no", "word"))
    return _names(sections_of(shape), story)


def _names(sections: tuple[str, ...], story: WrittenStory, *, inside: str | None = None) -> Iterator[Offer]:
    """The names of sections; with `inside`, the own names of what is inside a thing."""
    for section in sections:
        for whole in story.defined.get(section, ()):
            name = Name(section, whole)
            if inside is not None and not whole.startswith(f"{inside}."):
                continue
            yield Offer(whole if inside is None else name.own, "name", kind_of(name), title_of(thing(name, story)))


def in_condition(before: str, story: WrittenStory) -> Iterator[Offer]:
    """What can follow in a condition; inside brackets, the names that the test takes there."""
    if found := _TEST.search(before):
        question = QUESTIONS.get(found[1])
        arguments = found[2].split(",")
        taken = question.sections(len(arguments)) if question else ()
        if len(arguments) > len(taken):
            return
        sections = taken[len(arguments) - 1]
        yield from _names(sections, story, inside=arguments[0].strip() if sections in INSIDE else None)
        return
    yield from _names(BARE, story)
    for word, question in QUESTIONS.items():
        yield Offer(
            f"{word}(", "test", "a number" if question.counts else "true or not", question.means, signature(word)
        )
    yield Offer(REFUTED, "test", "a number", "how many of the player's answers cannot stand beside what has been found")
    yield from (Offer(word, "word") for word in ("and", "or", "not"))


def in_prose(before: str, story: WrittenStory) -> Iterator[Offer]:
    """What can follow in prose: a tag, a condition in one, an insert, or who speaks."""
    if found := _OPEN_TAG.search(before):
        if tag := _CONDITION_TAG.match(found[1]):
            yield from in_condition(found[1][tag.end() :], story)
        else:
            yield from (Offer(tag, "word") for tag in _TAGS)
    elif found := _OPEN_BRACE.search(before):
        written = re.match(rf"\s*({'|'.join(WRITTEN)})\.", found[1])
        if written:
            yield from (_with(written[1], offer) for offer in _names(("questions",), story))
        else:
            yield from _names(("numbers", "claims"), story)
            yield from (Offer(f"{word}.", "word", means="what the player has answered") for word in WRITTEN)
    elif _SPEAKER.search(before):
        for person in story.named("people").values():
            yield Offer(f"{person.speaker}: ", "speaker", "person", person.name, person.speaker)


def in_tag(before: str) -> bool:
    """Whether prose stands inside the condition of a tag at its end."""
    found = _OPEN_TAG.search(before)
    return found is not None and _CONDITION_TAG.match(found[1]) is not None


def _with(first: str, offer: Offer) -> Offer:
    return Offer(f"{first}.{offer.text}", offer.kind, offer.detail, offer.means)


_PLAYED = (
    (re.compile(r"\s*(?:expect\s+scene|from)\s+\w*$"), ("scenes",)),
    (re.compile(r"\s*expect\s+ending\s+\w*$"), ("endings",)),
    (re.compile(r"\s*expect\s+coda\s+\w*$"), ("codas",)),
    (re.compile(r"\s*expect\s+mark\s+[\w.]*$"), ("claims",)),
    (re.compile(r"\s*>\s*\S+\s+x\s+[\w.]*$"), ("evidence", "claims")),
    (re.compile(r"\s*>\s*[\w.]*$"), ("claims", "leads")),
)
"""Beginnings of lines of playthroughs, and the sections whose names can follow."""

_EXPECTED = re.compile(r"\s*expect\s+(?!(?:text|no|mark|scene|ending|coda)\b)(.*)$")

_GIVEN = re.compile(r"\s*(?:from\s+\w+\s+)?with\s+(?:[^(),]*(?:\([^()]*\))?\s*,)*\s*(.*)$")
"""What holds where a play begins, up to the last of it."""


def in_play(before: str, story: WrittenStory) -> Iterator[Offer]:
    """What can follow on a line of a playthrough."""
    for beginning, sections in _PLAYED:
        if beginning.match(before):
            yield from _names(sections, story)
    if re.match(r"\s*>\s*\w*$", before):
        for whole in story.defined.get("choices", ()):
            name = Name("choices", whole)
            yield Offer(name.own, "name", f"choice in {whole.partition('.')[0]}", title_of(thing(name, story)))
    if expected := _EXPECTED.match(before):
        yield from in_condition(expected[1], story)
        if re.fullmatch(r"\w*", expected[1]):
            yield from (Offer(word, "word") for word in ("scene", "text", "no text", "mark", "ending", "coda"))
    if given := _GIVEN.match(before):
        yield from (offer for offer in in_condition(given[1], story) if offer.kind != "word")
    if re.fullmatch(r"\s*\w*", before):
        yield from (Offer(word, "word") for word in ("> ", "expect ", "from ", "with ", "after "))
