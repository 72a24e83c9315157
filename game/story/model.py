"""What a story is made of: the one typed model of the format.

Every class here is a mapping in YAML, every field one of its keys; a field ``opens_when`` is the key ``opens when``.
The reader, the JSON Schema and the reference of the format are all driven by these annotations, so that a key exists
in all three or in none. The sentence under each field is its documentation.

Nothing here refers to a file or a screen, and nothing changes after the story has been loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from game.story.conditions import Condition
from game.story.kinds import Defines, Line, Reference, Verbatim
from game.story.prose import Prose

AccountRef = Annotated[str, Reference("accounts")]
ClaimRef = Annotated[str, Reference("claims")]
EndingRef = Annotated[str, Reference("endings")]
EpisodeRef = Annotated[str, Reference("episodes")]
EvidenceRef = Annotated[str, Reference("evidence")]
ExhibitRef = Annotated[str, Reference("evidence", "claims")]
FactRef = Annotated[str, Reference("facts")]
HeardRef = Annotated[str, Reference("accounts", "claims")]
MomentRef = Annotated[str, Reference("moments")]
NumberRef = Annotated[str, Reference("numbers")]
PersonRef = Annotated[str, Reference("people")]
PlaceRef = Annotated[str, Reference("places")]
SceneRef = Annotated[str, Reference("scenes")]
TopicRef = Annotated[str, Reference("topics")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where the play goes next. A way without a condition is written as the name of its scene."""

    shorthand: ClassVar[str] = "scene"

    scene: SceneRef
    """The scene that follows."""
    when: Condition | None = None
    """Taken only if this holds; of several ways, the first that holds is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
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
    """Claims that are now contradicted, each by the exhibit named: a break that happens without the player."""
    reopen: tuple[ClaimRef, ...] = ()
    """Claims that are no longer contradicted, because something new was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Effects):
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
    passage: tuple[Passage, ...] = ()
    """What follows when it is taken."""
    goto: tuple[Way, ...] = ()
    """The scene that follows; without it, the play stays in this scene."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead(Choice):
    """A line of inquiry: a choice that every scene which offers the leads of its episode shows."""

    episode: EpisodeRef
    """The part of the story in which it can be followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """That a teller can be confronted in a scene."""

    teller: PersonRef
    """Who is confronted."""
    over: tuple[Way, ...]
    """Where the play goes when the teller's patience is at an end."""
    when: Condition | None = None
    """Possible only if this holds."""
    guide: Prose | None = None
    """A word of help, shown until the first claim is contradicted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene(Effects):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Something known about a person."""

    shorthand: ClassVar[str] = "text"

    text: Line
    """One sentence."""
    when: Condition | None = None
    """Known only if this holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the story."""

    name: Line
    """The whole name."""
    called: Line | None = None
    """What stands before what the person says; else the first word of the name."""
    known: tuple[Known, ...] = ()
    """What the casebook says about the person, as it becomes known."""
    patience: int = 2
    """How many wild confrontations the person bears in one visit."""
    wild: tuple[Passage, ...] = ()
    """Answers to an exhibit that has nothing to do with the claim: one for each wild try, in turn."""
    gap: tuple[Passage, ...] = ()
    """The answer when somebody sets an exhibit against a gap of memory, where the claim has none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere in the story. A place is written as its name."""

    shorthand: ClassVar[str] = "name"

    name: Line
    """What the status line calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A sensitive topic that a passage can touch. A topic is written as its name."""

    shorthand: ClassVar[str] = "name"

    name: Line
    """What the content settings call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is true or not. A fact is written as the sentence that it stands for."""

    shorthand: ClassVar[str] = "means"

    means: Line
    """The sentence, for authors and for messages; players do not see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A bounded number."""

    name: Line
    """What it counts."""
    from_: int = 0
    """The least value."""
    to: int
    """The greatest value."""
    start: int = 0
    """The value at the start of the play."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCondition:
    """A condition with a name, to be used by that name. It is written as the condition."""

    shorthand: ClassVar[str] = "holds_when"

    holds_when: Condition
    """The condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A part of the story. An episode is written as its title."""

    shorthand: ClassVar[str] = "title"

    title: Line
    """Its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A thing or a document that can be found."""

    name: Line
    """What the casebook calls it."""
    finding: Line
    """The one narrow sentence that it establishes."""
    document: Verbatim
    """The thing itself, line for line as it looks; nothing in it is read as anything but text."""
    bears_on: tuple[MomentRef, ...] = ()
    """The moments beside which the accounts table shows the finding."""
    asks: Line | None = None
    """What the player says on laying it down, where the claim has no words of its own for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A row of the accounts table. A moment is written as its name."""

    shorthand: ClassVar[str] = "name"

    name: Line
    """What the row is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Effects):
    """What follows when a claim is set against one exhibit."""

    asks: Line | None = None
    """What the player says."""
    when: Condition | None = None
    """Holds only under this condition; else the pair is answered like one that has no answer."""
    passage: tuple[Passage, ...]
    """What the teller answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Other words for a claim, chosen by what holds when it is told."""

    when: Condition
    """The words are chosen if this holds; of several, the first."""
    says: Line
    """The words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of an account, about one moment."""

    moment: MomentRef | None = None
    """The moment it is about; else the moment that has the claim's own name."""
    says: Line
    """The sentence, in the teller's words."""
    told_as: tuple[Told, ...] = ()
    """Other words, by what the teller has been shown or what else holds when the account is told."""
    later: bool = False
    """Not told with its account, only by a `hear` of its own."""
    because: tuple[ExhibitRef, ...] = ()
    """What made the teller change it, compared with the account that this one revises."""
    protected: bool = False
    """True and never doubted: no confrontation can pick it."""
    gap: bool = False
    """A gap of memory, not a lie: to confront it is always a mistake."""
    supported_by: tuple[EvidenceRef, ...] = ()
    """Evidence that supports the whole of the sentence."""
    broken_by: Mapping[ExhibitRef, Answer] = field(default_factory=dict)
    """Exhibits that contradict it, each with what follows."""
    answered: Mapping[ExhibitRef, Answer] = field(default_factory=dict)
    """Exhibits that seem to contradict it and do not, each with what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One telling by one teller."""

    teller: PersonRef
    """Who tells it."""
    title: Line
    """What the table calls it."""
    revises: AccountRef | None = None
    """The earlier account that this one takes the place of."""
    opens_when: Condition | None = None
    """When the teller can be brought to tell it; conditions read it as `ready(account)`."""
    keeps: tuple[ClaimRef, ...] = ()
    """Claims of the revised account that still stand in this one, word for word."""
    claims: Mapping[Annotated[str, Defines("claims", inside=True)], Claim] = field(default_factory=dict)
    """Its claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A way in which the story ends. An ending is written as its title."""

    shorthand: ClassVar[str] = "title"

    title: Line
    """Its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the story is: the section `story`, which stands in one file only."""

    id: str
    """A name for saves; never changed after publication."""
    title: Line
    """The title."""
    start: SceneRef
    """The first scene."""
    player: PersonRef | None = None
    """Who the player is."""
    note: Prose | None = None
    """The content note, shown before the first scene."""
    note_details: Prose | None = None
    """The detailed content note, which may give things away; shown on request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The sections of a story. Each may stand in any file and in as many files as the author likes."""

    story: Header | None = None
    """What the story is; needed once."""
    topics: Mapping[Annotated[str, Defines("topics")], Topic] = field(default_factory=dict)
    """Sensitive topics."""
    people: Mapping[Annotated[str, Defines("people")], Person] = field(default_factory=dict)
    """The people."""
    places: Mapping[Annotated[str, Defines("places")], Place] = field(default_factory=dict)
    """The places."""
    episodes: Mapping[Annotated[str, Defines("episodes")], Episode] = field(default_factory=dict)
    """The parts, in their order."""
    facts: Mapping[Annotated[str, Defines("facts")], Fact] = field(default_factory=dict)
    """Things that become true."""
    numbers: Mapping[Annotated[str, Defines("numbers")], Number] = field(default_factory=dict)
    """Bounded numbers."""
    conditions: Mapping[Annotated[str, Defines("conditions")], NamedCondition] = field(default_factory=dict)
    """Named conditions."""
    evidence: Mapping[Annotated[str, Defines("evidence")], Evidence] = field(default_factory=dict)
    """Evidence."""
    moments: Mapping[Annotated[str, Defines("moments")], Moment] = field(default_factory=dict)
    """The moments of the night, in their order."""
    accounts: Mapping[Annotated[str, Defines("accounts")], Account] = field(default_factory=dict)
    """Accounts."""
    leads: Mapping[Annotated[str, Defines("leads")], Lead] = field(default_factory=dict)
    """Lines of inquiry, in their order."""
    scenes: Mapping[Annotated[str, Defines("scenes")], Scene] = field(default_factory=dict)
    """Scenes."""
    endings: Mapping[Annotated[str, Defines("endings")], Ending] = field(default_factory=dict)
    """Endings."""
