"""The program as somebody starts it, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def python(
    *arguments: str, code: str, folder: Path = ROOT, path: Path | None = None, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs code in an interpreter of its own, in a folder, with `path` before everything else that can be imported.

    It reads what is typed, from a pipe.
    """
    environment = dict(os.environ, PYTHONPATH=str(path)) if path else None
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def perfect_mother(
    *arguments: str, folder: Path = ROOT, path: Path | None = None, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs the command `perfect-mother` as its script does."""
    code = "import sys; from game.cli import main; sys.exit(main())"
    return python(*arguments, code=code, folder=folder, path=path, typed=typed)
