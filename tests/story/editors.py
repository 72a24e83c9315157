"""Files as editors read them, which is not as the game does."""

from __future__ import annotations

import re
from typing import Any

from game.story import tree
from game.story.source import Source


def as_editors_read(text: str, *, old: bool = False) -> Any:
    """A file as editors hand it to a schema: with the values of YAML 1.2, or those of 1.1, in which yes is true."""
    root, _ = tree.parse(Source("f.yaml", text))
    return _value(root, old) if root else {}


def _value(node: tree.Node, old: bool) -> Any:
    match node:
        case tree.Mapping():
            return {key: _value(value, old) for key, (_, value) in node.entries.items()}
        case tree.Sequence():
            return [_value(item, old) for item in node.items]
        case tree.Text():
            return node.value if node.style else _scalar(node.value, old)


def _scalar(text: str, old: bool) -> Any:
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", text):
        return float(text)
    if text.lower() in ("true", "false") or (old and text.lower() in ("yes", "no", "on", "off")):
        return text.lower() in ("true", "yes", "on")
    if text in ("", "~", "null"):
        return None
    return text
