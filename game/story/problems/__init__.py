"""Every problem that a story can have, by its code: one definition, one example, one page of the manual."""

from __future__ import annotations

from game.story.problems import (
    files,
    names,
    play,
    promises,
    shape,
    slips,
    text,
    translation,
    truth,
    unused,
    vain,
    wording,
)
from game.story.problems.definition import Level, Problem, Proved
from game.story.problems.proof import PROVED

__all__ = ["PROBLEMS", "PROVED", "Level", "Problem", "Proved"]

PROBLEMS: dict[str, Problem] = {
    problem.code: problem
    for module in (files, shape, names, text, wording, slips, play, truth, unused, vain, promises, translation)
    for problem in module.PROBLEMS
}
