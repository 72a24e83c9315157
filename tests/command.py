"""The program as somebody starts it, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def python(
    *arguments: str, code: str, folder: Path = ROOT, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs code in an interpreter of its own, in a folder, with `path` before everything else that can be imported."""
    environment = dict(os.environ, PYTHONPATH=str(path)) if path else None
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def perfect_mother(*arguments: str, folder: Path = ROOT, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the command `perfect-mother` as its script does."""
    return python(*arguments, code="import sys; from game.cli import main; sys.exit(main())", folder=folder, path=path)
