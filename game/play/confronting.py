"""What there is to see and to say where somebody can be confronted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.play.casebook import CasebookReader
from game.play.moves import Confront
from game.play.rules import Rules
from game.play.step import State, claims_to_confront, exhibits_had, open_encounter
from game.play.telling import Teller
from game.play.views import Confrontation, Exhibit, Mark
from game.words import say


class Confronting:
    """Tells the confrontations of one story."""

    def __init__(self, rules: Rules, teller: Teller, casebook: CasebookReader) -> None:
        self._rules = rules
        self._story = rules.story
        self._teller = teller
        self._casebook = casebook

    def view(self, visit: Sequence[State]) -> Confrontation | None:
        """Who can be confronted in the last of the states since the arrival, with what; None if nobody can."""
        state = visit[-1]
        encounter = open_encounter(self._rules.scene(state.scene), state.memory)
        if encounter is None:
            return None
        guide, wild = encounter.guide, self._rules.layout.slots[f"wild({encounter.teller})"]
        return Confrontation(
            self._casebook.called(encounter.teller),
            wild.most - wild.read(state.memory),
            self._teller.paragraphs(guide, state.scene, state.memory) if guide else (),
            tuple(self._casebook.claim(name, state.memory) for name in dict.fromkeys(self._offered(visit))),
            tuple(self._exhibit(name, state.memory) for name in exhibits_had(self._rules, state.memory)),
        )

    def _offered(self, visit: Sequence[State]) -> Iterator[str]:
        """The claims that could be picked in some states, in the order in which they could be first."""
        for state in visit:
            encounter = open_encounter(self._rules.scene(state.scene), state.memory)
            if encounter is not None:
                yield from claims_to_confront(self._rules, encounter, state.memory)

    def _exhibit(self, name: str, memory: int) -> Exhibit:
        if name in self._story.evidence:
            evidence = self._story.evidence[name]
            return Exhibit(name, evidence.name, evidence.finding)
        says, teller = self._teller.claim(name, memory), self._casebook.called(self._story.account_of(name).teller)
        stands = self._casebook.mark(name, memory) in (Mark.OPEN, Mark.SUPPORTED)
        return Exhibit(name, self._casebook.exhibit_name(name), says, True, teller, stands)

    def opening(self, state: State, move: Confront) -> str:
        """What the player begins with in a confrontation. It does not tell whether the claim has an answer to it."""
        if move.exhibit in self._story.evidence:
            finding = self._story.evidence[move.exhibit].finding
            return self._laying_down(state, move) or say("Here is this. {finding}", finding=finding)
        return say("It was also said: “{other}”", other=self._teller.claim(move.exhibit, state.memory))

    def said(self, state: State, move: Confront) -> str:
        """All that the player says in a confrontation: what the author has put for the exhibit, and for just this pair.

        Where the author has put nothing, it is said what is laid down.
        """
        asks = self._asks(state, move)
        if move.exhibit not in self._story.evidence:
            teller = self._story.people[self._story.account_of(move.claim).teller]
            return asks or f"{self.opening(state, move)} {teller.asks or say('How do the two go together?')}"
        return " ".join(filter(None, (self._laying_down(state, move), asks))) or self.opening(state, move)

    def _laying_down(self, state: State, move: Confront) -> str | None:
        """What the author has put for a piece of evidence, which the teller may have seen before."""
        evidence = self._story.evidence[move.exhibit]
        teller = self._story.account_of(move.claim).teller
        is_known = state.memory & self._rules.layout.mask(f"shown({teller}, {move.exhibit})")
        return (evidence.asks_again if is_known else None) or evidence.asks

    def _asks(self, state: State, move: Confront) -> str | None:
        """The words that the author gave to a confrontation, if it has an answer that holds now."""
        claim = self._story.claims[move.claim]
        for answers in (claim.broken_by, claim.answered):
            answer = answers.get(move.exhibit)
            if answer is not None and self._rules.guard(answer.when)(state.memory):
                return answer.asks
        return None
