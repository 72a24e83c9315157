"""The player's preferences as a file beside the saves."""

from __future__ import annotations

import json
from pathlib import Path

from game.play.preferences import Handling, Preferences
from game.saves.shelf import write_whole

MAX_BYTES = 64 * 1024
NAME = "preferences.json"
COLUMNS = range(40, 73)
"""The widths of a column that are believed."""


def read_preferences(folder: Path | None) -> Preferences:
    """The preferences in a folder; what is missing, damaged or unknown is as if it had never been decided."""
    if folder is None:
        return Preferences()
    try:
        with (folder / NAME).open("rb") as file:
            content = json.loads(file.read(MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(content, dict):
        return Preferences()
    topics = content.get("content")
    known = {handling.value: handling for handling in Handling}
    column = content.get("column")
    return Preferences(
        content={
            str(topic): known[value]
            for topic, value in (topics if isinstance(topics, dict) else {}).items()
            if isinstance(value, str) and value in known
        },
        numbers=content.get("numbers") is True,
        theme=str(content.get("theme", "")),
        column=column if isinstance(column, int) and column in COLUMNS else Preferences().column,
        typewriter=content.get("typewriter") is True,
        still=content.get("still") is True,
        ascii=content.get("ascii") is True,
    )


def write_preferences(folder: Path | None, preferences: Preferences) -> str | None:
    """Keeps the preferences; returns what went wrong, in words for the player."""
    if folder is None:
        return "there is no folder to keep settings in"
    content = {
        "content": {topic: handling.value for topic, handling in preferences.content.items()},
        "numbers": preferences.numbers,
        "theme": preferences.theme,
        "column": preferences.column,
        "typewriter": preferences.typewriter,
        "still": preferences.still,
        "ascii": preferences.ascii,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / NAME, json.dumps(content, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        return f"the settings are not kept: {error.strerror or error}"
    return None
