"""The commands for those who write: `check`, `test`, `stats`, `schema`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.common import add_command, add_format, add_story, story_folder

if TYPE_CHECKING:
    from game.commands.common import Commands


def add_check(commands: Commands) -> None:
    """Adds `check`."""
    command = add_command(commands, "check", "report every problem of a story", "check my-story --format json")
    add_story(command)
    add_format(command, ("text", "json", "github"))
    command.set_defaults(run=_check)


def add_test(commands: Commands) -> None:
    """Adds `test`."""
    command = add_command(commands, "test", "run the playthroughs of a story", "test my-story")
    add_story(command)
    command.set_defaults(run=_test)


def add_stats(commands: Commands) -> None:
    """Adds `stats`."""
    command = add_command(commands, "stats", "count the words, scenes and choices of a story", "stats my-story")
    add_story(command)
    add_format(command)
    command.set_defaults(run=_stats)


def add_schema(commands: Commands) -> None:
    """Adds `schema`."""
    command = add_command(
        commands,
        "schema",
        "write the JSON Schema of a story's files, for completion in editors",
        "schema > schema.json",
    )
    add_story(command)
    command.set_defaults(run=_schema)


def _check(options: argparse.Namespace) -> int:
    from game.author.check import check

    return check(story_folder(options), options.format)


def _test(options: argparse.Namespace) -> int:
    from game.author.test import test

    return test(story_folder(options))


def _stats(options: argparse.Namespace) -> int:
    from game.author.stats import stats

    return stats(story_folder(options), options.format)


def _schema(options: argparse.Namespace) -> int:
    from game.author.schema import schema

    return schema(story_folder(options))
