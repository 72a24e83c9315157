"""A story made ready for play: each scene's moves compiled when it is first entered.

The rules of a story are made once and shared by every state and session of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from game.play.formulas import Formulas, Guard, holds, how_many
from game.play.layout import Layout
from game.play.moves import Choose, Confront, Write
from game.play.operations import Change, Operation, bits_changed, doing
from game.play.transitions import Transition, Transitions
from game.story.conditions import Condition
from game.story.model import Choice, Encounter, Passage, Scene
from game.story.story import Story

NEWS = ("found(", "heard(", "broken(")
"""How the names of the slots begin of which a page tells when they change."""


class PlayableMove(NamedTuple):
    """A transition as functions of a memory."""

    guard: Guard
    change: Change
    ways: tuple[tuple[Guard, str], ...]
    reply: tuple[Passage, ...]
    is_news: bool
    """Whether it can change what has been found, heard or broken."""


class OfferedChoice(NamedTuple):
    """A choice of a scene, or a lead, with what the list of choices has to know of it."""

    move: Choose
    choice: Choice
    when: Guard
    took: int
    """The bit that says whether it has been taken."""
    is_lead: bool


class PlayableScene(NamedTuple):
    """A scene, ready to be played."""

    scene: Scene
    arrival: Change
    arrival_is_news: bool
    """Whether an arrival can change what has been found, heard or broken."""
    choices: tuple[OfferedChoice, ...]
    moves: Mapping[Choose, PlayableMove]
    encounter: Encounter | None
    can_confront: Guard

    def offered(self, move: Choose) -> OfferedChoice:
        """One of its choices."""
        return next(offered for offered in self.choices if offered.move == move)


class ClaimBits(NamedTuple):
    """The bits of a memory that tell how a claim stands."""

    heard: int
    broken: int
    dropped: int
    """Any of these says that a later account was heard which does not keep the claim."""
    supported: int
    """Any of these says that evidence supports it."""


class Rules:
    """The rules of one story."""

    def __init__(self, story: Story, layout: Layout | None = None) -> None:
        self.story = story
        self.layout = layout or Layout.of(story)
        self.formulas = Formulas(story, self.layout)
        self.transitions = Transitions(story, self.layout, self.formulas)
        self.views: dict[str, Any] = {}
        """For each language, what makes the views of the story: all sessions share what it keeps."""
        self._scenes: dict[str, PlayableScene] = {}
        self._guards: dict[str, Guard] = {}
        self._standing: dict[str, Guard] = {}
        self._claims: dict[str, ClaimBits] = {}
        self._confronting: dict[tuple[str, Confront], tuple[PlayableMove, ...]] = {}

    def guard(self, condition: Condition | None) -> Guard:
        """The function of a condition."""
        text = condition.text if condition else ""
        guard = self._guards.get(text)
        if guard is None:
            guard = self._guards[text] = holds(self.formulas.of(condition))
        return guard

    def scene(self, name: str) -> PlayableScene:
        """A scene of the story."""
        found = self._scenes.get(name)
        if found is None:
            found = self._scenes[name] = self._playable_scene(name)
        return found

    def confronting(self, scene: str, move: Confront) -> tuple[PlayableMove, ...]:
        """What may come of a confrontation in a scene."""
        if move.claim not in self.story.claims or move.exhibit not in {*self.story.evidence, *self.story.claims}:
            return ()
        found = self._confronting.get((scene, move))
        if found is None:
            made = self.transitions.confronting(scene, move)
            found = self._confronting[scene, move] = tuple(self._playable(transition) for transition in made)
        return found

    def writing(self, move: Write) -> PlayableMove | None:
        """Writing down an answer of the player's own; None if there is no such answer."""
        transition = self.transitions.writing(move)
        return self._playable(transition) if transition else None

    def claim(self, name: str) -> ClaimBits:
        """A claim of the story."""
        found = self._claims.get(name)
        if found is None:
            mask = self.layout.mask
            supported = mask(*(f"found({evidence})" for evidence in self.story.claims[name].supported_by))
            found = self._claims[name] = ClaimBits(
                mask(f"heard({name})"), mask(f"broken({name})"), self.transitions.dropped(name), supported
            )
        return found

    def hubs(self, episode: str | None) -> int:
        """The bits of which any says that the player has been where the leads of an episode are offered."""
        scenes = [
            name for name, scene in self.story.scenes.items() if scene.leads is not None and scene.leads == episode
        ]
        return self.layout.mask(*(f"visits({name})" for name in scenes))

    def standing(self, claim: str) -> Guard:
        """Whether a claim has been heard, is not contradicted, and is still maintained."""
        guard = self._standing.get(claim)
        if guard is None:
            guard = self._standing[claim] = holds(self.transitions.standing(claim))
        return guard

    @cached_property
    def refuted(self) -> Callable[[int], int]:
        """How many of the player's own answers cannot stand beside what has been found."""
        return how_many(self.formulas.refuted)

    def _playable_scene(self, name: str) -> PlayableScene:
        scene = self.story.scenes[name]
        moves = {
            transition.move: self._playable(transition)
            for transition in self.transitions.choosing(name)
            if isinstance(transition.move, Choose)
        }
        choices = tuple(
            OfferedChoice(
                Choose(own), choice, self.guard(choice.when), self.layout.mask(f"took({whole})"), whole == own
            )
            for own, whole, choice in self.transitions.choices_in(name)
        )
        arrival = self.transitions.arrival(name)
        return PlayableScene(
            scene,
            doing(arrival),
            self._is_news(arrival),
            choices,
            moves,
            scene.confront,
            self.guard(scene.confront.when if scene.confront else None),
        )

    def _playable(self, transition: Transition) -> PlayableMove:
        return PlayableMove(
            holds(transition.guard),
            doing(transition.operations),
            tuple((holds(way), scene) for way, scene in transition.ways),
            transition.reply,
            self._is_news(transition.operations),
        )

    def _is_news(self, operations: tuple[Operation, ...]) -> bool:
        return any(slot.startswith(NEWS) for slot in self.layout.changed(0, bits_changed(operations)))
