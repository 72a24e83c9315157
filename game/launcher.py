"""`play`: from a call to a game in a front end."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from game.play.launch import Launch
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import Turn, begin
from game.saves import Shelf
from game.story.diagnostics import suggestion
from game.story.load import load

PROBLEMS = 1
"""The exit status of a story that cannot be played."""

Saver = Callable[[Session], str | None]
FrontEnd = Callable[[Launch], int]


class UsageError(Exception):
    """Something about the call that the user can mend, in words."""


def play(options: argparse.Namespace, folder: Path, saves: Path | None) -> int:
    """Plays the story in a folder as the options say; returns the exit status."""
    loading = load(folder)
    if loading.story is None:
        errors = [f"{diagnostic}\n" for diagnostic in loading.diagnostics if diagnostic.is_error]
        sys.stderr.writelines([*errors, "The story has errors and cannot be played.\n"])
        return PROBLEMS
    rules = Rules(loading.story)
    shelf = Shelf(saves, rules.story.header.id)
    last: list[Session] = []

    def save(session: Session) -> str | None:
        last[:] = [session]
        return shelf.save(session)

    status = _front_end(options)(_launch(options, rules, shelf, save))
    if options.transcript and last:
        _write_transcript(Path(options.transcript), last[0])
    return status


def _launch(options: argparse.Namespace, rules: Rules, shelf: Shelf, save: Saver) -> Launch:
    first = first_turn(rules, options.scene, options.facts)
    restored = None if options.new or first else shelf.latest(rules)
    if options.go_on and restored is None:
        raise UsageError("there is no saved game to continue")
    return Launch(
        session=restored.session if restored else Session(rules, first),
        restored=restored is not None,
        fresh=lambda: Session(rules),
        save=save,
        notes=restored.notes if restored else (),
        skip_title=bool(options.new or options.go_on or first),
    )


def _front_end(options: argparse.Namespace) -> FrontEnd:
    """The screens, or lines where there is no terminal for screens."""
    has_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    has_screen = has_terminal and (os.name == "nt" or os.environ.get("TERM", "dumb") not in ("", "dumb"))
    if has_screen and not options.plain:
        from game.tui import run  # noqa: PLC0415 - Textual takes ten times as long to import as plain mode to start

        return run
    from game.plain import run as run_plain  # noqa: PLC0415 - only one of the two is needed

    return run_plain


def first_turn(rules: Rules, scene: str | None, facts: str) -> Turn | None:
    """The turn with which --from and --with begin the play; None without them."""
    if scene is None:
        if facts:
            raise UsageError("--with goes with --from")
        return None
    if scene not in rules.story.scenes:
        raise UsageError(f"there is no scene “{scene}”{suggestion(scene, rules.story.scenes)}")
    values = {}
    for name, value in facts_in(facts):
        if name not in rules.layout.slots:
            raise UsageError(f"there is nothing called “{name}”{suggestion(name, rules.layout.slots)}")
        values[name] = value
    return begin(rules, scene, rules.layout.memory(values))


_FACT = re.compile(r"\s*(\w+(?:\([^()]*\))?)\s*(?:=\s*(-?\d{1,9})\s*)?(?:,|$)")


def facts_in(text: str) -> list[tuple[str, int]]:
    """What --with says: names as conditions write them, each with the number after its “=”, or 1."""
    found: list[tuple[str, int]] = []
    position = 0
    while position < len(text):
        fact = _FACT.match(text, position)
        if fact is None:
            raise UsageError(f"--with: cannot read “{text[position:].strip()}”; write name, name(of), name=number")
        name = re.sub(r"\s*,\s*", ", ", fact[1])
        found.append((name, int(fact[2]) if fact[2] else 1))
        position = fact.end()
    return found


def _write_transcript(path: Path, session: Session) -> None:
    from game.plain.play import transcript  # noqa: PLC0415 - asked for rarely

    try:
        path.write_text("\n".join(transcript(session)) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"the transcript cannot be written: {error.strerror}") from error
