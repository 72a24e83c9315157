"""Saves for tests: those that a program would not write."""

from __future__ import annotations

import json
from typing import Any

from game.saves import record


def forged(data: bytes, **changes: Any) -> bytes:
    """A save with other content and the checksum that fits it."""
    content = json.loads(data)
    del content["checksum"]
    content.update(changes)
    return json.dumps({"checksum": record._checksum(content), **content}).encode()
