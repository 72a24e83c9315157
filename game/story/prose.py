"""Prose: the tiny grammar inside a block of text.

    *emphasis*
    [if CONDITION] ... [else if CONDITION] ... [else] ... [end]
    [first] ... [then] ... [end]       by how often the scene has been arrived in
    {trust} {ben_1.lunch}             the value of a number; the sentence of a claim as it was told
    BEN: I never touched it.           a paragraph that somebody speaks

Paragraphs are separated by an empty line, or by a line on which a tag stands alone. A literal bracket, brace or
asterisk is written twice. All else is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from game.lean import pattern
from game.story.advice import tags as advice
from game.story.conditions import Condition, Placed
from game.story.tags import Closed, paragraphs_of, stands_alone

MAX_DEPTH = 12

MOST_VISITS = 3
"""Arrivals in a scene are counted up to here: nothing in a story depends on more."""


class Emphasis(Struct, frozen=True):
    """An asterisk: emphasis begins or ends."""


class Insert(Placed, frozen=True, eq=False):
    """The value of what is named."""

    name: str
    offset: int = 0

    def said(self) -> object:
        return self.name


class If(Placed, frozen=True, eq=False):
    """Branches of which the first that holds is read; a branch without a condition always holds."""

    branches: tuple[tuple[Condition | None, Body], ...]
    offsets: tuple[int, ...] = ()
    """For each branch, where its condition begins."""

    def said(self) -> object:
        return self.branches


class Vary(Struct, frozen=True):
    """Bodies read one after the other, at the first arrival in the scene, the second and so on; the last one stays."""

    bodies: tuple[Body, ...]


Part = str | Emphasis | Insert | If | Vary
Body = tuple[Part, ...]


class Flaw(Struct, frozen=True):
    """Something in prose that breaks its grammar: what, and at which offset."""

    reason: str
    offset: int


class Prose:
    """A text in the grammar of prose, parsed when it is first needed; equal texts are equal prose."""

    __slots__ = ("_parsed", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._parsed: tuple[Body, tuple[Flaw, ...]] | None = None

    @property
    def body(self) -> Body:
        """What the text says."""
        return self._parse()[0]

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """What is wrong with it. A story that loaded has no flaws in its prose."""
        return self._parse()[1]

    def _parse(self) -> tuple[Body, tuple[Flaw, ...]]:
        self._parsed = found = self._parsed or parse_prose(self.text)
        return found

    @property
    def is_plain(self) -> bool:
        """Whether nothing in it depends on the state of the play."""
        return "[" not in self.text.replace("[[", "") and "{" not in self.text.replace("{{", "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Prose) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Prose({self.text!r})"


SPECIAL = pattern(r"[\[\]{}*](?:(?<=\[)(?:\[|([^\[\]]*)\])|(?<=\])\]|(?<=\{)(?:\{|([^{}]*)\})|(?<=\})\}|(?<=\*)\*|)")
"""All that prose may read as more than text; group 1 is the inside of a tag, group 2 that of an insert.
It begins with a set of characters: so it is found in a quarter of the time."""
_STARS = pattern(r"\*+")
_TAG = pattern(r"(else\s+if|if|else|end|first|then)\b\s*(.*)", re.DOTALL)
BARE = ("end", "else", "then", "first")
"""What most tags are: they need no looking into."""
_INSERT = pattern(r"\s*([A-Za-z_]\w*(?:\.\w+)?)\s*", re.ASCII)


class _Open(Struct):
    """An [if] or a [first] that has not met its [end]."""

    tag: str
    offset: int
    bodies: list[list[Part]]
    conditions: list[Condition | None]
    offsets: list[int]
    inside: list[Closed] = []
    """What was opened and closed inside it."""
    is_torn: bool = False
    """Whether the tag could not be read, and this is what it most likely was."""

    def close(self) -> Part:
        bodies = tuple(tuple(body) for body in self.bodies)
        if self.tag == "first":
            return Vary(bodies)
        return If(tuple(zip(self.conditions, bodies, strict=True)), tuple(self.offsets))


def parse_prose(text: str) -> tuple[Body, tuple[Flaw, ...]]:
    """The body of the text, and all its flaws. What is flawed is left out of the body."""
    parser = _Parser()
    position = 0
    for found in SPECIAL.finditer(text):
        parser.text(text[position : found.start()])
        # A break stands on both sides of the tag, so that it is there whichever branch is read.
        around = BREAK if found[1] is not None and stands_alone(text, found) else ""
        parser.text(around)
        parser.special(found)
        parser.text(around)
        position = found.end()
    parser.text(text[position:])
    for still_open in (one for one in parser.open if not one.is_torn):
        parser.flaw(*advice.unclosed(text, still_open.tag, still_open.offset, still_open.inside))
    return tuple(parser.outermost), (*parser.flaws, *(_unpaired_emphasis(text) if "*" in text else ()))


BREAK = "\n\n"
"""What separates paragraphs, at the least."""


class _Parser:
    def __init__(self) -> None:
        self.outermost: list[Part] = []
        self.open: list[_Open] = []
        self.flaws: list[Flaw] = []
        self.is_braced = False
        """Whether a tag stands between braces: then the others that do are tags too."""

    @property
    def body(self) -> list[Part]:
        return self.open[-1].bodies[-1] if self.open else self.outermost

    def text(self, text: str) -> None:
        if text:
            self.body.append(text)

    def flaw(self, reason: str, offset: int) -> None:
        self.flaws.append(Flaw(reason, offset))

    def special(self, found: re.Match[str]) -> None:
        token, offset = found[0], found.start()
        if len(token) == 2 and token[0] == token[1]:
            self.text(token[0])
        elif token == "*":
            self.body.append(Emphasis())
        elif found[1] is not None:
            self.tag(found[1], offset)
        elif found[2] is not None:
            self.insert(found[2], offset)
        else:
            reason, tag = advice.untagged(found.string, offset)
            self.flaw(reason, offset)
            self.go_on_all_the_same(tag, offset)

    def insert(self, inside: str, offset: int) -> None:
        found = _INSERT.fullmatch(inside)
        if found and self.is_braced and found[1] in BARE:
            self.go_on_all_the_same(found[1], offset)
        elif found:
            self.body.append(Insert(found[1], offset + 1 + found.start(1)))
        else:
            reason, tag = advice.between_braces(inside)
            if not (tag and self.is_braced):
                self.flaw(reason, offset)
            self.is_braced = self.is_braced or bool(tag)
            if tag == "if":
                self.go_on_all_the_same(tag, offset)

    def tag(self, inside: str, offset: int) -> None:
        if inside in BARE:
            if inside == "first":
                self.begin(inside, "", offset, offset)
            else:
                self.go_on(inside, "", offset, offset + 1 + len(inside))
            return
        lead = len(inside) - len(inside.lstrip())
        found = _TAG.fullmatch(inside.strip())
        if not found:
            reason, meant = advice.unknown_tag(inside)
            self.flaw(reason, offset)
            self.go_on_all_the_same(meant, offset)
            return
        tag, rest = " ".join(found[1].split()), found[2]
        condition_at = offset + 1 + lead + found.start(2)
        if tag in ("if", "else if") and not rest:
            self.flaw(f"[{tag}] needs a condition", offset)
        elif tag not in ("if", "else if") and rest:
            reason, meant = advice.with_words_behind(tag, rest)
            self.flaw(reason, offset if meant else condition_at)
            self.go_on_all_the_same(meant, offset)
        elif tag in ("if", "first"):
            self.begin(tag, rest, offset, condition_at)
        else:
            self.go_on(tag, rest, offset, condition_at)

    def begin(self, tag: str, rest: str, offset: int, condition_at: int) -> None:
        if len(self.open) >= MAX_DEPTH:
            self.flaw(f"[if] and [first] may nest {MAX_DEPTH} deep", offset)
        condition = Condition(rest) if tag == "if" else None
        self.open.append(_Open(tag, offset, [[]], [condition], [condition_at]))

    def go_on_all_the_same(self, tag: str, offset: int) -> None:
        """Takes a tag that could not be read for what it most likely is, so that those that belong to it still do."""
        if tag in ("if", "first"):
            self.open.append(_Open(tag, offset, [[]], [None], [offset], is_torn=True))
        elif self.open and tag in BARE:
            self.go_on(tag, "", offset, offset)

    def close(self) -> _Open:
        closed = self.open.pop()
        self.body.append(closed.close())
        return closed

    def go_on(self, tag: str, rest: str, offset: int, condition_at: int) -> None:
        belongs_to = {"then": ("first",), "end": ("if", "first")}.get(tag, ("if",))
        while self.open and self.open[-1].tag not in belongs_to and any(one.tag in belongs_to for one in self.open):
            lost = self.close()
            self.flaw(f"[{lost.tag}] has no [end] before the [{tag}] of the tag around it", lost.offset)
        if not self.open or self.open[-1].tag not in belongs_to:
            before = " or ".join(f"[{word}]" for word in belongs_to)
            self.flaw(f"[{tag}] has no {before} before it", offset)
            self.go_on_all_the_same("" if self.open or tag == "end" else belongs_to[0], offset)
        elif tag == "end":
            closed = self.close()
            if self.open:
                self.open[-1].inside.append(Closed(closed.tag, closed.offset, offset))
            if len(closed.bodies) > MOST_VISITS and closed.tag == "first":
                self.flaw(
                    f"[first] can be followed by {MOST_VISITS - 1} [then]: arrivals are counted to {MOST_VISITS}",
                    closed.offset,
                )
        elif self.open[-1].tag == "if" and None in self.open[-1].conditions[self.open[-1].is_torn :]:
            self.flaw(f"[{tag}] comes after [else]", offset)
        else:
            self.open[-1].bodies.append([])
            self.open[-1].conditions.append(Condition(rest) if tag == "else if" else None)
            self.open[-1].offsets.append(condition_at)


def _unpaired_emphasis(text: str) -> Iterator[Flaw]:
    for start, paragraph in paragraphs_of(text):
        stars = [found.start() for found in _STARS.finditer(paragraph) if len(found[0]) % 2]
        if len(stars) % 2:
            yield Flaw(advice.UNPAIRED, start + advice.unpaired(paragraph, stars))


def tree_walk(body: Body) -> Iterator[Part]:
    """Every part of the body, also those inside branches."""
    for part in body:
        yield part
        if isinstance(part, If):
            for _, branch in part.branches:
                yield from tree_walk(branch)
        elif isinstance(part, Vary):
            for inner in part.bodies:
                yield from tree_walk(inner)
