"""A story made ready for play: each scene's moves compiled when it is first entered.

The rules of a story are made once and shared by every state and session of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from game.play.formulas import Formulas, Guard, holds, how_many, never
from game.play.layout import Layout
from game.play.made import Made
from game.play.moves import Choose, Confront, Move, Write
from game.play.operations import Change, Operation, doing
from game.play.transitions import Transition, Transitions
from game.story.conditions import Condition
from game.story.model import Choice, Encounter, Passage, Scene
from game.story.story import Story


class PlayableMove(Struct, frozen=True):
    """A transition as functions of a memory."""

    move: Move
    """The move itself: turns share it, however many there are."""
    guard: Guard
    change: Change
    ways: tuple[tuple[Guard, str], ...]
    reply: tuple[Passage, ...]
    operations: tuple[Operation, ...]
    """What `change` does."""


class OfferedChoice(Struct, frozen=True):
    """A choice of a scene, or a lead, with what the list of choices has to know of it."""

    move: Choose
    choice: Choice
    when: Guard
    """Its condition alone."""
    guard: Guard
    """Whether it can be made."""
    took: int
    """The bit that says whether it has been taken."""
    is_lead: bool


class PlayableScene(Struct, frozen=True):
    """A scene, ready to be played."""

    scene: Scene
    arrival: Change
    arrival_operations: tuple[Operation, ...]
    """What `arrival` does."""
    choices: tuple[OfferedChoice, ...]
    moves: Mapping[Move, PlayableMove]
    encounter: Encounter | None
    can_confront: Guard

    def offered(self, move: Choose) -> OfferedChoice:
        """One of its choices."""
        return next(offered for offered in self.choices if offered.move == move)


class ClaimBits(Struct, frozen=True):
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
        self.scene: Callable[[str], PlayableScene] = Made(self._playable_scene).__getitem__
        """A scene of the story by its name."""
        self._guards: dict[str, Guard] = {}
        self.standing: Callable[[str], Guard] = Made(self._stands).__getitem__
        """Whether a claim has been heard, is not contradicted, and is still maintained."""
        self._claims: dict[str, ClaimBits] = {}
        self._writing: dict[Write, PlayableMove | None] = {}
        self._confronting: dict[tuple[str, Confront], tuple[PlayableMove, ...]] = {}

    def guard(self, condition: Condition | None) -> Guard:
        """The function of a condition."""
        text = condition.text if condition else ""
        guard = self._guards.get(text)
        if guard is None:
            guard = self._guards[text] = holds(self.formulas.of(condition))
        return guard

    def confronting(self, scene: str, move: Confront) -> tuple[PlayableMove, ...]:
        """What may come of a confrontation in a scene."""
        claims, evidence = self.story.claims, self.story.evidence
        if move.claim not in claims or (move.exhibit not in evidence and move.exhibit not in claims):
            return ()
        found = self._confronting.get((scene, move))
        if found is None:
            made = self.transitions.confronting(scene, move)
            found = self._confronting[scene, move] = tuple(self._playable(transition) for transition in made)
        return found

    def writing(self, move: Write) -> PlayableMove | None:
        """Writing down an answer of the player's own; None if there is no such answer."""
        if move not in self._writing:
            transition = self.transitions.writing(move)
            self._writing[move] = self._playable(transition) if transition else None
        return self._writing[move]

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

    def _stands(self, claim: str) -> Guard:
        return holds(self.transitions.standing(claim))

    @cached_property
    def refuted(self) -> Callable[[int], int]:
        """How many of the player's own answers cannot stand beside what has been found."""
        return how_many(self.formulas.refuted)

    def _playable_scene(self, name: str) -> PlayableScene:
        scene = self.story.scenes[name]
        moves = {transition.move: self._playable(transition) for transition in self.transitions.choosing(name)}
        choices = tuple(
            self._offered(Choose(own), whole, choice, moves) for own, whole, choice in self.transitions.choices_in(name)
        )
        arrival = self.transitions.arrival(name)
        return PlayableScene(
            scene,
            doing(arrival),
            arrival,
            choices,
            moves,
            scene.confront,
            self.guard(scene.confront.when if scene.confront else None),
        )

    def _offered(self, move: Choose, whole: str, choice: Choice, moves: Mapping[Move, PlayableMove]) -> OfferedChoice:
        guard = moves[move].guard if moves else never
        took = self.layout.mask(f"took({whole})")
        return OfferedChoice(move, choice, self.guard(choice.when), guard, took, whole == move.choice)

    def _playable(self, transition: Transition) -> PlayableMove:
        return PlayableMove(
            transition.move,
            holds(transition.guard),
            doing(transition.operations),
            tuple((holds(way), scene) for way, scene in transition.ways),
            transition.reply,
            transition.operations,
        )
