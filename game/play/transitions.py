"""The moves of a scene as data: when each can be made, what it does, and where it leads.

This is the one definition of what a move does. `game.play.step` makes one move in one state; a proof makes every move
in sets of states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import product

from msgspec import Struct

from game.play.formulas import All, Any, Bit, Compare, Formula, Formulas, Opposite, any_bit, no_bit
from game.play.layout import Layout
from game.play.made import Made
from game.play.moves import Choose, Confront, Move, Write
from game.play.operations import Add, Assign, Operation, Store, effect, is_idempotent
from game.story.model import Answer, Choice, Effects, Encounter, Passage, Way
from game.story.reserved import NEXT
from game.story.story import Story, effects_of


class Transition(Struct, frozen=True):
    """A move of a scene. Of several with the same move, the one whose guard holds is made; there is at most one."""

    move: Move
    guard: Formula
    operations: tuple[Operation, ...]
    ways: tuple[tuple[Formula, str], ...]
    """Where it leads: the first way that holds after the operations; none of them leaves the play in the scene."""
    reply: tuple[Passage, ...]
    answer: Answer | None = None
    """The author's answer, if it is a confrontation that has one."""


class Transitions:
    """Makes the transitions of a story's scenes."""

    def __init__(self, story: Story, layout: Layout, formulas: Formulas) -> None:
        self._story = story
        self._layout = layout
        self._formulas = formulas
        self.standing: Callable[[str], Formula] = Made(self._stands).__getitem__
        """That a claim has been heard, is not contradicted, and is still maintained."""
        self._missing: dict[tuple[tuple[str, ...], tuple[str, ...]], Formula] = {}
        self.answered: Mapping[str, Mapping[str, Confront]] = Made(self._with_answers)
        """For each claim the confrontations that the author has answered, by their exhibits."""

    def arrival(self, name: str) -> tuple[Operation, ...]:
        """What happens at every arrival in a scene, whichever move led there."""
        scene = self._story.scenes[name]
        patience: list[Operation] = []
        if scene.confront is not None:
            patience = [Assign(self._layout.mask(f"wild({scene.confront.teller})"), 0)]
        visits = Add(self._layout.slots[f"visits({name})"], 1)
        return (visits, *patience, *self._effect(scene))

    def _effect(self, effects: Effects) -> tuple[Operation, ...]:
        return effect(effects, self._story, self._layout, self._formulas)

    def _ways(self, ways: tuple[Way, ...]) -> tuple[tuple[Formula, str], ...]:
        return tuple((self._formulas.of(way.when), way.scene) for way in ways)

    def choices_in(self, name: str) -> Iterator[tuple[str, str, Choice]]:
        """The leads and choices of a scene in the order in which they are offered: own id, whole name, choice."""
        scene = self._story.scenes[name]
        if scene.leads is not None:
            for lead_name, lead in self._story.leads.items():
                if lead.episode == scene.leads:
                    yield lead_name, lead_name, lead
        for own, choice in scene.choices.items():
            yield own, f"{name}.{own}", choice

    def choosing(self, name: str) -> tuple[Transition, ...]:
        """The choices of a scene, and the move to the scene that follows by itself."""
        scene = self._story.scenes[name]
        if scene.ending is not None:
            return ()
        choices = list(self.choices_in(name))
        left = [self._left(whole, choice) for _, whole, choice in choices]
        main = Any(tuple(guard for guard, (_, _, choice) in zip(left, choices, strict=True) if not choice.fallback))
        found = []
        for guard, (own, whole, choice) in zip(left, choices, strict=True):
            offered = All((guard, Opposite(main))) if choice.fallback else guard
            done = (Assign(0, self._layout.mask(f"took({whole})")), *self._effect(choice))
            found.append(Transition(Choose(own), offered, done, self._ways(choice.goto), choice.passage))
        if scene.next:
            found.append(Transition(Choose(NEXT), Opposite(Any(tuple(left))), (), self._ways(scene.next), ()))
        return tuple(found)

    def _left(self, whole: str, choice: Choice) -> Formula:
        """That a choice is left to be made, other choices apart."""
        when = self._formulas.of(choice.when)
        return when if choice.sticky else All((no_bit(self._layout.mask(f"took({whole})")), when))

    def _stands(self, claim: str) -> Formula:
        mask = self._layout.mask
        lost = mask(f"broken({claim})") | self.dropped(claim)
        return All((Bit(mask(f"heard({claim})")), no_bit(lost)))

    def dropped(self, claim: str) -> int:
        """The bits of every account that revises the claim's, by way of others or not, and does not keep it."""
        own = claim.partition(".")[0]
        mask = 0
        for later in self._later.get(own, ()):
            account = self._story.accounts[later]
            if claim not in account.keeps:
                mask |= self._layout.mask(*(f"heard({later}.{name})" for name in account.claims))
        return mask

    @cached_property
    def _later(self) -> Mapping[str, list[str]]:
        """For each account, those that revise it, by way of others or not."""
        found: dict[str, list[str]] = {}
        for later in self._story.accounts:
            for earlier in self._story.line_of(later):
                if earlier != later:
                    found.setdefault(earlier, []).append(later)
        return found

    def had(self, exhibit: str) -> Formula:
        """That an exhibit is in the casebook."""
        return Bit(self.exhibits[exhibit])

    def confronting(self, name: str, move: Confront) -> tuple[Transition, ...]:
        """What comes of a confrontation in a scene: by the author's answers, or else by the teller's own."""
        encounter = self._encounter(name, move)
        if encounter is None:
            return ()
        unanswered = All((self._possible(encounter, move), self._unanswered(move)))
        return (*self.answering(name, move), *self._wild(move, encounter, unanswered))

    def answering(self, name: str, move: Confront) -> tuple[Transition, ...]:
        """What comes of a confrontation in a scene by the author's answers."""
        encounter = self._encounter(name, move)
        if encounter is None:
            return ()
        possible = self._possible(encounter, move)
        found: list[Transition] = []
        for answer, breaks in self._answers(move):
            fits = self._formulas.of(answer.when)
            found += self._answered(move, encounter, answer, All((possible, fits)), breaks=breaks)
            possible = All((possible, Opposite(fits)))
        return tuple(found)

    @cached_property
    def claims_of_teller(self) -> Mapping[str, tuple[str, ...]]:
        """For each teller, every claim of every account that can be confronted, in the story's order."""
        found: dict[str, list[str]] = {}
        for name, claim in self._story.claims.items():
            if not claim.protected:
                found.setdefault(self._story.account_of(name).teller, []).append(name)
        return {teller: tuple(names) for teller, names in found.items()}

    @cached_property
    def exhibits(self) -> Mapping[str, int]:
        """Everything that a claim can be set against, and the bit that says that it is in the casebook.

        It is the evidence, and the claims; but neither protected ones, nor what the player has told without anybody
        having an answer to it.
        """
        answered = {exhibit for claim in self._story.claims.values() for exhibit in (*claim.broken_by, *claim.answered)}
        own = {name for name in self._story.claims if self._story.account_of(name).teller == self._story.header.player}
        claims = [name for name, one in self._story.claims.items() if not one.protected and name not in own - answered]
        found = {name: self._layout.mask(f"found({name})") for name in self._story.evidence}
        return found | {name: self._layout.mask(f"heard({name})") for name in claims}

    def missing(self, name: str, matters: int, *, told: bool = False) -> Iterator[Transition]:
        """What comes of the confrontations of a scene that no answer fits, together those that change the same.

        All claims change the same; so do all exhibits but those that leave one of the bits that matter. The move is one
        of those that are meant. With `told` those are together that are answered in the same words, too.
        """
        encounter = self._story.scenes[name].confront
        if encounter is None:
            return
        when, over = self._formulas.of(encounter.when), self._over(encounter)
        together: dict[int, list[str]] = {}
        for exhibit in self.exhibits:
            shown = self._layout.mask(f"shown({encounter.teller}, {exhibit})")
            together.setdefault(shown & matters, []).append(exhibit)
        claims = self.claims_of_teller.get(encounter.teller, ())
        gaps = tuple(claim for claim in claims if self._story.claims[claim].gap)
        alike = (gaps, tuple(claim for claim in claims if claim not in gaps)) if told else (claims,)
        for some, exhibits in product(alike, together.values()):
            guard = All((when, self._misses(some, tuple(exhibits))))
            move = Confront(next(iter(some), ""), exhibits[0])
            if told and some:
                yield from self._wild(move, encounter, guard)
            elif not told:
                yield Transition(move, guard, self._missed(encounter, exhibits[0]), over, ())

    def _misses(self, claims: tuple[str, ...], exhibits: tuple[str, ...]) -> Formula:
        """That one of some claims can be set against one of the exhibits, and has no answer to it."""
        if (claims, exhibits) not in self._missing:
            self._missing[claims, exhibits] = Any(tuple(
                All((self.standing(claim), Any(tuple(self._unmet(claim, one) for one in exhibits if one != claim))))
                for claim in claims
            ))  # fmt: skip
        return self._missing[claims, exhibits]

    def _unmet(self, claim: str, exhibit: str) -> Formula:
        """That an exhibit is in the casebook, and that there is no answer to it under a claim."""
        unanswered = self._unanswered(Confront(claim, exhibit))
        return All((self.had(exhibit), unanswered)) if unanswered.parts else self.had(exhibit)

    def _encounter(self, name: str, move: Confront) -> Encounter | None:
        """The encounter of a scene, if the claim of a confrontation can be picked there."""
        encounter = self._story.scenes[name].confront
        if encounter is None or move.claim == move.exhibit or move.exhibit not in self.exhibits:
            return None
        return encounter if move.claim in self.claims_of_teller.get(encounter.teller, ()) else None

    def _possible(self, encounter: Encounter, move: Confront) -> Formula:
        return All((self._formulas.of(encounter.when), self.standing(move.claim), self.had(move.exhibit)))

    def _with_answers(self, name: str) -> dict[str, Confront]:
        claim = self._story.claims[name]
        return {one: Confront(name, one) for one in (*claim.broken_by, *claim.answered) if one != name}

    def _unanswered(self, move: Confront) -> All:
        return All(tuple(Opposite(self._formulas.of(answer.when)) for answer, _ in self._answers(move)))

    def _answers(self, move: Confront) -> Iterator[tuple[Answer, bool]]:
        """The author's answers to a confrontation, in the order in which they are tried, and whether each breaks it."""
        claim = self._story.claims[move.claim]
        if move.exhibit in claim.broken_by:
            yield claim.broken_by[move.exhibit], True
        if move.exhibit in claim.answered:
            yield claim.answered[move.exhibit], False

    def _answered(
        self, move: Confront, encounter: Encounter, answer: Answer, guard: Formula, *, breaks: bool
    ) -> list[Transition]:
        """An answer; put a second time, it has no effects but to break the claim, should it have been reopened."""
        mask = self._layout.mask
        put = mask(f"{'put' if breaks else 'answered'}({move.claim}, {move.exhibit})")
        shown = mask(f"shown({encounter.teller}, {move.exhibit})")
        marks = mask(f"broken({move.claim})", f"broke({move.claim}, {move.exhibit})") if breaks else 0
        ways, is_gap = self._over(encounter), self._story.claims[move.claim].gap
        effects = self._effect(answer)
        done: list[Operation] = [Assign(0, put | shown), *effects]
        if is_gap:
            done.append(Add(self._layout.slots[f"wild({encounter.teller})"], 1))
        if breaks:
            done.append(Assign(0, marks))
        if is_idempotent(effects, self._cleared) and not is_gap:
            return [Transition(move, guard, tuple(done), ways, answer.passage, answer)]
        again = (Assign(0, shown | marks),)
        return [
            Transition(move, All((guard, no_bit(put))), tuple(done), ways, answer.passage, answer),
            Transition(move, All((guard, any_bit(put))), again, ways, answer.passage, answer),
        ]

    @cached_property
    def _cleared(self) -> int:
        """The bits of the facts that anything clears."""
        return self._layout.mask(*(fact for effects in effects_of(self._story) for fact in effects.clear))

    def _wild(self, move: Confront, encounter: Encounter, guard: Formula) -> Iterator[Transition]:
        """What a teller answers to what does not fit: something else at each try, until the visit is over."""
        person = self._story.people[encounter.teller]
        answers = person.gap if self._story.claims[move.claim].gap and person.gap else person.wild
        tries = self._layout.slots[f"wild({encounter.teller})"]
        for number in range(max(min(len(answers), tries.most), 1)):
            is_last = number == min(len(answers), tries.most) - 1
            at_this = All((guard, Compare(tries, ">=" if is_last or not answers else "==", number)))
            missed = self._missed(encounter, move.exhibit)
            yield Transition(move, at_this, missed, self._over(encounter), answers[number : number + 1])

    def _missed(self, encounter: Encounter, exhibit: str) -> tuple[Operation, ...]:
        """What a confrontation changes that no answer fits."""
        shown = self._layout.mask(f"shown({encounter.teller}, {exhibit})")
        return Assign(0, shown), Add(self._layout.slots[f"wild({encounter.teller})"], 1)

    def _over(self, encounter: Encounter) -> tuple[tuple[Formula, str], ...]:
        """Where the play goes if the teller's patience is at an end."""
        tries = self._layout.slots[f"wild({encounter.teller})"]
        at_end = Compare(tries, ">=", tries.most)
        return tuple((All((at_end, way)), scene) for way, scene in self._ways(encounter.over))

    def writing(self, move: Write) -> Transition | None:
        """Writing down an answer of the player's own; None if there is no such answer."""
        question = self._story.reconstruction.get(move.question)
        answers, evidence = [None, *question.answers] if question else [], [None, *self._story.evidence]
        if question is None or move.answer not in answers or move.rests_on not in evidence:
            return None
        if move.rests_on is not None and move.answer is None:
            return None
        slots, number = self._layout.slots, answers.index(move.answer)
        first, asked = slots[f"wrote_first({move.question})"], self._formulas.of(question.when)
        stores = (
            Store(slots[f"wrote({move.question})"], number, All(())),
            Store(slots[f"rests({move.question})"], evidence.index(move.rests_on), All(())),
            Store(first, number, Compare(first, "==", 0)),
        )
        guard = All((asked, self.had(move.rests_on))) if move.rests_on else asked
        return Transition(move, guard, stores, (), ())
