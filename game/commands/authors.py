"""The commands for those who write a story, from `new` to `translate`."""

from __future__ import annotations

import argparse

from game.commands.common import (
    add_command,
    add_format,
    add_story,
    caches_folder,
    filled,
    is_playthrough,
    seconds,
    story_folder,
    story_of,
    whole_number,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from game.commands.common import Commands


def add_new(commands: Commands) -> None:
    """Adds `new`."""
    command = add_command(commands, "new", "make a small mystery, to begin your own with", "new my-story")
    command.add_argument(
        "folder", type=filled, metavar="DIR", help="the folder to make; it must be empty if it is there"
    )
    command.set_defaults(run=_new)


def add_check(commands: Commands) -> None:
    """Adds `check`."""
    command = add_command(commands, "check", "report every problem of a story", "check my-story --fix")
    add_story(command)
    add_format(command, ("text", "json", "github"))
    command.add_argument("--fix", action="store_true", help="first mend what can be mended in one way only")
    command.add_argument("--prove", action="store_true", help="then also what `prove` finds")
    command.add_argument(
        "--explain", type=filled, metavar="CODE", help="say what a code in brackets means, and how to mend it"
    )
    command.set_defaults(run=_check)


def add_prove(commands: Commands) -> None:
    """Adds `prove`."""
    command = add_command(
        commands, "prove", "answer for every play of a story what can happen in it", "prove my-story --save routes"
    )
    add_story(command)
    add_format(command)
    command.add_argument(
        "--budget", type=seconds, metavar="SECONDS", help="stop after this time with what is known by then"
    )
    command.add_argument("--anew", action="store_true", help="prove everything again, though nothing has changed")
    command.add_argument("--size", action="store_true", help="count states, outcomes and routes too, if possible")
    command.add_argument(
        "--diagrams",
        choices=("own", "oxidd"),
        help="make all diagrams with this package; else our own, and those for --size with OxiDD if it is installed",
    )
    command.add_argument("--require", choices=("proved",), help="anything less is an error, exit status 1")
    command.add_argument("--save", type=filled, metavar="DIR", help="write there a playthrough of all that goes wrong")
    command.add_argument(
        "--routes",
        type=filled,
        metavar="DIR",
        help="write there a shortest playthrough to each thing; this takes a while",
    )
    command.set_defaults(run=_prove)


def add_walkthrough(commands: Commands) -> None:
    """Adds `walkthrough`."""
    command = add_command(
        commands, "walkthrough", "write a shortest play to an ending, as text", "walkthrough truth my-story"
    )
    command.add_argument("ending", type=filled, metavar="ENDING", help="the ending, by its id or its title")
    add_story(command)
    command.add_argument("--coda", metavar="CODA", help="also with this coda, by its id or its title")
    command.add_argument(
        "--with", dest="drawn", metavar="DRAWS", default="", help="if this is drawn, as in 'drawn(weather, fog)'"
    )
    command.add_argument(
        "--play", type=filled, metavar="FILE", help="write it also as a playthrough for `test` and `play`"
    )
    command.set_defaults(run=_walkthrough)


def add_test(commands: Commands) -> None:
    """Adds `test`."""
    command = add_command(commands, "test", "run the playthroughs of a story", "test my-story --coverage")
    add_story(command)
    command.add_argument(
        "files", nargs="*", metavar="FILE", help="only these playthroughs (*.play), wherever they lie; else all of it"
    )
    command.add_argument(
        "--accept", action="store_true", help="write into the playthroughs what happens in place of what they expect"
    )
    command.add_argument("--coverage", action="store_true", help="name all that no playthrough comes to")
    add_format(command)
    command.set_defaults(run=_test)


def add_simulate(commands: Commands) -> None:
    """Adds `simulate`."""
    command = add_command(
        commands, "simulate", "play a story at random, many times", "simulate my-story -n 1000 --seed 7"
    )
    add_story(command)
    command.add_argument(
        "-n", dest="number", type=whole_number, default=200, metavar="N", help="how many plays; else 200"
    )
    command.add_argument(
        "--seed", type=whole_number, default=0, metavar="S", help="the same seed makes the same plays; else 0"
    )
    add_format(command)
    command.set_defaults(run=_simulate)


def add_map(commands: Commands) -> None:
    """Adds `map`."""
    command = add_command(commands, "map", "draw a story as a picture", "map my-story -o map.html")
    add_story(command)
    command.add_argument(
        "-o",
        dest="output",
        default="map.html",
        metavar="FILE",
        help="the file; its name ends in .html, .svg, .dot or .mmd; else map.html",
    )
    command.set_defaults(run=_map)


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


def add_translate(commands: Commands) -> None:
    """Adds `translate`."""
    command = add_command(
        commands,
        "translate",
        "write or update the catalogue of a story's translation, and say how far it has come",
        "translate my-story de",
    )
    add_story(command)
    command.add_argument("language", metavar="LANG", help="the language to translate into, as in de or pt_BR")
    command.add_argument("--status", action="store_true", help="only say how far it has come, and write nothing")
    command.add_argument("--interface", action="store_true", help="the program's own words, in place of a story")
    command.set_defaults(run=_translate)


def _new(options: argparse.Namespace) -> int:
    from pathlib import Path

    from game.author.new import new

    return new(Path(options.folder))


def _check(options: argparse.Namespace) -> int:
    from game.author.check import check, explain

    if options.explain:
        return explain(options.explain)
    if not options.prove:
        return check(story_folder(options), options.format, fixing=options.fix)
    from functools import partial

    from game.author.proven import proven

    proving = partial(proven, cache=caches_folder("proofs"))
    return check(story_folder(options), options.format, fixing=options.fix, proving=proving)


def _prove(options: argparse.Namespace) -> int:
    from pathlib import Path

    from game.author.prove import Wanted, prove
    from game.files import why_no_folder
    from game.launcher import UsageError
    from game.proof.diagrams.packages import is_installed

    if options.diagrams and not is_installed(options.diagrams):
        raise UsageError(f"{options.diagrams} is not installed: pip install {options.diagrams}")
    for folder in filter(None, (options.save, options.routes)):
        if why := why_no_folder(Path(folder)):
            raise UsageError(why)
    wanted = Wanted(
        options.format,
        options.budget,
        options.require,
        Path(options.save) if options.save else None,
        caches_folder("proofs"),
        anew=options.anew,
        sizing=options.size,
        diagrams=options.diagrams,
        routes=Path(options.routes) if options.routes else None,
        stories=caches_folder(),
    )
    return prove(story_folder(options), wanted)


def _walkthrough(options: argparse.Namespace) -> int:
    from pathlib import Path

    from game.author.walkthrough import Unknown, walkthrough
    from game.launcher import UsageError

    play = Path(options.play) if options.play else None
    if options.story is None and Path(options.ending).is_dir():
        raise UsageError(
            f"{options.ending} is a folder: first comes an ending, as in: walkthrough ENDING {options.ending}"
        )
    try:
        return walkthrough(story_folder(options), options.ending, options.coda, play, options.drawn)
    except Unknown as unknown:
        raise UsageError(str(unknown)) from unknown


def _test(options: argparse.Namespace) -> int:
    from pathlib import Path

    from game.author.test import run_playthroughs

    files: list[str] = options.files
    if is_playthrough(options.story):
        options.story, files = None, [options.story, *files]
    folder = story_of(files) if files and not options.story else story_folder(options)
    return run_playthroughs(
        folder,
        options.format,
        [Path(file) for file in files],
        accepting=options.accept,
        coverage=options.coverage,
        cache=caches_folder("proofs"),
    )


def _simulate(options: argparse.Namespace) -> int:
    from game.author.simulate import simulate

    return simulate(story_folder(options), options.number, options.seed, options.format)


def _map(options: argparse.Namespace) -> int:
    from pathlib import Path

    from game.author.map import draw_map

    return draw_map(story_folder(options), Path(options.output))


def _stats(options: argparse.Namespace) -> int:
    from game.author.stats import stats

    return stats(story_folder(options), options.format)


def _schema(options: argparse.Namespace) -> int:
    from game.author.schema import schema

    return schema(story_folder(options))


def _translate(options: argparse.Namespace) -> int:
    from game.author.interface import translate_interface
    from game.author.translate import translate
    from game.launcher import UsageError
    from game.story.language import LANGUAGE

    if not LANGUAGE.fullmatch(options.language):
        raise UsageError("a language is written as in de, pt_BR or zh_Hans")
    if options.interface:
        return translate_interface(options.language, only_report=options.status)
    return translate(story_folder(options), options.language, only_report=options.status)
