"""What several commands are called with: a story's folder, the folder for saves, a format."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

PROGRAM = "perfect-mother"


def add_command(commands: Commands, name: str, words: str, example: str) -> argparse.ArgumentParser:
    """Adds a command with what it does, in words, and an example of its arguments."""
    found: argparse.ArgumentParser = commands.add_parser(
        name,
        help=words,
        description=f"{words[0].upper()}{words[1:]}.",
        epilog=f"Example: {PROGRAM} {example}",
    )
    return found


def add_story(command: argparse.ArgumentParser) -> None:
    """The story's folder, which can be left out."""
    command.add_argument("story", nargs="?", metavar="STORY", help="the story's folder; else the story that came along")


def add_saves(command: argparse.ArgumentParser) -> None:
    """The folder for saves."""
    command.add_argument("--saves", metavar="DIR", help="the folder for saves; else one of the user's own")


def add_format(command: argparse.ArgumentParser, choices: Sequence[str] = ("text", "json")) -> None:
    """How results are written; the first choice is what is taken when it is left out."""
    command.add_argument("--format", choices=choices, default=choices[0], help="how to write the results")


def shipped_story() -> Path:
    """The folder of the story that came along: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "scenes"
    return inside if inside.is_dir() else package.parent / "scenes"


def story_folder(options: argparse.Namespace) -> Path:
    """The folder of the story that was asked for."""
    return Path(options.story) if options.story else shipped_story()


def saves_folder(options: argparse.Namespace) -> Path | None:
    """The folder for saves that was asked for, else the user's own; None if the user has none."""
    if options.saves:
        return Path(options.saves)
    from platformdirs import user_data_path

    try:
        return user_data_path(PROGRAM, appauthor=False) / "saves"
    except (OSError, RuntimeError):
        return None
