"""Saves for tests: plays to be saved, and saves that a program would not write."""

from __future__ import annotations

import json
from typing import Any

from game.play.session import Session
from game.saves import record
from tests import stories

STORY = """\
story: {id: mill, title: The mill, start: yard}
endings: {end: The end}
places: {yard: The yard}
numbers: {steps: {name: Steps, to: 1000}}
scenes:
  yard:
    place: yard
    passage: "{steps} steps."
    choices:
      walk: {text: Walk., sticky: yes, change: {steps: +1}}
      stop: {text: Stop., goto: over}
  over: {ending: end}
"""


def walked(steps: int) -> Session:
    """A play of so many steps."""
    return stories.session(STORY, *["walk"] * steps)


def forged(data: bytes, **changes: Any) -> bytes:
    """A save with other content and the checksum that fits it."""
    content = json.loads(data)
    del content["checksum"]
    content.update(changes)
    return json.dumps({"checksum": record._checksum(content), **content}).encode()
