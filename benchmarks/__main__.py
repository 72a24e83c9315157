"""`make bench`: takes every figure, prints the table, and writes it to `benchmarks/RESULTS.md`.

`python -m benchmarks PART …` takes those of some parts only (starting, painting, loading, playing, keeping, proving),
and writes nothing. It needs Linux; the comparison with inkjs needs node and npm, and is left out without them.
"""

from __future__ import annotations

import compileall
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks import engine, proving, screens, synthetic
from benchmarks.measure import ROOT, Figure

RESULTS = Path(__file__).with_name("RESULTS.md")
MARK = "<!-- the table is written by `make bench`; what stands below is not -->"


def inkjs(work: Path) -> Path | None:
    """The folder of node's packages with inkjs in it; None if node, npm or the package cannot be had."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    shutil.copy(Path(__file__).with_name("package.json"), work)
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(work)]
    done = subprocess.run(npm, check=False, capture_output=True)
    packages = work / "node_modules"
    return packages if done.returncode == 0 and (packages / "inkjs").is_dir() else None


def figures(parts: Iterable[str], work: Path) -> Iterator[Figure]:
    """The figures of some parts."""
    for size in engine.SIZES:
        synthetic.write_yaml(work / f"story-{size}", size)
        synthetic.write_ink(work / f"story-{size}.ink", size)
    takers: dict[str, Callable[[], Iterator[Figure]]] = {
        "starting": lambda: screens.starting(work),
        "painting": lambda: screens.painting(work),
        "loading": lambda: engine.loading(work),
        "playing": lambda: engine.playing(work, inkjs(work)),
        "keeping": lambda: engine.keeping(work),
        "proving": lambda: proving.proving(work),
    }
    for part in parts or takers:
        yield from takers[part]()


def row(figure: Figure) -> str:
    """A line of the table."""
    sign = "≥" if figure.is_least else "≤"
    stands = "ahead" if figure.is_reached else "behind"
    note = f" ({figure.note})" if figure.note else ""
    return f"| {figure.work} | {figure.against} | {sign} {figure.goal:g}× | {figure.figure:.3g}×{note} | {stands} |"


def main(parts: list[str]) -> None:
    """Takes, prints and writes."""
    compileall.compile_dir(str(ROOT / "game"), quiet=2)
    compileall.compile_dir(str(ROOT / "benchmarks"), quiet=2)
    lines = ["| work | measured against | goal | figure | |", "|---|---|---|---|---|"]
    sys.stdout.write("\n".join(lines) + "\n")
    with tempfile.TemporaryDirectory() as work:
        for figure in figures(parts, Path(work)):
            lines.append(row(figure))
            sys.stdout.write(lines[-1] + "\n")
            sys.stdout.flush()
    if parts:
        return
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else MARK
    python = f"{platform.python_implementation()} {platform.python_version()}"
    head = f"# Figures\n\nTaken on {platform.system()} with {os.cpu_count()} processors and {python}.\n\n"
    table = "\n".join(lines)
    RESULTS.write_text(f"{head}{table}\n\n{MARK}{old.partition(MARK)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
