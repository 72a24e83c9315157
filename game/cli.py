"""The command line: arguments and exit status. A command is imported only when it is called."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from game import __version__

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

FINE, USAGE, INTERRUPTED = 0, 2, 130
"""Exit statuses; a command that finds problems in a story returns 1."""

PROGRAM = "perfect-mother"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A byte or a letter that the locale does not know must not end the program.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = parser().parse_args(given or ["play"])
    try:
        return _run(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has had enough; what is left in the buffer must not be complained of at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _run(options: argparse.Namespace) -> int:
    """Calls the command; what the user can mend becomes one line and exit status 2."""
    from game.launcher import UsageError
    from game.story.load import NoStoryHere

    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except (UsageError, NoStoryHere) as error:
        sys.stderr.write(f"{PROGRAM}: {error}\n")
        return USAGE
    return status


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = argparse.ArgumentParser(
        prog=PROGRAM,
        description="A mystery told by people who revise their accounts. Without a command: play.",
    )
    top.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_play(commands)
    _add_check(commands)
    _add_test(commands)
    _add_stats(commands)
    _add_schema(commands)
    _add_saves(commands)
    _add_serve(commands)
    return top


def _command(commands: _Commands, name: str, words: str, example: str) -> argparse.ArgumentParser:
    found: argparse.ArgumentParser = commands.add_parser(
        name,
        help=words,
        description=f"{words[0].upper()}{words[1:]}.",
        epilog=f"Example: {PROGRAM} {example}",
    )
    return found


def _add_story(command: argparse.ArgumentParser) -> None:
    command.add_argument("story", nargs="?", metavar="STORY", help="the story's folder; else the story that came along")


def _add_play(commands: _Commands) -> None:
    command = _command(commands, "play", "play a story", "play --plain")
    _add_story(command)
    command.add_argument("--plain", action="store_true", help="lines of text in place of screens")
    start = command.add_mutually_exclusive_group()
    start.add_argument("--new", action="store_true", help="begin a new game at once")
    start.add_argument("--continue", dest="go_on", action="store_true", help="go on with the saved game at once")
    start.add_argument("--from", dest="scene", metavar="SCENE", help="begin in this scene")
    command.add_argument(
        "--with",
        dest="facts",
        metavar="FACTS",
        default="",
        help="with --from: what holds there, as in 'found(note), trust=4, met(ben)'",
    )
    command.add_argument("--saves", metavar="DIR", help="the folder for saves; else one of the user's own")
    command.add_argument(
        "--transcript",
        metavar="FILE",
        help="write the whole play to this file at the end; as Markdown if it ends in .md",
    )
    command.set_defaults(run=_play)


def _add_check(commands: _Commands) -> None:
    command = _command(commands, "check", "report every problem of a story", "check my-story --format json")
    _add_story(command)
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to write them")
    command.set_defaults(run=_check)


def _add_test(commands: _Commands) -> None:
    command = _command(commands, "test", "run the playthroughs of a story", "test my-story")
    _add_story(command)
    command.set_defaults(run=_test)


def _add_stats(commands: _Commands) -> None:
    command = _command(commands, "stats", "count the words, scenes and choices of a story", "stats my-story")
    _add_story(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help="how to write them")
    command.set_defaults(run=_stats)


def _add_schema(commands: _Commands) -> None:
    command = _command(
        commands,
        "schema",
        "write the JSON Schema of a story's files, for completion in editors",
        "schema > schema.json",
    )
    _add_story(command)
    command.set_defaults(run=_schema)


def _add_saves(commands: _Commands) -> None:
    command = _command(commands, "saves", "list the saved games, a line each", "saves --format json")
    command.add_argument("--saves", metavar="DIR", help="the folder for saves; else one of the user's own")
    command.add_argument("--format", choices=("text", "json"), default="text", help="how to write them")
    command.set_defaults(run=_saves)


def _add_serve(commands: _Commands) -> None:
    command = _command(commands, "serve", "play in a browser on this machine", "serve --port 8000")
    _add_story(command)
    command.add_argument("--port", type=int, default=8000, metavar="N", help="the port; 8000 if it is not given")
    command.add_argument("--host", default="127.0.0.1", metavar="HOST", help="another address: others can reach it")
    command.add_argument("--visitors", type=int, default=8, metavar="N", help="how many may play at once; else 8")
    command.add_argument("--saves", metavar="DIR", help="the folder for saves; else one of the user's own")
    command.set_defaults(run=_serve)


def shipped_story() -> Path:
    """The folder of the story that came along: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "scenes"
    return inside if inside.is_dir() else package.parent / "scenes"


def _story_folder(options: argparse.Namespace) -> Path:
    return Path(options.story) if options.story else shipped_story()


def _saves_folder(options: argparse.Namespace) -> Path | None:
    if options.saves:
        return Path(options.saves)
    from platformdirs import user_data_path

    try:
        return user_data_path(PROGRAM, appauthor=False) / "saves"
    except (OSError, RuntimeError):
        return None


def _play(options: argparse.Namespace) -> int:
    from game.launcher import play

    return play(options, _story_folder(options), _saves_folder(options))


def _check(options: argparse.Namespace) -> int:
    from game.author.check import check

    return check(_story_folder(options), options.format)


def _test(options: argparse.Namespace) -> int:
    from game.author.test import test

    return test(_story_folder(options))


def _stats(options: argparse.Namespace) -> int:
    from game.author.stats import stats

    return stats(_story_folder(options), options.format)


def _schema(options: argparse.Namespace) -> int:
    from game.author.schema import schema

    return schema(_story_folder(options))


def _saves(options: argparse.Namespace) -> int:
    from game.author.saves import list_saves

    return list_saves(_saves_folder(options), options.format)


def _serve(options: argparse.Namespace) -> int:
    from game.web import serve

    return serve(_story_folder(options), _saves_folder(options), options.host, options.port, options.visitors)
