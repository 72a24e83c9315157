"""The program started once more, as another process.

Python would import from the folder that one stands in before anything else, and a stranger's files may lie there: what
is started here imports the very package that starts it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_HOME = str(Path(__file__).absolute().parent.parent)


def command(*arguments: str) -> tuple[str, ...]:
    """What starts the program with these arguments, in such an `environment`."""
    return (sys.executable, "-P", "-m", "game", *arguments)


def environment(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment that is given, and in it where this package lies."""
    path = filter(None, (_HOME, given.get("PYTHONPATH")))
    return {**given, "PYTHONPATH": os.pathsep.join(path)}
