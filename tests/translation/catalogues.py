"""Small stories with catalogues beside them."""

from __future__ import annotations

from pathlib import Path

import polib

from game.story.load import load
from game.story.story import Story
from game.story.translation import catalogue_path, translated, units_of
from game.story.translation.catalogue import read_catalogue
from tests.stories import write


def with_catalogue(folder: Path, story: str, catalogue: str | bytes, language: str = "de") -> Path:
    """A folder with a story in one file, and a catalogue of it."""
    write(folder, story)
    path = catalogue_path(folder, language)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(catalogue if isinstance(catalogue, bytes) else catalogue.encode())
    return folder


def loaded(folder: Path) -> Story:
    """The story in a folder, which must not have errors."""
    found = load(folder)
    assert found.story is not None, [str(problem) for problem in found.diagnostics]
    return found.story


def catalogue_of(story: Story, texts: dict[str, str]) -> str:
    """A catalogue with a translation for each of these texts of a story, wherever it stands."""
    found = polib.POFile(wrapwidth=40)
    for unit in units_of(story):
        found.append(polib.POEntry(msgctxt=unit.place, msgid=unit.text, msgstr=texts.get(unit.text, "")))
    missing = set(texts) - {unit.text for unit in units_of(story)}
    assert not missing, missing
    return f"{found}\n"


def told_in_german(folder: Path, source: str, texts: dict[str, str]) -> Story:
    """A story in one file, told with these translations."""
    write(folder, source)
    story = loaded(folder)
    with_catalogue(folder, source, catalogue_of(story, texts))
    return translated(story, read_catalogue(folder, "de"))
