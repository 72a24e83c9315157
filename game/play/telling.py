"""From prose to paragraphs: what a passage says in a state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.play.rules import Rules
from game.play.views import Paragraph, Prose, Span
from game.story import prose
from game.story.model import Passage
from game.story.prose import Body, Emphasis, If, Insert, Vary
from game.story.reserved import REFUTED, WRITTEN

_BREAK = re.compile(r"\n[ \t]*\n\s*")
_BLANKS = re.compile(r"\s+")


_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def in_words(number: int) -> str:
    """A number as prose has it: small ones in words."""
    return _WORDS[number] if 0 < number < len(_WORDS) else str(number)


class Teller:
    """Tells the passages of a story. What does not depend on the state is told once and kept."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._speakers = {person.speaker: person.short_name for person in rules.story.people.values()}
        self._plain: dict[int, tuple[prose.Prose, tuple[Paragraph, ...]]] = {}

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
        known = self._plain.get(id(text))
        if known is not None:
            return known[1]
        told = tuple(self._set(self._read(text.body, scene, memory)))
        if text.is_plain:
            self._plain[id(text)] = (text, told)
        return told

    def _read(self, body: Body, scene: str, memory: int) -> Iterator[str | Emphasis]:
        """The text that is read, with its conditions and inserted values resolved."""
        for part in body:
            match part:
                case If(branches):
                    for condition, branch in branches:
                        if self._rules.guard(condition)(memory):
                            yield from self._read(branch, scene, memory)
                            break
                case Vary(bodies):
                    visits = self._rules.layout.slots[f"visits({scene})"].read(memory)
                    yield from self._read(bodies[min(max(visits, 1), len(bodies)) - 1], scene, memory)
                case Insert(name):
                    yield self.value(name, memory)
                case _:
                    yield part

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

    def _set(self, parts: Iterator[str | Emphasis]) -> Iterator[Paragraph]:
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
        if ":" in tidy[0].text and not tidy[0].emphasis and (speech := prose.speech_at(tidy[0].text)):
            speaker = self._speakers.get(speech[0])
            if speaker is not None:
                tidy[0] = Span(tidy[0].text[speech[1] :].lstrip())
                tidy = list(_tidy(tidy))
        yield Paragraph(tuple(tidy), speaker)


def _tidy(spans: list[Span]) -> Iterator[Span]:
    """The spans with single blanks, none at the ends, and neighbours of one voice joined."""
    joined: list[Span] = []
    for span in spans:
        text = _BLANKS.sub(" ", span.text)
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
