"""Reasons: why nobody comes to something, and what is lacking where no way leads on; in the words of conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.play.formulas import ALWAYS, NEVER, All, Bit, Compare, Formula, Opposite, bits
from game.play.moves import Choose, Confront
from game.play.step import State
from game.proof.answers.absences import why_not_given, why_not_told, why_nowhere
from game.proof.answers.causes import Causes
from game.proof.answers.cores import alike, lacking_in, never_together, parts_of, passes, trap
from game.proof.answers.sources import MOST_SOURCES, MOST_TRIED, Parts, Sources, Where, only
from game.proof.answers.wording import Words
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import Route
from game.proof.model.graph import Edge, Point
from game.proof.model.knowledge import Known, plain
from game.proof.model.lines import Assume, Step
from game.proof.questions.goals import Goal
from game.proof.search.pursuit import Undecided
from game.proof.trials.steering import Wish
from game.story.reserved import NEXT
from game.story.story import choices_of


class Reasons:
    """Reasons for what was found in an inquiry."""

    def __init__(self, inquiry: Inquiry) -> None:
        self._inquiry = inquiry
        self._model = inquiry.model
        self._rules = inquiry.rules
        self._words = Words(inquiry.rules)
        self._sources = Sources(inquiry, self._words)

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
            told = tuple(self._sources.of(All(tuple(lacking))))
            is_said = told and not isinstance(lacking[0], Compare)
            return told if is_said else (f"nothing in the story brings about {words}", *told)
        if not any(self._known_at(point) for point, _ in asks):
            return tuple(dict.fromkeys(self._no_way(point.scene) for point, _ in asks[:MOST_SOURCES]))
        if goal.holds is not None and (never := self._never_together(goal.holds)):
            return never
        if never := self._never_put(goal):
            return never
        # Where more of it may hold, the reason says more.
        nearest = sorted(asks, key=lambda ask: self._distance(*ask))
        is_part = goal.kind == "text" and len(asks) > 1
        asked = next(filter(self._is_read, nearest[:MOST_TRIED]), nearest[0]) if is_part else nearest[0]
        return tuple(self._at(*asked))

    def following(self, goal: Goal, causes: Causes) -> tuple[str, ...]:
        """What nobody comes to of that which a goal needs; a sentence."""
        needed = sorted(one.words for one in causes.under_each[goal] if one is not goal)
        more = f" and {len(needed) - MOST_SOURCES} more" if len(needed) > MOST_SOURCES else ""
        return (f"it needs {', '.join(needed[:MOST_SOURCES])}{more}, and nobody comes to that",)

    def _never_together(self, formula: Formula) -> tuple[str, ...]:
        """The parts of what never holds that never hold together; nothing where that is too much to ask."""
        never = never_together(self._inquiry, formula)
        told = [self._words.of(part) for part in never]
        if len(told) > 1:
            return (f"never together: {'; '.join(told)}",)
        if told:
            return (f"it never holds that {told[0]}", *self._sources.of(never[0]))
        return ()

    def _never_put(self, goal: Goal) -> tuple[str, ...]:
        """Why an answer is never given in any scene where it could be; nothing if it is in one, or for other goals."""
        if goal.kind in ("wild", "gap") and all(self._contradicts_itself(ask.line) for ask in goal.asks):
            return ("everything that can be set against what is said there has an answer of its own",)
        if goal.kind != "answer":
            return ()
        story, transitions = self._rules.story, self._rules.transitions
        claim, exhibit = goal.owner, str(goal.at)
        told, had = story.claims[claim], transitions.had(exhibit)
        answers = told.broken_by if goal.words.endswith("(broken by)") else told.answered
        fits = self._rules.formulas.of(answers[exhibit].when)
        parts = {f"“{claim}” is maintained": transitions.standing(claim)}
        parts |= {f"{self._words.of(had)}, for that is set against it": had, self._words.of(fits): fits}
        scenes = list(dict.fromkeys(ask.point.scene for ask in goal.asks))
        when = {scene: one.when for scene in scenes if (one := story.scenes[scene].confront)}

        def can_be(some: Iterable[Formula]) -> bool:
            lines = {scene: (Assume(All((self._rules.formulas.of(when[scene]), *some))),) for scene in scenes}
            asked = [one for scene in scenes for one in self._inquiry.pursuit.asked(Point(scene, False), lines[scene])]
            return self._inquiry.pursuit.route(asked, is_shortest=False) is not None

        if len(scenes) < 2 or can_be(parts.values()):
            return ()
        for name in reversed(list(parts)):
            if not can_be((rest := {**parts, name: ALWAYS}).values()):
                parts = rest
        where = f"in the scenes that confront “{story.account_of(claim).teller}”"
        core = {name: part for name, part in parts.items() if part is not ALWAYS}
        if len(core) == 1:
            (part,) = core.values()
            return (f"{where} it never holds that {self._words.of(part)}", *self._sources.of(part))
        return (f"{where} these never hold together: {'; '.join(core)}",)

    def is_cause(self, goal: Goal) -> bool:
        """Whether nobody comes to a goal for a reason of its own: there is no place for it, or nothing brings it about.

        For others the reason mostly lies in one of these.
        """
        if goal.kind in ("fact", "opening"):
            return True
        if goal.kind == "scene":
            return not any(self._into(goal.owner))
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

    def _distance(self, point: Point, line: tuple[Step, ...]) -> tuple[bool, int, bool]:
        """How much speaks at once against a line at a point: whether nobody comes there, and what cannot hold."""
        known = self._known_at(point)
        is_blocked = not any(self._model.runner.run(line, one) for one in known)
        return not known, len(self._impossible(point, self._parts(line))), is_blocked

    def _parts(self, line: Sequence[Step]) -> Parts:
        """What a line assumes, in parts."""
        return [
            (number, part) for number, step in enumerate(line) if isinstance(step, Assume)
            for part in parts_of(step.formula)
        ]  # fmt: skip

    def _contradicts_itself(self, line: Sequence[Step]) -> bool:
        """Whether a line assumes something that can never hold, whatever the play has been."""
        return any(plain(part) is NEVER for _, part in self._parts(line))

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
            yield from self._sources.of(impossible[0][1], Where(point))
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
            yield from self._sources.of(part, Where(point, tuple(line), number))

    def _no_way(self, scene: str) -> str:
        """Why nobody comes to a scene: the moves that lead there, and whether anybody comes to where they are made."""
        into = list(self._into(scene))
        if not into:
            return f"no move leads to “{scene}”"
        moves = dict.fromkeys(f"{_move(edge)} in “{edge.source.scene}”" for edge in into)
        more = f" and {len(moves) - MOST_SOURCES} more" if len(moves) > MOST_SOURCES else ""
        reached = any(self._known_at(edge.source) for edge in into)
        why = "can never be made so that it leads there" if reached else "stands where nobody comes"
        return f"to “{scene}” leads only {', '.join(list(moves)[:MOST_SOURCES])}{more}, which {why}"

    def _into(self, scene: str) -> Iterator[Edge]:
        """The ways that lead to a scene from another."""
        for other in self._rules.story.scenes:
            ways = self._model.graph.ways(other)
            yield from (edge for edge in ways if edge.target.scene == scene and other != scene)

    def _core(self, point: Point, line: Sequence[Step], parts: Parts) -> Parts | None:
        """As few parts of what a line assumes as no play fulfils; None if the search that tells so needs all of it."""
        pursuit = self._inquiry.pursuit
        whole = list(pursuit.asked(point._replace(phase=0), tuple(line)))
        search = pursuit.refuting(whole) if whole else None
        copies = list(self._model.copies(point._replace(phase=0)))

        def is_never(some: Parts) -> bool:
            taken = [ask for copy in copies for ask in pursuit.asked_at(copy, only(tuple(line), some))]
            return not taken if search is None else not any(passes(search, ask) for ask in taken)

        if not is_never(parts):
            return None
        for part in list(parts):
            if is_never(rest := [other for other in parts if other is not part]):
                parts = rest
        return parts

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
        kept = lacking_in(self._inquiry, state)
        mask = sum(mask for mask, _ in kept)
        several = [slot for slot in self._words.slots_in(mask).values() if slot.most - slot.least > 1]
        return self._words.told(mask, state.memory, alike(self._inquiry, state, kept, several))

    def once(self, state: State) -> str:
        """The choice, or lead, that led out of such a state if it could be taken again; empty if there is none."""
        live, is_bad = trap(self._inquiry, state)
        for name, choice in choices_of(self._rules.story):
            slot = self._rules.layout.slots.get(f"took({name})")
            if slot is None or choice.sticky or not state.memory & slot.mask & live:
                continue
            memory = state.memory & ~slot.mask
            if not is_bad([(bit.mask, int(bool(memory & bit.mask))) for bit in bits(live)]):
                return name
        return ""


def is_telling(why: Sequence[str]) -> bool:
    """Whether a reason says what never holds, or what there is no place for: then the same reason is the same cause."""
    return any("never hold" in one or one.startswith(("no scene ", "no move leads ")) for one in why[:1])


def _move(edge: Edge) -> str:
    """A move as a reason names it."""
    if isinstance(edge.move, Confront):
        return "the end of the confrontation"
    return "going on" if edge.move == Choose(NEXT) else f"“{edge.move}”"
