"""What README.md says is proved of the shipped story, held against what `prove` says; with `--write`, written anew.

`make check` calls this: it proves the story in any case, and what is proved and counted is kept.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.command import ROOT, perfect_mother

README = ROOT / "README.md"
_BLOCK = re.compile(r"(?<=^```\n)  the model .*?(?=^```$)", re.MULTILINE | re.DOTALL)


def stages(printed: str) -> str:
    """The lines of `prove` that say what was answered; the first, with the time that it took, is not among them."""
    return "".join(line for line in printed.splitlines(keepends=True)[1:] if re.match(r"  \S", line))


def held(page: Path, proved: str, *, write: bool) -> list[str]:
    """The lines in which the block of a page differs from what was proved; `write` puts that into the page."""
    text = page.read_text(encoding="utf-8")
    (block,) = _BLOCK.findall(text)
    if write:
        page.write_text(_BLOCK.sub(lambda _: proved, text), encoding="utf-8")
    return list(difflib.unified_diff(block.splitlines(), proved.splitlines(), page.name, "prove", lineterm="", n=0))


def main(arguments: Sequence[str]) -> int:
    """Proves the shipped story; returns 1 if it is not proved, or if README.md says something else of it."""
    done = perfect_mother("prove", str(ROOT / "scenes"), "--require", "proved", "--size")
    if done.returncode:
        sys.stderr.write(f"{done.stdout}{done.stderr}")
        return 1
    sys.stdout.write(done.stdout)
    differences = held(README, stages(done.stdout), write="--write" in arguments)
    if differences and "--write" not in arguments:
        sys.stderr.writelines(f"{line}\n" for line in [*differences, "`make docs` writes it anew."])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
