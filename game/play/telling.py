"""From prose to paragraphs: what a passage says in a state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from game.lean import pattern
from game.play.reads import Kept, Reads, Room
from game.play.rules import Rules
from game.play.views import Paragraph, Prose, Span
from game.story import prose
from game.story.model import Passage
from game.story.prose import Body, Emphasis, If, Insert, Part, Vary
from game.story.reserved import REFUTED, WRITTEN
from game.story.speech import speech_at
from game.story.tags import PARAGRAPHS
from game.words import say, to_say

BREAK = "\n\n"


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

    def __init__(self, rules: Rules, reads: Reads, room: Room) -> None:
        self._rules, self._reads, self._room = rules, reads, room
        self._speakers = {person.speaker: person.short_name for person in rules.story.people.values()}
        self._parts: dict[tuple[str, str], tuple[Kept[tuple[Paragraph, ...]], ...]] = {}
        """The parts of each text and scene: one paragraph, or several, that depend on the same bits."""
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
        parts = self._parts.get((text.text, scene))
        if parts is None:
            parts = self._parts[text.text, scene] = tuple(self._divided(text.body, scene))
        return tuple(paragraph for part in parts for paragraph in part.of(memory))

    def _divided(self, body: Body, scene: str) -> Iterator[Kept[tuple[Paragraph, ...]]]:
        """A text where one paragraph ends, and another begins that depends on other bits."""
        for bits, bodies in groupby(_paragraphs(body), lambda body: self._reads.body(body, scene)):
            first, *others = bodies
            yield self._kept(bits, (*first, *(part for other in others for part in (BREAK, *other))), scene)

    def _kept(self, bits: int, body: Body, scene: str) -> Kept[tuple[Paragraph, ...]]:
        return Kept(self._room, bits, lambda memory: self._told_of(tuple(self._read(body, scene, memory, []))))

    def _told_of(self, read: tuple[str | Emphasis, ...]) -> tuple[Paragraph, ...]:
        """The paragraphs of what was read: many bits come to the same words."""
        told = self._told.get(read)
        if told is None:
            if len(self._told) >= MOST_TOLD:
                self._told.clear()
            told = self._told[read] = tuple(self._set(read))
        return told

    def _read(self, body: Body, scene: str, memory: int, read: list[str | Emphasis]) -> list[str | Emphasis]:
        """Adds the text that is read to `read`, with its conditions and inserted values resolved, and returns it."""
        for part in body:
            match part:
                case str() | Emphasis():
                    read.append(part)
                case If(branches):
                    for condition, branch in branches:
                        if self._rules.guard(condition)(memory):
                            self._read(branch, scene, memory, read)
                            break
                case Vary(bodies):
                    visits = self._rules.layout.slots[f"visits({scene})"].read(memory)
                    self._read(bodies[min(max(visits, 1), len(bodies)) - 1], scene, memory, read)
                case Insert(name):
                    value = self.value(name, memory)
                    is_number = "." not in name
                    read.append(_capital(value) if is_number and _begins_sentence(read) else value)
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

    def _set(self, parts: Iterable[str | Emphasis]) -> Iterator[Paragraph]:
        """Divides the text into paragraphs of spans."""
        spans: list[Span] = []
        emphasis = False
        for part in parts:
            if isinstance(part, Emphasis):
                emphasis = not emphasis
                continue
            first, *others = PARAGRAPHS.split(part)
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


_SENTENCE = pattern(r"(?:^|(?:(?<!\b[^\W\d_])\.|[!?])[”’»›\"')\]]*\s)[\s“„‘\u201a«‹»›\"'(\[]*$")
"""What stands before the beginning of a sentence. A full stop behind one letter alone is that of an abbreviation."""


def _begins_sentence(read: Iterable[str | Emphasis]) -> bool:
    """Whether what is read next is the beginning of a sentence."""
    paragraph = PARAGRAPHS.split("".join(part for part in read if isinstance(part, str)))[-1].lstrip()
    speech = speech_at(paragraph)
    return _SENTENCE.search(paragraph[speech[1] :] if speech else paragraph) is not None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _paragraphs(body: Body) -> Iterator[Body]:
    """A body, divided where a paragraph ends under no condition."""
    paragraph: list[Part] = []
    for part in body:
        if not isinstance(part, str):
            paragraph.append(part)
            continue
        first, *others = PARAGRAPHS.split(part)
        paragraph.append(first)
        for other in others:
            yield tuple(paragraph)
            paragraph = [other]
    yield tuple(paragraph)


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
