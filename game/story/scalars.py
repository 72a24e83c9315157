"""From single texts of a tree to the values that they stand for."""

# ruff: noqa: ARG001 - all functions that read have one signature, and few need all of it

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from game.lean import pattern
from game.story import tree
from game.story.advice.keys import id_meant, number_meant
from game.story.conditions import MAX_NUMBER, Condition
from game.story.findings import Findings
from game.story.prose import Prose

MISREAD: Any = object()
"""Stands for a value that could not be read and has been reported."""

_NUMBER = pattern(r"[+-]?\d+", re.ASCII)
_LONGEST = 10
_YES = {"yes": True, "true": True, "no": False, "false": False}
_HOUR = pattern(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
ID = pattern(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


def shape(node: tree.Node) -> str:
    if isinstance(node, tree.Mapping):
        return "keys and values"
    return "a list" if isinstance(node, tree.Sequence) else "text"


def instead_of_keys(node: tree.Node, mend: str) -> str:
    """What stands where keys and values should, and if each of them has a dash before it, how to mend that."""
    is_list = isinstance(node, tree.Sequence) and any(isinstance(item, tree.Mapping) for item in node.items)
    return f"{shape(node)}: {mend}" if is_list and node.source.lines[node.line][node.column] == "-" else shape(node)


def several_instead(node: tree.Node, key: str) -> str:
    """The end of the message about a list of several things where one stands; nothing if it has each key only once."""
    items = node.items if isinstance(node, tree.Sequence) else []
    keys = [own for item in items if isinstance(item, tree.Mapping) for own in item.entries]
    one = "a scene has one teller to confront: the others need scenes of their own"
    told = one if key == "confront" else "only one stands here"
    return f"; {told}" if len(keys) > len(set(keys)) else ""


def bracketed(node: tree.Node) -> str:
    """The end of the message about what is no text: only that brackets are taken for a list, or for keys."""
    bracket = node.source.lines[node.line][node.column : node.column + 1]
    return f"; a text that begins with {bracket} stands in quotes" if bracket and bracket in "[{" else ""


def counted_facts(node: tree.Node) -> str:
    """The same where facts are named: numbers are changed by another key, and what is no longer so is cleared."""
    given = node.entries.items() if isinstance(node, tree.Mapping) else ()
    values = {name: value.value.lower() for name, (_, value) in given if isinstance(value, tree.Text)}
    if values and len(values) == len(given) and all(value in _YES for value in values.values()):
        keys: dict[str, list[str]] = {}
        for name, value in values.items():
            keys.setdefault("set" if _YES[value] else "clear", []).append(name)
        told = {key: names[0] if len(names) == 1 else f"[{', '.join(names)}]" for key, names in keys.items()}
        return f"; write {' and '.join(f'`{key}: {names}`' for key, names in told.items())}"
    is_change = any(_NUMBER.fullmatch(value) for value in values.values())
    return "; it is “change” that takes numbers" if is_change else ""


def joined_conditions(node: tree.Node) -> str:
    """The same where a condition stands: several are one."""
    return "; join them with “and” or “or” to one condition" if isinstance(node, tree.Sequence) else ""


def scalar(
    node: tree.Node, findings: Findings, key: str, expected: str, advise: Callable[[tree.Node], str] | None = None
) -> Any:
    """The node if it is a text that is not empty, else MISREAD; `advise` says how to mend what is no text."""
    if not isinstance(node, tree.Text):
        advice = advise(node) if advise else ""
        findings.report("wrong-kind", node.place, key=key, expected=expected, found=shape(node), suggestion=advice)
    elif not node.value or node.value.isspace():
        if node.style in ("|", ">"):
            expected = f"{expected}, and the text of a block is indented more than its key"
        findings.report("empty", node.place, key=key, expected=expected)
    else:
        return node
    return MISREAD


def read_line(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a line of text", bracketed)
    if text is MISREAD:
        return MISREAD
    findings.lines.append(text)
    return " ".join(text.value.split())


def read_clock(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "an hour")
    if text is not MISREAD and not _HOUR.fullmatch(text.value):
        findings.report("not-an-hour", text.place, key=key, found=text.value)
        return MISREAD
    return text if text is MISREAD else text.value


def read_verbatim(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a block of text", bracketed)
    if text is MISREAD:
        return MISREAD
    if text.style != "|" and text.place_at(len(text.value) - 1).line > text.line + 1 + (text.style == ">"):
        findings.report("no-bar", text.place, key=key, what="lines")
    return text.value.rstrip("\n")


def read_id(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a name")
    if text is not MISREAD and not ID.fullmatch(text.value):
        findings.report("bad-id", text.place, name=text.value, suggestion=id_meant(text.value, key))
        return MISREAD
    return text if text is MISREAD else text.value


def read_number(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a whole number")
    if text is MISREAD:
        return MISREAD
    if not _NUMBER.fullmatch(text.value):
        findings.report("not-a-number", text.place, key=key, found=text.value, suggestion=number_meant(text.value))
        return MISREAD
    # Nothing of any length is made a number: that would take long.
    number = int(text.value) if len(text.value) <= _LONGEST else MAX_NUMBER + 1
    if abs(number) > MAX_NUMBER:
        findings.report("number-too-large", text.place, limit=f"{MAX_NUMBER:,}")
        return MISREAD
    return number


def read_yes_or_no(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "yes or no")
    if text is not MISREAD and text.value.lower() not in _YES:
        findings.report("not-yes-or-no", text.place, key=key, found=text.value)
        return MISREAD
    return text if text is MISREAD else _YES[text.value.lower()]


def read_prose(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a block of prose", bracketed)
    if text is MISREAD:
        return MISREAD
    if text.style != "|" and "\n" in text.value.strip():
        findings.report("no-bar", text.place, key=key, what="paragraphs")
    prose = Prose(text.value)
    findings.prose.append((prose, text))
    return prose


def read_condition(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a condition", joined_conditions)
    if text is MISREAD:
        return MISREAD
    condition = Condition(text.value)
    findings.conditions.append((condition, text))
    return condition
