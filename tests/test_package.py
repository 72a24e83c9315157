"""What is built, and what it is built from."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.command import ROOT, perfect_mother, python

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT_LINES = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
PROJECT = tomllib.loads("\n".join(PROJECT_LINES))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
REQUIREMENTS = [*PROJECT["dependencies"], *EXTRAS["map"], *EXTRAS["dev"]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as an index would get it, without anything from the network."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run([*command, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)
    (source,) = folder.glob("*.tar.gz")
    subprocess.run([sys.executable, "-m", "tarfile", "-e", str(source), str(folder)], check=True, capture_output=True)
    unpacked = folder / source.name.removesuffix(".tar.gz")
    subprocess.run([*command, "-t", "wheel"], cwd=unpacked, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def files_under(*folders: str) -> set[str]:
    """The files of the checkout under these folders, but not what Python has made of them."""
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    return {path.relative_to(ROOT).as_posix() for path in paths if path.is_file() and "__pycache__" not in path.parts}


def test_the_wheel_holds_the_program_and_the_story_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert "game/scenes/story.yaml" in names
    assert names == files_under("game") | {f"game/{name}" for name in files_under("scenes")}


def test_an_installed_program_finds_its_story_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    where = python(code="import game; print(game.__file__)", folder=tmp_path, path=site)
    checked = perfect_mother("check", folder=tmp_path, path=site)
    assert Path(where.stdout.strip()).is_relative_to(site)
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stderr


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_each_dependency_has_its_reason_beside_it(requirement: str) -> None:
    (line,) = (line for line in PROJECT_LINES if line.strip().startswith(f'"{requirement}"'))
    assert re.search(r",\s+# \w{2,}", line)


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_each_dependency_is_locked_at_a_version_that_it_allows(requirement: str) -> None:
    wanted = Requirement(requirement)
    if wanted.name == PROJECT["name"]:
        assert wanted.extras <= set(EXTRAS)
        return
    locked = re.search(rf"^{re.escape(wanted.name)}==(\S+)", LOCK, re.MULTILINE | re.IGNORECASE)
    assert locked
    assert locked[1] in wanted.specifier


def test_the_lock_names_versions_and_hashes_and_no_place() -> None:
    pins = re.findall(r"^\S+==\S+.*\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", LOCK, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[^\s#].*$", LOCK, re.MULTILINE))
    assert not re.search(r"://|--(?:extra-)?index|--find-links|--trusted-host", LOCK)
