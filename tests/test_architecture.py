"""The walls of the house: who may import what, how large a file may be, and that no code knows the shipped story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from msgspec.structs import fields

from game.story.model import Sections
from tests.command import ROOT, python

GAME = ROOT / "game"

ORDINARY = {
    "captain": "a rank",
    "doctor": "a profession, to which helplines send people",
    "how_many": "what a choice asks, and what a function counts",
    "madame": "a form of address",
    "man": "a word for somebody whose name is not known",
    "the": "the article before such a word",
}
"""Ids and parts of names in the shipped story that code may use, because they are ordinary words: what they are."""

TERMINAL = ("textual", "rich")
SCREENS = ("game.tui", "game.plain", "game.author")


def modules_of(package: str) -> list[str]:
    """The names of all modules of a part of `game/`, but not of the scripts that run when they are imported."""
    paths = sorted((GAME / package).rglob("*.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]


def loaded_by(modules: list[str]) -> set[str]:
    """The modules that a clean interpreter has loaded after it has imported these."""
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = python(code=code)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_command_line_loads_nothing_that_the_command_may_not_need() -> None:
    assert loaded_by(["game.cli"]).isdisjoint({"textual", "rich", "yaml", "asyncio"})


@pytest.mark.parametrize(
    ("package", "walls"),
    [
        ("story", (*TERMINAL, *SCREENS, "game.cli", "game.saves", "game.proof", "game.play")),
        ("play", (*TERMINAL, *SCREENS, "game.cli", "game.saves", "game.proof")),
        ("saves", (*TERMINAL, *SCREENS, "game.cli")),
        ("plain", (*TERMINAL, "game.cli", "game.tui", "game.author")),
    ],
)
def test_a_part_loads_only_what_lies_below_it(package: str, walls: tuple[str, ...]) -> None:
    assert loaded_by(modules_of(package)).isdisjoint(walls)


def test_the_import_contracts_hold() -> None:
    code = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo', '--no-cache'])"
    done = python(code=code)
    assert done.returncode == 0, done.stdout + done.stderr


def text_files() -> Iterator[tuple[str, list[str]]]:
    """Every file in `game/` by its path there, with its lines."""
    for path in sorted(GAME.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(GAME).as_posix(), path.read_text(encoding="utf-8").splitlines()


def test_files_stay_readable() -> None:
    # A catalogue of translations is a list: its length is that of what is said.
    files = ((path, lines) for path, lines in text_files() if not path.endswith(".po"))
    assert {path: len(lines) for path, lines in files if len(lines) > 300} == {}


_LEANS = re.compile(r"^\s*(?:from|import) tests\b.*\btest_", re.MULTILINE)


def test_what_several_tests_need_stands_where_no_tests_are() -> None:
    files = (ROOT / "tests").rglob("*.py")
    assert [path.name for path in files if _LEANS.search(path.read_text(encoding="utf-8"))] == []


@cache
def shipped_files() -> list[dict[str, Any]]:
    """The files of the shipped story as plain data, read without the code that is under test."""
    paths = sorted((ROOT / "scenes").rglob("*.yaml"))
    return [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {} for path in paths]


def shipped(section: str) -> dict[str, Any]:
    """A section of the shipped story as plain data, joined from all files."""
    sections = [document.get(section, {}) for document in shipped_files()]
    return {name: entry for entries in sections if isinstance(entries, dict) for name, entry in entries.items()}


def shipped_ids() -> Iterator[str]:
    """Every id that the shipped story defines."""
    yield shipped("story")["id"]
    for section in fields(Sections):
        if section.name != "story":
            yield from shipped(section.name)
    for section_name, inner in (("accounts", "claims"), ("scenes", "choices")):
        for entry in shipped(section_name).values():
            yield from entry.get(inner, ())


def shipped_names() -> set[str]:
    """The ids of the people of the shipped story and the words of their names, in lower case."""
    people = shipped("people")
    names = " ".join(f"{person['name']} {person.get('called', '')}" for person in people.values())
    return {*people, *(word.lower() for word in re.findall(r"[^\W\d_]{3,}", names) if word[0].isupper())}


def either(words: set[str]) -> str:
    """A pattern of any of the words; of nothing, if there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def test_no_code_knows_the_shipped_story() -> None:
    """Looks for names of people, and for ids of several words: code may call something `start`, and so may a story."""
    names, ids = shipped_names() - set(ORDINARY), {name for name in shipped_ids() if "_" in name} - set(ORDINARY)
    assert names, "no people: nothing would be looked for"
    pattern = re.compile(rf"(?i:(?<![^\W_])({either(names)})(?![^\W_]))|\b({either(ids)})\b")
    found = [
        f"game/{path}:{number}: {match[0]}"
        for path, lines in text_files()
        for number, line in enumerate(lines, 1)
        for match in pattern.finditer(line)
    ]
    assert found == []


def test_every_exception_is_one() -> None:
    assert set(ORDINARY) <= shipped_names() | set(shipped_ids())
