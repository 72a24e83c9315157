"""What `check --fix` tries, by the code of the problem: how a text can be mended where only one thing can be meant.

A repair is tried on the story before it is kept; here it is only proposed.
"""

# ruff: noqa: ARG001 - all repairs have one signature, and not each needs the place

from __future__ import annotations

import re
from collections.abc import Iterator

from game.author.quoting import (
    LINE_END,
    SECTIONS,
    Change,
    all_keys,
    between_braces,
    colons,
    commas,
    condition,
    index_of,
    line_starts,
    numbers,
    quotes,
)
from game.story.advice.keys import visible
from game.story.diagnostics import Diagnostic, counted
from game.story.source import Source
from game.story.tree import Mapping, Node, NotATree, Text, parse

_A_FILE = "a story file "
"""How a message begins about a key that is no section."""
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


def _keys(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """A misspelt key, if no other key of the format is as near, or one with something in it that nobody can see."""
    yield from _odd_blanks(text, diagnostic)
    yield from _names(text, diagnostic)
    if len(diagnostic.meant) != 1:
        return
    wrong, (right,) = diagnostic.about, diagnostic.meant
    distance = _distance(_plain(wrong), right)
    known = SECTIONS if diagnostic.words.startswith(_A_FILE) else all_keys()
    rivals = [key for key in known if key != right and _distance(_plain(wrong), key) <= distance]
    at = index_of(text, diagnostic)
    if distance <= 2 and distance < len(right) - 1 and not rivals and text.startswith(wrong, at):
        yield Change(text[:at] + right + text[at + len(wrong) :], f"“{wrong}” is “{right}”")


def _plain(key: str) -> str:
    return re.sub(r"[-_ ]+", " ", key).lower()


def _tabs(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Blanks in place of tabs that indent, if every width with which the file can be read makes it say the same."""
    said: dict[str, int] = {}
    for width in (2, 4, 8):
        try:
            root, repeated = parse(Source("", LINE_END.sub("\n", _expanded(text, width))))
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
    start = line_starts(text)[diagnostic.place.line - 1]
    end = next((found.start() for found in LINE_END.finditer(text, start)), len(text))
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
    yield from colons(text, diagnostic)
    yield from quotes(text, diagnostic)
    yield from between_braces(text, diagnostic)


def _unseen(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """Characters that nobody sees are removed, all of the file at once."""
    if removed := len(_UNSEEN.findall(text)):
        yield Change(_UNSEEN.sub("", text), f"{counted(removed, 'unseen character')} removed")


def _names(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """A name without the blanks around it, and without what nobody sees in it."""
    at = index_of(text, diagnostic)
    found = _NAMED.match(text, at)
    if found and (seen := visible(found["name"])) != found["name"].rstrip(" " if not found["quote"] else ""):
        behind = found[0][len(found[0].rstrip(" ")) :] if not found["quote"] else ""
        quoted = f"{found['quote']}{seen}{found['quote']}{behind}"
        yield Change(
            text[:at] + quoted + text[found.end() :], f"the name is “{seen}”, without what nobody can see in it"
        )


def _minus(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """A hyphen in place of another sign before a number."""
    at = index_of(text, diagnostic)
    if found := _MINUS.match(text, at):
        yield Change(f"{text[:at]}-{text[found.end() :]}", "the sign of the number is a hyphen")


def _encoding(text: str, diagnostic: Diagnostic) -> Iterator[Change]:
    """What can be decoded all the same is written as UTF-8."""
    yield Change(text, "saved as UTF-8 in place of UTF-16")


REPAIRS = {
    "unknown-key": _keys,
    "cut-by-comma": commas,
    "unknown-name": _names,
    "bad-id": _names,
    "not-a-number": _minus,
    "bad-condition": condition,
    "cut-off": numbers,
    "syntax": _syntax,
    "anchor": quotes,
    "tag": quotes,
    "control-character": _unseen,
    "not-utf-8": _encoding,
}
NO_TEXT = {"control-character", "not-utf-8"}
"""Problems with which a file is not even looked at as YAML."""
NO_TREE = {"syntax", "anchor", "tag"}
"""Problems behind which a file is not read any further."""


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
