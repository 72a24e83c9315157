"""Causes: of all that nobody comes to, what is so of itself, and what only follows from that.

Something follows if it needs what only moves bring about that nobody can make: for then it comes with them. Of things
that wait for one another in a circle, those that are chosen are the cause, for a condition stands before each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from game.play.formulas import ALWAYS, All, Among, Any, Bit, Compare, Formula, Opposite, bits_read
from game.play.moves import Choose
from game.play.operations import Store
from game.proof.inquiry import Inquiry
from game.proof.model.components import components
from game.proof.model.graph import Edge
from game.proof.model.lines import Assume, Step
from game.proof.questions.goals import Goal
from game.proof.trials.steering import Wish, changes
from game.story.reserved import NEXT

OWN = ("fact", "evidence", "claim")
"""The kinds of goals that are each the value of a slot."""
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
        self._moves: dict[str, Goal] = {}
        self._ways: dict[tuple[str, str], Goal] = {}
        self._note(never)
        self._openings = {id(goal.holds): goal for goal in never if goal.kind == "opening"}
        self._formulas: dict[tuple[int, str], tuple[Formula, Under]] = {}
        """What lies under formulas, by their identity and scenes: very many conditions are made of the same few."""
        self._bits: dict[tuple[int, str], Under] = {}
        self._before: dict[str, set[str]] = {}
        under = {goal: self.under(goal) for goal in never}
        self.under_each = under
        """For each thing to which nobody comes, what it needs of the others."""
        self.following: set[Goal] = set()
        """What only follows from something else to which nobody comes."""
        for circle in components(under):
            chosen = [goal for goal in circle if goal.kind in CHOSEN]
            if any(under[goal] - set(circle) for goal in circle):
                self.following.update(circle)
            elif len(circle) > 1 and chosen:
                self.following.update(set(circle) - set(chosen))

    def _note(self, never: Collection[Goal]) -> None:
        """Notes what is a move, a way, or the value of a slot."""
        slots = self._inquiry.rules.layout.slots
        for goal in never:
            if goal.kind in ("choice", "lead"):
                self._moves[goal.owner] = goal
                if took := slots.get(f"took({goal.owner})"):
                    self._slots[took.mask] = goal
            elif goal.kind == "answer":
                self._moves[f"{goal.owner} x {goal.at}"] = goal
            elif goal.kind == "way":
                self._ways[goal.owner, str(goal.at)] = goal
            elif goal.kind in OWN:
                self._slots[bits_read(goal.holds or ALWAYS)] = goal
            elif goal.kind == "question":
                asked = [slots.get(f"{kind}({goal.owner})") for kind in ("wrote", "wrote_first")]
                self._slots.update({slot.mask: goal for slot in asked if slot})

    def under(self, goal: Goal) -> Under:
        """That without which nobody can come to a goal, and to which nobody comes."""
        if goal.within is not None and goal.within in self._known():
            return frozenset((goal.within,))
        if goal.kind in OWN:
            return self._under_bit(bits_read(goal.holds or ALWAYS), "")
        if goal.holds is not None:
            return self._under_formula(goal.holds, "") if goal.kind == "opening" else self.under_formula(goal.holds)
        if goal.kind == "scene":
            return _each(self._under_way(edge) for edge in self._into(goal.owner))
        return _each(self._under_ask(goal, ask.point.scene, ask.line) for ask in goal.asks)

    def under_formula(self, formula: Formula, scene: str = "") -> Under:
        """The same of a formula that would have to hold: somewhere, or already in a scene, before any move there."""
        if opening := self._openings.get(id(formula)):
            return frozenset((opening,))
        found = self._formulas.get((id(formula), scene))
        if found is None:
            self._inquiry.tick()
            found = self._formulas[id(formula), scene] = (formula, self._under_formula(formula, scene))
        return found[1]

    def _under_formula(self, formula: Formula, scene: str) -> Under:  # noqa: PLR0911 - one for each kind of formula
        if goal := self._slots.get(bits_read(formula)):
            is_wanted = isinstance(formula, Bit | Any) or (
                isinstance(formula, Compare) and formula.comparison in (">=", ">", "==") and formula.number > 0
            )
            if is_wanted:
                return frozenset((goal,))
        match formula:
            case Bit(mask):
                if (mask, scene) not in self._bits:
                    self._bits[mask, scene] = self._under_bit(mask, scene)
                return self._bits[mask, scene]
            case All(parts):
                return next((under for part in parts if (under := self.under_formula(part, scene))), NOTHING)
            case Any(parts):
                return _each(self.under_formula(part, scene) for part in parts)
            case Opposite(Among(parts, "<=" | "<" as comparison, number)):
                return self.under_formula(Among(parts, ">" if comparison == "<=" else ">=", number), scene)
            case Among(parts, ">=" | ">" as comparison, number):
                # Of the parts that can hold there are too few.
                wanting = [under for part in parts if (under := self.under_formula(part, scene))]
                least = number + (comparison == ">")
                return frozenset().union(*wanting) if len(parts) - len(wanting) < least else NOTHING
            case _:
                return NOTHING

    def _under_bit(self, mask: int, at: str) -> Under:
        wanted = self._inquiry.plays.steering.moves([Wish(mask, True)])[0]
        moves = [(scene, str(move)) for scene, own in wanted.items() for move in own]
        before = [one for one in moves if self._is_before(*one, mask, at)] if at else moves
        # If none of them comes before, it is told what lies under those that might.
        return _each(
            self._under_move(*one) or self._under_arrival(*one, mask) or self._under_change(*one, mask)
            for one in before or moves
        )

    def _is_before(self, scene: str, move: str, mask: int, at: str) -> bool:
        """Whether a move that brings something about may lead to a scene, sooner or later."""
        before = self._before.get(at)
        if before is None:
            into = self._inquiry.model.into
            before, waiting = {at}, [point for point in into if point.scene == at]
            seen = set(waiting)
            for point in waiting:
                for one in into.get(point, ()):
                    before.add(one.source.scene)
                    if one.source not in seen:
                        seen.add(one.source)
                        waiting.append(one.source)
            self._before[at] = before
        targets = {edge.target.scene for edge in self._bringing(scene, move, mask)} or {scene}
        return bool(targets & before)

    def _bringing(self, scene: str, move: str, mask: int) -> list[Edge]:
        """The ways of a move on which it brings something about."""
        graph, claim = self._inquiry.model.graph, move.partition(" x ")[0]
        edges = graph.answers(scene, claim) if claim in self._inquiry.rules.story.claims else graph.choices(scene)
        own = (edge for edge in edges if str(edge.move) == move)
        return [edge for edge in own if any((mask, True) in changes(step) for step in edge.line)]

    def _known(self) -> set[Goal]:
        return {*self._slots.values(), *self._moves.values(), *self._ways.values()}

    def _under_ask(self, goal: Goal, scene: str, line: Sequence[Step]) -> Under:
        if scene in self._scenes and self._scenes[scene] is not goal:
            return frozenset((self._scenes[scene],))
        assumed = All(tuple(step.formula for step in line if isinstance(step, Assume)))
        is_before = len(assumed.parts) == len(line)  # else the move itself may bring it about
        return self.under_formula(assumed, scene if is_before else "") - {goal}

    def _under_move(self, scene: str, move: str, target: str = "") -> Under:
        whole = f"{scene}.{move}"
        goal = self._scenes.get(scene) or self._moves.get(whole) or self._moves.get(move)
        goal = goal or self._ways.get((whole, target)) or self._ways.get((move, target))
        exhibit = move.partition(" x ")[2]
        goal = goal or self._slots.get(self._inquiry.rules.layout.mask(f"found({exhibit})", f"heard({exhibit})"))
        return frozenset((goal,)) if goal else NOTHING

    def _under_way(self, edge: Edge) -> Under:
        assumed = All(tuple(step.formula for step in edge.line if isinstance(step, Assume)))
        under = self._under_move(edge.source.scene, str(edge.move), edge.target.scene)
        if not isinstance(edge.move, Choose) or edge.move.choice == NEXT:  # a way of the scene's own
            own = self._ways.get((edge.source.scene, edge.target.scene))
            under = under or (frozenset((own,)) if own else NOTHING)
        return under or self.under_formula(assumed)

    def _under_arrival(self, scene: str, move: str, mask: int) -> Under:
        """The same of a move that brings something about only where it leads to."""
        never = [self._scenes.get(edge.target.scene) for edge in self._bringing(scene, move, mask)]
        return _each(frozenset((goal,)) if goal else NOTHING for goal in never)

    def _under_change(self, scene: str, move: str, mask: int) -> Under:
        """The same of a move that brings something about only under a condition."""
        steps = [
            step for edge in self._bringing(scene, move, mask) for step in edge.line if (mask, True) in changes(step)
        ]
        return _each(self.under_formula(step.when) if isinstance(step, Store) else NOTHING for step in steps)

    def _into(self, scene: str) -> Iterator[Edge]:
        """The ways that lead to a scene from another."""
        for other in self._inquiry.rules.story.scenes:
            ways = self._inquiry.model.graph.ways(other)
            yield from (edge for edge in ways if edge.target.scene == scene and other != scene)


def _each(some: Iterable[Under]) -> Under:
    """All that lies under several ways to the same; nothing if there is a way under which nothing lies."""
    found = NOTHING
    for under in some:
        if not under:
            return NOTHING
        found |= under
    return found
