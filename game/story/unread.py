"""What is not read of a story, and the names that may stand in it: that these are missing is no mistake of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from game.story.findings import Findings
from game.story.source import Place, Unreadable, read_source

MOST_READ = 20
"""How many files that are not read for what they are called are looked into: each may be as long as any."""


def names_within(text: str) -> Iterator[str]:
    """The names that may stand in a text that cannot be read, those of people as they speak among them."""
    yield from re.findall(r"(?:^|[{,])[ \t]*([a-z]\w*)[ \t]*:(?=\s)", text, re.MULTILINE)
    for whole in re.findall(r"\b(?:called|name):[ \t]*[\"']?([^\n,}\"']{1,60})", text):
        for name in (whole, whole.split(" ")[0]):
            yield re.sub(r"\W+", "_", name).strip("_").lower()


class Misnamed:
    """The files that are not read for what they are called."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._files: list[tuple[Place, str]] = []

    def note(self, path: Path, place: Place, folder: Path, ending: str) -> None:
        """Notes a file of the story in a folder: the place that stands for it, and the ending that its name lacks."""
        self._files.append((place, ending))
        if ending != ".play" and len(self._files) <= MOST_READ:
            with suppress(Unreadable):
                text = read_source(path, place.path, folder).text
                self._findings.elsewhere.update(dict.fromkeys(names_within(text), place))

    def report(self) -> None:
        """Reports each of them; as an error if something stands in it that is missing in the story."""
        for place, ending in self._files:
            if name := self._findings.needed.get(place):
                self._findings.report("needed-file", place, ending=ending, name=name)
            else:
                self._findings.report("not-read", place, ending=ending)
