"""What is played: scenes, choices, and what they change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from msgspec import Struct, field

from game.story.conditions import Condition
from game.story.kinds import Defines, Line
from game.story.model.references import (
    ClaimRef,
    CodaRef,
    EndingRef,
    EpisodeRef,
    EvidenceRef,
    ExhibitRef,
    FactRef,
    HeardRef,
    NumberRef,
    PersonRef,
    PlaceRef,
    SceneRef,
    TopicRef,
)
from game.story.prose import Prose


class Passage(Struct, frozen=True, kw_only=True):
    """Text that is shown. A passage without further keys is written as a plain block."""

    shorthand: ClassVar[str] = "text"

    text: Prose
    """The prose."""
    when: Condition | None = None
    """Shown only if this holds."""
    content: tuple[TopicRef, ...] = ()
    """Sensitive topics that the passage touches; such a passage needs a summary."""
    summary: Prose | None = None
    """What a player reads instead who asked for summaries: the same evidence and claims, told shortly."""


class Way(Struct, frozen=True, kw_only=True):
    """Where the play goes next. A way without a condition is written as the name of its scene."""

    shorthand: ClassVar[str] = "scene"

    scene: SceneRef
    """The scene that follows."""
    when: Condition | None = None
    """Taken only if this holds; of several ways, the first that holds is taken."""


class Effects(Struct, frozen=True, kw_only=True):
    """What a move, or arriving in a scene, changes."""

    set: tuple[FactRef, ...] = ()
    """Facts that are true from now on."""
    clear: tuple[FactRef, ...] = ()
    """Facts that are no longer true."""
    change: Mapping[NumberRef, int] = field(default_factory=dict)
    """Numbers that rise or fall by so much; they stop at their bounds."""
    meet: tuple[PersonRef, ...] = ()
    """People whom the player now knows."""
    find: tuple[EvidenceRef, ...] = ()
    """Evidence that is now in the casebook."""
    show: Mapping[PersonRef, tuple[EvidenceRef, ...]] = field(default_factory=dict)
    """Evidence that a teller has now been shown, and will account for."""
    hear: tuple[HeardRef, ...] = ()
    """Accounts, or single claims of an account, that are now in the casebook."""
    contradict: Mapping[ClaimRef, ExhibitRef] = field(default_factory=dict)
    """Claims that are now contradicted, each by the exhibit named, if that is in the casebook: a break that happens
    without the player."""
    reopen: tuple[ClaimRef, ...] = ()
    """Claims that are no longer contradicted, because something new was found."""


class Choice(Effects, frozen=True, kw_only=True):
    """A move offered in a scene."""

    text: Line
    """What the player reads in the list of choices."""
    when: Condition | None = None
    """Offered only if this holds."""
    locked: Line | None = None
    """Why it cannot be taken yet: with this, a choice whose condition fails is shown locked, not hidden."""
    sticky: bool = False
    """May be taken again and again; otherwise a choice is gone once it has been taken."""
    fallback: bool = False
    """Offered only when no other choice of the scene is."""
    place: PlaceRef | None = None
    """Where what follows happens, if not where the scene plays."""
    hour: Line | None = None
    """When, in words, if not at the hour of the scene."""
    passage: tuple[Passage, ...] = ()
    """What follows when it is taken."""
    goto: tuple[Way, ...] = ()
    """The scene that follows; without it, or if each way has a `when` and none holds, the play stays in this scene."""


class Lead(Choice, frozen=True, kw_only=True):
    """A line of inquiry: a choice that every scene which offers the leads of its episode shows."""

    episode: EpisodeRef
    """The part of the story in which it can be followed."""


class Encounter(Struct, frozen=True, kw_only=True):
    """That a teller can be confronted in a scene."""

    teller: PersonRef
    """Who is confronted."""
    over: tuple[Way, ...]
    """Where the play goes when the teller's patience is at an end."""
    when: Condition | None = None
    """Possible only if this holds."""
    guide: Prose | None = None
    """A word of help, shown above the claims; conditions inside it say for how long."""


class Scene(Effects, frozen=True, kw_only=True):
    """A place to be in. Its effects happen at every arrival."""

    title: Line | None = None
    """The heading of the scene."""
    episode: EpisodeRef | None = None
    """The part of the story it belongs to; else that of the scene before it in play."""
    place: PlaceRef | None = None
    """Where it plays; else where the scene before it played."""
    hour: Line | None = None
    """When it plays, in words; else the hour of the scene before it."""
    passage: tuple[Passage, ...] = ()
    """What is shown on arrival."""
    choices: Mapping[Annotated[str, Defines("choices", inside=True)], Choice] = field(default_factory=dict)
    """The moves offered, in this order."""
    leads: EpisodeRef | None = None
    """The episode whose leads are offered here, before the scene's own choices."""
    confront: Encounter | None = None
    """Who can be confronted here."""
    next: tuple[Way, ...] = ()
    """The scene that follows when no choice is left."""
    next_text: Line | None = None
    """What the move to the next scene is called; else “Go on”."""
    ending: EndingRef | None = None
    """The ending that this scene is; the play is over here."""
    coda: CodaRef | None = None
    """The coda with which it ends."""


class Ending(Struct, frozen=True, kw_only=True):
    """A way in which the story ends. An ending is written as its title."""

    shorthand: ClassVar[str] = "title"

    title: Line
    """Its title."""
    secret: bool = False
    """Whether players are not told that there is such an ending before they have found it."""


class Coda(Struct, frozen=True, kw_only=True):
    """What comes after an ending. A coda is written as its title."""

    shorthand: ClassVar[str] = "title"

    title: Line
    """Its title."""
