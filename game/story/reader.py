"""From a tree to the model, driven by the model's own annotations.

Each type of the model has one function that reads it. The functions are made once, from the type hints; what they meet
that does not fit becomes a diagnostic, and reading goes on with the next key, so that one mistake hides no other.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any, TypeGuard

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from game.story import tree
from game.story.conditions import Condition
from game.story.diagnostics import nearest
from game.story.findings import Findings
from game.story.kinds import Clock, Defines, Line, Reference, Verbatim
from game.story.prose import Prose
from game.story.scalars import (
    ID,
    MISREAD,
    instead_of_keys,
    read_clock,
    read_condition,
    read_id,
    read_line,
    read_number,
    read_prose,
    read_verbatim,
    read_yes_or_no,
    scalar,
)

__all__ = ["MISREAD", "is_model", "key_of", "read", "reader_of"]


_VERBATIM = typing.get_args(Verbatim)[1]
_LINE = typing.get_args(Line)[1]
_CLOCK = typing.get_args(Clock)[1]


Read = Callable[[tree.Node, Findings, str, str], Any]
"""Reads a node. The strings are the key it stands under, for messages, and the name of the thing around it."""


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
    return {str: read_id, int: read_number, bool: read_yes_or_no, Prose: read_prose, Condition: read_condition}[
        annotation
    ]


def _annotated_reader(metadata: tuple[Any, ...]) -> Read:
    if metadata[0] is _VERBATIM:
        return read_verbatim
    if metadata[0] is _LINE:
        return read_line
    if metadata[0] is _CLOCK:
        return read_clock
    reference: Reference = metadata[0]

    def read_reference(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
        text = scalar(node, findings, key, "a name")
        if text is MISREAD:
            return MISREAD
        findings.references.append((reference, text, owner))
        return text.value

    return read_reference


def _takes_text(read_value: Read | None) -> bool:
    """Whether what is read may be words for players, in one line."""
    if isinstance(read_value, _ModelReader) and read_value.shorthand is not None:
        read_value = read_value.readers[read_value.short_key]
    return read_value in (read_line, read_prose)


def _report_cut(whole: tree.CutText, rest: tree.Text, findings: Findings) -> None:
    """Reports a text that commas divide, at what stands behind the first of them."""
    if rest is whole.rest[0]:
        findings.report("cut-by-comma", rest.place, key=whole.key.value)


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
            found = instead_of_keys(node, "write each as “name:”, without a dash")
            findings.report("wrong-kind", node.place, key=key, expected="keys and values", found=found)
            return MISREAD
        values = {}
        cut = tree.cut_texts(node) if _takes_text(read_value) else {}
        for name, (name_node, value_node) in node.entries.items():
            inner = owner
            if name in cut:
                _report_cut(cut[name], name_node, findings)
                continue
            if isinstance(metadata, Defines):
                if not ID.fullmatch(name):
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
    """Reads a mapping as a class of the model, whose fields are looked into when the first one is read."""

    def __init__(self, model: type[Struct]) -> None:
        self.model = model
        self.shorthand: str | None = getattr(model, "shorthand", None)
        self.short_key = key_of(self.shorthand or "")

    @cached_property
    def fields(self) -> dict[str, FieldInfo]:
        """The fields by their keys."""
        return {key_of(item.name): item for item in fields(self.model)}

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the fields by their keys."""
        return {key: item.name for key, item in self.fields.items()}

    @cached_property
    def readers(self) -> dict[str, Read]:
        """What reads the fields, by their keys."""
        return {key: reader_of(item.type) for key, item in self.fields.items()}

    @cached_property
    def needed(self) -> set[str]:
        """The keys that must be there."""
        return {key for key, item in self.fields.items() if item.required}

    @cached_property
    def fields_needed(self) -> set[str]:
        """The names of the fields that they stand for."""
        return {self.names[name] for name in self.needed}

    def __call__(self, node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
        if isinstance(node, tree.Text) and self.shorthand is not None:
            value = self.readers[self.short_key](node, findings, key, owner)
            if value is MISREAD:
                return MISREAD
            if not self.fields_needed <= {self.shorthand}:
                self._complete(node, {self.short_key}, findings, key, owner)
                return MISREAD
            return self.model(**{self.shorthand: value})
        if not isinstance(node, tree.Mapping):
            expected = "text, or keys and values" if self.shorthand else "keys and values"
            found = instead_of_keys(node, "leave out the dashes")
            findings.report("wrong-kind", node.place, key=key or "a story file", expected=expected, found=found)
            return MISREAD
        values: dict[str, Any] = {}
        readers = self.readers
        cut = {} if node.entries.keys() <= readers.keys() else self._cut_texts(node)
        for name, (name_node, value_node) in node.entries.items():
            if name not in readers:
                findings.flawed.add(owner)
                self._unknown_key(name_node, node, cut, findings, key, owner)
                continue
            value = readers[name](value_node, findings, name, owner)
            if value is MISREAD:
                findings.flawed.add(owner)
            else:
                values[self.names[name]] = value
        if not self.fields_needed <= values.keys():
            self._complete(node, node.entries.keys(), findings, key, owner)
            return MISREAD
        made = self.model(**values)
        if len(values) < len(node.entries) and not node.entries.keys() <= readers.keys():
            findings.incomplete.add(id(made))
        return made

    def _unknown_key(
        self,
        name: tree.Text,
        node: tree.Mapping,
        cut: dict[str, tree.CutText],
        findings: Findings,
        key: str,
        owner: str,
    ) -> None:
        """Reports a key that is not known, and what it most likely is."""
        findings.perhaps.update(tree.names_in(node.entries[name.value][1]))
        if name.value in cut:
            _report_cut(cut[name.value], name, findings)
        # Half a condition that a comma cut in two: the other half is reported as a condition.
        elif not (")" in name.value and findings.conditions and name.is_cut_off(findings.conditions[-1][1])):
            meant = findings.meant(name, self.readers, is_text=self._is_text(node))
            if self._stands_for(node.entries) == name.value:
                meant = f"; did you mean “{next(iter(self.needed - node.entries.keys()))}”, which it needs?"
            within = self._within(key, owner)
            findings.report("unknown-key", name.place, key=name.value, within=within, suggestion=meant)

    def _stands_for(self, given: typing.Collection[str]) -> str | None:
        """The one unknown key in the place of the one key that is needed and missing, if they are not alike."""
        unknown = [name for name in given if name not in self.readers]
        missing = self.needed.difference(given)
        alone = len(unknown) == len(missing) == 1 and len(given) > 1
        return unknown[0] if alone and nearest(unknown[0], self.readers) is None else None

    def _is_text(self, node: tree.Node) -> bool:
        """Whether a mapping is most likely a text with a colon in it."""
        return self.shorthand is not None and isinstance(node, tree.Mapping) and len(node.entries) == 1

    def _cut_texts(self, node: tree.Mapping) -> dict[str, tree.CutText]:
        """What stands behind the commas of texts. Nothing else that a key takes is written with commas in it."""
        return {
            rest: whole
            for rest, whole in tree.cut_texts(node).items()
            if rest not in self.readers and _takes_text(self.readers.get(whole.key.value))
        }

    def _complete(
        self, node: tree.Node, given: typing.Collection[str], findings: Findings, key: str, owner: str
    ) -> bool:
        missing = sorted(self.needed.difference(given))
        misspelt = [name for name in given if name not in self.readers]
        for name in missing:
            is_told = bool(misspelt) and (self._is_text(node) or self._stands_for(given) is not None)
            if nearest(name, misspelt) is None and not is_told:
                findings.report("missing-key", node.place, key=name, within=self._within(key, owner))
        return not missing

    def _within(self, key: str, owner: str) -> str:
        """What has or lacks a key: a thing by its name, or what stands under a key of the format."""
        if key and key != owner.rpartition(".")[2]:
            return f"“{key}”"
        name = re.sub(r"(?<!^)(?=[A-Z])", " ", self.model.__name__).lower()
        return f"the {name} “{key}”" if key else "a story file"
