"""Repairs that put quotation marks around a text, and others that look at one line of a file.

Each is given the text of the file and the problem, and proposes changes, which are tried before one is kept.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec.structs import fields

from game.author.manual.format import models_in
from game.story.advice.conditions import is_condition
from game.story.advice.keys import without_blank
from game.story.diagnostics import Diagnostic
from game.story.kinds import Line, key_of
from game.story.model import Sections
from game.story.prose import Prose
from game.story.source import Source
from game.story.tree import CutText, Mapping, Node, NotATree, Sequence, cut_texts, parse

LINE_END = re.compile(r"\r\n|\r|\n")
_VALUE = re.compile(
    r"(?P<before>\s*(?:- +)?(?P<key>[a-z][a-z0-9_ ]*): +)"
    r"(?P<value>(?:\{[\w.]+\}\s*[^\s}]|[^\s\"'|>{#\u00ab\u00bb\u2018-\u201e])[^\"\\]*?)(?P<after>\s*)"
)
_REFERENCE = re.compile(r"[&*](?P<name>[^\s\[\]{},]+)")
_KEY_BETWEEN_BRACES = re.compile(r"[{,]\s*(?P<key>[a-z][a-z0-9_ ]*): +(?=[^\s\"'{\[|>&*!%@`#,}])")
_END_BETWEEN_BRACES = re.compile(r"\s*(?:\}|,\s*(?P<next>[a-z][a-z ]*):(?:\s|$))")
_SECTION = re.compile(r"(?P<name>[a-z]+):\s*(?:#.*)?")
_BRACED_SECTION = re.compile(r"(?P<name>[a-z]+): *\{[^{}]*")
_NUMBERED = re.compile(
    r"(?P<before>\s*(?:- +)?(?P<key>[a-z][a-z ]*): +)"
    r"(?P<value>[^\s\"'|>{\[#&*!%@`][^\"\\#]* #\d[^\"\\#]*?)(?P<after>\s*)"
)
_KEY = re.compile(r"\s*(?:- +)?(?P<key>[a-z][a-z ]*)(?::(?=[^\s:/])|\uff1a\s*)")
"""A key, and the colon behind it that has no blank, or is as wide as a letter of East Asia."""
_LIST = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Change:
    """A mending to be tried: the whole text of the file after it."""

    text: str
    words: str


SECTIONS = frozenset(key_of(item.name) for item in fields(Sections))
"""The keys of a file."""


@cache
def all_keys() -> frozenset[str]:
    """Every key of the format, the sections among them."""
    return frozenset(key_of(item.name) for model in (Sections, *models_in(Sections)) for item in fields(model))


@cache
def _keys_of_text() -> frozenset[str]:
    """The keys that take a line or prose, in whichever class of the model they stand."""
    texts: set[str] = set()
    others: set[str] = set()
    for model in models_in(Sections):
        for name, annotation in typing.get_type_hints(model, include_extras=True).items():
            kinds = [annotation, *typing.get_args(annotation)]
            takes = any(_is_text(kind) for kind in kinds)
            (texts if takes else others).add(key_of(name))
    return frozenset(texts - others)


def _is_text(kind: Any) -> bool:
    """Whether a type of the model is a line or prose, or is written as one where it says no more."""
    short = getattr(kind, "shorthand", None)
    if short:
        return _is_text(typing.get_type_hints(kind, include_extras=True)[short])
    return kind is Prose or typing.get_args(Line)[1] in getattr(kind, "__metadata__", ())


@cache
def _sections_of_text() -> frozenset[str]:
    """The sections whose things are written as a text where they say no more."""
    sections = typing.get_type_hints(Sections, include_extras=True).items()
    return frozenset(key_of(name) for name, kind in sections if any(map(_is_text, typing.get_args(kind)[1:])))


def line_starts(text: str) -> list[int]:
    """The indices at which the lines of a text begin, whatever line ends it has."""
    return [0, *(found.end() for found in LINE_END.finditer(text))]


def index_of(text: str, diagnostic: Diagnostic) -> int:
    """The index of the place of a diagnostic in a text with whatever line ends it has."""
    return line_starts(text)[diagnostic.place.line - 1] + diagnostic.place.column - 1


def _line_of(text: str, diagnostic: Diagnostic) -> tuple[int, str]:
    """Where the line of a diagnostic begins in a text, and the line."""
    start = line_starts(text)[diagnostic.place.line - 1]
    end = next((found.start() for found in LINE_END.finditer(text, start)), len(text))
    return start, text[start:end]


def _in_quotes(words: str) -> str:
    """Words in quotation marks: in those that ask for no other change of them, where there are such."""
    quote = "'" if '"' in words or "\\" in words else '"'
    return quote + (words.replace("'", "''") if quote == "'" else words) + quote


def quotes(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Quotation marks around a text of one line that YAML takes for something else."""
    starts = line_starts(text)
    start = starts[diagnostic.place.line - 1]
    end = next((found.start() for found in LINE_END.finditer(text, start)), len(text))
    found = _VALUE.fullmatch(text, start, end)
    if found and _is_continued(text[end:], len(found["before"]) - len(found["before"].lstrip())):
        return
    if found and _is_reference(text, found["value"]):
        return
    is_text = found and " #" not in found["value"] and (found["key"] in _keys_of_text() or _names_text(text, start))
    # What is in brackets and nothing else may be a list.
    if found and is_text and not (found["value"].startswith("[") and not _goes_on(found["value"])):
        quoted = f'{found["before"]}"{found["value"]}"{found["after"]}'
        yield Change(text[:start] + quoted + text[end:], f"the text of “{found['key']}” is in quotation marks")


