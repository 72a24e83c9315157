"""The story told from a catalogue. What is not translated stays in the language of the story, text by text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from game.story.speech import speeches_in
from game.story.story import Story
from game.story.translation.catalogue import Catalogue
from game.story.translation.check import Translator
from game.story.translation.units import Kind, Unit, rewritten


def translated(story: Story, catalogue: Catalogue) -> Story:
    """The story with every translation of the catalogue that nothing is wrong with."""
    translator = Translator(catalogue)
    names = _speakers(story, translator)

    def say(unit: Unit) -> str:
        text = translator(unit) or unit.text
        # A translation keeps the names before colons as they are in the original, like everything else that is read.
        return "".join(_respoken(text, names)) if names and unit.kind is Kind.PROSE and ":" in text else text

    return rewritten(story, say)


def _speakers(story: Story, translator: Translator) -> dict[str, str]:
    """The capitals before what somebody says, where they are others in the other language."""
    found = {}
    for name, person in story.people.items():
        called = person.called and (
            translator(Unit(f"people.{name}.called", person.called, Kind.LINE)) or person.called
        )
        whole = translator(Unit(f"people.{name}.name", person.name, Kind.LINE)) or person.name
        speaker = replace(person, name=whole, called=called).speaker
        if speaker != person.speaker:
            found[person.speaker] = speaker
    return found


def _respoken(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """A paragraph with the speakers' names of the other language."""
    position = 0
    for name, offset in speeches_in(text):
        if name in names:
            yield text[position:offset]
            yield names[name]
            position = offset + len(name)
    yield text[position:]
