"""The pages of the documentation as something that can be run: the files in them are written, the commands are called.

A fence with a path behind its language is a file; `change` before the path says what in the file is replaced by what.
A `console` fence is a command and what it prints; lines that begin with `> ` are typed. A line of dots stands for what
is left out. `slip OLD -> NEW` behind `console` is made in the files for this command only.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.command import ROOT

DOCS = ROOT / "docs"

LEFT_OUT = "…"
_FENCE = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = re.compile(r"^(?:> |Number(?: or words)?, or 0 to [^\n>]*> )", re.MULTILINE)


class Fence(NamedTuple):
    """A block of a page: its language, what stands behind it, its text, and the line on which it begins."""

    language: str
    about: str
    text: str
    line: int


def fences(page: str) -> Iterator[Fence]:
    """The blocks of a page, in their order."""
    for found in _FENCE.finditer(page):
        yield Fence(found[1], found[2] or "", found[3], page.count("\n", 0, found.start()) + 1)


def without_fences(page: str) -> str:
    """The prose of a page."""
    return _FENCE.sub("", page)


def write(fence: Fence, folder: Path) -> None:
    """Writes or changes the file of a block."""
    changes, _, name = fence.about.rpartition(" ")
    path = folder / name
    if changes == "change":
        old, _, new = fence.text.partition("---\n")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"what is to be changed stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fence.text, encoding="utf-8")


def printed(fence: Fence, folder: Path) -> str:
    """What the command of a console block prints, with what is typed, as a terminal shows it."""
    if fence.about.startswith("slip "):
        old, new = fence.about.removeprefix("slip ").split(" -> ")
        before = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}
        assert sum(text.count(old) for text in before.values()) == 1
        for path, text in before.items():
            path.write_text(text.replace(old, new), encoding="utf-8")
        try:
            return printed(fence._replace(about=""), folder)
        finally:
            for path, text in before.items():
                path.write_text(text, encoding="utf-8")
    command, *lines = fence.text.splitlines()
    typed = [words for line in lines if _PROMPT.match(line) and (words := line.rpartition("> ")[2])]
    answered = _run(command.removeprefix("$ "), typed, folder)
    waiting = iter(typed)
    shown = _PROMPT.sub(lambda found: f"{found[0]}{next(waiting, '')}\n", answered)
    return f"{command}\n{shown}"


def _run(command: str, typed: list[str], folder: Path) -> str:
    program, *arguments = shlex.split(command)
    assert program == "perfect-mother", command
    done = subprocess.run(
        [sys.executable, "-m", "game", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(folder / ".saves"), "PYTHONUNBUFFERED": "1"},
        input="".join(f"{line}\n" for line in typed),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def fits(expected: str, actual: str) -> bool:
    """Whether a text is another but for what is left out."""
    parts = re.split(rf"^{LEFT_OUT}$", expected.rstrip("\n"), flags=re.MULTILINE)
    return bool(re.fullmatch(".*".join(map(re.escape, parts)), actual.rstrip("\n"), re.DOTALL))


def run(page: str, folder: Path) -> Iterator[tuple[Fence, str]]:
    """Does what a page says, in a folder; gives each console block with what its command prints."""
    for fence in fences(page):
        if fence.language == "console":
            yield fence, printed(fence, folder)
        elif fence.about:
            write(fence, folder)


def refreshed(page: str, folder: Path) -> str:
    """A page with what its commands print now; as many lines as before stand around what is left out."""
    printed_at = {fence.line: text for fence, text in run(page, folder)}

    def block(found: re.Match[str]) -> str:
        line = page.count("\n", 0, found.start()) + 1
        if line not in printed_at:
            return found[0]
        old, new = found[3].splitlines(), printed_at[line].splitlines()
        if LEFT_OUT in old:
            at = old.index(LEFT_OUT)
            new = [*new[:at], LEFT_OUT, *new[len(new) - (len(old) - at - 1) :]]
        return "\n".join([found[0].partition("\n")[0], *new, "```"])

    return _FENCE.sub(block, page)


def main() -> None:
    """Writes what the commands of all pages print into them."""
    for path in sorted(DOCS.glob("*.md")):
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(refreshed(path.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