def _names_text(text: str, start: int) -> bool:
    """Whether a line that begins at an index names a thing that is written as a text, in a section of such."""
    indent = len(text[start:]) - len(text[start:].lstrip(" "))
    for line in reversed(text[:start].splitlines()):
        if line.strip() and not line.lstrip().startswith("#") and len(line) - len(line.lstrip()) < indent:
            found = _SECTION.fullmatch(line)
            return found is not None and found["name"] in _sections_of_text()
    return False


def between_braces(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Quotation marks around a text between braces that has a colon or a bracket in it."""
    start, line = _line_of(text, diagnostic)
    for found in _KEY_BETWEEN_BRACES.finditer(line):
        section = _BRACED_SECTION.fullmatch(line, 0, found.start("key"))
        is_name = section is not None and section["name"] in _sections_of_text()
        end = _END_BETWEEN_BRACES.search(line, found.end())
        # What stands behind a comma may be more of the text, unless it is a key of the format.
        if end is None or not (end["next"] is None or (end["next"] in all_keys() and not is_name)):
            continue
        said = line[found.end() : end.start()]
        is_here = found.end() < diagnostic.place.column <= end.end() and "{" not in said and " #" not in said
        if is_here and re.search(r":(?:\s|$)|[\[\]]", said) and (is_name or found["key"] in _keys_of_text()):
            made = line[: found.end()] + _in_quotes(said) + line[end.start() :]
            words = f"the text of “{found['key']}” is in quotation marks"
            yield Change(text[:start] + made + text[start + len(line) :], words)


def condition(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Quotation marks around a condition between braces that a comma ends."""
    start, line = _line_of(text, diagnostic)
    for found in _KEY_BETWEEN_BRACES.finditer(line):
        for end in _END_BETWEEN_BRACES.finditer(line, found.end()):
            said = line[found.end() : end.start()]
            is_here = found.end() < diagnostic.place.column <= end.start() + 1
            if is_here and "," in said and '"' not in said and is_condition(said):
                made = f'{line[: found.end()]}"{said}"{line[end.start() :]}'
                words = f"the condition of “{found['key']}” is in quotation marks"
                yield Change(text[:start] + made + text[start + len(line) :], words)
                return


def numbers(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Quotation marks around a text that is cut off at a # with a digit behind it: no comment begins like that."""
    start, line = _line_of(text, diagnostic)
    found = _NUMBERED.fullmatch(line)
    if found and found["key"] in _keys_of_text():
        made = f'{found["before"]}"{found["value"]}"{found["after"]}'
        yield Change(
            text[:start] + made + text[start + len(line) :], f"the text of “{found['key']}” is in quotation marks"
        )


def colons(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """A colon with a blank behind it where a key of the format has one without, or one of another alphabet."""
    start, line = _line_of(text, diagnostic)
    found = _KEY.match(line)
    if found and found["key"] in all_keys():
        made = f"{line[: found.end('key')]}: {line[found.end() :]}"
        words = f"behind “{found['key']}” stand a colon and a blank"
        yield Change(text[:start] + made + text[start + len(line) :], words)


def _is_continued(behind: str, indent: int) -> bool:
    """Whether the next line with words stands further to the right than a key, and so belongs to its text."""
    following = next((line for line in behind.splitlines() if line.strip()), "")
    return len(following) - len(following.lstrip()) > indent


def _is_reference(text: str, value: str) -> bool:
    """Whether a value names another place of the file in the way of YAML, `&x` and `*x`: it was not meant as words."""
    found = _REFERENCE.match(value)
    other = "*" if value.startswith("&") else "&"
    name = re.escape(found["name"]) if found else ""
    return found is not None and re.search(rf"(?<![^\s\[{{,]){re.escape(other)}{name}(?![^\s\]}},])", text) is not None


def _goes_on(value: str) -> bool:
    """Whether something stands behind the list that a value begins with."""
    found = _LIST.match(value)
    return found is not None and found.end() < len(value)


def commas(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Quotation marks around a text between braces that commas divide."""
    try:
        root, _ = parse(Source("", LINE_END.sub("\n", text)))
    except NotATree:
        return
    for whole in _cut_in(root) if root is not None else ():
        if whole.rest[0].place[1:] != diagnostic.place[1:]:
            continue
        if any(without_blank(rest.value) for rest in whole.rest):
            continue
        starts = line_starts(text)
        start = starts[whole.begins.line] + whole.begins.column
        end = starts[whole.rest[-1].line] + whole.rest[-1].column + len(whole.rest[-1].value)
        said = text[start:end]
        if "\n" not in said and "\r" not in said:
            words = f"the text of “{whole.key.value}” is in quotation marks"
            yield Change(text[:start] + _in_quotes(said) + text[end:], words)


def _cut_in(node: Node) -> Iterator[CutText]:
    """Every text of a tree that commas divide, each once."""
    if isinstance(node, Mapping):
        yield from {id(whole): whole for whole in cut_texts(node).values()}.values()
    inner = (
        node.items
        if isinstance(node, Sequence)
        else [value for _, value in node.entries.values()]
        if isinstance(node, Mapping)
        else ()
    )
    for one in inner:
        yield from _cut_in(one)
