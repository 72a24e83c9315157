"""Stories that are kept: the same story comes back, and only if it is still the same and whole."""

from __future__ import annotations

import marshal
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game.play.layout import Layout
from game.play.rules import Rules
from game.play.session import Session
from game.story import cache
from game.story.cache import Kept, StoryCache
from game.story.load import load
from game.story.packing import packed, unpacked
from game.story.story import Story
from tests.command import ROOT, python

SCENES = ROOT / "scenes"
STORY = """\
story: {id: mill, title: The Mill, start: yard}
people: {anne: {name: Anne}}
scenes:
  yard:
    passage: |
      The wheel stands. [if visits(yard) > 1]Still.[end]
    choices: {go: {text: Go in, goto: loft}, look: {text: Look, sticky: yes, when: not visited(loft)}}
  loft: {passage: Dust., ending: end}
endings: {end: The end}
"""
LATER = cache.SETTLED * 2


@pytest.fixture
def mill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a story that was written long before it is kept."""
    folder = tmp_path / "mill"
    folder.mkdir()
    (folder / "story.yaml").write_text(STORY, encoding="utf-8")
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + LATER)
    return folder


def loaded(folder: Path) -> Story:
    story = load(folder).story
    assert story is not None
    return story


def keep(folder: Path, caches: Path) -> Path:
    """Keeps the story of a folder; the file in which it is kept."""
    StoryCache(caches, folder).write(loaded(folder), [1, "beside"])
    (path,) = caches.glob("*.story")
    return path


def kept(folder: Path, caches: Path | None) -> Story | None:
    found = StoryCache(caches, folder).read()
    return found[0] if found else None


@pytest.mark.parametrize("name", Story.__struct_fields__)
def test_every_part_of_the_shipped_story_comes_back_as_it_was(name: str, shipped: tuple[Story, Story]) -> None:
    before, after = shipped
    assert getattr(after, name) == getattr(before, name)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Story]:
    """The shipped story as it was loaded, and as it was kept."""
    caches = tmp_path_factory.mktemp("caches")
    keep(SCENES, caches)
    after = kept(SCENES, caches)
    assert after is not None
    return loaded(SCENES), after


def test_a_layout_comes_back_as_it_was() -> None:
    layout = Layout.of(loaded(SCENES))
    again = Layout.from_plain(marshal.loads(marshal.dumps(layout.plain)))
    assert (dict(again.slots), again.start, again.choosing) == (dict(layout.slots), layout.start, layout.choosing)


def test_what_is_kept_beside_a_story_comes_back(mill: Path, tmp_path: Path) -> None:
    keep(mill, tmp_path)
    found = StoryCache(tmp_path, mill).read()
    assert found is not None
    assert found[1] == [1, "beside"]


def test_a_page_needs_no_scene_but_its_own(mill: Path, tmp_path: Path) -> None:
    keep(mill, tmp_path)
    story = kept(mill, tmp_path)
    assert story is not None
    Session(Rules(story, Layout.from_plain(Layout.of(loaded(mill)).plain))).page()
    assert isinstance(story.scenes, Kept)
    assert set(story.scenes._made) == {"yard"}


def change(folder: Path) -> None:
    (folder / "story.yaml").write_text(STORY.replace("Dust.", "Rust."), encoding="utf-8")


def change_and_keep_the_time(folder: Path) -> None:
    path = folder / "story.yaml"
    before = path.stat()
    change(folder)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def add(folder: Path) -> None:
    (folder / "more.yaml").write_text("facts: {}\n", encoding="utf-8")


def rename(folder: Path) -> None:
    (folder / "story.yaml").rename(folder / "other.yaml")


@pytest.mark.parametrize("happen", [change, change_and_keep_the_time, add, rename])
def test_a_story_whose_files_have_changed_is_not_taken_from_the_cache(
    mill: Path, tmp_path: Path, happen: Callable[[Path], None]
) -> None:
    keep(mill, tmp_path)
    happen(mill)
    assert kept(mill, tmp_path) is None


def test_a_change_just_before_the_story_is_kept_is_seen_though_the_times_are_the_same(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: (mill / "story.yaml").stat().st_mtime_ns)
    path = keep(mill, tmp_path)
    stamp = cache.stamp(mill)
    change(mill)
    monkeypatch.setattr(cache, "stamp", lambda _: stamp)
    assert path.exists()
    assert kept(mill, tmp_path) is None


def test_a_change_after_the_story_was_loaded_is_seen_though_the_times_are_the_same_and_the_play_was_long(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that counts whole seconds, a file saved twice in one of them has the times of the first."""
    stamp = cache.stamp(mill)
    saved_at = (mill / "story.yaml").stat().st_mtime_ns
    monkeypatch.setattr(cache, "stamp", lambda *_: stamp)
    monkeypatch.setattr(time, "time_ns", lambda: saved_at)
    story_cache = StoryCache(tmp_path, mill)
    story = loaded(mill)
    change(mill)
    monkeypatch.setattr(time, "time_ns", lambda: saved_at + LATER)
    story_cache.write(story, None)
    assert kept(mill, tmp_path) is None


