"""Fairness: what evidence each conclusion needs, and in how many ways it can be come to that have nothing in common.

It is asked of the story as it would be without some of its evidence (`doubted`). A play in which a piece of evidence is
not found by then comes to a conclusion in the story without that piece too; most questions are answered so. Others are
by making a known play again without the evidence, as far as its moves can be made. What is left is pursued.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from game.play.formulas import Formula, Guard, holds
from game.play.rules import Rules
from game.play.step import IllegalMove, State, begin
from game.proof.answers.families import apart, every
from game.proof.model.beginnings import Played, Route, beginnings, step
from game.proof.model.doubted import DoubtedGraph, doubted
from game.proof.model.graph import Extras
from game.proof.model.knowledge import Known
from game.proof.model.lines import Assume
from game.proof.model.model import Model
from game.proof.search.experience import Experience
from game.proof.search.pursuit import Pursuit, Undecided
from game.proof.ticks import Tick
from game.proof.trials.traces import Trial

FEWEST = 6
"""If fewer plays are known, some others are made again, too."""

Way = frozenset[str]
"""Evidence that is enough for a conclusion: with no other in the story, some play comes to it."""


class Fairness(NamedTuple):
    """What was found out about one conclusion."""

    ways: tuple[Way, ...]
    """Ways that have no evidence in common: as many as are wanted, or as were found."""
    needed: tuple[str, ...]
    """The evidence without which the conclusion cannot be come to."""
    open: tuple[Way, ...] = ()
    """The evidence, each time, without which it could not be decided whether any play comes to the conclusion."""
    every: tuple[Way, ...] = ()
    """Every way from which no evidence can be left out, if all of them were looked for and found.

    Evidence is taken to stand in nobody's way: whoever comes to something without some of it comes to it with more.
    """

    @property
    def is_free(self) -> bool:
        """Whether it can be come to without any evidence."""
        return frozenset() in self.ways


class Shown(NamedTuple):
    """That a play comes to a conclusion."""

    evidence: int
    """The bits of the evidence that is found by then."""
    route: Route
    dropped: int
    """The bits of the evidence without which the play was made."""


class Ways:
    """What trials have shown of one conclusion."""

    def __init__(self, conclusion: Formula) -> None:
        self.conclusion = conclusion
        self.guard = holds(conclusion)
        self.shown: list[Shown] = []
        self._seen = 0

    def look(self, trials: Sequence[Trial], evidence: int) -> None:
        """Looks through the trials that are new."""
        for trial in trials[self._seen :]:
            if shown := first(self.guard, trial, evidence):
                self.shown.append(shown)
        self._seen = len(trials)

    def without(self, dropped: int) -> list[Shown]:
        """What was shown that needs none of some evidence, beginning with what needs least.

        What was shown in a story that is without further evidence comes last: with that, the same moves may find it.
        """
        some = (shown for shown in self.shown if not shown.evidence & dropped)
        return sorted(
            some, key=lambda one: (bool(one.dropped & ~dropped), one.evidence.bit_count(), len(one.route))
        )  # fmt: skip


def first(guard: Guard, trial: Trial, evidence: int) -> Shown | None:
    """The first part of a trial after which something holds."""
    for number, memory in enumerate(trial.memories):
        if guard(memory):
            return Shown(memory & evidence, trial.route[:number], trial.dropped)
    return None


class Doubts:
    """A story that may be without some of its evidence."""

    def __init__(
        self,
        rules: Rules,
        plays: Iterable[Route],
        tick: Tick,
        made: Iterable[Trial] = (),
        experience: Experience | None = None,
        like: Model | None = None,
    ) -> None:
        """`plays` are known, and are made again without evidence before anything is searched for.

        `made` are trials of the whole story: of these plays, and of others that are not made again. `like` is the model
        of that.
        """
        mask = rules.layout.mask
        self._found = {name: mask(f"found({name})") for name in rules.story.evidence}
        end = rules.layout.slots.end
        self._kept = {bit: 1 << end + number for number, bit in enumerate(self._found.values())}
        self._all = sum(self._kept)
        self._rules = doubted(rules, self._kept)
        self._tick = tick
        self._experience = experience or Experience(rules.layout)
        self._names = {id(rules.formulas.of(one.holds_when)): name for name, one in rules.story.conclusions.items()}
        self._model: Model | None = None
        self._like = like
        self._plays = list(plays)
        self._trials = list(made) or [self._make(play, 0) for play in self._plays]
        self._plays += [trial.route for trial in self._trials[: max(FEWEST - len(self._plays), 0)]]
        self._tried = {0}
        """The evidence without which all known plays have been made again."""
        self._ways: dict[int, Ways] = {}
        self._again: set[tuple[Route, int]] = set()
        """Routes that come to some conclusion and were made again, and the evidence without which."""
        self._seen_without: dict[int, int] = {}
        """The bits that were seen when something was searched last without some evidence: more is asked without it."""
        self._refuted: set[tuple[int, int]] = set()
        """Conclusions, each by its formula's identity, and evidence without which no play comes to them."""

    def about(self, conclusion: Formula, wanted: int) -> Fairness:
        """What evidence a conclusion needs; `wanted` is how many ways there should be."""
        left_open: list[Way] = []

        def is_come_to(dropped: Way) -> bool:
            try:
                return self.route(conclusion, dropped) is not None
            except Undecided:
                left_open.append(dropped)
                return False

        if not is_come_to(frozenset()):
            return Fairness((), (), tuple(left_open))
        ways: list[Way] = [frozenset()] if is_come_to(frozenset(self._found)) else []
        used: Way = frozenset()
        while not (ways and not ways[-1]) and len(ways) < wanted and is_come_to(used):
            way = self.way(conclusion, used)
            assert way is not None, "some play comes to it without what is used"
            ways.append(way)
            used |= way
        # Of two ways that have no evidence in common, one can do without any piece.
        is_spared = len(ways) > 1 or frozenset() in ways
        singly = () if is_spared else [frozenset((name,)) for name in self._found]
        needed = [name for one in singly if not is_come_to(one) and one not in left_open for name in one]
        family, is_all = list[Way](), False
        if not needed and len(ways) < wanted and frozenset() not in ways:
            family, is_all = every(ways, wanted, self._found, is_come_to, partial(self.way, conclusion))
            ways = list(apart(family, wanted))
        known = tuple(family) if is_all and not left_open else ()
        return Fairness(tuple(ways), tuple(needed), tuple(left_open), known)

    def is_free(self, conclusion: Formula) -> bool:
        """Whether some play comes to a conclusion without any evidence. Such a play answers much else."""
        return self.route(conclusion, frozenset(self._found)) is not None

    def way(self, conclusion: Formula, dropped: frozenset[str]) -> Way | None:
        """Some way to a conclusion without some evidence; None if there is none.

        A piece is left out if the moves of the play come to the conclusion without it; another play might do with less.
        """
        shown = self._answer(conclusion, self._bits(dropped))
        if shown is None:
            return None
        guard = self._ways[id(conclusion)].guard
        for bit in self._kept:
            if bit & shown.evidence:
                # Without this piece, and without all that is not found in the play: made again as far as it can be.
                again = self._make(shown.route, self._all & ~shown.evidence | bit)
                shown = first(guard, again, self._all) or shown
        return frozenset(name for name, bit in self._found.items() if bit & shown.evidence)

    def route(self, conclusion: Formula, dropped: frozenset[str]) -> Route | None:
        """The moves of some play to a conclusion in the story without some evidence; None if none comes to it."""
        shown = self._answer(conclusion, self._bits(dropped))
        return shown.route if shown else None

    def without(self, dropped: frozenset[str]) -> tuple[Rules, list[State]]:
        """Rules that play the story without some evidence, and the states in which a play of it can begin."""
        return self._rules, list(beginnings(self._rules, self._having(self._bits(dropped))))

    def _bits(self, evidence: Iterable[str]) -> int:
        return sum(self._found[name] for name in evidence)

    def _having(self, dropped: int) -> int:
        """The bits that say that the story has all evidence but some."""
        return sum(kept for found, kept in self._kept.items() if not found & dropped)

    def _start(self, dropped: int) -> State:
        return begin(self._rules, memory=self._rules.layout.start | self._having(dropped)).state

    def _answer(self, conclusion: Formula, dropped: int) -> Shown | None:
        if (id(conclusion), dropped) in self._refuted:
            return None
        ways = self._ways.setdefault(id(conclusion), Ways(conclusion))
        name = self._name(conclusion, dropped)
        self._experience.asks(name)
        found = self._look(ways, (), dropped)
        if found is not None:
            return found
        if name in self._experience.answers:
            found = self._look(ways, [self._experience.answers[name]], dropped)
        is_new = dropped not in self._tried and not self._experience.told(name)
        if found is None and is_new:
            self._tried.add(dropped)
            found = self._look(ways, self._plays, dropped)
        if found is None:
            route = self._pursue(conclusion, dropped, name)
            if route is None:
                self._refuted.add((id(conclusion), dropped))
                return None
            found = self._look(ways, [route], dropped)
            if found is None:
                raise Undecided
        self._experience.answered(name, found.route)
        return found

    def _look(self, ways: Ways, plays: Iterable[Route], dropped: int) -> Shown | None:
        """Makes plays again without some evidence; what they and all others show of the story without it."""
        for play in plays:
            self._tick()
            self._trials.append(self._make(play, dropped))
        ways.look(self._trials, self._all)
        for shown in ways.without(dropped):
            if not shown.dropped & ~dropped:
                return shown
            # What this play was made without is found by its moves, perhaps, where the story has it.
            if (shown.route, dropped) not in self._again:
                self._again.add((shown.route, dropped))
                self._tick()
                self._trials.append(trial := self._make(shown.route, dropped))
                if again := first(ways.guard, trial, self._all):
                    return again
        return None

    def _name(self, conclusion: Formula, dropped: int) -> str:
        """A name for the question whether a conclusion is come to without some evidence."""
        asked = self._names.get(id(conclusion), "an ending")
        if dropped == self._all:
            return f"{asked} without any evidence"
        less = ", ".join(name for name, bit in self._found.items() if bit & dropped)
        return f"{asked} without {less}" if less else asked

    def _make(self, route: Route, dropped: int) -> Trial:
        """A play made again without some evidence, as far as its moves can be made: the others are left out."""
        state = self._start(dropped)
        made: list[Played] = []
        memories = [state.memory]
        for move in route:
            try:
                state = step(self._rules, state, move).state
            except IllegalMove:
                continue
            made.append(move)
            memories.append(state.memory)
        return Trial(tuple(made), tuple(memories), dropped)

    def _pursue(self, conclusion: Formula, dropped: int, name: str) -> Route | None:
        extras = Extras(kept=sum(self._kept.values()))
        model = self._model = self._model or self._made(extras)
        given = Known(~extras.kept, self._having(dropped))
        pursuit = Pursuit(model, self._tick, given=given, experience=self._experience)
        line = (Assume(conclusion),)
        asks = [ask for point in model.changed_at(conclusion) for ask in pursuit.asked_at(point, line)]
        route = pursuit.route(asks, name, is_shortest=False, seen=self._seen_without.get(dropped, 0))
        self._seen_without[dropped] = pursuit.seen
        return route

    def _made(self, extras: Extras) -> Model:
        graph = DoubtedGraph(self._like, self._kept) if self._like is not None else None
        return Model(self._rules, extras, self._tick, self._like, graph=graph)
