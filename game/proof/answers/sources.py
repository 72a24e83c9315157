"""Sources: what would have to happen for something to hold that never does, and how near to it a number comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.play.formulas import ALWAYS, All, Any, Bit, Compare, Formula, Opposite
from game.play.moves import Choose, Confront, Move
from game.proof.answers.absences import why_not_given
from game.proof.answers.wording import Words
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import Draw, Played
from game.proof.model.graph import Point
from game.proof.model.lines import Assume, Step
from game.proof.trials.steering import Wish, changes
from game.story.diagnostics import counted

MOST_SOURCES = 3
"""Of how many moves it is said that they bring something about."""
MOST_TRIED = 12
"""How many values of a number are tried to find the nearest that it can have."""


class Where(NamedTuple):
    """Where something is asked: at a step of a line at a point."""

    point: Point
    line: tuple[Step, ...] = (Assume(ALWAYS),)
    number: int = 0


class Sources:
    """What brings things about in a story."""

    def __init__(self, inquiry: Inquiry, words: Words) -> None:
        self._inquiry = inquiry
        self._model = inquiry.model
        self._rules = inquiry.rules
        self._words = words

    def of(self, formula: Formula, where: Where | None = None) -> Iterator[str]:
        """What would have to happen for a formula to hold that never does, and why it does not; a sentence each.

        Without `where`, it never holds anywhere.
        """
        match formula:
            case Bit(mask):
                yield self._brought_about(Wish(mask, True), self._words.of(formula), "brings it about that")
            case Opposite(Bit(mask)):
                wish = Wish(mask, False)
                if self._inquiry.plays.steering.moves([wish])[0]:
                    yield self._brought_about(wish, self._words.of(formula), "brings it about again that")
                else:
                    since = "by then" if where is not None else "from the beginning"
                    yield f"{since} {self._words.of(formula.inside)} holds, and nothing undoes that"
            case Opposite(Any()) if where is not None:
                yield from self._always_left(formula, where)
            case Compare():
                yield from self._nearest(formula, where)
            case All(parts):
                for part in parts[:1]:
                    yield from self.of(part, where)
            case _:
                pass  # of several ways none says what is missing

    def known_at(self, point: Point) -> bool:
        """Whether a point may be come to, as far as is known beforehand."""
        return any(self._model.copies(point._replace(phase=0)))

    def _always_left(self, formula: Opposite, where: Where) -> Iterator[str]:
        """Where no other choice has to be left: the first that always is."""
        known = [self._model.known[copy] for copy in self._model.copies(where.point._replace(phase=0))]
        for name, left in self._words.choices_left(formula):
            if not any(self._model.formulator.can_hold(Opposite(left), one) for one in known):
                choice = self._rules.story.scenes[where.point.scene].choices.get(name)
                is_always = choice is not None and choice.sticky
                yield f"“{name}” can {'be chosen there again and again' if is_always else 'still be chosen there'}"
                return

    def _brought_about(self, wish: Wish, words: str, brings: str) -> str:
        wanted, _ = self._inquiry.plays.steering.moves([wish])
        if not wanted:
            why = why_not_given(words, self._rules.story)
            return (
                f"no move that can be made {brings} {words}: {why}" if why else f"nothing in the story {brings} {words}"
            )
        arrivals = self._arrivals(wish)
        moves: dict[str, list[str]] = {}
        for scene, own in wanted.items():
            for move in own:
                if not arrivals or self._does(scene, move, wish):
                    moves.setdefault(str(move), []).append(scene)
        told = [
            f"“{move}” in “{scenes[0]}”" + (f" and {counted(len(scenes) - 1, 'more scene')}" if scenes[1:] else "")
            for move, scenes in sorted(moves.items(), key=lambda item: -len(item[1]))
        ]
        told += [f"coming to “{scene}”" for scene in arrivals]
        more = len(told) - MOST_SOURCES
        others = f", and {more} more" if more > 0 else ""
        points = [
            *(Point(scene, False) for own in moves.values() for scene in own),
            *(Point(one, True) for one in arrivals),
        ]
        nowhere = "" if any(map(self.known_at, points)) else ", where nobody comes"
        return f"only this {brings} {words}: {', '.join(told[:MOST_SOURCES])}{others}{nowhere}"

    def _arrivals(self, wish: Wish) -> list[str]:
        """The scenes in which something is brought about on arrival, but for the arrival itself."""
        if any(self._rules.layout.slots[f"visits({name})"].mask & wish.bit for name in self._rules.story.scenes):
            return []
        arrival = self._rules.transitions.arrival
        return [name for name in self._rules.story.scenes if any(wish in changes(one) for one in arrival(name))]

    def _does(self, scene: str, move: Played, wish: Wish) -> bool:
        """Whether a move brings something about by itself, and not by where it leads."""
        if isinstance(move, Draw):
            return True
        made = self._made(scene, move)
        return not made or any(wish in changes(step) for one in made for step in one)

    def _made(self, scene: str, move: Move) -> list[tuple[Step, ...]]:
        """What a move does, as the author has written it."""
        transitions = self._rules.transitions
        match move:
            case Choose():
                return [one.operations for one in transitions.choosing(scene) if one.move == move]
            case Confront():
                return [one.operations for one in transitions.answering(scene, move)]
            case _:
                return []

    def _nearest(self, formula: Compare, where: Where | None) -> Iterator[str]:
        """The values of a number that are nearest to what is asked of it, of those that it can have."""
        slot, name = formula.slot, self._words.of(formula).rpartition(f" {formula.comparison} ")[0]
        if not name:
            return  # it chooses one of several things, and has no value that is nearer than others
        sides = []
        if formula.comparison not in ("<", "<="):
            first = formula.number - (formula.comparison in ("==", ">"))
            sides.append(("most", "<=", range(min(first, slot.most), slot.least - 1, -1)))
        if formula.comparison in ("==", "<", "<="):
            first = formula.number + (formula.comparison != "<")
            sides.append(("least", ">=", range(max(first, slot.least), slot.most + 1)))
        told = []
        for side, beyond, values in sides if formula.comparison != "!=" else ():
            found = next((one for one in values[:MOST_TRIED] if self._can_be(Compare(slot, "==", one), where)), None)
            if found is not None:
                told.append(f"at {side} {found}")
            elif len(values) > MOST_TRIED and self._can_be(Compare(slot, beyond, values[MOST_TRIED]), where):
                return  # it is too far away to be looked for
        then = "in every play" if where is None else "then" if where.number else "there"
        if formula.comparison == "!=":
            told = [f"always {formula.number}"]
        if told:
            yield f"{name} is {' or '.join(told)} {then}"

    def _can_be(self, formula: Formula, where: Where | None) -> bool:
        """Whether something can hold in place of what never does."""
        pursuit = self._inquiry.pursuit
        if where is None:
            line: tuple[Step, ...] = (Assume(formula),)
            asks = [ask for point in self._model.changed_at(formula) for ask in pursuit.asked_at(point, line)]
        else:
            line = only(where.line, [(where.number, formula)])
            asks = list(pursuit.asked(where.point._replace(phase=0), line))
        return pursuit.route(asks, is_shortest=False) is not None


Parts = list[tuple[int, Formula]]
"""Parts of what a line assumes, each with the number of its step."""


def only(line: tuple[Step, ...], parts: Parts) -> tuple[Step, ...]:
    """A line that assumes only some parts of what it assumes."""
    return tuple(
        Assume(All(tuple(part for at, part in parts if at == number))) if isinstance(step, Assume) else step
        for number, step in enumerate(line)
    )
