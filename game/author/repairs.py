"""What `check --fix` tries, by the code of the problem: how a text can be mended where only one thing can be meant.

A repair is tried on the story before it is kept; here it is only proposed.
"""

# ruff: noqa: ARG001 - all repairs have one signature, and not each needs the place

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec.structs import fields

from game.author.manual.format import models_in
from game.story.advice.keys import visible, without_blank
from game.story.diagnostics import Diagnostic, counted
from game.story.kinds import Line, key_of
from game.story.model import Sections
from game.story.prose import Prose
from game.story.source import Source
from game.story.tree import CutText, Mapping, Node, NotATree, Sequence, Text, cut_texts, parse

_UNKNOWN_KEY = re.compile(r"has no key “(?P<wrong>.+?)”; did you mean “(?P<right>.+?)”\?")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Characters that nobody can see and that stand for no other; those that may be a letter gone wrong are not here."""
_INDENT = re.compile(r"[ \xa0\u202f]*")
_ODD_BLANK = re.compile(
    r"""(?<!\w)(?:"(?:\\.|[^"\\])*"|'[^']*')"""
    r"|(?:^|[{,])[ \xa0\u202f]*(?:-[ ]+)*\w[\w ]*:(?P<blank>[\xa0\u202f])"
)
"""A blank that is none to YAML behind the colon of a key; or a text in quotation marks, where such a blank is meant."""
_NAMED = re.compile("(?P<quote>[\"']?)(?P<name>[\\w.\xad\u200b-\u200d\u2060 ]*)(?P=quote)")
_MINUS = re.compile("[\u2010-\u2014\u2212](?=\\d)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_VALUE = re.compile(
    r"(?P<before>\s*(?:- +)?(?P<key>[a-z][a-z ]*): +)"
    r"(?P<value>[^\s\"'|>{#\u00ab\u00bb\u2018-\u201e][^\"\\]*?)(?P<after>\s*)"
)
_REFERENCE = re.compile(r"[&*](?P<name>[^\s\[\]{},]+)")
_LIST = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Change:
    """A mending to be tried: the whole text of the file after it."""

    text: str
    words: str


