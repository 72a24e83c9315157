"""What a name is, in words: for hovers, and beside the names that are offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from game.author.language.names import AROUND, Name
from game.author.language.shapes import Key, about
from game.author.language.stories import WrittenStory
from game.story.checks.tests import QUESTIONS
from game.story.kinds import WORDS
from game.story.model import (
    Account,
    Choice,
    Claim,
    Conclusion,
    Draw,
    Evidence,
    Fact,
    Hint,
    NamedCondition,
    Number,
    Person,
    Promise,
    Question,
    Scene,
    Term,
    Theory,
    Value,
)
from game.story.source import path_within

_MOST_WORDS = 40

_LONGER: dict[str, str] = {"terms": "word of the glossary", "hints": "hint", "conclusions": "conclusion"}

_KEPT_IN = {"questions": "reconstruction", "terms": "glossary"}
"""The sections of a file that are not called as the names they give."""


def kind_of(name: Name) -> str:
    """What a name is one of: “scene”, “piece of evidence”."""
    return WORDS.get(name.section) or _LONGER.get(name.section, name.section)


def thing(name: Name, story: WrittenStory) -> Any:
    """What bears the name, as the model has it; None if it could not be read."""
    around = AROUND.get(name.section)
    if around is None:
        return story.named(_KEPT_IN.get(name.section, name.section)).get(name.whole)
    first, _, own = name.whole.partition(".")
    outer = story.named(_KEPT_IN.get(around, around)).get(first)
    inner = {"claims": "claims", "choices": "choices", "theories": "answers", "values": "one_of"}[name.section]
    return getattr(outer, inner, {}).get(own)


def title_of(found: Any) -> str:
    """What a thing is called, in one line; nothing if it has no words of its own."""
    for attribute in ("says", "title", "name", "text", "means", "term", "question"):
        words = getattr(found, attribute, None)
        if isinstance(words, str):
            return words
    return found.holds_when.text if isinstance(found, NamedCondition) else ""


def hover_of(name: Name, story: WrittenStory) -> str:
    """What a name is, as Markdown: its kind and title, what matters of it, and where it is given."""
    found = thing(name, story)
    lines = [f"**{name.whole}** · {kind_of(name)}"]
    if found is not None:
        if title := title_of(found):
            lines.append(plain(title))
        lines += [f"{label}: {plain(words)}" for label, words in _details(found, name) if words]
    place = story.defined[name.section][name.whole].place
    lines.append(f"`{path_within(story.file_of(place), story.folder)}:{place.line}`")
    return "\n\n".join(lines)


def plain(words: str) -> str:
    """An author's words in Markdown: nothing in them is markup."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|~" else character for character in words)


def _details(found: Any, name: Name) -> Iterator[tuple[str, str]]:
    """What matters of a thing, each with its label."""
    for kind, tell in _TOLD.items():
        if isinstance(found, kind):
            yield from tell(found)
    if isinstance(found, Claim):
        yield "About", found.moment or name.own


def _scene(scene: Scene) -> Iterator[tuple[str, str]]:
    yield "Where", ", ".join(filter(None, (scene.episode, scene.place, scene.hour)))
    yield "Begins", _first_words(scene.passage)
    yield "Choices", ", ".join(scene.choices)
    yield "Next", ", ".join(way.scene for way in scene.next)
    yield "Ending", scene.ending or ""


def _choice(choice: Choice) -> Iterator[tuple[str, str]]:
    yield "When", choice.when.text if choice.when else ""
    yield "Locked", choice.locked or ""
    yield "Goes to", ", ".join(way.scene for way in choice.goto)


def _first_words(passages: tuple[Any, ...]) -> str:
    words = " ".join(passages[0].text.text.split()) if passages else ""
    cut = words.split(" ")
    return words if len(cut) <= _MOST_WORDS else " ".join(cut[:_MOST_WORDS]) + " …"


def _claim(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "Broken by", ", ".join(claim.broken_by)
    yield "Answered", ", ".join(claim.answered)
    yield "Supported by", ", ".join(claim.supported_by)
    yield "Is", ", ".join(word for word, holds in (("protected", claim.protected), ("a gap", claim.gap)) if holds)


def _account(account: Account) -> Iterator[tuple[str, str]]:
    yield "Teller", account.teller
    yield "Revises", account.revises or ""
    yield "Opens when", account.opens_when.text if account.opens_when else ""
    yield "Claims", ", ".join(account.claims)


_TOLD: dict[type, Callable[[Any], Iterator[tuple[str, str]]]] = {
    Scene: _scene,
    Choice: _choice,
    Claim: _claim,
    Account: _account,
    Evidence: lambda one: iter((("Finding", one.finding), ("Bears on", ", ".join(one.bears_on)))),
    Person: lambda one: iter((("Speaks as", one.speaker),)),
    Number: lambda one: iter((("From", f"{one.from_} to {one.to}, at the start {one.start}"),)),
    NamedCondition: lambda one: iter((("Holds when", one.holds_when.text),)),
    Question: lambda one: iter((("Answers", ", ".join(one.answers)),)),
    Theory: lambda one: iter((("Refuted when", one.refuted_when.text if one.refuted_when else ""),)),
    Hint: lambda one: iter((("Solved when", one.solved_when.text), ("Answer", one.answer))),
    Term: lambda one: iter((("Means", one.means),)),
    Promise: lambda one: iter((("Never", one.never.text if one.never else ""),)),
    Conclusion: lambda one: iter((("Holds when", one.holds_when.text),)),
    Fact: lambda one: iter(()),
    Draw: lambda one: iter((("One of", ", ".join(one.one_of)),)),
    Value: lambda one: iter(()),
}


def hover_of_key(path: tuple[str, ...]) -> str | None:
    """What a key of the format is for, as Markdown; None if the format has no such key there."""
    key = about(path)
    return None if key is None else f"**{key.name}** · {needs(key)}\n\n{key.means}"


def needs(key: Key) -> str:
    """What a key takes, and whether it has to be there."""
    return f"{key.takes}; needed" if key.needed else key.takes


def hover_of_question(word: str) -> str | None:
    """What a test of conditions asks, as Markdown; None if there is no such test."""
    question = QUESTIONS.get(word)
    if question is None:
        return None
    return f"**{signature(word)}** · {'a number' if question.counts else 'true or not'}\n\n{question.means}."


def signature(word: str) -> str:
    """A test of conditions with what it takes: `put(claim, exhibit)`."""
    question = QUESTIONS[word]
    taken = [" or ".join(WORDS[section] for section in sections) for sections in question.arguments]
    return f"{word}({', '.join([*taken, '…'] if question.several else taken)})"


def speaker(story: WrittenStory, capitals: str) -> Name | None:
    """The person who speaks as these capitals."""
    people = story.named("people")
    return next((Name("people", name) for name, person in people.items() if person.speaker == capitals), None)
