"""From rules to a verdict: everything that is asked of a story, one stage after another, until the time is over."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice

from game.play.formulas import ALWAYS, Formula, holds
from game.play.rules import Rules
from game.proof.answers.causes import Causes
from game.proof.answers.conclusions import ask_of_accounts, ask_of_evidence
from game.proof.answers.idle import idle
from game.proof.answers.reasons import Reasons, is_telling
from game.proof.answers.traps import trapped
from game.proof.answers.unheard import unheard
from game.proof.diagrams.bdd import TooLarge
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import Route, opened, told
from game.proof.model.lines import TooWide
from game.proof.questions.goals import ERRORS, Goal
from game.proof.questions.promises import Pledge, shown_by
from game.proof.questions.roots import roots_of
from game.proof.search.experience import Experience
from game.proof.search.explicit import candidates
from game.proof.search.pursuit import Undecided
from game.proof.ticks import Tick, never_stop
from game.proof.verdict import Finding, Stage, Verdict
from game.story.diagnostics import counted

MOST_TRAPS = 5
"""How many dead ends are reported, each in another scene."""


class Stopped(Exception):
    """The time is over."""


Progress = Callable[[str], None]
"""Told what is being done now."""


def investigate(
    rules: Rules,
    routes: Iterable[Route] = (),
    tick: Tick = never_stop,
    progress: Progress = lambda _: None,
    experience: Experience | None = None,
) -> Verdict:
    """Everything that is asked of a story.

    `routes` are plays that are known, to begin with. `tick` is called again and again, and may raise Stopped.
    `experience` is that of earlier proofs; what this one finds out is added to it.
    """
    with uncollected():
        return _Investigation(rules, routes, tick, progress, experience).run()


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looks for garbage in circles: there is none, and each look goes through millions of nodes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Investigation:
    def __init__(
        self, rules: Rules, routes: Iterable[Route], tick: Tick, progress: Progress, experience: Experience | None
    ) -> None:
        self._experience = experience
        self._rules = rules
        self._tick = tick
        self._progress = progress
        self.verdict = Verdict()
        self._causes: Causes | None = None
        self._hopeless: Finding | None = None
        """That from the beginning no ending can be come to."""
        self._said: set[tuple[tuple[str, ...], bool]] = set()
        """The reasons of what nobody comes to, each with whether that is an error."""
        self._known: Iterable[Route] = routes

    def run(self) -> Verdict:
        """Asks one question after another, until all are answered or the work is stopped."""
        rules = self._rules
        questions: dict[str, Callable[[], str]] = {
            "the model": self._model,
            "no dead end": self._dead_ends,
            "everything reached": self._reached,
        }
        if rules.story.promises:
            questions["promises"] = self._promises
        if rules.story.accounts and rules.story.episodes:
            questions["accounts break"] = self._breaks
        if rules.story.evidence or rules.story.conclusions:
            questions["fair"] = self._fair
        for name, ask in questions.items():
            stage = Stage(name, is_question=ask != self._model)
            self.verdict.stages.append(stage)
            if not self.verdict.stopped:
                self._answer(stage, ask)
        # That no play has an ending at all says less than what else is found.
        self.verdict.findings.sort(key=lambda finding: (finding.follows, finding is self._hopeless))
        if not self.verdict.stopped:
            self._inquiry.remember()  # with the plays that were found after all else was come to
        return self.verdict

    def _answer(self, stage: Stage, ask: Callable[[], str]) -> None:
        """Answers one question, unless the work is stopped before it is answered."""
        self._progress(stage.name)
        began = time.perf_counter()
        try:
            stage.words = ask()
            stage.is_answered = True
        except Stopped:
            self.verdict.stopped = "the time was over"
        except TooLarge:
            self.verdict.stopped = f"too much had to be remembered for “{stage.name}”"
        except MemoryError:
            self.verdict.stopped = f"there was no memory left for “{stage.name}”"
        except TooWide:
            self.verdict.stopped = "a number has more values than can be told apart"
        except Undecided:
            self.verdict.undecided.append(f"a part of “{stage.name}”")
        stage.seconds = time.perf_counter() - began

    def _model(self) -> str:
        """Makes the model, of which all else is asked."""
        self._known = tuple(self._known)
        self._inquiry = Inquiry(self._rules, self._tick, self._experience)
        self._reasons = Reasons(self._inquiry)
        model = self._inquiry.model
        return f"{len(model.known)} points, {sum(map(len, model.out.values()))} moves"

    def _play(self) -> None:
        """Makes plays, of which those that are known come first."""
        try:
            self._inquiry.play(self._known)
        finally:
            self.verdict.turns = self._inquiry.plays.turns
            self.verdict.explored = self._inquiry.plays.explored

    def _breaks(self) -> str:
        return ask_of_accounts(self._inquiry, self.verdict)

    def _fair(self) -> str:
        words = ask_of_evidence(self._inquiry, self._known, self.verdict)
        made, found = self._rules.story.conclusions, self.verdict.findings
        for number, finding in enumerate(found):
            if finding.code == "too-few-routes" and not self.verdict.conclusions[finding.name].ways:
                formula = self._rules.formulas.of(made[finding.name].holds_when)
                follows = bool(self._causes and self._causes.under_formula(formula))
                found[number] = replace(finding, follows=follows, why=self._why_never(finding, formula))
        return words

    def _why_never(self, finding: Finding, holds_when: Formula) -> tuple[str, ...]:
        """Why nobody comes to a conclusion; nothing if that could not be decided."""
        goal = Goal(
            kind="conclusion", words=finding.words, section=finding.section, owner=finding.name, holds=holds_when
        )  # fmt: skip
        with suppress(Undecided):
            return self._reasons.never(goal)
        return ()

    def _reached(self) -> str:
        """Reports what nobody comes to, without what is only a part of it or stands where nobody comes."""
        goals = self._inquiry.goals
        self._play()
        never = {goal: None for goal, outcome in self._inquiry.settle() if outcome == "never"}
        self._inquiry.remember()
        still_open = [goal for goal in goals if not self._inquiry.is_had(goal) and goal not in never]
        kinds, lost = Counter(goal.kind for goal in goals), Counter(goal.kind for goal in never)
        self.verdict.reached = {kind: (number - lost[kind], number) for kind, number in kinds.items()}
        own = [goal for goal in never if goal.within not in never]
        roots = [root for root, outcome in self._inquiry.settle(self._roots(never)) if outcome == "never"]
        never, own = dict.fromkeys((*roots, *never)), [*roots, *own]
        self._causes = Causes(self._inquiry, never) if never else None
        own = [goal for goal in own if goal not in roots or (self._causes and goal not in self._causes.following)]
        for goal in sorted(own, key=lambda goal: not self._reasons.is_cause(goal)):
            self._report_never(goal)
        self.verdict.undecided += (f"whether anybody comes to {goal.words}" for goal in still_open)
        for found in (*idle(self._inquiry), *unheard(self._inquiry)):
            if isinstance(found, Finding):
                self._report(found)
            else:
                self.verdict.undecided.append(f"whether any play comes to {found.words}")
        return f"{len(goals) - len(never) - len(still_open):,} of {len(goals):,} things"

    def _roots(self, never: Collection[Goal]) -> list[Goal]:
        """What several of the things to which nobody comes need, and was so in none of the plays that were made."""
        memories = [memory for trial in self._inquiry.plays.made for memory in trial.memories]
        found = [(root, holds(root.holds or ALWAYS)) for root in roots_of(self._inquiry.rules, never)]
        return [root for root, is_so in found if not any(map(is_so, memories))]

    def _promises(self) -> str:
        """Reports the promises that some play breaks."""
        outcomes = self.verdict.promises
        for pledge in self._inquiry.pledges:
            outcomes[pledge.name] = "open"
            with suppress(Undecided, TooLarge):
                route = self._inquiry.breach(pledge)
                outcomes[pledge.name] = "holds" if route is None else "broken"
                if route is not None:
                    self._report_breach(pledge, route)
        for goal, outcome in self._inquiry.settle(self._inquiry.subjects):
            if outcome == "never":
                words = f"the promise “{goal.owner}” says nothing: it is never so that {goal.words}"
                follows = bool(self._causes and self._causes.under(goal))
                self._report(
                    Finding("promise-empty", False, words, goal.section, goal.owner, goal=goal, follows=follows)
                )
            elif outcome == "open":
                self.verdict.undecided.append(f"whether it is ever so that {goal.words}: “{goal.owner}” speaks of it")
        still_open = [name for name, outcome in outcomes.items() if outcome == "open"]
        self.verdict.undecided += (f"whether the promise “{name}” holds" for name in still_open)
        return f"{list(outcomes.values()).count('holds')} of {len(outcomes)} hold in every play"

    def _report_breach(self, pledge: Pledge, route: Route) -> None:
        """Reports a promise, with the play that breaks it."""
        end = self._inquiry.plays.end(route)
        made = counted(len(opened(self._rules, route)[1]), "move")
        why = f"after {made}, in “{end.scene}”, it is broken"
        if pledge.promise.can_still is not None:
            why = f"from here it can never be so any more that {pledge.promise.can_still.tree}"
        if pledge.promise.ending_within is not None:
            why = f"from here no ending can be come to within {counted(pledge.promise.ending_within, 'turn')}"
        words = f"the promise “{pledge.name}” is broken: {pledge.promise.says}"
        expects = shown_by(self._rules, pledge.promise, route)
        self._report(
            Finding("promise-broken", True, words, "promises", pledge.name, why=(why,), route=route, expects=expects)
        )

    def _report_never(self, goal: Goal) -> None:
        """Reports something that nobody comes to, with a play that comes near it."""
        why, near = tuple[str, ...](), self._reasons.near(goal)
        is_error, follows = goal.kind in ERRORS, bool(self._causes and goal in self._causes.following)
        with suppress(Undecided):  # it is certain all the same
            if self._causes and follows and goal.kind != "scene":
                why = self._reasons.following(goal, self._causes)
            else:
                why = self._reasons.never(goal)
        # What never holds in a place is one cause, however much there asks for it.
        follows |= (why, True) in self._said or (why, is_error) in self._said
        self._said.update({(why, is_error)} if is_telling(why) else ())
        words = f"nobody ever comes to {goal.words}"
        self._report(
            Finding(
                "never-reached", is_error, words, goal.section, goal.owner, goal=goal, why=why, route=near,
                follows=follows,
            )
        )  # fmt: skip

    def _dead_ends(self) -> str:
        """Reports how a play can come to where no ending can be come to any more."""
        left_open: list[str] = []
        routes = list(islice(self._inquiry.traps(left_open), MOST_TRAPS + 1))
        number = len(routes)
        # Where nothing is left to do, that is the cause; elsewhere it may only lead there.
        goes_on = {route: any(candidates(self._rules, self._inquiry.plays.end(route))) for route in routes}
        for route in sorted(routes[:MOST_TRAPS], key=lambda route: goes_on[route]):
            finding, is_hopeless = trapped(self._inquiry, self._reasons, route)
            if not (is_hopeless and self._hopeless):
                self._report(finding)
                self._hopeless = self.verdict.findings[-1] if is_hopeless else self._hopeless
        self.verdict.undecided += (f"whether a play can be trapped in or around “{scene}”" for scene in left_open)
        if not number:
            return "none was found" if left_open else "from every state an ending can be come to"
        if number > MOST_TRAPS:
            return f"more than {MOST_TRAPS} dead ends"
        return "1 dead end" if number == 1 else f"{number} dead ends"

    def _report(self, finding: Finding) -> None:
        if finding.route is not None:
            finding = replace(finding, route=told(self._rules, finding.route))
        self.verdict.findings.append(finding)
