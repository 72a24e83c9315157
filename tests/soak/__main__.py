"""All the long harnesses, one after the other, and a table of what came of them: `make soak`.

python -m tests.soak [NAME ...] [--quick]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

ALL = {
    "stories": ["--number", "2350"],
    "damage": ["--number", "2000"],
    "edits": ["--number", "200"],
    "kills": ["--kills", "500"],
    "terminals": ["--repeat", "3"],
    "endurance": ["--turns", "10000"],
    "browser": [],
}
"""Each harness is a module of this folder; with what it is called."""
QUICK = {
    "stories": ["--number", "100"],
    "damage": ["--number", "100"],
    "edits": ["--number", "20", "--small"],
    "kills": ["--kills", "10"],
    "terminals": ["--repeat", "1"],
    "endurance": ["--turns", "2000"],
    "browser": [],
}


def main() -> int:
    """Runs those that were named, or all; returns 1 if one of them has failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*ALL, []], metavar="NAME", help=f"one of {', '.join(ALL)}; else all"
    )
    parser.add_argument("--quick", action="store_true", help="a small part of each")
    options = parser.parse_args()
    failed = []
    for name in options.names or ALL:
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        start = time.monotonic()
        command = [sys.executable, "-m", f"tests.soak.{name}", *(QUICK if options.quick else ALL)[name]]
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
        failed += [name] if done.returncode else []
        sys.stdout.writelines(f"    {line}\n" for line in done.stdout.splitlines())
        sys.stdout.write(f"    {'FAILED' if done.returncode else 'passed'} in {time.monotonic() - start:.0f} s\n\n")
        sys.stdout.flush()
    sys.stdout.write(f"{'FAILED: ' + ', '.join(failed) if failed else 'All passed.'}\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
