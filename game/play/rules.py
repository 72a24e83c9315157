"""A story made ready for play: every guard and effect compiled, each scene when it is first entered.

The rules of a story are made once and shared by every state and session of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from game.play.effects import Effect
from game.play.guards import Guard, Guards
from game.play.layout import Layout, Slot
from game.play.moves import Choose
from game.story.model import Answer, Choice, Encounter, Passage, Scene, Way
from game.story.story import Story

NEXT = "next"
"""The id of the move to the scene that follows by itself."""


class OfferedChoice(NamedTuple):
    """A choice of a scene, or a lead, ready to be offered and taken."""

    move: Choose
    choice: Choice
    guard: Guard
    took: int
    """The bit that says whether it has been taken."""
    effect: Effect
    ways: tuple[tuple[Guard, str], ...]
    lead: bool


class OpenEncounter(NamedTuple):
    """A confrontation that a scene allows."""

    encounter: Encounter
    guard: Guard
    over: tuple[tuple[Guard, str], ...]
    wild: Slot


class EnteredScene(NamedTuple):
    """A scene, ready to be played."""

    scene: Scene
    effect: Effect
    visits: Slot
    choices: Mapping[str, OfferedChoice]
    next: tuple[tuple[Guard, str], ...]
    encounter: OpenEncounter | None


class Pair(NamedTuple):
    """A claim set against an exhibit, as the author answered it."""

    answer: Answer
    guard: Guard
    effect: Effect
    put: int
    breaks: int
    """The bit that says that the claim is contradicted, or 0 if the pair does not contradict it."""


class ClaimRules(NamedTuple):
    """What play has to know of a claim."""

    heard: int
    broken: int
    dropped: int
    """Any of these bits says that a later account was heard which does not keep the claim."""
    supported: int
    """Any of these bits says that evidence supports it."""
    pairs: Mapping[str, tuple[Pair, ...]]
    """For each exhibit, the answers that may fit, in the order in which they are tried."""


class Rules:
    """The rules of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.layout = Layout(story)
        self.guards = Guards(story, self.layout)
        self._scenes: dict[str, EnteredScene] = {}
        self._claims: dict[str, ClaimRules] = {}

    def scene(self, name: str) -> EnteredScene:
        """A scene of the story."""
        found = self._scenes.get(name)
        if found is None:
            found = self._scenes[name] = self._enter(name)
        return found

    def claim(self, name: str) -> ClaimRules:
        """A claim of the story."""
        found = self._claims.get(name)
        if found is None:
            found = self._claims[name] = self._claim_rules(name)
        return found

    @cached_property
    def claims_of_teller(self) -> Mapping[str, tuple[str, ...]]:
        """For each teller, every claim of every account, in the story's order."""
        found: dict[str, list[str]] = {}
        for name in self.story.claims:
            found.setdefault(self.story.account_of(name).teller, []).append(name)
        return {teller: tuple(names) for teller, names in found.items()}

    def _ways(self, ways: tuple[Way, ...]) -> tuple[tuple[Guard, str], ...]:
        return tuple((self.guards.of(way.when), way.scene) for way in ways)

    def _enter(self, name: str) -> EnteredScene:
        scene = self.story.scenes[name]
        choices = {}
        if scene.leads is not None:
            for lead_name, lead in self.story.leads.items():
                if lead.episode == scene.leads:
                    choices[lead_name] = self._offer(lead_name, lead_name, lead, True)
        for own, choice in scene.choices.items():
            choices[own] = self._offer(own, f"{name}.{own}", choice, False)
        return EnteredScene(
            scene,
            Effect(scene, self.story, self.layout, self.guards),
            self.layout.slots[f"visits({name})"],
            choices,
            self._ways(scene.next),
            self._encounter(scene.confront),
        )

    def _offer(self, own: str, name: str, choice: Choice, lead: bool) -> OfferedChoice:
        return OfferedChoice(
            Choose(own),
            choice,
            self.guards.of(choice.when),
            self.layout.mask(f"took({name})"),
            Effect(choice, self.story, self.layout, self.guards),
            self._ways(choice.goto),
            lead,
        )

    def _encounter(self, encounter: Encounter | None) -> OpenEncounter | None:
        if encounter is None:
            return None
        return OpenEncounter(
            encounter,
            self.guards.of(encounter.when),
            self._ways(encounter.over),
            self.layout.slots[f"wild({encounter.teller})"],
        )

    def _claim_rules(self, name: str) -> ClaimRules:
        claim = self.story.claims[name]
        broken = self.layout.mask(f"broken({name})")
        pairs: dict[str, list[Pair]] = {}
        for answers, breaks in ((claim.broken_by, broken), (claim.answered, 0)):
            for exhibit, answer in answers.items():
                effect = Effect(answer, self.story, self.layout, self.guards)
                put = self.layout.mask(f"put({name}, {exhibit})")
                pair = Pair(answer, self.guards.of(answer.when), effect, put, breaks)
                pairs.setdefault(exhibit, []).append(pair)
        return ClaimRules(
            self.layout.mask(f"heard({name})"),
            broken,
            self._dropped(name),
            self.layout.mask(*(f"found({evidence})" for evidence in claim.supported_by)),
            {exhibit: tuple(fitting) for exhibit, fitting in pairs.items()},
        )

    def _dropped(self, name: str) -> int:
        """The bits of every account that revises the claim's account, by way of others or not, and does not keep it."""
        own = name.partition(".")[0]
        mask = 0
        for later, account in self.story.accounts.items():
            if later != own and own in self.story.line_of(later) and name not in account.keeps:
                mask |= self.layout.mask(*(f"heard({later}.{claim})" for claim in account.claims))
        return mask


def wild_answers(rules: Rules, teller: str, claim_is_gap: bool) -> tuple[Passage, ...]:
    """What a teller answers to what does not fit: to a question about a gap of memory, or to a wild one."""
    person = rules.story.people[teller]
    return person.gap if claim_is_gap and person.gap else person.wild