def _keys(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """A misspelt key, if no other key of the format is as near, or one with something in it that nobody can see."""
    yield from _odd_blanks(text, diagnostic)
    yield from _names(text, diagnostic)
    found = _UNKNOWN_KEY.search(diagnostic.words)
    if found is None:
        return
    wrong, right = found["wrong"], found["right"]
    distance = _distance(_plain(wrong), right)
    rivals = [key for key in _all_keys() if key != right and _distance(_plain(wrong), key) <= distance]
    at = _index(text, diagnostic)
    if distance <= 2 and distance < len(right) - 1 and not rivals and text.startswith(wrong, at):
        yield Change(text[:at] + right + text[at + len(wrong) :], f"“{wrong}” is “{right}”")


def _plain(key: str) -> str:
    return re.sub(r"[-_ ]+", " ", key).lower()


@cache
def _all_keys() -> frozenset[str]:
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


def _quotes(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Quotation marks around a text of one line that YAML takes for something else."""
    starts = _line_starts(text)
    start = starts[diagnostic.place.line - 1]
    end = next((found.start() for found in _LINE_END.finditer(text, start)), len(text))
    found = _VALUE.fullmatch(text, start, end)
    if found and _is_continued(text[end:], len(found["before"]) - len(found["before"].lstrip())):
        return
    if found and _is_reference(text, found["value"]):
        return
    is_text = found and found["key"] in _keys_of_text() and " #" not in found["value"]
    # What is in brackets and nothing else may be a list.
    if found and is_text and not (found["value"].startswith("[") and not _goes_on(found["value"])):
        quoted = f'{found["before"]}"{found["value"]}"{found["after"]}'
        yield Change(text[:start] + quoted + text[end:], f"the text of “{found['key']}” is in quotation marks")


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


def _commas(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Quotation marks around a text between braces that commas divide."""
    try:
        root, _ = parse(Source("", _LINE_END.sub("\n", text)))
    except NotATree:
        return
    for whole in _cut_in(root) if root is not None else ():
        if whole.rest[0].place[1:] != diagnostic.place[1:]:
            continue
        if any(without_blank(rest.value) for rest in whole.rest):
            continue
        starts = _line_starts(text)
        start = starts[whole.begins.line] + whole.begins.column
        end = starts[whole.rest[-1].line] + whole.rest[-1].column + len(whole.rest[-1].value)
        said = text[start:end]
        if "\n" not in said and "\r" not in said:
            quote = "'" if '"' in said or "\\" in said else '"'
            yield Change(
                text[:start] + quote + said.replace("'", "''" if quote == "'" else "'") + quote + text[end:],
                f"the text of “{whole.key.value}” is in quotation marks",
            )


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


def _tabs(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Blanks in place of tabs that indent, if every width with which the file can be read makes it say the same."""
    said: dict[str, int] = {}
    for width in (2, 4, 8):
        try:
            root, repeated = parse(Source("", _LINE_END.sub("\n", _expanded(text, width))))
        except NotATree:
            continue
        if root is not None and not repeated:
            said.setdefault(_told(root), width)
    if len(said) == 1:
        width = next(iter(said.values()))
        yield Change(_expanded(text, width), f"tabs at the beginning of lines are {width} blanks each")


def _expanded(text: str, width: int) -> str:
    return re.sub(r"^[ \t]+", lambda found: found[0].replace("\t", " " * width), text, flags=re.MULTILINE)


def _told(node: Node) -> str:
    if isinstance(node, Text):
        return repr(node.value)
    if isinstance(node, Mapping):
        return f"{{{', '.join(f'{key!r}: {_told(value)}' for key, (_, value) in node.entries.items())}}}"
    return f"[{', '.join(map(_told, node.items))}]"


def _odd_blanks(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Blanks in place of what looks like one, on one line: before its key, or behind a colon; each alone, then all."""
    start = _line_starts(text)[diagnostic.place.line - 1]
    end = next((found.start() for found in _LINE_END.finditer(text, start)), len(text))
    line = text[start:end]
    indent = _INDENT.match(line)
    odd = [indent.span()] if indent and indent[0].strip(" ") else []
    odd += [found.span("blank") for found in _ODD_BLANK.finditer(line) if found["blank"]]
    for several in [*([one] for one in odd), *[odd] * (len(odd) > 1)]:
        made = line
        for first, last in several:
            made = made[:first] + " " * (last - first) + made[last:]
        yield Change(text[:start] + made + text[end:], "what looked like a blank is one")


def _syntax(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    if "\t" in text:
        yield from _tabs(text, diagnostic)
    yield from _odd_blanks(text, diagnostic)
    yield from _quotes(text, diagnostic)


def _unseen(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Characters that nobody sees are removed, all of the file at once."""
    if removed := len(_UNSEEN.findall(text)):
        yield Change(_UNSEEN.sub("", text), f"{counted(removed, 'unseen character')} removed")


def _names(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """A name without the blanks around it, and without what nobody sees in it."""
    at = _index(text, diagnostic)
    found = _NAMED.match(text, at)
    if found and (seen := visible(found["name"])) != found["name"].rstrip(" " if not found["quote"] else ""):
        behind = found[0][len(found[0].rstrip(" ")) :] if not found["quote"] else ""
        quoted = f"{found['quote']}{seen}{found['quote']}{behind}"
        yield Change(
            text[:at] + quoted + text[found.end() :], f"the name is “{seen}”, without what nobody can see in it"
        )


def _minus(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """A hyphen in place of another sign before a number."""
    at = _index(text, diagnostic)
    if found := _MINUS.match(text, at):
        yield Change(f"{text[:at]}-{text[found.end() :]}", "the sign of the number is a hyphen")


def _encoding(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """What can be decoded all the same is written as UTF-8."""
    yield Change(text, "saved as UTF-8 in place of UTF-16")


REPAIRS = {
    "unknown-key": _keys,
    "cut-by-comma": _commas,
    "unknown-name": _names,
    "bad-id": _names,
    "not-a-number": _minus,
    "syntax": _syntax,
    "anchor": _quotes,
    "tag": _quotes,
    "control-character": _unseen,
    "not-utf-8": _encoding,
}
NO_TEXT = {"control-character", "not-utf-8"}
"""Problems with which a file is not even looked at as YAML."""
NO_TREE = {"syntax", "anchor", "tag"}
"""Problems behind which a file is not read any further."""


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


def _index(text: str, diagnostic: Diagnostic) -> int:
    """The index of the place of a diagnostic in a text with whatever line ends it has."""
    return _line_starts(text)[diagnostic.place.line - 1] + diagnostic.place.column - 1


def _distance(one: str, other: str) -> int:
    """How many letters have to be put in, left out, changed, or exchanged with their neighbours."""
    rows = [list(range(len(other) + 1))]
    for i, left in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            cost = min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
