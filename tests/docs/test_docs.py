"""The documentation does what it says: files are written, commands are called, and what is printed is compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from game.author.manual.__main__ import PAGES
from game.cli import parser
from game.story.load import load
from game.story.problems import PROBLEMS, PROVED
from tests.command import ROOT
from tests.docs.pages import DOCS, fences, fits, run, without_fences

WRITTEN = sorted(path for path in DOCS.glob("*.md") if path.name not in PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_made_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_a_row_of_a_table_is_one_line(path: Path) -> None:
    rows = [line for line in without_fences(path.read_text(encoding="utf-8")).splitlines() if line.startswith("| ")]
    assert [row for row in rows if not row.endswith("|")] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_what_a_page_shows_is_what_is_printed(path: Path, tmp_path: Path) -> None:
    for fence, printed in run(path.read_text(encoding="utf-8"), tmp_path):
        assert fits(fence.text, printed), f"{path.name}:{fence.line}:\n{printed}"


def test_the_examples_of_the_format_check_without_a_word(tmp_path: Path) -> None:
    page = (DOCS / "format.md").read_text(encoding="utf-8")
    list(run(page, tmp_path))
    folders = [folder for folder in tmp_path.iterdir() if folder.is_dir()]
    assert folders
    assert [str(problem) for folder in folders for problem in load(folder).diagnostics] == []


def test_every_problem_has_its_place_on_the_page() -> None:
    page = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)$", page, re.MULTILINE) == list(PROBLEMS | PROVED)


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_every_command_that_a_page_names_can_be_called(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    shown = [fence.text.splitlines()[0] for fence in fences(text) if fence.language == "console"]
    commands = re.findall(r"`perfect-mother([^`\n]*)`", without_fences(text))
    commands += [command.removeprefix("$ perfect-mother") for command in shown]
    for command in commands:
        parser().parse_args(shlex.split(command) or ["play"])


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", found.lower()).replace(" ", "-")
        for found in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    for target, anchor in re.findall(r"\]\((?!https?://)([^)#]*)#?([^)]*)\)", text):
        if target:
            assert (path.parent / target).exists(), target
        else:
            assert anchor in headings, anchor


def test_files_that_a_page_speaks_of_exist() -> None:
    page = (DOCS / "how-it-works.md").read_text(encoding="utf-8")
    named = re.findall(r"`(game/[\w/]+(?:\.py)?/?)`", page)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
