"""All the long harnesses, one after the other, and a table of what came of them: `make soak`.

python -m tests.soak [NAME ...] [--quick]

The table at the end is in Markdown, and has every figure with the command that measures it again.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Iterable

ALL = {
    "stories": ["--number", "2000"],
    "damage": ["--number", "2000"],
    "edits": ["--number", "200"],
    "calls": [],
    "kills": ["--kills", "500"],
    "terminals": ["--repeat", "3"],
    "starts": ["--repeat", "3"],
    "endurance": ["--turns", "10000"],
    "browser": [],
    "faults": [],
    "oracle": ["300"],
}
"""Each harness is a module of this folder; with what it is called."""
QUICK = {
    "stories": ["--number", "100"],
    "damage": ["--number", "100"],
    "edits": ["--number", "20", "--small"],
    "calls": ["--every", "12"],
    "kills": ["--kills", "10"],
    "terminals": ["--repeat", "1"],
    "starts": ["--repeat", "1"],
    "endurance": ["--turns", "2000"],
    "browser": [],
    "faults": ["--number", "3", "--harmless", "2"],
    "oracle": ["10"],
}


def main() -> int:
    """Runs those that were named, or all; returns 1 if one of them has failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*ALL, []], metavar="NAME", help=f"one of {', '.join(ALL)}; else all"
    )
    parser.add_argument("--quick", action="store_true", help="a small part of each")
    options = parser.parse_args()
    failed, rows = [], []
    for name in options.names or ALL:
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        start = time.monotonic()
        arguments = (QUICK if options.quick else ALL)[name]
        command = [sys.executable, "-m", f"tests.soak.{name}", *arguments]
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
        failed += [name] if done.returncode else []
        lines = done.stdout.splitlines()
        rows += [(*figure, " ".join(["python -m", f"tests.soak.{name}", *arguments])) for figure in figures(lines)]
        sys.stdout.writelines(f"    {line}\n" for line in lines)
        sys.stdout.write(f"    {'FAILED' if done.returncode else 'passed'} in {time.monotonic() - start:.0f} s\n\n")
        sys.stdout.flush()
    sys.stdout.write("| what | figure | command |\n|---|---|---|\n")
    sys.stdout.writelines(f"| {what} | {figure} | `{command}` |\n" for what, figure, command in rows)
    sys.stdout.write(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'All passed.'}\n")
    return int(bool(failed))


def figures(lines: Iterable[str]) -> list[tuple[str, str]]:
    """The lines that have two columns: what was measured, and the figure."""
    found = (re.fullmatch(r"(\S.*?\S) {2,}(\S.*)", line) for line in lines)
    return [(line[1], line[2]) for line in found if line]


if __name__ == "__main__":
    sys.exit(main())
