"""The examples under `docs/examples/` are as good as they ask other stories to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.playthroughs.running import Runs
from game.play.rules import Rules
from game.proof.investigate import investigate
from game.story.load import load
from tests.docs.pages import DOCS

EXAMPLES = sorted(path for path in (DOCS / "examples").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_an_example_checks_without_a_word_and_its_playthroughs_hold(folder: Path) -> None:
    found = load(folder)
    assert (found.diagnostics, found.story is not None) == ((), True)
    assert found.story is not None
    runs = list(Runs(Rules(found.story), folder).all())
    assert runs
    assert [run.path for run in runs if not run.holds] == []


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_proved(folder: Path) -> None:
    story = load(folder).story
    assert story is not None
    verdict = investigate(Rules(story))
    assert (verdict.outcome, verdict.findings) == ("proved", [])
