"""`stats`: how much there is to read, who speaks how much of it, and how many moves there are."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from game.story.load import load
from game.story.model import Passage
from game.story.prose import Body, Emphasis, If, Insert, Prose, Vary, paragraphs_of, speech_at
from game.story.story import Story, choices_of

FINE, PROBLEMS = 0, 1
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")

WORDS_A_MINUTE = 230
"""How fast prose is read silently: 238 words a minute for English non-fiction, 260 for fiction, in Brysbaert's
meta-analysis (Journal of Memory and Language 109, 2019); less here, for documents are read slowly."""


def stats(folder: Path, form: str) -> int:
    """Writes the counts of the story in a folder; returns 1 if the story has errors."""
    story = load(folder).story
    if story is None:
        sys.stderr.write("The story has errors; `check` lists them.\n")
        return PROBLEMS
    counts = count(story)
    if form == "json":
        sys.stdout.write(json.dumps(counts, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _text(counts))
    return FINE


def count(story: Story) -> dict[str, object]:
    """The counts, by what they count."""
    by_scene: Counter[str] = Counter()
    by_person: Counter[str] = Counter()
    speakers = {person.speaker: person.name for person in story.people.values()}
    for scene, text in prose_of(story):
        by_scene[scene] += words_in(text)
        for speaker, words in _speeches(text):
            by_person[speakers.get(speaker, "narration")] += words
    lines = sum(len(text.split()) for text in _lines(story))
    documents = sum(len(evidence.document.split()) for evidence in story.evidence.values())
    words = by_scene.total() + lines + documents
    return {
        "words": words,
        "words in passages": by_scene.total(),
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
        "words by person": dict(by_person.most_common()),
        "words by scene": dict(by_scene.most_common()),
    }


def prose_of(story: Story) -> Iterator[tuple[str, Prose]]:
    """Every passage's prose, with the scene, claim, lead or person that it belongs to."""

    def texts(owner: str, passages: tuple[Passage, ...]) -> Iterator[tuple[str, Prose]]:
        for passage in passages:
            yield owner, passage.text

    for name, scene in story.scenes.items():
        yield from texts(name, scene.passage)
    for name, choice in choices_of(story):
        yield from texts(name.partition(".")[0], choice.passage)
    for name, claim in story.claims.items():
        for answer in (*claim.broken_by.values(), *claim.answered.values()):
            yield from texts(name, answer.passage)
    for name, person in story.people.items():
        yield from texts(name, person.wild + person.gap)


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
        yield (speech[0] if speech else ""), len(_WORD.findall(said))


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
            yield f"{name}:"
            yield from (f"{number:8,}  {entry}" for entry, number in value.items())
        else:
            yield f"{value:8,}  {name}"
