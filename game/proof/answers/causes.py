"""Causes: of all that nobody comes to, what is so of itself, and what only follows from that.

Something follows if it needs what only moves bring about that nobody can make: for then it comes with them. Of things
that wait for one another in a circle, those that are chosen are the cause, for a condition stands before each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from game.play.formulas import All, Among, Any, Bit, Compare, Formula, bits_read
from game.proof.answers.cores import parts_of
from game.proof.inquiry import Inquiry
from game.proof.model.components import components
from game.proof.model.graph import Edge
from game.proof.model.lines import Assume, Step
from game.proof.questions.goals import Goal
from game.proof.trials.steering import Wish, changes

CHOSEN = ("choice", "lead", "way", "answer")
"""The kinds of goals that a player chooses."""

Under = frozenset[Goal]
"""That to which nobody comes, and under which something else lies; if none is known, that lies under nothing."""

NOTHING: Under = frozenset()


class Causes:
    """What nobody comes to, and what lies under it."""

    def __init__(self, inquiry: Inquiry, never: Collection[Goal]) -> None:
        self._inquiry = inquiry
        self._scenes = {goal.owner: goal for goal in never if goal.kind == "scene"}
        slots = inquiry.rules.layout.slots
        self._slots = {slots[f"visits({name})"].mask: goal for name, goal in self._scenes.items()}
        """For the bits that say whether something has been done, that to which nobody comes, if it is that."""
        for goal in never:
            if goal.kind == "question":
                asked = [slots.get(f"{kind}({goal.owner})") for kind in ("wrote", "wrote_first")]
                self._slots.update({slot.mask: goal for slot in asked if slot})
        self._moves: dict[str, Goal] = {}
        self._ways: dict[tuple[str, str], Goal] = {}
        for goal in never:
            if goal.kind in ("choice", "lead"):
                self._moves[goal.owner] = goal
            elif goal.kind == "answer":
                self._moves[f"{goal.owner} x {goal.at}"] = goal
            elif goal.kind == "way":
                self._ways[goal.owner, str(goal.at)] = goal
        under = {goal: self.under(goal) for goal in never}
        self.following: set[Goal] = set()
        """What only follows from something else to which nobody comes."""
        for circle in components(under):
            chosen = [goal for goal in circle if goal.kind in CHOSEN]
            if any(under[goal] - set(circle) for goal in circle):
                self.following.update(circle)
            elif len(circle) > 1 and chosen:
                self.following.update(set(circle) - set(chosen))

    def under(self, goal: Goal) -> Under:
        """That without which nobody can come to a goal, and to which nobody comes."""
        if goal.within is not None and goal.within in self._known():
            return frozenset((goal.within,))
        if goal.holds is not None:
            return self.under_formula(goal.holds)
        if goal.kind == "scene":
            return _each(self._under_way(edge) for edge in self._into(goal.owner))
        return _each(self._under_ask(goal, ask.point.scene, ask.line) for ask in goal.asks)

    def under_formula(self, formula: Formula) -> Under:
        """The same of a formula that would have to hold."""
        if goal := self._slots.get(bits_read(formula)):
            is_wanted = isinstance(formula, Bit | Any) or (
                isinstance(formula, Compare) and formula.comparison in (">=", ">", "==") and formula.number > 0
            )
            if is_wanted:
                return frozenset((goal,))
        match formula:
            case Bit(mask):
                wanted = self._inquiry.plays.steering.moves([Wish(mask, True)])[0]
                return _each(
                    self._under_move(scene, str(move)) or self._under_arrival(scene, str(move), mask)
                    for scene, own in wanted.items() for move in own
                )  # fmt: skip
            case All():
                return next((under for part in parts_of(formula) if (under := self.under_formula(part))), NOTHING)
            case Any(parts):
                return _each(map(self.under_formula, parts))
            case Among(parts, ">=" | ">" as comparison, number):
                # Of the parts that can hold there are too few.
                wanting = [under for part in parts if (under := self.under_formula(part))]
                least = number + (comparison == ">")
                return frozenset().union(*wanting) if len(parts) - len(wanting) < least else NOTHING
            case _:
                return NOTHING

    def _known(self) -> set[Goal]:
        return {*self._slots.values(), *self._moves.values(), *self._ways.values()}

    def _under_ask(self, goal: Goal, scene: str, line: Sequence[Step]) -> Under:
        if scene in self._scenes and self._scenes[scene] is not goal:
            return frozenset((self._scenes[scene],))
        assumed = All(tuple(step.formula for step in line if isinstance(step, Assume)))
        return self.under_formula(assumed) - {goal}

    def _under_move(self, scene: str, move: str, target: str = "") -> Under:
        whole = f"{scene}.{move}"
        goal = self._scenes.get(scene) or self._moves.get(whole) or self._moves.get(move)
        goal = goal or self._ways.get((whole, target)) or self._ways.get((move, target))
        return frozenset((goal,)) if goal else NOTHING

    def _under_way(self, edge: Edge) -> Under:
        assumed = All(tuple(step.formula for step in edge.line if isinstance(step, Assume)))
        under = self._under_move(edge.source.scene, str(edge.move), edge.target.scene)
        return under or self.under_formula(assumed)

    def _under_arrival(self, scene: str, move: str, mask: int) -> Under:
        """The same of a move that brings something about only where it leads to."""
        edges = [edge for edge in self._inquiry.model.graph.choices(scene) if str(edge.move) == move]
        some = [edge for edge in edges if any((mask, True) in changes(step) for step in edge.line)]
        never = [self._scenes.get(edge.target.scene) for edge in some]
        return _each(frozenset((goal,)) if goal else NOTHING for goal in never)

    def _into(self, scene: str) -> Iterator[Edge]:
        """The ways that lead to a scene from another."""
        for other in self._inquiry.rules.story.scenes:
            ways = self._inquiry.model.graph.ways(other)
            yield from (edge for edge in ways if edge.target.scene == scene and other != scene)


def _each(some: Iterable[Under]) -> Under:
    """All that lies under several ways to the same; nothing if there is a way under which nothing lies."""
    found = list(some)
    return frozenset().union(*found) if found and all(found) else NOTHING
