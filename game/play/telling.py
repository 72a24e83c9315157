"""From prose to paragraphs: what a passage says in a state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.play.rules import Rules
from game.play.views import Paragraph, Prose, Span
from game.story import prose
from game.story.model import Passage
from game.story.prose import Body, Emphasis, If, Vary
from game.story.reserved import REFUTED, WRITTEN
from game.story.speech import speech_at
from game.words import say, to_say

_BREAK = re.compile(r"\n[ \t]*\n\s*")


_WORDS = (
    "",
    to_say("one", context="number"),
    to_say("two", context="number"),
    to_say("three", context="number"),
    to_say("four", context="number"),
    to_say("five", context="number"),
    to_say("six", context="number"),
    to_say("seven", context="number"),
    to_say("eight", context="number"),
    to_say("nine", context="number"),
    to_say("ten", context="number"),
    to_say("eleven", context="number"),
    to_say("twelve", context="number"),
)


def in_words(number: int) -> str:
    """A number as prose has it: small ones in words."""
    return say(_WORDS[number], context="number") if 0 < number < len(_WORDS) else str(number)


MOST_TOLD = 20_000
"""How many texts are kept as paragraphs: more than the scenes of a story, and some tens of megabytes at the most."""


class Teller:
    """Tells the passages of a story. Paragraphs that have been made are kept for when the same is read again."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._speakers = {person.speaker: person.short_name for person in rules.story.people.values()}
        self._told: dict[tuple[str | Emphasis, ...], tuple[Paragraph, ...]] = {}
        """The paragraphs that have been made of what was read."""

    def passages(self, passages: tuple[Passage, ...], scene: str, memory: int) -> Iterator[Prose]:
        """Those of the passages that are shown in a memory, in the scene that they belong to."""
        for passage in passages:
            if self._rules.guard(passage.when)(memory):
                paragraphs = self.paragraphs(passage.text, scene, memory)
                if paragraphs:
                    summary = passage.summary
                    yield Prose(
                        paragraphs,
                        tuple(self._rules.story.topics[topic].name for topic in passage.content),
                        self.paragraphs(summary, scene, memory) if summary else (),
                    )

    def paragraphs(self, text: prose.Prose, scene: str, memory: int) -> tuple[Paragraph, ...]:
        """The paragraphs of a text in a memory."""
        parts = tuple(self._read(text.body, scene, memory, []))
        told = self._told.get(parts)
        if told is None:
            if len(self._told) >= MOST_TOLD:
                self._told.clear()
            told = self._told[parts] = tuple(self._set(parts))
        return told

    def _read(self, body: Body, scene: str, memory: int, read: list[str | Emphasis]) -> list[str | Emphasis]:
        """Adds the text that is read to `read`, with its conditions and inserted values resolved, and returns it."""
        for part in body:
            if isinstance(part, str | Emphasis):
                read.append(part)
            elif isinstance(part, If):
                for condition, branch in part.branches:
                    if self._rules.guard(condition)(memory):
                        self._read(branch, scene, memory, read)
                        break
            elif isinstance(part, Vary):
                visits = self._rules.layout.slots[f"visits({scene})"].read(memory)
                self._read(part.bodies[min(max(visits, 1), len(part.bodies)) - 1], scene, memory, read)
            else:
                read.append(self.value(part.name, memory))
        return read

    def value(self, name: str, memory: int) -> str:
        """The value of a number, the sentence of a claim, or an answer of the player's."""
        kind, _, question = name.partition(".")
        if kind in WRITTEN and question:
            return self.answer(f"{kind}({question})", question, memory)
        if question:
            return self.claim(name, memory)
        if name == REFUTED:
            return in_words(self._rules.refuted(memory))
        return in_words(self._rules.layout.slots[name].read(memory))

    def answer(self, slot: str, question: str, memory: int) -> str:
        """What the player has answered to a question; empty if nothing."""
        number = self._rules.layout.slots[slot].read(memory)
        answers = list(self._rules.story.reconstruction[question].answers.values())
        return answers[number - 1].text if number else ""

    def claim(self, name: str, memory: int) -> str:
        """The sentence of a claim, in the words in which it was told."""
        claim = self._rules.story.claims[name]
        slot = self._rules.layout.slots.get(f"told({name})")
        way = slot.read(memory) if slot else 0
        return claim.told_as[way - 1].says if way else claim.says

    def _set(self, parts: tuple[str | Emphasis, ...]) -> Iterator[Paragraph]:
        """Divides the text into paragraphs of spans."""
        spans: list[Span] = []
        emphasis = False
        for part in parts:
            if isinstance(part, Emphasis):
                emphasis = not emphasis
                continue
            first, *others = _BREAK.split(part)
            spans.append(Span(first, emphasis))
            for other in others:
                yield from self._paragraph(spans)
                emphasis = False
                spans = [Span(other, emphasis)]
        yield from self._paragraph(spans)

    def _paragraph(self, spans: list[Span]) -> Iterator[Paragraph]:
        """The spans as a paragraph, with single blanks and the speaker taken out; nothing if it is empty."""
        tidy = list(_tidy(spans))
        if not tidy:
            return
        speaker = None
        if ":" in tidy[0].text and not tidy[0].emphasis and (speech := speech_at(tidy[0].text)):
            speaker = self._speakers.get(speech[0])
            if speaker is not None:
                tidy[0] = Span(tidy[0].text[speech[1] :].lstrip())
                tidy = list(_tidy(tidy))
        yield Paragraph(tuple(tidy), speaker)


def _single(text: str) -> str:
    """The text with one blank for each run of blanks."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"


def _tidy(spans: list[Span]) -> Iterator[Span]:
    """The spans with single blanks, none at the ends, and neighbours of one voice joined."""
    joined: list[Span] = []
    for span in spans:
        text = _single(span.text)
        if (not joined or joined[-1].text.endswith(" ")) and text.startswith(" "):
            text = text[1:]
        if joined and joined[-1].emphasis == span.emphasis:
            text = joined.pop().text + text
        if text:
            joined.append(Span(text, span.emphasis))
    if joined and joined[-1].text.endswith(" "):
        last = joined.pop()
        if text := last.text.rstrip():
            joined.append(Span(text, last.emphasis))
    return iter(joined)
