"""The commands for those who play: `play`, `saves`, `serve`."""

from __future__ import annotations

import argparse

from game.commands.common import (
    add_command,
    add_format,
    add_language,
    add_saves,
    add_story,
    caches_folder,
    saves_folder,
    shipped_story,
    story_folder,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from game.commands.common import Commands


def add_play(commands: Commands) -> None:
    """Adds `play`."""
    command = add_command(commands, "play", "play a story", "play --plain")
    add_story(command)
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
        help="with --from: what holds there, as in 'heard(ben_1), trust=4, lit'; docs/format.md has all of it",
    )
    add_language(command)
    add_saves(command)
    command.add_argument(
        "--transcript",
        metavar="FILE",
        help="write the whole play to this file at the end; as Markdown if it ends in .md",
    )
    command.add_argument("--record", metavar="FILE", help="write the play as a playthrough for `test` at the end")
    command.set_defaults(run=_play)


def add_list_saves(commands: Commands) -> None:
    """Adds `saves`."""
    command = add_command(commands, "saves", "list the saved games, a line each", "saves --format json")
    add_saves(command)
    add_format(command)
    command.add_argument(
        "--solvable",
        nargs="?",
        const="",
        metavar="STORY",
        help="also whether an ending can still be come to, for saves of this story; else of the one that came along",
    )
    command.set_defaults(run=_list_saves)


def add_serve(commands: Commands) -> None:
    """Adds `serve`."""
    command = add_command(commands, "serve", "play in a browser on this machine", "serve --port 8000")
    add_story(command)
    command.add_argument("--port", type=int, default=8000, metavar="N", help="the port; 8000 if it is not given")
    command.add_argument("--host", default="127.0.0.1", metavar="HOST", help="another address: others can reach it")
    command.add_argument("--visitors", type=int, default=8, metavar="N", help="how many may play at once; else 8")
    add_language(command)
    add_saves(command)
    command.set_defaults(run=_serve)


def _play(options: argparse.Namespace) -> int:
    from game.launcher import play

    return play(options, story_folder(options), saves_folder(options), caches_folder())


def _list_saves(options: argparse.Namespace) -> int:
    from pathlib import Path

    from game.author.saves import list_saves

    if options.solvable is None:
        return list_saves(saves_folder(options), options.format)
    from game.author.solvable import Solvable

    solvable = Solvable(Path(options.solvable) if options.solvable else shipped_story())
    return list_saves(saves_folder(options), options.format, solvable.of)


def _serve(options: argparse.Namespace) -> int:
    from game.web import serve

    return serve(
        story_folder(options), saves_folder(options), options.host, options.port, options.visitors, options.lang
    )
