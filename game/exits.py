"""The exit statuses of the program, as `README.md` lists them."""

from __future__ import annotations

import sys

FINE = 0
"""All is well."""

PROBLEMS = 1
"""Something is wrong with the story, with a save, or with the program itself."""

USAGE = 2
"""The command was wrong, or there was nothing to read or no place to write to."""

INTERRUPTED = 130
"""It was interrupted from the keyboard: 128 and the number of the signal, as shells have it."""

BROKEN_PIPE = 141
"""Nobody read what it printed, to the end: 128 and the number of the signal, as other programs are stopped by it."""


def refused(words: str) -> int:
    """Says in a line why a command cannot be carried out, and by whom that is said; returns the status for it.

    What a command finds out, and what it has done, is said without the program's name.
    """
    sys.stderr.write(f"perfect-mother: {words}\n")
    return USAGE
