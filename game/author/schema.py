"""`schema`: the JSON Schema of a story's files, with the names that the story defines."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from game.story.load import load
from game.story.schema import schema as schema_of

FINE = 0


def schema(folder: Path) -> int:
    """Writes the schema; a story with errors gives the names that could be read."""
    defined = load(folder).defined
    names = {section: sorted(names) for section, names in defined.items()}
    sys.stdout.write(json.dumps(schema_of(names), ensure_ascii=False, indent=2) + "\n")
    return FINE
