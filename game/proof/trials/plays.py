"""Plays for trying things out: what a play has come to, it is proved that one can come to.

Most of what a story holds is met by its own playthroughs and by plays that always take what has been taken least. Most
of the rest is met by a play that has come near once, with those decisions made otherwise that a goal asks about
(`steering`). All are made by `game.play.step`, so that nothing has to be believed. What is left over is for the search.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from random import Random

from game.play.formulas import Formula, Guard, bits, holds
from game.play.rules import Rules
from game.play.step import IllegalMove, State, begin
from game.proof.model.beginnings import Draw, Played, Route, end_of, is_beginning, step
from game.proof.model.graph import Graph, Point
from game.proof.model.knowledge import Formulator
from game.proof.model.lines import Assume
from game.proof.questions.goals import Goal
from game.proof.search.explicit import can_be_made, candidates
from game.proof.trials.steering import Steering, Wish, answer, met, unmet
from game.proof.trials.traces import Awaited, Been, Came, Functions, Made, Trial

MOST_TURNS = 600
"""A play that has not ended by then is left, in a story that is not larger than it has turns for each scene."""
TURNS_FOR_A_SCENE = 4
LONGEST = 5_000
"""No play is longer, in however large a story."""
FURTHER = 60
"""A long play that aims at a goal is left so many turns after it should have come there."""
MOST_KEPT = 6
"""How many plays to a point are kept, to be gone on from."""
CURIOSITY = 0.8
"""How often the move is made that has been made least; else any move."""
STEERING = 0.7
"""How often a play that aims at a goal makes the move that brings it nearer, where there is one."""
MOST_MISSES = 4
"""With how many exhibits that no answer fits it is thought of confronting somebody."""
KEEPING = 0.3
"""How often a play takes the place of one that is kept, where as many came as are kept."""

Pick = Callable[[State], Played | None]
"""Picks the next move of a play; None ends it."""


class Plays:
    """Plays of a story, and the goals that they have come to, each with the moves of the first play that did."""

    def __init__(
        self, rules: Rules, goals: Iterable[Goal], graph: Graph, formulator: Formulator, seed: int = 0
    ) -> None:
        self._rules = rules
        self._chance = Random(seed)  # noqa: S311 - nothing is kept secret
        self._made: dict[str, Counter[Played]] = defaultdict(Counter)
        self._graph = graph
        self._most_turns = min(max(MOST_TURNS, TURNS_FOR_A_SCENE * len(rules.story.scenes)), LONGEST)
        self.turns = 0
        """How many turns were made in all."""
        self._states: set[int] = set()  # hashes: in a large story the states themselves take too much room
        self.made: list[Trial] = []
        """All plays but those that aimed at a goal."""
        self._last: Made = ((), State("", 0))
        """The play that was followed last."""
        self.met: dict[Goal, Came] = {}
        self.came: dict[Point, list[Came]] = {}
        """For each point some plays that came there, the latest last."""
        self._at: dict[Point, Awaited] = {}
        self._anywhere: dict[Goal, tuple[int, Guard]] = {}
        self._by_bit: dict[int, list[Goal]] = {}
        self._asked = 0
        self._functions = Functions()
        for goal in goals:
            self._await(goal, formulator)

    def _await(self, goal: Goal, formulator: Formulator) -> None:
        if goal.holds is not None:
            reads = formulator.reads(goal.holds)
            self._anywhere[goal] = (reads, holds(goal.holds))
            self._asked |= reads
            for bit in bits(reads):
                self._by_bit.setdefault(bit.mask, []).append(goal)
        for ask in goal.asks:
            self._at.setdefault(ask.point, Awaited()).add(goal, ask.line, self._functions, formulator)

    @cached_property
    def steering(self) -> Steering:
        """Which moves change what. Where everything is met by plays that are known, nobody asks."""
        return Steering(self._graph, self._rules, self._functions)

    def explore(self) -> None:
        """Makes a play in which anything is drawn, and that takes what has been taken least.

        Every other one saves up for a while what can become less, for what comes late may ask for much of it.
        """
        draws = [Draw(name, self._chance.choice(list(one.one_of))) for name, one in self._rules.story.draws.items()]
        longest = max((len(trial.route) for trial in self.made), default=0)
        careful = self._chance.randrange(longest) if longest and len(self.made) % 2 else 0

        def pick(state: State) -> Played | None:
            nonlocal careful
            careful -= 1
            if draws:
                return draws.pop()
            return answer(self._rules, state, self._chance) or self._pick(
                state, self.steering.lessening if careful > 0 else ()
            )

        self._play(pick)

    def follow(self, route: Route) -> Sequence[Been]:
        """Makes a play of these moves, as far as they can be made; what the last one began with is taken from there."""
        before, end = self._last
        same = 0
        while same < min(len(before), len(route)) and before[same].move == route[same]:
            same += 1
        moves = iter(route[same:])
        start = (before[same].state if same < len(before) else end) if same else None
        self._last = self._play(lambda state: next(moves, None), before[:same], start)
        return self._last[0]

    def first_to_meet(self) -> dict[int, Route]:
        """The plays that were the first to meet some goal, by their identity, each as far as it took for that."""
        turns: dict[int, Came] = {}
        for came in self.met.values():
            longest = turns.get(id(came.play))
            if longest is None or came.turns > longest.turns:
                turns[id(came.play)] = came
        return {number: came.route for number, came in turns.items()}

    @property
    def explored(self) -> int:
        """How many different states were come to, but for one in 2^64 that has the hash of another."""
        return len(self._states)

    def end(self, route: Route) -> State:
        """The state to which moves lead from the start."""
        return end_of(self._rules, route)

    def aim(self, goal: Goal) -> None:
        """Makes a play to a goal, like one that has come near it but for decisions that the goal asks about."""
        near = self._near(goal)
        if near is None:
            return
        came, wishes, kept = near
        states = [been.state for been in came.play[: came.turns]]
        wanted, unwanted = self.steering.wanted(states, wishes, self._chance)
        breaking = unwanted | self.steering.against(kept)
        turns = [
            number
            for number, been in enumerate(came.play[: came.turns])
            if been.state.scene in wanted or (been.state.scene, been.move) in unwanted
        ]
        if not turns:
            return
        first = self._chance.choice(turns)
        again: dict[str, list[Played]] = {}
        for been in reversed(came.play[first : came.turns]):
            again.setdefault(been.state.scene, []).append(been.move)

        def pick(state: State) -> Played | None:
            if goal in self.met:
                return None
            before = again.get(state.scene)
            move = before.pop() if before else None
            if self._chance.random() < STEERING:
                better = wanted.get(state.scene, ())
                if better and move not in better and (made := self._made_of(state, better)):
                    return made
                if (state.scene, move) in unwanted:
                    return self._pick(state, breaking)
            return move if move is not None else self._pick(state, breaking)

        self._play(pick, came.play[:first], came.play[first].state, max(came.turns + FURTHER, MOST_TURNS))

    def _near(self, goal: Goal) -> tuple[Came, list[Wish], list[Wish]] | None:
        """A play that has come near a goal, with what should be otherwise there, and what should stay as it is."""
        near: list[tuple[Came, list[Formula]]] = []
        for ask in goal.asks:
            assumed = [one.formula for one in ask.line if isinstance(one, Assume)]
            near += [(came, assumed) for came in self.came.get(ask.point, ())]
        if goal.holds is not None:
            near += [(came, [goal.holds]) for came in self._chance.choice(list(self.came.values()))]
        if not near:
            return None
        came, formulas = self._chance.choice(near)
        return came, *self._wishes(formulas, came.state.memory)

    def _wishes(self, formulas: Sequence[Formula], memory: int) -> tuple[list[Wish], list[Wish]]:
        return (
            [wish for formula in formulas for wish in unmet(formula, memory, self._chance)],
            [wish for formula in formulas for wish in met(formula, memory)],
        )

    def _play(self, pick: Pick, before: Sequence[Been] = (), start: State | None = None, most: int = 0) -> Made:
        """Makes a play, or goes on with one from a state that it came to, of `most` turns if that is said."""
        aims, most = bool(most), most or self._most_turns
        state = start or begin(self._rules).state
        play = list(before)
        if start is None:
            self._look_at(Point(state.scene, True), state, play)
            self._look_around(state, ~0, play)
        refused = 0
        while len(play) < most and refused < most:
            self._graph.tick()
            self._look_at(Point(state.scene, False), state, play)
            move = pick(state)
            if move is None:
                break
            try:
                turn = step(self._rules, state, move)
            except IllegalMove:
                refused += 1
                continue  # what was made before cannot be made in this play; another move is picked
            self.turns += 1
            self._states.add(hash(turn.state))
            self._made[state.scene][move] += 1
            play.append(Been(state, move))
            changed = turn.state.memory ^ state.memory
            state = turn.state
            self._look_around(state, changed, play)
            if turn.arrived:
                self._look_at(Point(state.scene, True), state, play)
        if not aims:
            self.made.append(Trial.of(play, state))
        return play, state

    def _look_at(self, point: Point, state: State, play: Sequence[Been]) -> None:
        """Notes what has been come to at a point, and now and then the play that came there."""
        here = self._at.get(point)
        if here is not None and here.lines and here.is_new(state.memory):
            memory = state.memory
            for goal in [goal for goal, lines in here.lines.items() if any(line.passes(memory) for line in lines)]:
                self._meet(goal, play, state)
        kept = self.came.get(point)
        if kept is None:
            kept = self.came[point] = []
        if len(kept) < MOST_KEPT:
            kept.append(Came(play, len(play), state))
        elif self._chance.random() < KEEPING:
            kept[int(self._chance.random() * MOST_KEPT)] = Came(play, len(play), state)

    def _look_around(self, state: State, changed: int, play: Sequence[Been]) -> None:
        """Notes what holds anywhere, and holds as of late."""
        for bit in bits(changed & self._asked):
            for goal in [goal for goal in self._by_bit[bit.mask] if goal in self._anywhere]:
                if self._anywhere[goal][1](state.memory):
                    self._meet(goal, play, state)

    def _meet(self, goal: Goal, play: Sequence[Been], state: State) -> None:
        """Notes the first play that has come to a goal."""
        if goal not in self.met:
            self.met[goal] = Came(play, len(play), state)
            self._anywhere.pop(goal, None)
            for ask in goal.asks:
                self._at[ask.point].lines.pop(goal, None)

    def _made_of(self, state: State, some: Sequence[Played]) -> Played | None:
        """One of some moves that can be made in a state; None if none can."""
        can_draw = bool(self._rules.story.draws) and is_beginning(self._rules, state)
        open_moves = [
            one for one in some if (can_draw if isinstance(one, Draw) else can_be_made(self._rules, state, one))
        ]
        return self._chance.choice(open_moves) if open_moves else None

    def _some(self, exhibits: list[str]) -> list[str]:
        """Some of many exhibits: nearly all that no answer fits do the same."""
        return self._chance.sample(exhibits, min(len(exhibits), MOST_MISSES))

    def _pick(self, state: State, unwanted: Collection[tuple[str, Played]] = ()) -> Played | None:
        """One of the moves that can be made, as a rule one that has been made least, and none of the unwanted ones."""
        possible = list(candidates(self._rules, state, self._some))
        if unwanted:
            possible = [move for move in possible if (state.scene, move) not in unwanted] or possible
        if not possible:
            return None
        if self._chance.random() < CURIOSITY:
            made = self._made[state.scene]
            times = [made.get(move, 0) for move in possible]
            least = min(times)
            possible = [move for move, number in zip(possible, times, strict=True) if number == least]
        return self._chance.choice(possible)
