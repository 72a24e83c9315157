"""A new name for something: everywhere, and nothing else changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.author.language.renaming import CannotRename
from game.story.load import load
from tests.author.language.asking import Desk, edited, write_files
from tests.author.language.story import CASE, PLAY, SCENES, STORY, write_story
from tests.command import called
from tests.stories import SCENES as SHIPPED

EVERYTHING = [
    ("scenes.yaml", "  kitchen:", 2, "scullery"),
    ("scenes.yaml", "  shop:", 2, "bakery"),
    ("scenes.yaml", "      ask:", 6, "enquire"),
    ("scenes.yaml", "      leave:", 6, "go"),
    ("story.yaml", "  ben:", 2, "benedict"),
    ("story.yaml", "{late:", 1, "dark"),
    ("story.yaml", "  trust:", 2, "faith"),
    ("story.yaml", "{calm:", 1, "quiet"),
    ("story.yaml", "{peace:", 1, "truce"),
    ("case.yaml", "{morning:", 1, "dawn"),
    ("case.yaml", "  note:", 2, "letter"),
    ("case.yaml", "  ben_1:", 2, "ben_first"),
    ("case.yaml", "      morning:", 6, "early"),
    ("case.yaml", "  who:", 2, "eater"),
    ("case.yaml", "{him:", 1, "ben"),
]
"""One thing of every kind: where it is given, and another name for it."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write_story(tmp_path))


@pytest.mark.parametrize(("name", "words", "by", "new"), EVERYTHING)
def test_the_story_stays_whole_and_its_playthroughs_pass(name: str, words: str, by: int, new: str, desk: Desk) -> None:
    before = {one.code for one in load(desk.folder).diagnostics}
    write_files(desk.folder, desk.renamed(name, words, new, by))
    assert {one.code for one in load(desk.folder).diagnostics} == before
    tested = called("test", str(desk.folder))
    assert tested.returncode == 0, tested.stdout


# A claim that has once been told its moment keeps it: these two cannot be taken back to the letter.
@pytest.mark.parametrize(
    ("name", "words", "by", "new"), [each for each in EVERYTHING if each[3] not in ("dawn", "early")]
)
def test_a_rename_can_be_taken_back(name: str, words: str, by: int, new: str, desk: Desk) -> None:
    old = words[by:].rstrip(":")
    write_files(desk.folder, desk.renamed(name, words, new, by))
    after = Desk(desk.folder)
    write_files(desk.folder, after.renamed(name, words[:by] + new + ":", old, by))
    texts = [desk.text(file) for file in ("story.yaml", "case.yaml", "scenes.yaml", "plays/all.play")]
    assert texts == [STORY, CASE, SCENES, PLAY]


def test_it_can_be_asked_for_at_any_place_where_the_name_stands(desk: Desk) -> None:
    given = desk.renamed("case.yaml", "  note:", "letter", 2)
    assert desk.renamed("scenes.yaml", "note) and", "letter") == given
    assert desk.renamed("plays/all.play", "x note", "letter", 2) == given


def test_what_is_hidden_is_not_written_to(desk: Desk) -> None:
    (desk.folder / ".trash").mkdir()
    (desk.folder / ".trash" / "old.play").write_text(PLAY, encoding="utf-8")
    assert ".trash/old.play" not in desk.renamed("case.yaml", "  note:", "letter", 2)


def test_a_moment_leaves_the_claims_their_names(desk: Desk) -> None:
    changed = desk.renamed("case.yaml", "{morning:", "dawn", 1)
    assert set(changed) == {"case.yaml"}
    assert "moments: {dawn:" in changed["case.yaml"]
    assert "bears on: dawn" in changed["case.yaml"]
    assert "      morning:\n        moment: dawn\n        says:" in changed["case.yaml"]


def test_a_claim_keeps_its_moment(desk: Desk) -> None:
    changed = desk.renamed("case.yaml", "      morning:", "early", 6)
    assert "      early:\n        moment: morning\n        says:" in changed["case.yaml"]
    assert "{ben_1.early}" in changed["scenes.yaml"]
    assert "> ben_1.early x note" in changed["plays/all.play"]


def test_a_claim_in_braces_is_told_its_moment_inside_them(tmp_path: Path) -> None:
    claim = "      morning: {says: I slept., broken by: {note: {passage: Small.}}}\n"
    start, end = CASE.index("      morning:\n"), CASE.index("reconstruction:")
    desk = Desk(write_story(tmp_path), case=CASE[:start] + claim + CASE[end:])
    changed = desk.renamed("case.yaml", "{morning:", "dawn", 1)
    assert "morning: {moment: dawn, says: I slept." in changed["case.yaml"]


@pytest.mark.parametrize(
    ("name", "words", "by", "new", "why"),
    [
        ("scenes.yaml", "  kitchen:", 2, "The Kitchen", "small letters"),
        ("scenes.yaml", "  kitchen:", 2, "shop", "There is a scene “shop” already."),
        ("scenes.yaml", "  kitchen:", 2, "kitchen", "That is its name already."),
        ("story.yaml", "{late:", 1, "trust", "There is a number “trust” already."),
        ("story.yaml", "{late:", 1, "found", "means something else already"),
        ("scenes.yaml", "      ask:", 6, "next", "means something else already"),
        ("scenes.yaml", "  kitchen:", 2, "not", "means something else already"),
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str, words: str, by: int, new: str, why: str, desk: Desk) -> None:
    with pytest.raises(CannotRename, match=why):
        desk.renamed(name, words, new, by)


def test_nothing_is_renamed_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    desk = Desk(write_story(tmp_path))
    desk.about("case.yaml", CASE + "  broken: [")
    with pytest.raises(CannotRename, match=r"case\.yaml cannot be read just now"):
        desk.renamed("scenes.yaml", "  kitchen:", "scullery", 2)


@pytest.mark.slow
def test_a_scene_of_the_shipped_story_is_renamed_in_its_playthroughs(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "scenes")
    desk = Desk(tmp_path / "scenes")
    used = [one for path, one in desk.story.occurrences({}) if path.suffix == ".play" and "scenes" in one.sections]
    given = desk.story.defined["scenes"][used[0].whole].place
    file = Path(given.path).relative_to(desk.folder).as_posix()
    edits = desk.about(file).rename(given.line - 1, given.column - 1, "another_name_for_it")
    assert any(path.suffix == ".play" for path in edits)
    for path, found in edits.items():
        path.write_text(edited(path.read_text(encoding="utf-8"), found), encoding="utf-8")
    tested = called("test", str(desk.folder))
    assert tested.returncode == 0, tested.stdout


def test_a_playthrough_of_another_story_that_is_open_too_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    desk = Desk(write_story(tmp_path / "here"))
    other = tmp_path / "there" / "other.play"
    desk.buffers[other] = "from kitchen\n> leave\n"
    edits = desk.about("scenes.yaml").rename(*desk.where("scenes.yaml", "  kitchen:", 2), "scullery")
    assert other not in edits
    assert desk.folder / "scenes.yaml" in edits
