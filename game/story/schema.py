"""The JSON Schema of a story's files, from the annotations that the reader reads by.

Editors complete keys and names with it. With the names that a story defines, references are enumerations of them.
"""

from __future__ import annotations

import ast
import inspect
import re
import types
import typing
from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from game.story.conditions import Condition
from game.story.kinds import Clock, Defines, Reference
from game.story.model import Sections
from game.story.prose import Prose
from game.story.reader import is_model, key_of

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
HOUR_PATTERN = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
ID_PATTERN = "^[a-z][a-z0-9_]{0,63}$"


def schema(names: Mapping[str, Collection[str]] | None = None) -> Schema:
    """The schema of a file; `names` are the names that the story defines, by section."""
    builder = _Builder(names or {})
    root = builder.of(Sections)
    return {"$schema": DIALECT, "title": "A file of a story", **root, "$defs": builder.definitions}


def field_docs(model: type) -> dict[str, str]:
    """What stands under each field of a class of the model, its bases included: in one line each."""
    docs: dict[str, str] = {}
    for base in reversed(model.__mro__[: model.__mro__.index(Struct)]):
        tree = ast.parse(inspect.getsource(base)).body[0]
        assert isinstance(tree, ast.ClassDef)
        for item, after in zip(tree.body, tree.body[1:], strict=False):
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name) and isinstance(after, ast.Expr):
                docs[item.target.id] = " ".join(str(ast.literal_eval(after.value)).split())
    return docs


class _Builder:
    def __init__(self, names: Mapping[str, Collection[str]]) -> None:
        self.names = names
        self.definitions: dict[str, Schema] = {}

    def of(self, annotation: Any) -> Schema:
        """The schema of what is annotated so."""
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            return self._annotated(annotation.__metadata__[0])
        if origin in (types.UnionType, typing.Union):
            return self.of(typing.get_args(annotation)[0])
        if origin is tuple:
            item = self.of(typing.get_args(annotation)[0])
            return {"anyOf": [item, {"type": "array", "items": item}]}
        if is_model(annotation):
            return self._reference_to(typing.cast(type, annotation))
        if origin is not None:
            return self._mapping(*typing.get_args(annotation))
        return dict(_SIMPLE[annotation])

    def _annotated(self, metadata: Any) -> Schema:
        if isinstance(metadata, Reference):
            return self._name(metadata.sections)
        if metadata is typing.get_args(Clock)[1]:
            return {"type": "string", "pattern": HOUR_PATTERN}
        return {"type": ["string", "number", "boolean"]}

    def _name(self, sections: tuple[str, ...]) -> Schema:
        """A name that one of the sections gives; the enumeration stands once, however many keys take such a name."""
        known = [name for section in sections for name in self.names.get(section, ())]
        if not known:
            return _TEXT
        title = "-or-".join(sections)
        self.definitions[title] = {"type": "string", "title": title, "enum": known}
        return {"$ref": f"#/$defs/{title}"}

    def _mapping(self, key: Any, value: Any) -> Schema:
        metadata = key.__metadata__[0]
        found: Schema = {"type": "object", "additionalProperties": self.of(value)}
        if isinstance(metadata, Defines):
            found["propertyNames"] = {"pattern": ID_PATTERN}
        else:
            found["propertyNames"] = self._annotated(metadata)
        return found

    def _reference_to(self, model: type) -> Schema:
        name = model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._model(model)
        return {"$ref": f"#/$defs/{name}"}

    def _model(self, model: type) -> Schema:
        hints = typing.get_type_hints(model, include_extras=True)
        docs = field_docs(model)
        own = fields(model)
        mapping: Schema = {
            "type": "object",
            "description": _first_paragraph(model),
            "properties": {
                key_of(item.name): {**self.of(hints[item.name]), "description": docs[item.name]} for item in own
            },
            "required": [key_of(item.name) for item in own if item.required],
            "additionalProperties": False,
        }
        short = getattr(model, "shorthand", None)
        return {"anyOf": [self.of(hints[short]), mapping]} if short else mapping


def _first_paragraph(model: type) -> str:
    return re.sub(r"\s+", " ", (model.__doc__ or "").split("\n\n")[0]).strip()


_TEXT = {"type": "string"}
_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string", "pattern": ID_PATTERN},
    int: {"type": "integer"},
    bool: {"enum": [True, False, "yes", "no"]},
    Prose: _TEXT,
    Condition: _TEXT,
}
