"""What several commands are called with: a story's folder, the folder for saves, a format."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from contextlib import suppress

TYPE_CHECKING = False  # as of `typing`, which takes a third of the time that `--help` may take to import
if TYPE_CHECKING:
    from pathlib import Path

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

PROGRAM = "perfect-mother"


def help_formatter(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the terminal; for one that does not know how wide it is, and says 0, as wide as most are.

    Left to itself, argparse imports all that copies and packs files, only to ask how wide the terminal is.
    """
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):
        columns = 80
    return argparse.HelpFormatter(prog, width=(columns if columns > 0 else 80) - 2)


def add_command(commands: Commands, name: str, words: str, example: str) -> argparse.ArgumentParser:
    """Adds a command with what it does, in words, and an example of its arguments."""
    found: argparse.ArgumentParser = commands.add_parser(
        name,
        help=words,
        formatter_class=help_formatter,
        description=f"{words[0].upper()}{words[1:]}.",
        epilog=f"Example: {PROGRAM} {example}",
    )
    return found


def filled(name: str) -> str:
    """A name that is given; an empty one, as of a variable that is not set, is refused and never left out."""
    if not name:
        raise argparse.ArgumentTypeError("the name is empty")
    return name


def add_story(command: argparse.ArgumentParser) -> None:
    """The story's folder, which can be left out."""
    command.add_argument("story", nargs="?", metavar="STORY", help="the story's folder; else the story that came along")


def add_saves(command: argparse.ArgumentParser) -> None:
    """The folder for saves."""
    command.add_argument("--saves", type=filled, metavar="DIR", help="the folder for saves; else one of the user's own")


def add_language(command: argparse.ArgumentParser) -> None:
    """The language in which a story is played."""
    command.add_argument("--lang", metavar="LANG", help="the language, as in de; else that of the story")


def add_format(command: argparse.ArgumentParser, choices: Sequence[str] = ("text", "json")) -> None:
    """How results are written; the first choice is what is taken when it is left out."""
    command.add_argument("--format", choices=choices, default=choices[0], help="how to write the results")


def shipped_story() -> Path:
    """The folder of the story that came along: inside the installed package, or beside it in a checkout."""
    from pathlib import Path

    package = Path(__file__).parent.parent
    inside = package / "scenes"
    return inside if inside.is_dir() else package.parent / "scenes"


def story_folder(options: argparse.Namespace) -> Path:
    """The folder of the story that was asked for; raises UsageError if its name is empty, as of a variable not set."""
    from pathlib import Path

    if options.story is None:
        _say_of_which()
        return shipped_story()
    if not options.story:
        from game.launcher import UsageError

        raise UsageError("the name of the story's folder is empty")
    return Path(options.story)


def _say_of_which() -> None:
    """Says which story a command is about that was called without one by somebody who stands in one."""
    import shlex
    import sys
    from pathlib import Path

    from game.story.source import shown_path, story_above

    here = story_above(Path.cwd() / "story.yaml")
    if here is not None and here.resolve() != shipped_story().resolve():
        named = shlex.quote(shown_path(os.path.relpath(here)))
        sys.stderr.write(f"This is about the story that came along; for the one here, name its folder: {named}\n")


def is_playthrough(name: str | None) -> bool:
    """Whether a playthrough is named where a story may be: by its ending, unless a folder is called so."""
    from pathlib import Path

    return (name or "").endswith(".play") and not Path(name or "").is_dir()


def whole_number(text: str) -> int:
    """A number as it was given for an option; raises ArgumentTypeError, with words."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number") from None


def seconds(text: str) -> float:
    """A time as it was given for an option, in seconds; raises ArgumentTypeError, with words."""
    with suppress(ValueError):
        if (time := float(text)) >= 0:  # which what is not a number at all is not either
            return time
    raise argparse.ArgumentTypeError(f"“{text}” is no number of seconds")


def story_of(playthroughs: Sequence[str]) -> Path:
    """The folder of the story in which playthroughs lie; of those that lie in none, it is the story that came along.

    Raises UsageError if they lie in several.
    """
    from pathlib import Path

    from game.launcher import UsageError
    from game.story.source import story_above

    found = {story_above(Path(one).absolute()) or shipped_story() for one in playthroughs}
    if len(found) > 1:
        raise UsageError("these playthroughs are of several stories; give one story for all of them, or run each alone")
    (folder,) = found
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def caches_folder(name: str = "stories") -> Path | None:
    """The user's own folder for what can be made again, as stories that are kept ready; None if the user has none."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path(PROGRAM, appauthor=False) / name
    except (OSError, RuntimeError):
        return None


def saves_folder(options: argparse.Namespace) -> Path | None:
    """The folder for saves that was asked for, else the user's own; None if the user has none."""
    from pathlib import Path

    if given := getattr(options, "saves", None):
        return Path(given)
    from platformdirs import user_data_path

    try:
        return user_data_path(PROGRAM, appauthor=False) / "saves"
    except (OSError, RuntimeError):
        return None
