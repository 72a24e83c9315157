"""`schema`: the JSON Schema of a story's files, with the names that the story defines."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from game.exits import FINE
from game.story.load import load
from game.story.schema import schema as schema_of

SCHEMA = "story.schema.json"
"""The file beside those of a story in which editors look for the schema."""


def schema(folder: Path) -> int:
    """Writes the schema; a story with errors gives the names that could be read."""
    sys.stdout.write(schema_text(load(folder).defined))
    return FINE


def schema_text(defined: Mapping[str, Collection[str]]) -> str:
    """The schema with the names that a story defines, section by section."""
    names = {section: sorted(names) for section, names in defined.items()}
    return json.dumps(schema_of(names), ensure_ascii=False, indent=2) + "\n"


def renew(folder: Path, defined: Mapping[str, Collection[str]]) -> None:
    """Brings the schema beside a story up to date, if there is one: nobody is given a file that was not asked for."""
    path = folder / SCHEMA
    text = schema_text(defined)
    with suppress(OSError):  # it is a help to the editor, and no reason to stop
        if path.is_file() and path.read_text(encoding="utf-8", errors="replace") != text:
            path.write_text(text, encoding="utf-8")
