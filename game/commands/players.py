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
    filled,
    is_playthrough,
    saves_folder,
    shipped_story,
    story_folder,
    story_of,
    whole_number,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from game.commands.common import Commands


def add_play(commands: Commands) -> None:
    """Adds `play`."""
    command = add_command(commands, "play", "play a story", "play --plain")
    command.add_argument(
        "story",
        nargs="?",
        metavar="STORY",
        help="the story's folder, or a playthrough to go on from (*.play); else the story that came along",
    )
    command.add_argument("--plain", action="store_true", help="lines of text in place of screens")
    start = command.add_mutually_exclusive_group()
    start.add_argument("--new", action="store_true", help="begin a new game at once")
    start.add_argument("--continue", dest="go_on", action="store_true", help="go on with the saved game at once")
    start.add_argument("--from", dest="scene", metavar="SCENE", help="begin in this scene")
    start.add_argument("--after", type=filled, metavar="FILE", help="begin where this playthrough ends")
    command.add_argument(
        "--with",
        dest="facts",
        metavar="FACTS",
        default="",
        help="what holds there, or at the start, as in 'heard(ben_1), trust=4, lit'; docs/format.md has all of it",
    )
    command.add_argument(
        "--seed",
        type=whole_number,
        metavar="N",
        help="what chance draws in a new game, always the same for the same N; else something new each time",
    )
    add_language(command)
    add_saves(command)
    command.add_argument(
        "--transcript",
        type=filled,
        metavar="FILE",
        help="write the whole play to this file at the end; as Markdown if it ends in .md",
    )
    command.add_argument(
        "--record", type=filled, metavar="FILE", help="write the play as a playthrough for `test` at the end"
    )
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
    command.add_argument(
        "--port", type=whole_number, default=8000, metavar="N", help="the port; 8000 if it is not given"
    )
    command.add_argument("--host", default="127.0.0.1", metavar="HOST", help="another address: others can reach it")
    command.add_argument(
        "--visitors", type=whole_number, default=8, metavar="N", help="how many may play at once; else 8"
    )
    add_language(command)
    add_saves(command)
    command.set_defaults(run=_serve)


def _play(options: argparse.Namespace) -> int:
    from game.lean import import_msgspec, imports_that_stay

    with imports_that_stay():
        import_msgspec()
        from game.launcher import play

        return play(options, _folder_to_play(options), saves_folder(options), caches_folder())


def _folder_to_play(options: argparse.Namespace) -> Path:
    """The folder of the story, which a playthrough may stand for; raises UsageError."""
    if is_playthrough(options.story):
        if options.new or options.go_on or options.scene or options.after:
            from game.launcher import UsageError

            raise UsageError("a playthrough says where to begin: --new, --continue, --from and --after go without one")
        options.story, options.after = None, options.story
    if options.after and not options.story:
        return story_of([options.after])
    return shipped_story() if options.story is None else story_folder(options)


def _list_saves(options: argparse.Namespace) -> int:
    from pathlib import Path

    from game.author.saves import list_saves

    if options.solvable is None:
        return list_saves(saves_folder(options), options.format)
    from game.author.loading import playable
    from game.author.solvable import Solvable
    from game.exits import PROBLEMS

    found = playable(Path(options.solvable) if options.solvable else shipped_story(), advise=False)
    if found is None:
        return PROBLEMS
    return list_saves(saves_folder(options), options.format, Solvable(found[0]).of)


def _serve(options: argparse.Namespace) -> int:
    from game.web import serve

    return serve(
        story_folder(options), saves_folder(options), options.host, options.port, options.visitors, options.lang
    )
