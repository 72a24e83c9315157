"""Reasons: why nobody comes to something, and what is lacking where no way leads on; in the words of conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from game.play.formulas import ALWAYS, NEVER, All, Bit, Compare, Formula, Opposite, bits
from game.play.moves import Choose, Confront
from game.play.step import State
from game.proof.answers.absences import why_not_given, why_not_told, why_nowhere
from game.proof.answers.cores import lacking, never_together, parts_of, passes
from game.proof.answers.wording import Words
from game.proof.diagrams.bdd import NOTHING
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import Route
from game.proof.model.graph import Edge, Point
from game.proof.model.knowledge import Known
from game.proof.model.lines import Assume, Step
from game.proof.questions.goals import Goal
from game.proof.search.pursuit import Undecided
from game.proof.trials.steering import Wish
from game.story.reserved import NEXT
from game.story.story import choices_of

Parts = list[tuple[int, Formula]]
"""Parts of what a line assumes, each with the number of its step."""

MOST_SOURCES = 3
"""Of how many moves it is said that they bring something about."""
MOST_TRIED = 12
"""How many values of a number are tried to find the nearest that it can have."""


class Reasons:
    """Reasons for what was found in an inquiry."""

    def __init__(self, inquiry: Inquiry) -> None:
        self._inquiry = inquiry
        self._model = inquiry.model
        self._rules = inquiry.rules
        self._words = Words(inquiry.rules)

    def never(self, goal: Goal) -> tuple[str, ...]:
        """Why nobody comes to a goal, and what would have to be true; a sentence each."""
        asks = self._asks(goal)
        if not asks or goal.kind == "words":
            why = why_not_told if asks else why_nowhere
            return (why(goal, self._rules.story),)
        if goal.holds is not None and len(asks) == 1:
            start = self._model.known[self._model.start]
            lacking = [part for part in parts_of(goal.holds) if not self._model.formulator.can_hold(part, start)]
            words = self._words.of(All(tuple(lacking)) if lacking else goal.holds)
            return tuple(self._sources(All(tuple(lacking)), None)) or (f"nothing in the story brings about {words}",)
        if not any(self._known_at(point) for point, _ in asks):
            return tuple(dict.fromkeys(self._no_way(point.scene) for point, _ in asks[:MOST_SOURCES]))
        if goal.holds is not None and (never := self._never_together(goal.holds)):
            return never
        # Where more of it may hold, the reason says more.
        nearest = sorted(asks, key=lambda ask: self._distance(*ask))
        is_part = goal.kind == "text" and len(asks) > 1
        asked = next(filter(self._is_read, nearest[:MOST_TRIED]), nearest[0]) if is_part else nearest[0]
        return tuple(self._at(*asked))

    def _never_together(self, formula: Formula) -> tuple[str, ...]:
        """The parts of what never holds that never hold together; nothing where one number says it, or too much."""
        never = never_together(self._inquiry, formula)
        told = [self._words.of(part) for part in never]
        if len(told) > 1:
            return (f"never together: {'; '.join(told)}",)
        if told and not isinstance(never[0], Compare):
            return (f"it never holds that {told[0]}", *self._sources(never[0], None))
        return ()

    def is_cause(self, goal: Goal) -> bool:
        """Whether nobody comes to a goal for a reason of its own: there is no place for it, or nothing brings it about.

        For others the reason mostly lies in one of these.
        """
        if goal.holds is None:
            return not goal.asks
        steering, start = self._inquiry.plays.steering, self._model.known[self._model.start]
        lacking = [one for one in parts_of(goal.holds) if not self._model.formulator.can_hold(one, start)]
        missing = [one for one in lacking if isinstance(one, Bit) and not steering.moves([Wish(one.mask, True)])[0]]
        return any(not why_not_given(self._words.of(one), self._rules.story) for one in missing)

    def _is_read(self, ask: tuple[Point, tuple[Step, ...]]) -> bool:
        """Whether some play comes to a text of which one variant is asked about: all of a line but its last step."""
        point, line = ask
        asked = list(self._inquiry.pursuit.asked(point._replace(phase=0), line[:-1]))
        try:
            return self._inquiry.pursuit.route(asked) is not None
        except Undecided:
            return False

    def _asks(self, goal: Goal) -> list[tuple[Point, tuple[Step, ...]]]:
        """The points at which a goal is asked about, each with the line that is to be taken there."""
        if goal.holds is None:
            return [(ask.point, ask.line) for ask in goal.asks]
        points = dict.fromkeys(point._replace(phase=0) for point in self._model.changed_at(goal.holds))
        return [(point, (Assume(goal.holds),)) for point in points]

    def _known_at(self, point: Point) -> list[Known]:
        """What is known at the copies of a point."""
        return [self._model.known[copy] for copy in self._model.copies(point._replace(phase=0))]

    def _distance(self, point: Point, line: Sequence[Step]) -> tuple[bool, int]:
        """How much speaks at once against a line at a point: whether nobody comes there, and what cannot hold."""
        return not self._known_at(point), len(self._impossible(point, self._parts(line)))

    def _parts(self, line: Sequence[Step]) -> Parts:
        """What a line assumes, in parts."""
        return [
            (number, part) for number, step in enumerate(line) if isinstance(step, Assume)
            for part in parts_of(step.formula)
        ]  # fmt: skip

    def _only(self, line: Sequence[Step], parts: Parts) -> tuple[Step, ...]:
        """A line that assumes only some parts of what it assumes."""
        return tuple(
            Assume(All(tuple(part for at, part in parts if at == number))) if isinstance(step, Assume) else step
            for number, step in enumerate(line)
        )

    def _impossible(self, point: Point, parts: Parts) -> Parts:
        """What is assumed at the beginning of a line and can be seen at once never to hold at a point."""
        known = self._known_at(point)
        can_hold = self._model.formulator.can_hold
        return [
            (number, part) for number, part in parts
            if not number and not any(can_hold(part, one) for one in known)
        ]  # fmt: skip

    def _at(self, point: Point, line: Sequence[Step]) -> Iterator[str]:
        """Why nobody can take a line at a point."""
        where = f"in “{point.scene}”"
        parts = self._parts(line)
        if any(part in (NEVER, Opposite(ALWAYS)) for _, part in parts):
            yield f"{where} something that stands before it is always taken"
            return
        if impossible := self._impossible(point, parts):
            yield f"{where} it never holds that {self._words.of(impossible[0][1])}"
            yield from self._sources(impossible[0][1], point)
            return
        core = self._core(point, line, parts)
        if core is None:
            yield f"{where} what it asks for never comes together"
            return
        before = [self._words.of(part) for number, part in core if not number]
        after = [self._words.of(part) for number, part in core if number]
        if not core:
            yield self._no_way(point.scene)
        elif not after:
            never = "it never holds that" if len(before) == 1 else "these never hold together:"
            yield f"{where} {never} {'; '.join(before)}"
        else:
            given = f" if before it {'; '.join(before)}" if before else ""
            yield f"{where}, after the move, it never holds that {' and '.join(after)}{given}"
        if len(core) == 1:
            number, part = core[0]
            yield from self._sources(part, point, line, number)

    def _no_way(self, scene: str) -> str:
        """Why nobody comes to a scene: the moves that lead there, and whether anybody comes to where they are made."""
        ways = [edge for other in self._rules.story.scenes for edge in self._model.graph.ways(other)]
        into = [edge for edge in ways if edge.target.scene == scene and edge.source.scene != scene]
        if not into:
            return f"no move leads to “{scene}”"
        moves = dict.fromkeys(f"{_move(edge)} in “{edge.source.scene}”" for edge in into)
        more = f" and {len(moves) - MOST_SOURCES} more" if len(moves) > MOST_SOURCES else ""
        reached = any(self._known_at(edge.source) for edge in into)
        why = "can never be made so that it leads there" if reached else "stands where nobody comes"
        return f"to “{scene}” leads only {', '.join(list(moves)[:MOST_SOURCES])}{more}, which {why}"

    def _core(self, point: Point, line: Sequence[Step], parts: Parts) -> Parts | None:
        """As few parts of what a line assumes as no play fulfils; None if the search that tells so needs all of it."""
        pursuit = self._inquiry.pursuit
        whole = list(pursuit.asked(point._replace(phase=0), tuple(line)))
        search = pursuit.refuting(whole) if whole else None
        copies = list(self._model.copies(point._replace(phase=0)))

        def is_never(some: Parts) -> bool:
            taken = [ask for copy in copies for ask in pursuit.asked_at(copy, self._only(line, some))]
            return not taken if search is None else not any(passes(search, ask) for ask in taken)

        if not is_never(parts):
            return None
        for part in list(parts):
            if is_never(rest := [other for other in parts if other is not part]):
                parts = rest
        return parts

    def _sources(
        self, formula: Formula, point: Point | None, line: Sequence[Step] = (Assume(ALWAYS),), number: int = 0
    ) -> Iterator[str]:
        """What would have to happen for a formula to hold at a step of a line, and why it does not."""
        match formula:
            case Bit(mask):
                yield self._brought_about(Wish(mask, True), self._words.of(formula), "brings it about that")
            case Opposite(Bit(mask)):
                wish = Wish(mask, False)
                if self._inquiry.plays.steering.moves([wish])[0]:
                    yield self._brought_about(wish, self._words.of(formula), "brings it about again that")
                elif point is not None:
                    yield f"by then {self._words.of(formula.inside)} holds, and nothing undoes that"
            case Compare() if point is not None:
                yield from self._nearest(formula, point, line, number)
            case All(parts):
                for part in parts[:1]:
                    yield from self._sources(part, point, line, number)
            case _:
                pass  # of several ways none says what is missing

    def _brought_about(self, wish: Wish, words: str, brings: str) -> str:
        wanted, _ = self._inquiry.plays.steering.moves([wish])
        if not wanted:
            why = why_not_given(words, self._rules.story)
            return (
                f"no move that can be made {brings} {words}: {why}" if why else f"nothing in the story {brings} {words}"
            )
        scenes: dict[str, list[str]] = {}
        for scene, own in wanted.items():
            for move in own:
                scenes.setdefault(str(move), []).append(scene)
        # What brings it about in many scenes does so itself, and not by where it happens to lead.
        listed = sorted(scenes, key=lambda move: -len(scenes[move]))
        moves = [
            f"“{move}” in “{scenes[move][0]}”"
            + (f" and {len(scenes[move]) - 1} more scenes" if scenes[move][1:] else "")
            for move in listed[:MOST_SOURCES]
        ]
        more = f", and {len(listed) - MOST_SOURCES} other moves" if len(listed) > MOST_SOURCES else ""
        reached = any(self._known_at(Point(scene, False)) for scene in wanted)
        where = "" if reached else ", where nobody comes"
        return f"only this {brings} {words}: {', '.join(moves)}{more}{where}"

    def _nearest(self, formula: Compare, point: Point, line: Sequence[Step], number: int) -> Iterator[str]:
        """The value of a number that is nearest to what is asked of it, of those it can have at a step of a line."""
        slot, name = formula.slot, self._words.of(formula).rpartition(f" {formula.comparison} ")[0]
        is_more = formula.comparison in (">=", ">")
        values = range(formula.number, slot.least - 1, -1) if is_more else range(formula.number, slot.most + 1)
        for value in values[:MOST_TRIED]:
            some = self._only(line, [(number, Compare(slot, "==", value))])
            asks = self._inquiry.pursuit.asked(point._replace(phase=0), some)
            if self._inquiry.pursuit.route(list(asks)) is not None:
                yield f"{name} is at {'most' if is_more else 'least'} {value} {'then' if number else 'there'}"
                return

    def near(self, goal: Goal) -> Route | None:
        """The moves of a play that comes as near to a goal as any that was made; None if none comes near."""
        scenes = [ask.point for ask in goal.asks]
        if goal.holds is not None:
            wishes = [Wish(bit.mask, True) for bit in bits(self._model.formulator.reads(goal.holds))]
            scenes = [Point(scene, False) for scene in self._inquiry.plays.steering.moves(wishes)[0]]
        came = [one for point in scenes for one in self._inquiry.plays.came.get(point._replace(phase=0), ())]
        return min(came, key=lambda one: one.turns).route if came else None

    def lack(self, state: State) -> list[str]:
        """What is so in a state from which no ending can be come to, as far as that makes it one; in story words."""
        live, is_bad = self._trap(state)
        values = [(bit.mask, int(bool(state.memory & bit.mask))) for bit in bits(live)]
        kept = sum(mask for mask, _ in lacking(values, is_bad))
        return self._words.told(kept, state.memory)

    def once(self, state: State) -> str:
        """The choice, or lead, that led out of such a state if it could be taken again; empty if there is none."""
        live, is_bad = self._trap(state)
        for name, choice in choices_of(self._rules.story):
            slot = self._rules.layout.slots.get(f"took({name})")
            if slot is None or choice.sticky or not state.memory & slot.mask & live:
                continue
            memory = state.memory & ~slot.mask
            if not is_bad([(bit.mask, int(bool(memory & bit.mask))) for bit in bits(live)]):
                return name
        return ""

    def _trap(self, state: State) -> tuple[int, Callable[[Sequence[tuple[int, int]]], bool]]:
        """The bits on which it depends at a point whether any ending can be come to, and whether some make it none."""
        point = self._model.point_of(state, arrived=False)
        search = self._inquiry.search
        if point not in search.part_of:
            return 0, lambda _: True
        symbols = search.part_of[point].symbols
        safe = self._inquiry.dead_ends.safe.get(point, NOTHING)

        def is_bad(some: Sequence[tuple[int, int]]) -> bool:
            cube = symbols.diagrams.cube((symbols.level(mask), value) for mask, value in some)
            return symbols.diagrams.conjoin(safe, cube) == NOTHING

        return symbols.mask_of(symbols.diagrams.levels_of(safe)), is_bad


def _move(edge: Edge) -> str:
    """A move as a reason names it."""
    if isinstance(edge.move, Confront):
        return "the end of the confrontation"
    return "going on" if edge.move == Choose(NEXT) else f"“{edge.move}”"
