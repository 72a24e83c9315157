"""Abstraction of runs to the bits that are seen: more may be possible then than in the story, never less."""

from __future__ import annotations

from game.play.formulas import ALWAYS, NEVER, Formula
from game.proof.model.knowledge import Formulator, Known, any_of
from game.proof.model.lines import Assume, Case, Run, Split


class Sight:
    """Makes runs of which only some bits are seen, and keeps them: little of a run depends on most bits."""

    def __init__(self, formulator: Formulator, given: Known | None = None) -> None:
        """`given` are bits that nothing changes and that have one value."""
        self._formulator = formulator
        self._given = given
        self._masks: dict[int, tuple[Run, int]] = {}
        self._made: dict[tuple[int, int], Run] = {}

    def mask(self, run: Run) -> int:
        """The bits that the steps of a run ask about or change."""
        known = self._masks.get(id(run))
        if known is None:
            mask = 0
            for step in run.steps:
                if isinstance(step, Assume):
                    mask |= self._formulator.reads(step.formula)
                else:
                    mask |= step.bits | step.reads(self._formulator)
            known = self._masks[id(run)] = (run, mask)
        return known[1]

    def of(self, run: Run, seen: int) -> Run:
        """What is left of a run if only these bits are seen."""
        key = (id(run), self.mask(run) & seen)
        steps = self._made.get(key)
        if steps is None:
            steps = self._made[key] = Run(tuple(self._steps(run, seen)), run.end, 0)
        return Run(steps.steps, run.end, run.written & seen)

    def _steps(self, run: Run, seen: int) -> list[Assume | Split]:
        steps: list[Assume | Split] = []
        for step in run.steps:
            if isinstance(step, Assume):
                formula = self._loosened(step.formula, seen)
                steps += () if formula is ALWAYS else (Assume(formula),)
            elif step.bits & seen:
                steps.append(self._split(step, seen))
        return steps

    def _loosened(self, formula: Formula, seen: int) -> Formula:
        """What is left of a formula."""
        if self._given is not None:
            formula = self._formulator.simplify(formula, self._given)
        return self._formulator.loosen(formula, seen)

    def _split(self, split: Split, seen: int) -> Split:
        """The cases of a split that differ in what is seen; several of them may be the case at once."""
        cases: dict[tuple[int, int], Formula] = {}
        for case in split.cases:
            done = (case.bits & seen, case.value & seen)
            cases[done] = any_of(cases.get(done, NEVER), self._loosened(case.when, seen))
        return Split(tuple(Case(when, *done) for done, when in cases.items()))
