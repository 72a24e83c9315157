"""From a tree to the model, driven by the model's own annotations.

Each type of the model has one function that reads it. The functions are made once, from the type hints; what they meet
that does not fit becomes a diagnostic, and reading goes on with the next key, so that one mistake hides no other.
"""

from __future__ import annotations

import types
import typing
from functools import cache, cached_property
from typing import Any, TypeGuard

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from game.story import tree
from game.story.conditions import Condition
from game.story.findings import Findings
from game.story.kinds import Clock, Defines, Line, Reference, Verbatim, key_of
from game.story.misfits import (
    Misfits,
    Read,
    is_nothing,
    report_cut,
    takes_text,
)
from game.story.misnaming import above_misplaced, is_outdented, report_id, report_no_names
from game.story.prose import Prose
from game.story.scalars import (
    ID,
    MISREAD,
    counted_facts,
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
        return _SequenceReader(reader_of(typing.get_args(annotation)[0]))
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
        text = scalar(node, findings, key, "a name", counted_facts if reference.sections == ("facts",) else None)
        if text is MISREAD:
            return MISREAD
        findings.references.append((reference, text, owner))
        return text.value

    return read_reference


class _SequenceReader:
    """Reads a list, or one item that stands for a list of it."""

    def __init__(self, read_item: Read) -> None:
        self.read_item = read_item

    def __call__(self, node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
        if isinstance(node, tree.Sequence):
            items = [self.read_item(item, findings, key, owner) for item in node.items]
        else:
            items = [self.read_item(node, findings, key, owner)]
        return tuple(item for item in items if item is not MISREAD)


def _is_given(name: tree.Text, whole: str, metadata: Defines, findings: Findings) -> bool:
    """Whether a name can be given, and has not been before; if not, that is reported."""
    if ID.fullmatch(name.value):
        return findings.define(metadata.section, whole, name.place)
    report_id(name, metadata, findings)
    return False


def _mapping_reader(key_annotation: Any, read_value: Read) -> Read:
    metadata: Defines | Reference = key_annotation.__metadata__[0]

    def read_mapping(node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
        if is_nothing(node):
            return {}
        if not isinstance(node, tree.Mapping):
            report_no_names(node, metadata, read_value, findings, key)
            return MISREAD
        values: dict[str, Any] = {}
        cut = tree.cut_texts(node) if takes_text(read_value) else {}
        for name, (name_node, value_node) in node.entries.items():
            inner = owner
            if name in cut:
                report_cut(cut[name], name_node, findings)
                continue
            if isinstance(metadata, Defines):
                inner = f"{owner}.{name}" if metadata.inside else name
                if not _is_given(name_node, inner, metadata, findings):
                    continue
            elif is_outdented(name, node, read_value, findings):
                continue
            else:
                findings.references.append((metadata, name_node, owner))
            value = read_value(value_node, findings, name, inner)
            if value is MISREAD:
                findings.flawed.update((owner, *above_misplaced(name, inner, node, read_value, findings)))
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

    @cached_property
    def misfits(self) -> Misfits:
        """What reports where something does not fit."""
        return Misfits(self.model, self.readers, [key for key in self.fields if key in self.needed])

    def __call__(self, node: tree.Node, findings: Findings, key: str, owner: str) -> Any:
        if isinstance(node, tree.Text) and self.shorthand is not None:
            return self._read_short(node, self.shorthand, findings, key, owner)
        if not isinstance(node, tree.Mapping):
            self.misfits.no_mapping(node, findings, key, owner)
            return MISREAD
        values: dict[str, Any] = {}
        readers = self.readers
        is_known = node.entries.keys() <= readers.keys()
        if not is_known and self.misfits.is_out_of_place(node, findings, key, owner):
            return MISREAD
        cut = {} if is_known else self.misfits.cut_texts(node)
        if not (is_known or cut):
            self.misfits.tell_at_once(node, findings, key, owner)
        for name, (name_node, value_node) in node.entries.items():
            if name not in readers:
                self.misfits.unknown_key(name_node, node, cut, findings, key, owner)
                continue
            value = readers[name](value_node, findings, name, owner)
            if value is MISREAD:
                findings.flawed.add(owner)
            else:
                values[self.names[name]] = value
        if not self.fields_needed <= values.keys():
            self.misfits.incomplete(node, node.entries.keys(), findings, key, owner)
            return MISREAD
        made = self.model(**values)
        if not is_known and len(values) < len(node.entries):
            findings.incomplete.add(id(made))
        return made

    def _read_short(self, text: tree.Text, shorthand: str, findings: Findings, key: str, owner: str) -> Any:
        """The text as what it is short for."""
        value = self.readers[self.short_key](text, findings, key, owner)
        if value is MISREAD:
            return MISREAD
        if not self.fields_needed <= {shorthand}:
            self.misfits.incomplete(text, {self.short_key}, findings, key, owner)
            return MISREAD
        return self.model(**{shorthand: value})
