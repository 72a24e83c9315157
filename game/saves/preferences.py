"""The player's preferences as a file beside the saves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from game.files import write_whole
from game.play.preferences import Handling, Preferences
from game.saves.reading import read_file
from game.story.model import Topic
from game.words import say

MAX_BYTES = 64 * 1024
NAME = "preferences.json"
COLUMNS = range(40, 73)
"""The widths of a column that are believed."""
_NO_TOPICS: Mapping[str, Topic] = {}


def read_preferences(folder: Path | None, topics: Mapping[str, Topic] = _NO_TOPICS) -> Preferences:
    """The preferences in a folder; what is missing, damaged or unknown is as if it had never been decided.

    What was decided about the topics of a story is kept by their ids: it holds in whatever language they are named.
    """
    if folder is None:
        return Preferences()
    try:
        content = json.loads(read_file(folder / NAME, MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(content, dict):
        return Preferences()
    decided = content.get("content")
    known = {handling.value: handling for handling in Handling}
    column = content.get("column")
    return Preferences(
        content={
            topics[name].name if name in topics else str(name): known[value]
            for name, value in (decided if isinstance(decided, dict) else {}).items()
            if isinstance(value, str) and value in known
        },
        numbers=content.get("numbers") is True,
        theme=str(content.get("theme", "")),
        column=column if isinstance(column, int) and column in COLUMNS else Preferences().column,
        typewriter=content.get("typewriter") is True,
        still=content.get("still") is True,
        ascii=content.get("ascii") is True,
    )


def write_preferences(
    folder: Path | None, preferences: Preferences, topics: Mapping[str, Topic] = _NO_TOPICS
) -> str | None:
    """Keeps the preferences; returns what went wrong, in words for the player."""
    if folder is None:
        return say("there is no folder to keep settings in")
    ids = {topic.name: name for name, topic in topics.items()}
    content = {
        "content": {ids.get(topic, topic): handling.value for topic, handling in preferences.content.items()},
        "numbers": preferences.numbers,
        "theme": preferences.theme,
        "column": preferences.column,
        "typewriter": preferences.typewriter,
        "still": preferences.still,
        "ascii": preferences.ascii,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / NAME, json.dumps(content, indent=1).encode())
    except OSError as error:
        return say("the settings are not kept: {reason}", reason=error.strerror or error)
    return None
