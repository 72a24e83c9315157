"""The command line: which command is called, and the exit status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from game import __version__
from game.commands import authors, players
from game.commands.common import PROGRAM

FINE, USAGE, INTERRUPTED = 0, 2, 130
"""Exit statuses; a command that finds problems in a story returns 1."""

COMMANDS = (
    players.add_play,
    authors.add_check,
    authors.add_test,
    authors.add_stats,
    authors.add_schema,
    players.add_list_saves,
    players.add_serve,
)
"""What adds each command, in the order in which `--help` lists them."""


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
    for add in COMMANDS:
        add(commands)
    return top
