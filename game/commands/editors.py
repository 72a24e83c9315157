"""The commands that work beside an editor: `lsp`, `write`."""

from __future__ import annotations

import argparse

from game.commands.common import add_command, add_saves, add_story, saves_folder, story_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from game.commands.common import Commands


def add_lsp(commands: Commands) -> None:
    """Adds `lsp`."""
    words = "answer an editor that speaks the language server protocol, on standard input and output"
    command = add_command(commands, "lsp", words, "lsp")
    command.add_argument("--stdio", action="store_true", help="as many editors call a server; it changes nothing")
    command.set_defaults(run=_lsp)


def add_write(commands: Commands) -> None:
    """Adds `write`."""
    words = "play a story while it is written: it is taken up again whenever a file is saved"
    command = add_command(commands, "write", words, "write my-story")
    add_story(command)
    add_saves(command)
    command.set_defaults(run=_write)


def _lsp(_options: argparse.Namespace) -> int:
    from game.author.language.protocol import serve

    return serve()


def _write(options: argparse.Namespace) -> int:
    from game.author.schema import renew
    from game.launcher import UsageError, has_screen
    from game.story.load import load
    from game.tui.workshop import write

    folder = story_folder(options)
    if not has_screen():
        load(folder)  # that there is no story is the more important thing to say
        raise UsageError("`write` needs a terminal; without one, `check` and `play --plain` do")
    return write(folder, saves_folder(options), lambda names: renew(folder, names))
