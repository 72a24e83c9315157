"""`new`: the mystery that it makes is whole, and the settings beside it are what editors take."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from game.author.new import STARTER, new
from game.author.schema import SCHEMA
from game.play.moves import Choose
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import moves
from game.story.load import load
from game.story.source import playthroughs_in
from game.story.story import Story
from tests.command import called, perfect_mother
from tests.story.editors import as_editors_read

MOST_LINES = 150
TELLERS = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that `new` has made."""
    made = tmp_path_factory.mktemp("new") / "mine"
    assert new(made) == 0
    return made


@pytest.fixture(scope="module")
def story(folder: Path) -> Story:
    """The mystery in it."""
    found = load(folder).story
    assert found is not None
    return found


def test_it_checks_without_a_word(folder: Path) -> None:
    checked = called("check", str(folder))
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_its_playthroughs_hold(folder: Path) -> None:
    tested = called("test", str(folder))
    assert tested.returncode == 0, tested.stdout
    assert len(playthroughs_in(folder)) >= 2


def test_it_has_three_tellers_and_is_short(folder: Path, story: Story) -> None:
    lines = [line for path in folder.glob("*.yaml") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({account.teller for account in story.accounts.values()}) == TELLERS
    assert len(lines) < MOST_LINES


def test_its_playthroughs_come_to_everything_in_it(folder: Path) -> None:
    shares = re.findall(r"^(\w+) .* (\d+\.\d)%$", called("test", str(folder), "--coverage").stdout, re.MULTILINE)
    assert shares
    assert {kind: share for kind, share in shares if share != "100.0"} == {}


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 1_000), max_size=40))
def test_it_can_be_ended_whatever_was_done(numbers: list[int]) -> None:
    loaded = load(STARTER).story
    assert loaded
    session = Session(Rules(loaded))
    for number in numbers:
        if session.over:
            return
        possible = list(moves(session.rules, session.state))
        session.do(possible[number % len(possible)])
    for move in ("back", "ida", "charge"):
        if Choose(move) in moves(session.rules, session.state):
            session.do(Choose(move))
    assert session.over


def test_the_schema_beside_it_takes_its_files(folder: Path) -> None:
    schema = json.loads((folder / SCHEMA).read_text(encoding="utf-8"))
    for path in folder.glob("*.yaml"):
        document = as_editors_read(path.read_text(encoding="utf-8"))
        assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


def test_the_schema_knows_its_names(folder: Path) -> None:
    assert '"ferro_1"' in (folder / SCHEMA).read_text(encoding="utf-8")


def test_the_settings_point_at_the_schema(folder: Path) -> None:
    settings = json.loads((folder / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    (path,) = settings["yaml.schemas"]
    assert (folder / path).is_file()
    extensions = json.loads((folder / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert extensions["recommendations"] == ["redhat.vscode-yaml"]


def test_neovim_starts_a_server_that_there_is(folder: Path) -> None:
    assert 'cmd = { "perfect-mother", "lsp" }' in (folder / ".nvim.lua").read_text(encoding="utf-8")
    assert perfect_mother("lsp", "--help").returncode == 0


@pytest.mark.parametrize("name", ["taken", "taken/a-file"])
def test_what_is_there_is_left_alone(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "a-file").write_text("mine", encoding="utf-8")
    assert new(tmp_path / name) == 2
    assert str(tmp_path / name) in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["a-file"]


def test_a_folder_that_is_there_and_empty_is_filled(tmp_path: Path) -> None:
    assert new(tmp_path) == 0
    assert (tmp_path / "story.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "its_id"),
    [
        ("my-story", "my_story"),
        ("Der Fall Mörike", "der_fall_morike"),
        ("Ben's 2nd case", "ben_s_2nd_case"),
        ("1984", "last_page"),
        ("12 Angry Men", "angry_men"),
        ("事件", "last_page"),
        ("long" * 20, "long" * 16),
    ],
)
def test_its_saves_are_its_own_by_the_name_of_its_folder(name: str, its_id: str, tmp_path: Path) -> None:
    assert new(tmp_path / name) == 0
    made = load(tmp_path / name).story
    assert made
    assert made.header.id == its_id


def test_the_commands_that_it_proposes_take_a_folder_of_any_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Ben's story"
    assert new(folder) == 0
    proposed = [shlex.split(line) for line in capsys.readouterr().err.splitlines() if line.startswith("  ")]
    assert proposed == [["perfect-mother", command, str(folder)] for command in ("play", "check", "test", "prove")]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert new(tmp_path / "file" / "inside") == 2
    assert capsys.readouterr().err.count("\n") == 1
