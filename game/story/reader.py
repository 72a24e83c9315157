"""From a tree to the model, driven by the model's own annotations.

Each type of the model has one function that reads it. The functions are made once, from the type hints; what they meet
that does not fit becomes a diagnostic, and reading goes on with the next key, so that one mistake hides no other.
"""

# ruff: noqa: ARG001 - all functions that read have one signature, and few need all of it

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeGuard

from msgspec import Struct
from msgspec.structs import fields

from game.story import tree
from game.story.conditions import Condition
from game.story.diagnostics import nearest
from game.story.findings import Findings
from game.story.kinds import Clock, Defines, Line, Reference, Verbatim
from game.story.prose import Prose

MAX_NUMBER = 1_000_000

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_VERBATIM = typing.get_args(Verbatim)[1]
_LINE = typing.get_args(Line)[1]
_CLOCK = typing.get_args(Clock)[1]
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_YES = {"yes": True, "true": True, "no": False, "false": False}


Read = Callable[[tree.Node, Findings, str, str], Any]
"""Reads a node. The strings are the key it stands under, for messages, and the name of the thing around it."""

MISREAD: Any = object()
"""Stands for a value that could not be read and has been reported."""


def key_of(name: str) -> str:
    """The key in YAML of a field of the model."""
    return name.rstrip("_").replace("_", " ")


def is_model(annotation: Any) -> TypeGuard[type[Struct]]:
    """Whether something is a class of the model, or one made like them."""
    return isinstance(annotation, type) and issubclass(annotation, Struct)


def read(model: type, node: tree.Node, findings: Findings) -> Any:
    """The node as an instance of a class of the model, or MISREAD; problems go to `findings`."""
    return reader_of(model)(node, findings, "", "")


