"""`stats`: how much there is to read, who speaks how much of it, and how many moves there are."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from game.author.loading import playable
from game.author.playthroughs.texts import WORD, passages_of
from game.exits import FINE, PROBLEMS
from game.story.prose import Body, Emphasis, If, Insert, Prose, Vary
from game.story.speech import speech_at
from game.story.story import Story, choices_of
from game.story.tags import paragraphs_of

WORDS_A_MINUTE = 230
"""How fast prose is read silently: 238 words a minute for English non-fiction, 260 for fiction, in Brysbaert's
meta-analysis (Journal of Memory and Language 109, 2019); less here, for documents are read slowly."""


def stats(folder: Path, form: str) -> int:
    """Writes the counts of the story in a folder; returns 1 if the story has errors."""
    found = playable(folder)
    if found is None:
        return PROBLEMS
    counts = count(found[0])
    if form == "json":
        sys.stdout.write(json.dumps(counts, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _text(counts))
    return FINE


def count(story: Story) -> dict[str, object]:
    """The counts, by what they count."""
    by_owner: dict[str, Counter[str]] = {title: Counter() for title, _ in _OWNERS.values()}
    by_person: Counter[str] = Counter()
    speakers = {person.speaker: person.name for person in story.people.values()}
    for section, owner, text in prose_of(story):
        title, named = _OWNERS[section]
        by_owner[title][named(owner)] += words_in(text)
        for speaker, words in _speeches(text):
            by_person[speakers.get(speaker, "narration")] += words
    passages = sum(counter.total() for counter in by_owner.values())
    lines = sum(len(text.split()) for text in _lines(story))
    documents = sum(len(evidence.document.split()) for evidence in story.evidence.values())
    words = passages + lines + documents
    return {
        "words": words,
        "words in passages": passages,
        "words in documents": documents,
        "words in choices, claims and findings": lines,
        "minutes to read all": round(words / WORDS_A_MINUTE),
        "scenes": len(story.scenes),
        "choices": sum(1 for _ in choices_of(story)),
        "evidence": len(story.evidence),
        "accounts": len(story.accounts),
        "claims": len(story.claims),
        "confrontations": sum(len(claim.broken_by) + len(claim.answered) for claim in story.claims.values()),
        "endings": len(story.endings),
        **({"draws": len(story.draws)} if story.draws else {}),
        "words by person": dict(by_person.most_common()),
        **{title: dict(counter.most_common()) for title, counter in by_owner.items()},
    }


_OWNERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "scenes": ("words by scene", str),
    "choices": ("words by scene", lambda name: name.partition(".")[0]),
    "leads": ("words by lead", str),
    "claims": ("words of answers, by account", lambda name: name.partition(".")[0]),
    "people": ("words of answers to wild tries, by person", str),
}
"""For each section that has passages, under which heading its words are counted, and under which name there."""


def prose_of(story: Story) -> Iterator[tuple[str, str, Prose]]:
    """Every passage's prose, with the section and the name of what it belongs to."""
    for section, owner, passages in passages_of(story):
        yield from ((section, owner, passage.text) for passage in passages)


def _lines(story: Story) -> Iterator[str]:
    for _, choice in choices_of(story):
        yield choice.text
    for claim in story.claims.values():
        yield claim.says
        yield from (told.says for told in claim.told_as)
        yield from (answer.asks for answer in (*claim.broken_by.values(), *claim.answered.values()) if answer.asks)
    for evidence in story.evidence.values():
        yield evidence.finding


def words_in(text: Prose) -> int:
    """How many words of a prose text are read, with all of its branches."""
    return sum(words for _, words in _speeches(text))


def _speeches(text: Prose) -> Iterator[tuple[str, int]]:
    """For each paragraph who speaks it, or nobody, and its words; the paragraphs of every branch count."""
    joined = "".join(part for part in _read(text.body))
    for start, paragraph in paragraphs_of(joined):
        speech = speech_at(joined, start + len(paragraph) - len(paragraph.lstrip()))
        said = joined[speech[1] : start + len(paragraph)] if speech else paragraph
        yield (speech[0] if speech else ""), len(WORD.findall(said))


def _read(body: Body) -> Iterator[str]:
    """The text of a body with all of its branches, one after the other; an inserted value counts as a word."""
    for part in body:
        match part:
            case str():
                yield part
            case Insert():
                yield "x"
            case Emphasis():
                pass
            case If(branches):
                for _, branch in branches:
                    yield from (*_read(branch), " ")
            case Vary(bodies):
                for inner in bodies:
                    yield from (*_read(inner), " ")


def _text(counts: dict[str, object]) -> Iterator[str]:
    for name, value in counts.items():
        if isinstance(value, dict):
            yield from [f"{name}:"] if value else []
            yield from (f"{number:8,}  {entry}" for entry, number in value.items())
        else:
            yield f"{value:8,}  {name}"
