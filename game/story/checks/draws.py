"""Checks of draws: that there is something to draw, and that a condition tells what was drawn."""

from __future__ import annotations

from collections.abc import Mapping

from game.story.conditions import Tree, tests_in
from game.story.findings import Findings
from game.story.kinds import WORDS
from game.story.model import Sections

LEAST = 2
"""With fewer values there is nothing to draw."""


def check_draws(sections: Sections, findings: Findings) -> None:
    """Reports draws that can come to one thing only."""
    for name, draw in sections.draws.items():
        if len(draw.one_of) < LEAST and name not in findings.flawed:
            findings.report("bad-draw", findings.defined["draws"][name], name=name, number=len(draw.one_of) or "no")


def check_use_of_draws(sections: Sections, findings: Findings, trees: Mapping[str, Tree]) -> None:
    """Reports draws that nothing asks about, and values that nothing tells from one another.

    One value that nothing asks for is what is left when all others are asked for.
    """
    tests = (test for tree in trees.values() for test in tests_in(tree)) if sections.draws else ()
    asked = {test.arguments for test in tests if test.name == "drawn"}
    for name, draw in sections.draws.items():
        left = [value for value in draw.one_of if (name, value) not in asked]
        if len(left) == len(draw.one_of):
            findings.report("never-asked", findings.defined["draws"][name], words=WORDS["draws"], name=name)
        else:
            for value in left[1:]:
                place = findings.defined["values"][f"{name}.{value}"]
                findings.report("same-value", place, name=value, other=left[0], draw=name)