def test_a_file_that_was_only_touched_is_no_change(mill: Path, tmp_path: Path) -> None:
    keep(mill, tmp_path)
    (mill / "story.yaml").touch()
    assert kept(mill, tmp_path) is not None


def test_no_file_is_read_to_see_that_one_has_grown(mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(mill, tmp_path)
    (mill / "story.yaml").write_text(f"{STORY}# more\n", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", None)
    assert kept(mill, tmp_path) is None


def test_a_damaged_file_is_passed_over(mill: Path, tmp_path: Path) -> None:
    path = keep(mill, tmp_path)
    whole = path.read_bytes()
    for damaged in (b"", whole[:3], whole[:-1], whole + b"x", *(_flipped(whole, at) for at in range(0, len(whole), 7))):
        path.write_bytes(damaged)
        assert kept(mill, tmp_path) is None


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :]


@pytest.mark.parametrize("name", ["FORMAT", "__version__"])
def test_what_another_version_has_kept_is_passed_over(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    keep(mill, tmp_path)
    monkeypatch.setattr(cache, name, "another")
    assert kept(mill, tmp_path) is None


def test_what_belongs_to_somebody_else_is_passed_over(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(mill, tmp_path)
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert kept(mill, tmp_path) is None


def test_where_nothing_can_be_kept_nothing_is(mill: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for caches in (None, tmp_path / "file" / "below"):
        StoryCache(caches, mill).write(loaded(mill), None)
        assert kept(mill, caches) is None


def test_many_may_keep_a_story_at_once(mill: Path, tmp_path: Path) -> None:
    story = loaded(mill)
    threads = [threading.Thread(target=lambda: StoryCache(tmp_path, mill).write(story, None)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept(mill, tmp_path) is not None


def test_the_oldest_are_forgotten(tmp_path: Path, mill: Path) -> None:
    for number in range(cache.MOST_KEPT + 3):
        (tmp_path / f"{number:08x}.story").write_bytes(b"old")
        os.utime(tmp_path / f"{number:08x}.story", (number, number))
    StoryCache(tmp_path, mill).write(loaded(mill), None)
    assert len(list(tmp_path.glob("*.story"))) == cache.MOST_KEPT
    assert kept(mill, tmp_path) is not None


def test_what_is_packed_is_plain_data() -> None:
    story = loaded(SCENES)
    for name, scene in story.scenes.items():
        assert unpacked(marshal.loads(marshal.dumps(packed(scene)))) == scene, name


PLAY = """\
import io, sys
from game.cli import main
sys.stdin = io.StringIO("q\\n")
main(["play", sys.argv[1], "--plain", "--new", "--saves", sys.argv[2]])
print("yaml" in sys.modules)
"""


def test_a_story_that_is_kept_is_played_without_reading_yaml(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    reads = [python(str(mill), str(tmp_path / "saves"), code=PLAY).stdout.splitlines()[-1] for _ in range(2)]
    assert reads == ["True", "False"]
    assert [path.name for path in mill.iterdir()] == ["story.yaml"]


def test_what_python_compiles_of_the_program_is_no_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.program()
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: [one for one in scandir(folder) if one.name != "__pycache__"])
    assert cache.program() == before
