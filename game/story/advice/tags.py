"""What an author most likely meant by a tag that cannot be read, and which tag lacks the [end] that one of them lacks.

The grammar alone can only say that the outermost is left over. What an author forgot shows in how the text is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.lean import pattern
from game.story.tags import TAGS, Closed

_WORDS = ("if", "else", "end", "then", "first")
_ELSEWHERE = {
    "elif": "else if", "elseif": "else if", "elsif": "else if", "endif": "end", "/if": "end", "fi": "end",
    "otherwise": "else", "second": "then", "third": "then",
}  # fmt: skip
"""What the tags are called in other languages."""
UNPAIRED = "emphasis begins and does not end in this paragraph; a literal * is written twice"

LITERAL = "literal brackets are written twice: "
_MOST_TOLD = 40

_TORN = pattern(r"\[\s*(else\s+if|if|else|end|first|then)\b")
_TORN_INSERT = pattern(r"\{\s*[A-Za-z_]\w*")
_BREAK = pattern(r"\n[ \t]*\n")


def unclosed(text: str, tag: str, offset: int, inside: Iterable[Closed]) -> tuple[str, int]:
    """The flaw of a tag that is left over, in words, and where it is; `inside` was opened and closed behind it.

    An [end] that stands alone on its line belongs to a tag that does: between the two, the one inside a sentence was
    forgotten. An [end] in another paragraph than its tag may belong to either, and so both are told.
    """
    other = ""
    for inner in inside:
        alone = [_stands_alone(text, at) for at in (offset, inner.offset, inner.end)]
        if alone == [True, False, True]:
            return _flaw(inner.tag, f"; the next [end] is that of the [{tag}] around it"), inner.offset
        if not other and _BREAK.search(text, inner.offset, inner.end):
            other = f"; or it is {_words(text, inner.offset)} further down that lacks its own"
    return _flaw(tag, other), offset


def untagged(text: str, offset: int) -> tuple[str, str]:
    """The flaw of a bracket or brace that belongs to no other, in words, and the tag that it most likely begins."""
    token = text[offset]
    if found := _TORN.match(text, offset):
        tag = " ".join(found[1].split())
        behind = "its condition" if tag.endswith("if") else "it"
        return f"the tag [{tag} is not closed: write ] behind {behind}", tag
    if found := _TORN_INSERT.match(text, offset):
        return f"{found[0]} is not closed: write }} behind the name; a literal “{{” is written twice: {{{{", ""
    return f"a literal “{token}” is written twice: {token}{token}", ""


def unknown_tag(inside: str) -> tuple[str, str]:
    """The flaw of a tag with these words, which is none, in words, and the tag that was most likely meant."""
    import difflib  # noqa: PLC0415 - only for a story with a flaw

    first, _, rest = inside.strip().partition(" ")
    word = first.casefold().rstrip(":")
    near = [word] if word in _WORDS else difflib.get_close_matches(word, _WORDS, 1)
    meant = _ELSEWHERE.get(word) or (near[0] if near and (not rest or word in ("if", "else")) else "")
    told = in_one_line(inside)
    if meant:
        guess = f"[{told}] is no tag; did you mean [{f'{meant} …' if meant.endswith('if') else meant}]?"
        return guess if word in _ELSEWHERE else f"{guess} {LITERAL[0].upper()}{LITERAL[1:]}[[{told}]]", meant
    words = "[if …], [else if …], [else], [first], [then], [end]"
    return f"[{told}] is none of {words}; {LITERAL}[[{told}]]", meant


def with_words_behind(tag: str, rest: str) -> tuple[str, str]:
    """The flaw of a tag behind which words stand in the same brackets, in words, and the tag that was meant, if any."""
    told = in_one_line(f"{tag} {rest}")
    if tag == "end" and rest.split(maxsplit=1)[0] in ("if", "first", "then"):
        return f"[{told}] is no tag; did you mean [end]?", tag
    return f"[{tag}] takes nothing after it; {LITERAL}[[{told}]]", ""


def tag_between_braces(inside: str) -> str:
    """The flaw of a tag that stands between braces."""
    told = in_one_line(inside)
    return f"tags stand in brackets: write [{told}] in place of {{{told}}}, and so all that belong to it"


def between_braces(inside: str) -> tuple[str, str]:
    """The flaw of braces between which no name stands, in words, and the tag that was meant, if one was."""
    first, _, rest = inside.strip().partition(" ")
    if first in ("if", "else") and rest:
        return tag_between_braces(inside), first
    return "braces insert the value of a name, as in {trust}; literal braces are written twice", ""


def in_one_line(inside: str) -> str:
    """What stands in brackets, in one line that is short enough for a message."""
    told = " ".join(inside.split())
    return told if len(told) <= _MOST_TOLD else f"{told[:_MOST_TOLD]}…"


def unpaired(text: str, stars: Sequence[int]) -> int:
    """Which of an odd number of asterisks most likely lacks its other half: one behind which another begins."""
    begun: int | None = None
    for star in stars:
        begins = not text[max(star - 1, 0) : star].strip() and bool(text[star + 1 : star + 2].strip())
        if begun is not None and begins:
            return begun
        begun = star if begun is None else None
    return stars[-1]


def _flaw(tag: str, more: str) -> str:
    return f"[{tag}] has no [end]: write [end] where the text of [{tag}] stops{more}"


def _words(text: str, offset: int) -> str:
    """A tag as it is written, in one line."""
    return " ".join(text[offset : text.find("]", offset) + 1].split())


def _stands_alone(text: str, offset: int) -> bool:
    """Whether there are only tags on the line on which a tag begins."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    return not TAGS.sub("", text[start : end if end >= 0 else len(text)]).strip()
