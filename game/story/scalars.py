"""From single texts of a tree to the values that they stand for."""

# ruff: noqa: ARG001 - all functions that read have one signature, and few need all of it

from __future__ import annotations

import re
from typing import Any

from game.lean import pattern
from game.story import tree
from game.story.conditions import Condition
from game.story.findings import Findings
from game.story.prose import Prose

MISREAD: Any = object()
"""Stands for a value that could not be read and has been reported."""

MAX_NUMBER = 1_000_000
_YES = {"yes": True, "true": True, "no": False, "false": False}
_HOUR = pattern(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
ID = pattern(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


def shape(node: tree.Node) -> str:
    if isinstance(node, tree.Mapping):
        return "keys and values"
    return "a list" if isinstance(node, tree.Sequence) else "text"


def instead_of_keys(node: tree.Node, mend: str) -> str:
    """What stands where keys and values should, and if each of them has a dash before it, how to mend that."""
    is_dashed = isinstance(node, tree.Sequence) and any(isinstance(item, tree.Mapping) for item in node.items)
    return f"{shape(node)}: {mend}" if is_dashed else shape(node)


def scalar(node: tree.Node, findings: Findings, key: str, expected: str) -> Any:
    """The node if it is a text that is not empty, else MISREAD."""
    if not isinstance(node, tree.Text):
        findings.report("wrong-kind", node.place, key=key, expected=expected, found=shape(node))
    elif not node.value or node.value.isspace():
        findings.report("empty", node.place, key=key, expected=expected)
    else:
        return node
    return MISREAD


def read_line(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a line of text")
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
    text = scalar(node, findings, key, "a block of text")
    return text if text is MISREAD else text.value.rstrip("\n")


def read_id(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a name")
    if text is not MISREAD and not ID.fullmatch(text.value):
        findings.report("bad-id", text.place, name=text.value)
        return MISREAD
    return text if text is MISREAD else text.value


def read_number(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a whole number")
    if text is MISREAD:
        return MISREAD
    if not re.fullmatch(r"[+-]?\d{1,9}", text.value, re.ASCII):
        findings.report("not-a-number", text.place, key=key, found=text.value)
        return MISREAD
    number = int(text.value)
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
    text = scalar(node, findings, key, "a block of prose")
    if text is MISREAD:
        return MISREAD
    if text.style != "|" and "\n" in text.value.strip():
        findings.report("no-bar", text.place, key=key)
    prose = Prose(text.value)
    findings.prose.append((prose, text))
    return prose


def read_condition(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = scalar(node, findings, key, "a condition")
    if text is MISREAD:
        return MISREAD
    condition = Condition(text.value)
    findings.conditions.append((condition, text))
    return condition
