"""How long it takes to prove mysteries of several sizes from nothing: seconds of the processor against a goal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks import mysteries
from benchmarks.measure import Figure, environment, ours, told

GOALS = {120: 1.5, 1_000: 10.0, 10_000: 120.0}
"""For each number of scenes, how many seconds of the processor it may take."""
PATIENCE = 4.0
"""A proof is stopped at so many times its goal; the largest at the goal itself, where an honest stop is good enough."""


def proving(work: Path) -> Iterator[Figure]:
    """The mysteries of `mysteries.py`, proved with everything that is asked of a story."""
    for scenes, goal in GOALS.items():
        folder = work / f"mystery-{scenes}"
        mysteries.write_mystery(folder, scenes)
        is_largest = scenes == max(GOALS)
        found = told(ours("benchmarks.work", "proving", folder, goal * (1 if is_largest else PATIENCE)), environment())
        facts = (mysteries.ROOMS + 1) * scenes // mysteries.SCENES_OF_A_CHAPTER
        outcome = "proved" if found["proved"] else "an honest stop"
        yield Figure(
            f"prove {scenes:,} scenes, {facts:,} facts, {mysteries.NUMBERS} numbers from nothing",
            f"{goal:g} s of a processor",
            found["seconds"] / goal,
            1.1 if is_largest else 1.0,
            note=f"{found['seconds']:.1f} s, {outcome}",
        )
