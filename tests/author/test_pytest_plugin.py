"""The plugin for pytest: a story's folder is a folder of tests."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from game.author.pytest_plugin import DoesNotHold, _runs, story_of
from game.story.load import Loading, load
from tests.command import ROOT, python
from tests.shared_stories import KITCHEN as STORY
from tests.shared_stories import KITCHEN_PLAY as PLAY
from tests.stories import HEAD, write


def collect(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What pytest says of a folder, with nothing but the plugin."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "game.author.pytest_plugin", "-p", "no:cacheprovider", *arguments, "."],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_playthrough_that_holds_is_a_test_that_passes(tmp_path: Path) -> None:
    write(tmp_path, STORY)
    (tmp_path / "plays").mkdir()
    (tmp_path / "plays" / "a.play").write_text(PLAY, "utf-8")
    said = collect(tmp_path)
    assert said.returncode == 0, said.stdout
    assert "1 passed" in said.stdout


def test_a_playthrough_that_does_not_hold_fails_with_what_it_would_be(tmp_path: Path) -> None:
    write(tmp_path, STORY.replace("door:", "front:"))
    (tmp_path / "a.play").write_text(PLAY, "utf-8")
    said = collect(tmp_path)
    assert said.returncode == 1
    assert "a.play:4:3: error: " in said.stdout
    assert "  +       > front  # See what is stuck to the door\n" in said.stdout
    assert "Traceback" not in said.stdout
    assert "pytest_plugin.py" not in said.stdout


def test_the_playthroughs_of_a_story_with_errors_fail_with_them(tmp_path: Path) -> None:
    write(tmp_path, HEAD)
    (tmp_path / "a.play").write_text("", "utf-8")
    said = collect(tmp_path)
    assert said.returncode == 1
    assert "there is no scene “hall”" in said.stdout


def test_a_story_with_errors_is_loaded_once_for_all_of_its_playthroughs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[Path] = []

    def noting(folder: Path) -> Loading:
        loaded.append(folder)
        return load(folder)

    monkeypatch.setattr("game.story.load.load", noting)
    for _ in range(3):
        with pytest.raises(DoesNotHold, match="there is no scene “hall”"):
            _runs(write(tmp_path, HEAD))
    assert loaded == [tmp_path]


def test_a_play_outside_of_a_story_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "hamlet.play").write_text("To be\n", "utf-8")
    assert collect(tmp_path).returncode == pytest.ExitCode.NO_TESTS_COLLECTED


def test_tests_in_python_stay_what_they_are(tmp_path: Path) -> None:
    write(tmp_path, STORY)
    (tmp_path / "a.play").write_text(PLAY, "utf-8")
    (tmp_path / "test_it.py").write_text("def test_it(): pass\n", "utf-8")
    assert "2 passed" in collect(tmp_path).stdout


@pytest.mark.parametrize("name", ["story", "a"])
def test_a_story_is_known_by_its_section_whatever_the_file_is_called(name: str, tmp_path: Path) -> None:
    write(tmp_path, **{name: STORY})
    (tmp_path / "plays" / "more").mkdir(parents=True)
    assert story_of(tmp_path / "plays" / "more" / "a.play", tmp_path) == tmp_path


def test_a_story_is_found_just_above_of_where_pytest_looks(tmp_path: Path) -> None:
    write(tmp_path, STORY)
    (tmp_path / "plays").mkdir()
    assert story_of(tmp_path / "plays" / "a.play", tmp_path / "plays") == tmp_path


def test_the_plugin_imports_nothing_of_the_game_before_it_is_needed() -> None:
    code = "import sys, game.author.pytest_plugin; print(*[name for name in sys.modules if name.startswith('game.')])"
    assert python(code=code).stdout.split() == ["game.author", "game.author.pytest_plugin"]


def test_an_installed_program_brings_the_plugin_along() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (module,) = project["entry-points"]["pytest11"].values()
    assert hasattr(import_module(module), "pytest_collect_file")
