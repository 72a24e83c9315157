"""The start of a play: what is not imported, and that nothing of it outlasts the start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.lean import pattern
from tests.command import python

PLAY = """
import sys
from game.cli import main
main(["play", "--plain", "--new", "--saves", sys.argv[1]])
print("\\nloaded", *sys.modules)
"""

START = """
import gc
from game.lean import import_msgspec, imports_that_stay, wake_collector
"""


def test_plain_mode_imports_nothing_large_that_it_can_do_without(tmp_path: Path) -> None:
    done = python(str(tmp_path), code=PLAY)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "msgspec" in loaded
    assert loaded.isdisjoint({"typing_extensions", "dataclasses", "inspect", "textual", "rich", "game.proof.hints"})


def test_what_msgspec_does_without_can_be_imported_by_others() -> None:
    done = python(
        code=f"{START}import_msgspec()\nimport msgspec, typing_extensions\nprint(typing_extensions.NotRequired)"
    )
    assert done.stdout.strip(), done.stderr


def test_what_has_been_imported_stays_what_it_is() -> None:
    code = "import typing_extensions as one\nimport_msgspec()\nimport typing_extensions as two\nprint(one is two)"
    assert python(code=START + code).stdout == "True\n"


def test_garbage_is_collected_again_after_the_imports() -> None:
    done = python(code=f"{START}with imports_that_stay():\n    print(gc.isenabled())\nprint(gc.isenabled())")
    assert done.stdout == "False\nTrue\n", done.stderr


def test_garbage_is_collected_again_after_a_start_that_failed() -> None:
    code = (
        f"{START}try:\n    with imports_that_stay():\n        raise OSError\nexcept OSError:\n    print(gc.isenabled())"
    )
    assert python(code=code).stdout == "True\n"


def test_garbage_is_collected_from_the_first_paint_on() -> None:
    done = python(code=f"{START}with imports_that_stay():\n    wake_collector()\n    print(gc.isenabled())")
    assert done.stdout == "True\n", done.stderr


def test_a_pattern_is_compiled_when_it_is_first_used_and_then_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled, really = [], re.compile

    def noted(text: str, flags: int) -> re.Pattern[str]:
        compiled.append(text)
        return really(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    blank = pattern(r"\s", re.ASCII)
    assert (compiled, blank.pattern) == ([], r"\s")
    assert [blank.sub("-", text) for text in ("a b", "a\u2003b")] == ["a-b", "a\u2003b"]
    assert compiled == [r"\s"]
