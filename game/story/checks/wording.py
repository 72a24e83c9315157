"""Checks of words: text that a comment cuts off, markup of other formats, names spelled two ways, lines too long."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from game.story.findings import Findings
from game.story.model import Sections
from game.story.tree import Text

LINE_LENGTH = 216
"""Characters of a text in one line: three lines of the column of prose, which has 72."""

LEAST_NAME = 4
"""Letters of the shortest name that is looked for in other spellings: of shorter ones too many words are near."""

SHORT_NAME = 6
"""A word that is near a name of fewer letters than this has to begin with its letter: “Mind” is no slip for “Linda”."""


def check_wording(sections: Sections, findings: Findings) -> None:
    """Reports texts that will not be read as they were meant."""
    texts = [*findings.lines, *(text for _, text in findings.prose)]
    sources = {id(text.source): text.source for text in texts}
    commented = {name for name, source in sources.items() if "#" in source.text}
    for text in texts:
        if not text.style and id(text.source) in commented:
            _check_comment(text, findings)
    for text in findings.lines:
        _check_markup(text, MARKUP_OF_LINES, findings)
        if len(text.value) > LINE_LENGTH:
            findings.report("long-line", text.place, length=len(text.value), limit=LINE_LENGTH)
    for _, text in findings.prose:
        _check_markup(text, MARKUP, findings)
    _check_spelling(sections, findings)


_COMMENT = re.compile(r"\s(#.*)|\s+(#\S.*)")
"""What is cut off: a # after one blank, or one with something close behind it."""


def _check_comment(text: Text, findings: Findings) -> None:
    """In a plain text a blank and a # begin a comment. One of the author's has two blanks before it and one behind."""
    row = text.line + text.value.count("\n")
    lines = text.source.lines
    if not any("#" in line for line in lines[row : row + 2]):
        return
    _, line, column = text.place_at(len(text.value))
    if found := _COMMENT.match(lines[line - 1], column - 1):
        place = text.place._replace(line=line, column=found.start(found.lastindex or 0) + 1)
        findings.report("cut-off", place, rest=found[found.lastindex or 0].rstrip())


_HTML = (
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|p|s|small|span|strong|sub|sup|u)(?:\s[^<>\n]*)?/?>|&(?:#\d{1,6}|[a-z]{2,8});"
)
_OTHERS = r"(?<![\w_])_{1,2}\w[^_\n]*_{1,2}(?![\w_])|\\n"
_SIGNS = re.compile(r"[<&{\[*_\\]")
"""Without one of these a text has no markup, whatever the patterns that look for it."""
MARKUP = re.compile(rf"{_HTML}|(?<!\*)\*\*[^*\n]+\*\*(?!\*)|{_OTHERS}")
"""What looks like markup, and is none in prose."""
MARKUP_OF_LINES = re.compile(
    rf"{_HTML}|(?<![\w*])\*{{1,2}}\w[^*\n]*\*{{1,2}}(?!\w)|\[(?:if\s[^\[\]]*|else(?:\s[^\[\]]*)?|end|first|then)\]"
    rf"|\[/?[a-z]{{1,6}}\]|\{{\{{[^{{}}\n]*\}}\}}|\{{[a-z]\w*(?:\.\w+)?\}}|{_OTHERS}"
)
"""The same in texts of one line."""


def _check_markup(text: Text, pattern: re.Pattern[str], findings: Findings) -> None:
    if _SIGNS.search(text.value) and (found := pattern.search(text.value)):
        findings.report("markup", text.place_at(found.start()), markup=found[0])


_WORD = re.compile(rf"[^\W\d_]{{{LEAST_NAME},}}")


def _check_spelling(sections: Sections, findings: Findings) -> None:
    """Reports words that differ from a name by one letter, where they are rare and the name is not."""
    texts = [text for _, text in findings.prose] + findings.lines
    counts = Counter(_WORD.findall("\n".join(text.value for text in texts)))
    names = set(_names(sections))
    strays = {
        word: near
        for word, count in counts.items()
        if word[0].isupper() and not word.isupper() and word not in names and word.lower() not in counts
        for near in names
        if counts[near] >= 3 * count and (len(near) >= SHORT_NAME or word[0] == near[0]) and _is_slip(word, near)
    }
    if not strays:
        return
    found_at = [(found, text) for text in texts for found in _WORD.finditer(text.value) if found[0] in strays]
    surely = {
        found[0]
        for found, text in found_at
        if not _begins_sentence(text.value, found.start()) or _next_word(text.value, found.end()) in names
    }
    for found, text in found_at:
        if found[0] in surely:
            findings.report("spelled-two-ways", text.place_at(found.start()), word=found[0], name=strays[found[0]])


_NEXT = re.compile(r"\s+([^\W\d_]+)")
_SENTENCE = re.compile(r"(?:^|[.!?:;…\]\n])[\s\"'“”‘’„«»(*\-–—]*$")


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a word may have its capital from the beginning of a sentence: then it may be an ordinary one."""
    return _SENTENCE.search(text, max(0, start - 12), start) is not None if start > 0 else True


def _next_word(text: str, end: int) -> str:
    """The word that follows another, with nothing but blanks between the two."""
    found = _NEXT.match(text, end)
    return found[1] if found else ""


def _names(sections: Sections) -> Iterator[str]:
    """The words of the names of people and places that are written with a capital."""
    for person in sections.people.values():
        for whole in (person.name, person.called or ""):
            yield from (word for word in _WORD.findall(whole) if word[0].isupper())
    for place in sections.places.values():
        yield from (word for word in _WORD.findall(place.name)[1:] if word[0].isupper())


def _is_slip(word: str, name: str) -> bool:
    """Whether one letter too many, too few, another or two exchanged make the difference; a plural is no slip."""
    if word in (f"{name}s", name.removesuffix("s")) or abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    end = 0
    while end < min(len(word), len(name)) - start and word[-1 - end] == name[-1 - end]:
        end += 1
    ours, theirs = word[start : len(word) - end], name[start : len(name) - end]
    return max(len(ours), len(theirs)) <= 1 or (len(ours) == 2 and ours == theirs[::-1])
