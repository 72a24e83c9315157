"""Parts of stories: after whatever edit, joining them gives the story that loading from nothing gives, or nothing."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.story import cache, tree
from game.story.load import load
from game.story.parts import Parts
from game.story.source import Source
from game.story.story import Story
from tests.command import ROOT, python
from tests.shared_stories import ACCOUNTS, CONFRONTATIONS, QUESTIONS
from tests.story.slips import STORY

SCENES = ROOT / "scenes"

APART = """\
story: {id: mill, title: The Mill, start: yard}
people: {anne: {name: Anne, wild: No.}}
evidence: {key: {name: A key, finding: It fits., document: Brass.}}
moments: {noon: At noon}
accounts:
  anne_1: {teller: anne, title: First, claims: {noon: {says: I slept.}}}
confrontations:
  anne_1.noon: {broken by: {key: {passage: "ANNE: Well. {trust}"}}}
numbers: {trust: {name: Trust, to: 3}}
scenes:
  yard:
    passage: "[if trust > 1]Still.[end]"
    hear: anne_1
    find: key
    confront: {teller: anne, over: loft}
    choices: {go: {text: Go in, goto: loft}}
  loft: {passage: "ANNE: {anne_1.noon}", contradict: {anne_1.noon: key}, ending: end}
endings: {end: The end}
recap: {text: You were in the yard., when: visited(yard)}
"""
"""What stands apart here comes together when the story is joined."""


def divided(text: str) -> dict[str, str]:
    """A story with each of its sections in a file of its own, by the names of the files."""
    sections = re.split(r"\n(?=[a-z])", text.rstrip("\n"))
    return {f"{number:02}.yaml": f"{section}\n" for number, section in enumerate(sections)}


STORIES = [divided(text) for text in (STORY, ACCOUNTS, CONFRONTATIONS, QUESTIONS, APART)]


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes these files, and no others, into a folder."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def keep(folder: Path, caches: Path) -> Path:
    """Keeps the parts of a story; the file in which they are kept."""
    loading = load(folder, advise=False)
    assert loading.story is not None
    Parts(caches, folder).write(loading)
    (path,) = caches.glob("*.parts")
    return path


def joined(folder: Path, caches: Path | None) -> Story | None:
    found = Parts(caches, folder).load()
    return found.story if found else None


def whole(story: Story | None) -> dict[str, Any]:
    """All that a story says, in its order."""
    fields = {name: getattr(story, name) for name in Story.__struct_fields__} if story else {}
    return {name: list(value.items()) if isinstance(value, dict) else value for name, value in fields.items()}


def settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, all files have been left alone for long."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + cache.SETTLED * 2)


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    """The folder of a story whose parts have been kept in `tmp_path / "caches"`."""
    folder = write(tmp_path / "mill", divided(APART))
    keep(folder, tmp_path / "caches")
    return folder


@st.composite
def edits(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    """The files of a story, and what they are after an edit."""
    before = draw(st.sampled_from(STORIES))
    after = dict(before)
    words = [word[0] for text in before.values() for word in re.finditer(r"[a-z_0-9.]+", text)]
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from(sorted(after)))
        text = after[name]
        match draw(st.sampled_from(["word", "word", "word", "line", "without", "comment", "file", "rename", "twice"])):
            case "word":
                if places := [word.span() for word in re.finditer(r"[a-z_0-9.]+", text)]:
                    start, end = draw(st.sampled_from(places))
                    after[name] = text[:start] + draw(st.sampled_from(words)) + text[end:]
            case "line":
                lines = text.split("\n")
                at = draw(st.integers(0, len(lines) - 1))
                after[name] = "\n".join([*lines[:at], *lines[at + 1 :]])
            case "without":
                after[name] = re.sub(r"\[[^]]*\]|\{[a-z_.0-9]+\}", "", text, count=1)
            case "comment":
                after[name] = f"{text}# more\n"
            case "file":
                after.pop(name) if len(after) > 1 else None
            case "rename":
                after[f"{draw(st.integers(0, 99)):02}_.yaml"] = after.pop(name)
            case _:
                after[f"{draw(st.integers(0, 99)):02}_.yaml"] = text
    return before, after


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits())
def test_after_an_edit_the_parts_give_the_same_story_and_nothing_if_there_is_an_error(
    edit: tuple[dict[str, str], dict[str, str]],
) -> None:
    before, after = edit
    with tempfile.TemporaryDirectory() as name:
        folder, caches = Path(name, "story"), Path(name, "caches")
        keep(write(folder, before), caches)
        write(folder, after)
        assert whole(joined(folder, caches)) == whole(load(folder, advise=False).story)


ASKING = """\
story: {id: mill, title: The Mill, start: yard}
people: {anne: {name: Anne}}
numbers: {trust: {name: Trust, to: 3}}
facts: {lit: The lamp burns.}
conditions: {dark: not lit}
endings: {end: The end}
scenes: {yard: {passage: "ANNE: {trust}. [if lit]It is light.[end]", ending: end}}
"""


@pytest.mark.parametrize("gone", ["Anne", "trust", "lit", "end:"])
def test_what_one_file_asks_of_another_is_looked_for(gone: str, tmp_path: Path) -> None:
    keep(write(tmp_path / "mill", divided(ASKING)), tmp_path / "caches")
    files = divided(ASKING)
    (name,) = (name for name, text in files.items() if gone in text and not text.startswith(("scenes", "conditions")))
    write(tmp_path / "mill", {**files, name: files[name].replace(gone, f"Un{gone}" if gone == "Anne" else f"un{gone}")})
    assert joined(tmp_path / "mill", tmp_path / "caches") is None


def test_the_parts_of_the_shipped_story_give_the_shipped_story(tmp_path: Path) -> None:
    keep(SCENES, tmp_path)
    found = joined(SCENES, tmp_path)
    assert found is not None
    assert whole(found) == whole(load(SCENES, advise=False).story)


def test_only_edited_files_are_parsed(mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed, parse = [], tree.parse

    def noted(source: Source) -> object:
        parsed.append(Path(source.path).name)
        return parse(source)

    monkeypatch.setattr(tree, "parse", noted)
    with (mill / "03.yaml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert joined(mill, tmp_path / "caches") is not None
    assert parsed == ["03.yaml"]


def test_files_that_have_been_left_alone_are_not_even_read(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    keep(mill, tmp_path / "caches")
    monkeypatch.setattr("game.story.joining.read_source", None)
    assert joined(mill, tmp_path / "caches") is not None


def test_an_empty_file_does_no_harm(mill: Path, tmp_path: Path) -> None:
    (mill / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    keep(mill, tmp_path / "caches")
    assert joined(mill, tmp_path / "caches") is not None


def test_parts_that_were_joined_are_kept_again(mill: Path, tmp_path: Path) -> None:
    write(mill, divided(APART.replace("I slept.", "I was asleep.")))
    parts = Parts(tmp_path / "caches", mill)
    loading = parts.load()
    assert loading is not None
    parts.write(loading)
    write(mill, divided(APART.replace("I slept.", "I was awake.")))
    found = joined(mill, tmp_path / "caches")
    assert found is not None
    assert found.claims["anne_1.noon"].says == "I was awake."


def test_a_change_that_does_not_show_in_the_times_is_seen(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = cache.stamp(mill)
    monkeypatch.setattr(time, "time_ns", lambda: stamps[0][2])
    keep(mill, tmp_path / "caches")
    write(mill, divided(APART.replace("I slept.", "I stood.")))
    monkeypatch.setattr("game.story.parts.stamp", lambda _: stamps)
    found = joined(mill, tmp_path / "caches")
    assert found is not None
    assert found.claims["anne_1.noon"].says == "I stood."


def test_a_story_lies_where_the_program_was_started(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mill)
    settle(monkeypatch)
    keep(Path(), tmp_path / "caches")
    assert whole(joined(Path(), tmp_path / "caches")) == whole(load(Path(), advise=False).story)


def damage(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-9] + bytes([data[-9] ^ 0x41]) + data[-8:])


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def lose(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("happen", [damage, cut, empty, lose])
def test_what_cannot_be_read_is_passed_over(mill: Path, tmp_path: Path, happen: Callable[[Path], None]) -> None:
    happen(keep(mill, tmp_path / "caches"))
    assert joined(mill, tmp_path / "caches") is None


@pytest.mark.parametrize("name", ["FORMAT", "__version__"])
def test_what_another_version_has_kept_is_passed_over(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(cache, name, "another")
    assert joined(mill, tmp_path / "caches") is None


def test_what_belongs_to_somebody_else_is_passed_over(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert joined(mill, tmp_path / "caches") is None


def test_where_nothing_can_be_kept_nothing_is(mill: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for caches in (None, tmp_path / "file" / "below"):
        Parts(caches, mill).write(load(mill, advise=False))
        assert joined(mill, caches) is None


def test_the_oldest_are_forgotten(mill: Path, tmp_path: Path) -> None:
    caches = tmp_path / "caches"
    for number in range(cache.MOST_KEPT + 3):
        (caches / f"{number:08x}.parts").write_bytes(b"old")
        os.utime(caches / f"{number:08x}.parts", (number, number))
    Parts(caches, mill).write(load(mill, advise=False))
    assert len(list(caches.glob("*.parts"))) == cache.MOST_KEPT
    assert joined(mill, caches) is not None


PLAY = """\
import io, sys
from game.cli import main
sys.stdin = io.StringIO("q\\n")
sys.exit(main(["play", sys.argv[1], "--plain", "--new", "--saves", sys.argv[2]]))
"""


def test_an_error_is_told_at_its_place_though_the_parts_of_other_files_are_kept(
    mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    assert python(str(mill), str(tmp_path / "saves"), code=PLAY).returncode == 0
    write(mill, divided(APART.replace("{trust}", "{trusty}")))
    done = python(str(mill), str(tmp_path / "saves"), code=PLAY)
    assert done.returncode == 1
    assert f"{mill / '05.yaml'}:2:58: error:" in done.stderr
    write(mill, divided(APART.replace("I slept.", "I was asleep.")))
    assert python(str(mill), str(tmp_path / "saves"), code=PLAY).returncode == 0


@pytest.mark.parametrize("prose", ['"[if x"', '"*Room."', '"[if visited(hall)]Hall."'])
def test_of_a_story_that_cannot_be_played_nothing_is_kept(tmp_path: Path, prose: str) -> None:
    text = "story: {id: s, title: S, start: hall}\nendings: {end: End}\n"
    text += f"scenes: {{hall: {{passage: {prose}, ending: end}}}}\n"
    folder = write(tmp_path / "story", {"story.yaml": text})
    loading = load(folder)
    assert loading.story is None
    Parts(tmp_path, folder).write(loading)
    assert not list(tmp_path.glob("*.parts"))
