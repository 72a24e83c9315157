"""What README.md says is so: its commands exist, its links lead somewhere, its story plays, its helplines are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.helplines import read_helplines
from game.play.moves import parse_move
from game.play.rules import Rules
from game.play.session import Session
from game.story.load import load
from tests.command import ROOT, called

README = (ROOT / "README.md").read_text(encoding="utf-8")
FIRST, BEN, SECOND = re.findall(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def story(folder: Path, **files: str) -> Path:
    """A folder with these files of YAML."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def played(folder: Path, *moves: str) -> Session:
    """The story in a folder, after these moves."""
    loaded = load(folder).story
    assert loaded
    return Session.replay(Rules(loaded), None, map(parse_move, moves))


@pytest.mark.parametrize("files", [{"story": FIRST}, {"story": SECOND, "ben": BEN}], ids=["first", "second"])
def test_the_story_checks_without_a_word(files: dict[str, str], tmp_path: Path) -> None:
    checked = called("check", str(story(tmp_path, **files)))
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stderr


def test_the_slip_that_it_proposes_is_reported(tmp_path: Path) -> None:
    checked = called("check", str(story(tmp_path, story=FIRST.replace("goto: shop", "goto: shopp"))))
    assert checked.returncode == 1
    assert re.search(r"story\.yaml:18:15: error: .*shopp.*shop", checked.stdout)


def test_the_first_story_plays_to_its_end(tmp_path: Path) -> None:
    assert played(story(tmp_path, story=FIRST), "ask", "leave").over


def test_the_second_story_plays_to_the_truth(tmp_path: Path) -> None:
    session = played(story(tmp_path, story=SECOND, ben=BEN), "ask", "door", "ben_1.morning x note", "forgive")
    assert session.over


@pytest.mark.parametrize("command", sorted(set(re.findall(r"perfect-mother ([a-z]+)", README))))
def test_each_command_exists(command: str) -> None:
    assert called(command, "--help").returncode == 0


def test_each_command_stands_there() -> None:
    listed = called("--help").stdout.partition("  COMMAND\n")[2]
    commands = re.findall(r"^    ([a-z]+)", listed, re.MULTILINE)
    assert commands
    assert [command for command in commands if f"`perfect-mother {command}" not in README] == []


@pytest.mark.parametrize("option", sorted(set(re.findall(r"`?(--(?:plain|new|continue)\b)", README))))
def test_each_option_of_play_exists(option: str) -> None:
    assert option in called("play", "--help").stdout


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_each_link_to_a_file_leads_to_one(page: str) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_each_helpline_of_the_game_stands_there() -> None:
    helplines = read_helplines()
    assert helplines
    numbers = [line.number for place in helplines.places for line in place.lines]
    assert [number for number in numbers if number not in README] == []
    assert f"{helplines.checked:%d %B %Y}".lstrip("0") in README
