"""Stories with one defect each: what `check` makes of two thousand of them, as a table.

python -m tests.soak.stories [--number 2000] [--seed 1] [--show]
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from game.author.check import check
from game.story.source import NoStoryHere
from tests.soak import forked
from tests.soak.defects import Case, Maker

LINE = re.compile(r"(.*?):(\d+):(\d+): (error|warning): (.*) \[([a-z0-9-]+)\]")
SUGGESTED = re.compile(r"(?<=did you mean )“[^?]+”(?=\?)")


class Judged(NamedTuple):
    """A case, how `check` took it, and what is wrong with that."""

    case: Case
    outcome: forked.Outcome
    faults: tuple[str, ...]


def checked(folder: Path) -> str:
    """What `check` writes of a folder, called `s`, and its exit status in the last line."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.chdir(folder.parent):
        try:
            status = check(Path(folder.name), "text")
        except NoStoryHere:
            status = 2
    return f"{out.getvalue()}{status}"


def judge(case: Case, folder: Path) -> Judged:
    """Writes a case into a folder, and judges what `check` says of it."""
    case.write(folder)
    outcome = forked.run(lambda: checked(folder))
    faults = []
    if outcome.failed:
        faults.append("traceback")
    if outcome.hung:
        faults.append("hang")
    if outcome.memory > forked.MOST_MEMORY:
        faults.append("memory")
    if not faults:
        faults += _faults(case, outcome.text)
    return Judged(case, outcome, tuple(faults))


def _faults(case: Case, text: str) -> Iterable[str]:
    *said, status = text.split("\n")
    found = [match for line in said if (match := LINE.fullmatch(line))]
    if len(found) != len(said):
        yield "malformed"
    if case.is_harmless:
        if said or status != "0":
            yield "false alarm"
        return
    if status == "0":
        yield "accepted"
        return
    errors = [match for match in found if match[4] == "error"]
    if case.file or case.lines:
        at = [
            match
            for match in errors
            if match[1].endswith(case.file) and (not case.lines or int(match[2]) in case.lines)
        ]
        if not at:
            yield "elsewhere"
        elif case.meant and not any(f"“{case.meant}”" in told for match in at for told in SUGGESTED.findall(match[5])):
            yield "not suggested"


def run(number: int, seed: int, shipped: float = 0.1) -> list[Judged]:
    """Makes so many cases with a defect, and harmless ones between them, and judges them."""
    with tempfile.TemporaryDirectory() as name:
        cases = Maker(seed, shipped).cases(number)
        return [judge(case, Path(name) / str(index) / "s") for index, case in enumerate(cases)]


def table(judged: list[Judged]) -> dict[str, str]:
    """What came of it, by what is asked."""
    counted = Counter(fault for one in judged for fault in one.faults)
    harmless = sum(one.case.is_harmless for one in judged)
    refused = [one for one in judged if not one.case.is_harmless and "accepted" not in one.faults]
    placed = [one for one in refused if one.case.lines]
    at_line = sum("elsewhere" not in one.faults for one in placed)
    meant = [one for one in refused if one.case.meant and "elsewhere" not in one.faults]
    suggested = sum("not suggested" not in one.faults for one in meant)
    return {
        "stories with one defect": str(len(judged) - harmless),
        "tracebacks": str(counted["traceback"]),
        "hangs over 5 s": str(counted["hang"]),
        "most memory": f"{max(one.outcome.memory for one in judged):.0f} MiB",
        "most time": f"{max(one.outcome.seconds for one in judged):.1f} s",
        "malformed lines": str(counted["malformed"]),
        "accepted though they must not be": str(counted["accepted"]),
        "at the right line": _share(at_line, len(placed)),
        "misspellings with the right suggestion": _share(suggested, len(meant)),
        "harmless variants": str(harmless),
        "false alarms": str(counted["false alarm"]),
    }


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / max(whole, 1):.1f}%)"


def main() -> int:
    """Runs it from the command line; returns 1 if a bound is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=2_000, help="how many with a defect; harmless ones come beside")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="show every fault")
    options = parser.parse_args()
    judged = run(options.number, options.seed)
    for one in judged:
        if options.show and one.faults:
            sys.stdout.write(
                f"{one.case.kind}: {one.case.what} ({one.case.file} {sorted(one.case.lines)} {one.case.meant}): "
                f"{', '.join(one.faults)}\n"
            )
            sys.stdout.write("".join(f"    {line[:200]}\n" for line in one.outcome.text.split("\n")[:4]))
    for name, value in table(judged).items():
        sys.stdout.write(f"{name:42} {value}\n")
    return int(
        any(set(one.faults) & {"traceback", "hang", "memory", "malformed", "accepted", "false alarm"} for one in judged)
    )


if __name__ == "__main__":
    sys.exit(main())
