"""Files written whole: what is kept of the old one, and what is left alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from game.files import write_whole


def test_a_file_that_cannot_be_written_whole_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_what_cannot_be_written_is_told_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "no" / "where.yaml"
    with pytest.raises(FileNotFoundError) as told:
        write_whole(path, b"new")
    assert told.value.filename == str(path)


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o640)


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "a.yaml"
    real.write_text("old")
    link.symlink_to(real)
    write_whole(link, b"new")
    assert (link.is_symlink(), real.read_text()) == (True, "new")


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "a.yaml"
    link.symlink_to(link)
    with pytest.raises(OSError, match=r"a\.yaml"):
        write_whole(link, b"new")


def test_a_worn_file_goes_and_what_it_held_is_not_left_in_the_new_one(tmp_path: Path) -> None:
    worn, path = tmp_path / "old.json", tmp_path / "new.json"
    worn.write_text("much longer than the new one")
    write_whole(path, b"new", worn)
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"new.json": "new"}


@pytest.mark.parametrize("linked", [os.link, os.symlink])
def test_what_a_worn_file_shares_with_another_is_left_alone(
    linked: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    other, worn, path = tmp_path / "other.json", tmp_path / "old.json", tmp_path / "new.json"
    other.write_text("old")
    linked(other, worn)
    write_whole(path, b"new", worn)
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"other.json": "old", "new.json": "new"}


def test_a_worn_file_that_is_gone_already_does_no_harm(tmp_path: Path) -> None:
    write_whole(tmp_path / "new.json", b"new", tmp_path / "old.json")
    assert (tmp_path / "new.json").read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    os.mkfifo(path)
    with pytest.raises(FileExistsError):
        write_whole(path, b"new")
    assert path.is_fifo()


def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # who runs the tests may be allowed everything
    with pytest.raises(PermissionError):
        write_whole(path, b"new")
    assert path.read_text() == "old"
