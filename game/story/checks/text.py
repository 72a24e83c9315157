"""Checks of what people read: summaries, and text that does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from game.lean import pattern
from game.story.findings import Findings
from game.story.model import Passage, Sections
from game.story.prose import Body, Emphasis, If, Insert, Prose, Vary
from game.story.story import choices_of, claims_of
from game.story.tree import Text

DOCUMENT_WIDTH = 66
"""Characters of a document's line that fit into its frame on a screen of 80 columns, with the margins of the page."""

PASSAGE_WORDS = 360
"""Two screens of 80 by 24: eighteen lines of prose each, at ten words a line of 72 characters."""


def check_text(sections: Sections, findings: Findings, *, advise: bool) -> None:
    """Reports passages without a summary that they need; to advise, also passages that are too long."""
    texts = {id(prose): text for prose, text in findings.prose}
    for passage in _passages(sections):
        if passage.content and passage.summary is None and id(passage) not in findings.incomplete:
            findings.report("no-summary", texts[id(passage.text)].place)
        if advise and (words := _words_at_most(passage.text)) > PASSAGE_WORDS:
            findings.report("long-passage", texts[id(passage.text)].place, words=words, limit=PASSAGE_WORDS)


def _words_at_most(prose: Prose) -> int:
    """How many words of a text are read at the most: of what is told in one way or another, the longest way.

    Few texts are so long that they need to be parsed for it.
    """
    words = len(prose.text.split())
    return words if words <= PASSAGE_WORDS else _longest(prose.body)


def _longest(body: Body) -> int:
    words = 0
    for part in body:
        match part:
            case str():
                words += len(part.split())
            case Emphasis():
                pass
            case Insert():
                words += 1
            case If(branches):
                words += max(_longest(branch) for _, branch in branches)
            case Vary(bodies):
                words += max(_longest(inner) for inner in bodies)
    return words


_TAG = pattern(r"\[(?:if\s[^\[\]\n]*|else|end|first|then)\]|\{[a-z]\w*(?:\.\w+)?\}")
"""What is read in prose, and stands in a document as it is."""


def check_document(text: Text, findings: Findings) -> None:
    """Reports lines of a document that do not fit, and tags, which nobody reads there."""
    if found := _TAG.search(text.value):
        findings.report("markup", text.place_at(found.start()), markup=found[0])
    offset = 0
    for line in text.value.split("\n"):
        if len(line) > DOCUMENT_WIDTH:
            findings.report("wide-line", text.place_at(offset + DOCUMENT_WIDTH), width=len(line), limit=DOCUMENT_WIDTH)
        offset += len(line) + 1


def _passages(sections: Sections) -> Iterator[Passage]:
    for scene in sections.scenes.values():
        yield from scene.passage
    for _, choice in choices_of(sections):
        yield from choice.passage
    for claim in claims_of(sections).values():
        for answers in (claim.broken_by, claim.answered):
            for answer in answers.values():
                yield from answer.passage
    for person in sections.people.values():
        yield from person.wild
        yield from person.gap
