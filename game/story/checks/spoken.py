"""Checks of speech: paragraphs that are meant to be spoken by somebody, and are not read so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.story.findings import Findings
from game.story.model import Sections
from game.story.speech import begins_paragraph
from game.story.tree import Text


def check_spoken(sections: Sections, findings: Findings) -> None:
    """Reports paragraphs that begin nearly like speech, and speech that begins in the middle of one."""
    spoken = {person.speaker: person.speaker for person in sections.people.values()}
    if not spoken:
        return
    named = {name: person.speaker for person in sections.people.values() for name in (person.name, person.short_name)}
    names = {name: speaker for name, speaker in named.items() if name not in spoken}
    nearly, inside = _nearly(spoken, names), re.compile(rf"^[ \t]*({_any(spoken)}):(?=\s)", re.MULTILINE)
    for _, text in findings.prose:
        if not any(sign in text.value for sign in ":-–—"):
            continue
        for found in nearly.finditer(text.value):
            words, *groups = found.groups()
            if begins_paragraph(text.value, found.start(1)):
                name = (spoken | names)[next(filter(None, groups))]
                findings.report("not-speech", text.place_at(found.start(1)), words=words, name=name)
        for found in inside.finditer(text.value):
            _check_inside(text, found, findings)


def _check_inside(text: Text, found: re.Match[str], findings: Findings) -> None:
    """Speech at the beginning of a line has to begin a paragraph, and to go on."""
    start, end = found.span(1)
    if not begins_paragraph(text.value, start):
        findings.report("mid-speech", text.place_at(start), name=found[1])
    elif re.match(r":[ \t]*(?:\n[ \t]*(?:\n|$)|$)", text.value[end:]):
        findings.report("no-words", text.place_at(start), name=found[1])


def _nearly(spoken: Mapping[str, str], names: Mapping[str, str]) -> re.Pattern[str]:
    """What begins nearly like speech: a sign or words too many about a name in capitals, or a name without those."""
    capitals = f"({_any(spoken)})"
    forms = [
        rf"{capitals}(?:[ \t]+:|:(?=[^\s\[*]))",
        rf"{capitals}(?:[ \t]*\([^()\n]*\)[ \t]*:|[ \t]+[-–—](?=[ \t]))",
        rf"[\"“„«*_]+{capitals}(?::[*_]?|[*_]:)(?=\s)",
        *([rf"({_any(names)}):(?=[ \t]+[\"“„«]?[^\W\d_a-zß-ÿ])"] if names else []),
    ]
    return re.compile(rf"(?:^|(?<=\]))[ \t]*({'|'.join(forms)})", re.MULTILINE)


def _any(names: Mapping[str, str]) -> str:
    """A pattern of any of some names, the longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))
