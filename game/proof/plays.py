"""Plays for trying things out: what a play has come to, it is proved that one can come to.

Most of what a story holds is met by its own playthroughs and by plays that always take what has been taken least. Most
of the rest is met by a play that has come near once, with those decisions made otherwise that a goal asks about
(`steering`). All are made by `game.play.step`, so that nothing has to be believed. What is left over is for the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from random import Random

from game.play.formulas import Formula, Guard, bits, holds
from game.play.moves import Move, Write
from game.play.rules import Rules
from game.play.step import IllegalMove, State, begin, step
from game.proof.explicit import candidates
from game.proof.goals import Goal
from game.proof.graph import Graph, Point
from game.proof.knowledge import Formulator, is_so
from game.proof.lines import Assume
from game.proof.routes import Route
from game.proof.steering import Steering, Wish, met, unmet
from game.proof.traces import Been, Came, Line, Made, Trial

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
WRITING = 0.05
"""How often something is written down before a move is made."""
DEEPEST = 3
"""Through how many moves, each of which makes the next one possible, a wish is followed."""
STEERING = 0.7
"""How often a play that aims at a goal makes the move that brings it nearer, where there is one."""

Pick = Callable[[State], Move | None]
"""Picks the next move of a play; None ends it."""


class Plays:
    """Plays of a story, and the goals that they have come to, each with the moves of the first play that did."""

    def __init__(
        self, rules: Rules, goals: Iterable[Goal], graph: Graph, formulator: Formulator, seed: int = 0
    ) -> None:
        self._rules = rules
        self._chance = Random(seed)  # noqa: S311 - nothing is kept secret
        self._made: Counter[tuple[str, Move]] = Counter()
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
        self._at: dict[Point, dict[Goal, list[Line]]] = {}
        self._anywhere: dict[Goal, tuple[int, Guard]] = {}
        self._by_bit: dict[int, list[Goal]] = {}
        self._asked = 0
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
            self._at.setdefault(ask.point, {}).setdefault(goal, []).append(Line(ask.line))

    @cached_property
    def steering(self) -> Steering:
        """Which moves change what. Where everything is met by plays that are known, nobody asks."""
        return Steering(self._graph, self._rules)

    def explore(self) -> None:
        """Makes a play that takes what has been taken least."""
        self._play(lambda state: self._note(state) or self._pick(state))

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
        state = begin(self._rules).state
        for move in route:
            state = step(self._rules, state, move).state
        return state

    def aim(self, goal: Goal) -> None:
        """Makes a play to a goal, like one that has come near it but for decisions that the goal asks about."""
        near = list(self._near(goal))
        if not near:
            return
        came, wishes, kept = self._chance.choice(near)
        wanted, unwanted = self._wanted(came, wishes)
        breaking = unwanted | self.steering.against(kept)
        turns = [
            number
            for number, been in enumerate(came.play[: came.turns])
            if been.state.scene in wanted or (been.state.scene, been.move) in unwanted
        ]
        if not turns:
            return
        first = self._chance.choice(turns)
        again: dict[str, list[Move]] = {}
        for been in reversed(came.play[first : came.turns]):
            again.setdefault(been.state.scene, []).append(been.move)

        def pick(state: State) -> Move | None:
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

    def _wanted(self, came: Came, wishes: Iterable[Wish]) -> tuple[dict[str, list[Move]], set[tuple[str, Move]]]:
        """The moves that would bring wishes about in a play, by scene, and those that do the opposite.

        Where none of the wanted ones can be made, what stands in their way is wished otherwise as well.
        """
        wanted, unwanted = self.steering.moves(wishes)
        for _ in range(DEEPEST):
            further = list(self._further(came, wanted))
            if not further:
                break
            more, less = self.steering.moves(further)
            for scene, moves in more.items():
                wanted.setdefault(scene, []).extend(move for move in moves if (scene, move) not in unwanted)
            unwanted |= {one for one in less if one[1] not in wanted.get(one[0], ())}
        return wanted, unwanted

    def _further(self, came: Came, wanted: Mapping[str, Sequence[Move]]) -> Iterator[Wish]:
        """What should be otherwise in a play for a wanted move to be made; nothing if one can be."""
        found = [been.state for been in came.play[: came.turns] if been.state.scene in wanted]
        blocked: list[tuple[Formula, int]] = []
        for state in found:
            for move in wanted[state.scene]:
                guards = self.steering.guards(state.scene, move)
                if not guards or any(is_so(guard, state.memory) for guard in guards):
                    return
                blocked.append((self._chance.choice(guards), state.memory))
        if blocked:
            yield from unmet(*self._chance.choice(blocked), self._chance)
        elif wanted:
            yield self.steering.arriving(self._chance.choice(sorted(wanted)))

    def _near(self, goal: Goal) -> Iterator[tuple[Came, list[Wish], list[Wish]]]:
        """Plays that have come near a goal, with what should be otherwise there, and what should stay as it is."""
        for ask in goal.asks:
            assumed = [one.formula for one in ask.line if isinstance(one, Assume)]
            for came in self.came.get(ask.point, ()):
                yield came, *self._wishes(assumed, came.state.memory)
        if goal.holds is not None:
            for came in self._chance.choice(list(self.came.values())):
                yield came, *self._wishes([goal.holds], came.state.memory)

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
            self._look(Point(state.scene, True), state, ~0, play)
        refused = 0
        while len(play) < most and refused < most:
            self._look(Point(state.scene, False), state, 0, play)
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
            self._made[state.scene, move] += 1
            play.append(Been(state, move))
            changed = turn.state.memory ^ state.memory
            state = turn.state
            self._look(Point(state.scene, True) if turn.arrived else None, state, changed, play)
        if not aims:
            self.made.append(Trial.of(play, state))
        return play, state

    def _look(self, point: Point | None, state: State, changed: int, play: Sequence[Been]) -> None:
        """Notes what has been come to, at a point and by the bits that have changed."""
        memory = state.memory
        new = list(self._new(changed & self._asked, memory))
        if point is not None:
            here = self._at.get(point, {})
            new += [goal for goal, lines in here.items() if any(line.passes(memory) for line in lines)]
            kept = self.came.setdefault(point, [])
            kept.append(Came(play, len(play), state))
            if len(kept) > MOST_KEPT:
                del kept[self._chance.randrange(MOST_KEPT)]
        for goal in new:
            self.met.setdefault(goal, Came(play, len(play), state))
            self._anywhere.pop(goal, None)
            for ask in goal.asks:
                self._at[ask.point].pop(goal, None)

    def _new(self, changed: int, memory: int) -> Iterator[Goal]:
        """The goals that hold anywhere and that hold as of late."""
        for bit in bits(changed):
            for goal in self._by_bit[bit.mask]:
                if goal in self._anywhere and self._anywhere[goal][1](memory):
                    yield goal

    def _note(self, state: State) -> Move | None:
        """Now and then an answer to a question that is asked by now, to be written down."""
        story = self._rules.story
        if story.scenes[state.scene].ending or not story.reconstruction or self._chance.random() >= WRITING:
            return None
        name, question = self._chance.choice(list(story.reconstruction.items()))
        if not self._rules.guard(question.when)(state.memory):
            return None
        return Write(name, self._chance.choice([None, *question.answers]))

    def _made_of(self, state: State, some: Sequence[Move]) -> Move | None:
        """One of some moves that can be made in a state; None if none can."""
        possible = set(candidates(self._rules, state))
        open_moves = [move for move in some if isinstance(move, Write) or move in possible]
        return self._chance.choice(open_moves) if open_moves else None

    def _pick(self, state: State, unwanted: Collection[tuple[str, Move]] = ()) -> Move | None:
        """One of the moves that can be made, as a rule one that has been made least, and none of the unwanted ones."""
        possible = list(candidates(self._rules, state))
        possible = [move for move in possible if (state.scene, move) not in unwanted] or possible
        if not possible:
            return None
        if self._chance.random() < CURIOSITY:
            least = min(self._made[state.scene, move] for move in possible)
            possible = [move for move in possible if self._made[state.scene, move] == least]
        return self._chance.choice(possible)
