"""The program started once more: what lies where one stands is not what is started, nor anything that it imports."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from game import __version__
from game.processes import command, environment
from tests.command import ROOT


def test_files_of_strangers_in_the_folder_one_stands_in_are_not_run(tmp_path: Path) -> None:
    for name in ("game", "argparse", "msgspec", "yaml"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a stranger')", encoding="utf-8")
    done = subprocess.run(
        command("--version"), cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"perfect-mother {__version__}\n", "")


def test_what_was_to_be_found_before_is_still_found() -> None:
    assert environment({"PYTHONPATH": "mine"})["PYTHONPATH"] == os.pathsep.join((str(ROOT), "mine"))
