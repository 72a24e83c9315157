"""The command line: which command is called, and the exit status."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

from game import __version__
from game.commands import authors, editors, players
from game.commands.common import PROGRAM, help_formatter, saves_folder
from game.exits import BROKEN_PIPE, FINE, INTERRUPTED, PROBLEMS, USAGE
from game.interrupts import raise_again

COMMANDS = {
    "play": players.add_play,
    "new": authors.add_new,
    "check": authors.add_check,
    "prove": authors.add_prove,
    "walkthrough": authors.add_walkthrough,
    "test": authors.add_test,
    "simulate": authors.add_simulate,
    "map": authors.add_map,
    "stats": authors.add_stats,
    "schema": authors.add_schema,
    "lsp": editors.add_lsp,
    "write": editors.add_write,
    "translate": authors.add_translate,
    "saves": players.add_list_saves,
    "serve": players.add_serve,
}
"""What adds each command, by its name, in the order in which `--help` lists them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _open_what_is_closed()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A byte or a letter that the locale does not know must not end the program.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = given or ["play"]
    if given[0] not in COMMANDS and not given[0].startswith("-"):
        _say(f"{PROGRAM}: {_unknown(given[0])}")
        raise SystemExit(USAGE)
    options = parser(given[0]).parse_args(given)
    if given[0] != "play":  # which says both itself, when it has come as far as the game
        raise_again()
        gc.enable()
    try:
        return _run(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return FINE if given[0] == "play" else BROKEN_PIPE  # who stops reading a story has not broken anything
    except OSError as error:
        _drop_output()
        where = f": {error.filename}" if error.filename else ""
        _say(f"{PROGRAM}: {error.strerror or error}{where}")
        return USAGE
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        from game.saves.report import told

        _say(told(error, saves_folder(options)))
        return PROBLEMS


def _unknown(name: str) -> str:
    """That there is no command of a name, and what was probably meant."""
    import shlex
    from pathlib import Path

    from game.story.diagnostics import nearest
    from game.story.source import clean, shown_path

    if not name:
        return f"the name of the command is empty; there are: {', '.join(COMMANDS)}"
    if Path(name).suffix == ".play" or os.path.isdir(name):  # noqa: PTH112 - never complains of a name
        return f"first comes a command, as in: {PROGRAM} play {shlex.quote(shown_path(name))}"
    near = nearest(name, COMMANDS)
    meant = f"did you mean “{near}”?" if near else f"there are: {', '.join(COMMANDS)}"
    return f"there is no command “{clean(name)}”; {meant}"


def _open_what_is_closed() -> None:
    """Opens the streams that the program was started without: else a save would be opened in their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as we run


def _drop_output() -> None:
    """Whoever read the output has had enough, or cannot take more: what is left of it is not complained of at exit."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(words: str) -> None:
    with suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(f"{words}\n")


def _run(options: argparse.Namespace) -> int:
    """Calls the command; what the user can mend becomes one line and exit status 2."""
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except _what_users_can_mend() as error:
        sys.stderr.write(f"{PROGRAM}: {error}\n")
        return USAGE
    return status


def _what_users_can_mend() -> tuple[type[Exception], ...]:
    """The exceptions that say what is wrong with a call. They are imported where one was raised, and not before."""
    from game.launcher import UsageError
    from game.story.source import NoStoryHere

    return UsageError, NoStoryHere


def parser(called: str = "") -> argparse.ArgumentParser:
    """The parser of the command line: only as much of it as the called command needs, if there is one of that name."""
    top = argparse.ArgumentParser(
        prog=PROGRAM,
        formatter_class=help_formatter,
        description="A mystery told by people who revise their accounts. Without a command: play.",
    )
    top.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = top.add_subparsers(title="commands", prog=PROGRAM, metavar="COMMAND", required=True)
    for add in [COMMANDS[called]] if called in COMMANDS else COMMANDS.values():
        add(commands)
    return top
