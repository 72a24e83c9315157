"""Looking at files: what has changed is seen, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.tui.workshop.watching import Watch
from tests.command import perfect_mother
from tests.tui.workshop.working import STORY


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    (tmp_path / "a.yaml").write_text("a: 1", encoding="utf-8")
    return Watch(tmp_path)


def test_nothing_has_changed_at_first(watch: Watch) -> None:
    assert not watch.changed()


def test_a_change_is_seen_once(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 22", encoding="utf-8")
    assert watch.changed()
    assert not watch.changed()


def test_a_file_of_the_same_size_and_time_that_takes_the_place_of_another_is_seen(watch: Watch, tmp_path: Path) -> None:
    path, other = tmp_path / "a.yaml", tmp_path / "b.tmp"
    other.write_text("a: 2", encoding="utf-8")
    known = path.stat()
    os.utime(other, ns=(known.st_atime_ns, known.st_mtime_ns))
    other.replace(path)
    assert watch.changed()


def test_a_new_file_and_one_that_is_gone_are_seen(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "b.yaml").write_text("", encoding="utf-8")
    assert watch.changed()
    (tmp_path / "inner" / "b.yaml").unlink()
    assert watch.changed()


def test_files_of_no_story_are_not_looked_at(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / ".a.yaml.swp").write_text("x", encoding="utf-8")
    assert not watch.changed()


def test_without_a_terminal_it_says_what_to_use(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(STORY, encoding="utf-8")
    done = perfect_mother("write", str(tmp_path))
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