@cache
def reader_of(annotation: Any) -> Read:
    """The function that reads what is annotated so."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _annotated_reader(annotation.__metadata__)
    if origin in (types.UnionType, typing.Union):
        return reader_of(typing.get_args(annotation)[0])
    if origin is tuple:
        return _sequence_reader(reader_of(typing.get_args(annotation)[0]))
    if is_model(annotation):
        return _ModelReader(annotation)
    if origin is not None:
        key, value = typing.get_args(annotation)
        return _mapping_reader(key, reader_of(value))
    return {str: _read_id, int: _read_number, bool: _read_yes_or_no, Prose: _read_prose, Condition: _read_condition}[
        annotation
    ]


def _annotated_reader(metadata: tuple[Any, ...]) -> Read:
    if metadata[0] is _VERBATIM:
        return _read_verbatim
    if metadata[0] is _LINE:
        return _read_line
    if metadata[0] is _CLOCK:
        return _read_clock
    reference: Reference = metadata[0]

    def read_reference(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
        text = _scalar(node, findings, key, "a name")
        if text is MISREAD:
            return MISREAD
        findings.references.append((reference, text, owner))
        return text.value

    return read_reference


def _shape(node: tree.Node) -> str:
    if isinstance(node, tree.Mapping):
        return "keys and values"
    return "a list" if isinstance(node, tree.Sequence) else "text"


def _scalar(node: tree.Node, findings: Findings, key: str, expected: str) -> Any:
    """The node if it is a text that is not empty, else MISREAD."""
    if not isinstance(node, tree.Text):
        findings.report("wrong-kind", node.place, key=key, expected=expected, found=_shape(node))
    elif not node.value.strip():
        findings.report("empty", node.place, key=key, expected=expected)
    else:
        return node
    return MISREAD


def _read_line(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = _scalar(node, findings, key, "a line of text")
    if text is MISREAD:
        return MISREAD
    findings.lines.append(text)
    return " ".join(text.value.split())


def _read_clock(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = _scalar(node, findings, key, "an hour")
    if text is not MISREAD and not _HOUR.fullmatch(text.value):
        findings.report("not-an-hour", text.place, key=key, found=text.value)
        return MISREAD
    return text if text is MISREAD else text.value


def _read_verbatim(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = _scalar(node, findings, key, "a block of text")
    return text if text is MISREAD else text.value.rstrip("\n")


def _read_id(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = _scalar(node, findings, key, "a name")
    if text is not MISREAD and not _ID.fullmatch(text.value):
        findings.report("bad-id", text.place, name=text.value)
        return MISREAD
    return text if text is MISREAD else text.value


def _read_number(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = _scalar(node, findings, key, "a whole number")
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


def _read_yes_or_no(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = _scalar(node, findings, key, "yes or no")
    if text is not MISREAD and text.value.lower() not in _YES:
        findings.report("not-yes-or-no", text.place, key=key, found=text.value)
        return MISREAD
    return text if text is MISREAD else _YES[text.value.lower()]


def _read_prose(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = _scalar(node, findings, key, "a block of prose")
    if text is MISREAD:
        return MISREAD
    prose = Prose(text.value)
    findings.prose.append((prose, text))
    return prose


def _read_condition(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
    text = _scalar(node, findings, key, "a condition")
    if text is MISREAD:
        return MISREAD
    condition = Condition(text.value)
    findings.conditions.append((condition, text))
    return condition


def _is_nothing(node: tree.Node) -> bool:
    return isinstance(node, tree.Text) and node.style in (None, "") and node.value == ""


def _sequence_reader(read_item: Read) -> Read:
    def read_sequence(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
        if isinstance(node, tree.Sequence):
            items = [read_item(item, findings, key, owner) for item in node.items]
        else:
            items = [read_item(node, findings, key, owner)]
        return tuple(item for item in items if item is not MISREAD)

    return read_sequence


def _mapping_reader(key_annotation: Any, read_value: Read) -> Read:
    metadata: Defines | Reference = key_annotation.__metadata__[0]

    def read_mapping(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
        if _is_nothing(node):
            return {}
        if not isinstance(node, tree.Mapping):
            findings.report("wrong-kind", node.place, key=key, expected="keys and values", found=_shape(node))
            return MISREAD
        values = {}
        for name, (name_node, value_node) in node.entries.items():
            inner = owner
            if isinstance(metadata, Defines):
                if not _ID.fullmatch(name):
                    findings.report("bad-id", name_node.place, name=name)
                    findings.perhaps.update(
                        (name, re.sub(r"\W+", "_", name).lower(), *re.findall(r"\w+", name.lower()))
                    )
                    continue
                inner = f"{owner}.{name}" if metadata.inside else name
                if not findings.define(metadata.section, inner, name_node.place):
                    continue
            else:
                findings.references.append((metadata, name_node, owner))
            value = read_value(value_node, findings, name, inner)
            if value is MISREAD:
                findings.flawed.add(owner)
            else:
                values[name] = value
        return values

    return read_mapping


class _ModelReader:
    """Reads a mapping as a class of the model."""

    def __init__(self, model: type[Struct]) -> None:
        self.model = model
        self.shorthand: str | None = getattr(model, "shorthand", None)
        own = fields(model)
        self.names = {key_of(item.name): item.name for item in own}
        self.readers = {key_of(item.name): reader_of(item.type) for item in own}
        self.needed = {key_of(item.name) for item in own if item.required}
        self.fields_needed = {self.names[name] for name in self.needed}

    def __call__(self, node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
        if isinstance(node, tree.Text) and self.shorthand is not None:
            value = self.readers[key_of(self.shorthand)](node, findings, key, owner)
            if value is MISREAD or not self._complete(node, {key_of(self.shorthand)}, findings, key):
                return MISREAD
            return self.model(**{self.shorthand: value})
        if not isinstance(node, tree.Mapping):
            expected = "text, or keys and values" if self.shorthand else "keys and values"
            findings.report("wrong-kind", node.place, key=key or "a story file", expected=expected, found=_shape(node))
            return MISREAD
        values: dict[str, Any] = {}
        readers = self.readers
        for name, (name_node, value_node) in node.entries.items():
            if name not in readers:
                findings.flawed.add(owner)
                findings.perhaps.update(tree.names_in(value_node))
                # Half a condition that a comma cut in two: the other half is reported as a condition.
                if not (")" in name and findings.conditions and name_node.is_cut_off(findings.conditions[-1][1])):
                    meant = findings.meant(name_node, readers, is_text=self._is_text(node))
                    findings.report(
                        "unknown-key", name_node.place, key=name, within=self._within(key), suggestion=meant
                    )
                continue
            value = readers[name](value_node, findings, name, owner)
            if value is MISREAD:
                findings.flawed.add(owner)
            else:
                values[self.names[name]] = value
        if not self.fields_needed <= values.keys():
            self._complete(node, node.entries.keys(), findings, key)
            return MISREAD
        made = self.model(**values)
        if len(values) < len(node.entries) and not node.entries.keys() <= readers.keys():
            findings.incomplete.add(id(made))
        return made

    def _is_text(self, node: tree.Node) -> bool:
        """Whether a mapping is most likely a text with a colon in it."""
        return self.shorthand is not None and isinstance(node, tree.Mapping) and len(node.entries) == 1

    def _complete(self, node: tree.Node, given: typing.Collection[str], findings: Findings, key: str) -> bool:
        missing = sorted(self.needed.difference(given))
        misspelt = [name for name in given if name not in self.readers]
        for name in missing:
            if nearest(name, misspelt) is None and not (misspelt and self._is_text(node)):
                findings.report("missing-key", node.place, key=name, within=self._within(key))
        return not missing

    def _within(self, key: str) -> str:
        name = re.sub(r"(?<!^)(?=[A-Z])", " ", self.model.__name__).lower()
        return f"the {name} “{key}”" if key and key != name else f"the {name}" if key else "a story file"
