"""How the figures in README.md are held against the proof, as `make check` does with the proof that it makes anyway."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.proof import README, held, stages

PRINTED = """\
A story: proved, in 1.0 s
  the model            3 points, 4 moves
  no dead end          from every state an ending can be come to
scenes/a.yaml:1:1: warning: nothing [never-reached]
    because of something
"""
PROVED = "  the model            3 points, 4 moves\n  no dead end          from every state an ending can be come to\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(f"Before\n\n```\n{PROVED}```\n\nBehind\n", encoding="utf-8")
    return path


def test_only_what_was_answered_counts() -> None:
    assert stages(PRINTED) == PROVED


def test_a_page_that_says_the_same_has_no_differences(page: Path) -> None:
    assert held(page, PROVED, write=False) == []


def test_a_page_that_says_something_else_has(page: Path) -> None:
    before = page.read_text("utf-8")
    assert held(page, PROVED.replace("4", "5"), write=False)[-2:] == [
        "-  the model            3 points, 4 moves",
        "+  the model            3 points, 5 moves",
    ]
    assert page.read_text("utf-8") == before


def test_what_was_proved_is_written_in_its_place(page: Path) -> None:
    held(page, PROVED.replace("4", "5"), write=True)
    assert page.read_text("utf-8") == f"Before\n\n```\n{PROVED.replace('4', '5')}```\n\nBehind\n"


def test_the_page_that_there_is_has_one_such_block() -> None:
    assert held(README, "", write=False)
