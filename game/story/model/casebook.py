"""What is told and found: people, evidence, moments, accounts with their claims, and confrontations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from msgspec import Struct, field

from game.story.conditions import Condition
from game.story.kinds import Clock, Defines, Line, Verbatim
from game.story.model.references import AccountRef, ClaimRef, EvidenceRef, ExhibitRef, MomentRef, PersonRef
from game.story.model.scenes import Effects, Passage
from game.story.speech import in_capitals


class Known(Struct, frozen=True, kw_only=True):
    """Something known about a person."""

    shorthand: ClassVar[str] = "text"

    text: Line
    """One sentence."""
    when: Condition | None = None
    """Known only if this holds."""


class Person(Struct, frozen=True, kw_only=True):
    """Somebody in the story."""

    name: Line
    """The whole name."""
    called: Line | None = None
    """What stands before what the person says; else the first word of the name."""
    known: tuple[Known, ...] = ()
    """What the casebook says about the person, as it becomes known."""
    patience: int = 2
    """How many wild confrontations the person bears in one visit: one at the least, also with 0."""
    wild: tuple[Passage, ...] = ()
    """Answers to an exhibit that has nothing to do with the claim: one for each wild try, in turn."""
    gap: tuple[Passage, ...] = ()
    """The answer when somebody sets an exhibit against a gap of memory, where the claim has none of its own."""
    asks: Line | None = None
    """What the player says on laying a claim beside one of this person's, where nothing is written for the two."""

    @property
    def short_name(self) -> str:
        """What the person is called."""
        return self.called or self.name.split()[0]

    @property
    def speaker(self) -> str:
        """The capitals that stand before what the person says."""
        return in_capitals(self.short_name)


class Hour(Struct, frozen=True, kw_only=True):
    """Something that evidence puts at an hour of the night: an entry of its time line."""

    at: Clock
    """When: hours and minutes, as in `00:58`."""
    until: Clock | None = None
    """The end, where it is a stretch of time."""
    what: Line
    """What the evidence says happened then, in a few words."""


class Evidence(Struct, frozen=True, kw_only=True):
    """A thing or a document that can be found."""

    name: Line
    """What the casebook calls it."""
    finding: Line
    """The one narrow sentence that it establishes."""
    document: Verbatim
    """The thing itself, line for line as it looks; nothing in it is read as anything but text."""
    bears_on: tuple[MomentRef, ...] = ()
    """The moments beside which the accounts table shows the finding."""
    times: tuple[Hour, ...] = ()
    """What it puts at an hour; the casebook draws the night from it. The widest gap between all hours is the day."""
    asks: Line | None = None
    """What the player begins with on laying it down, whatever it is set against; else its finding."""
    asks_again: Line | None = None
    """The same to somebody who has seen it before; else that is said as if it were new."""


class Moment(Struct, frozen=True, kw_only=True):
    """A row of the accounts table. A moment is written as its name."""

    shorthand: ClassVar[str] = "name"

    name: Line
    """What the row is called."""


class Answer(Effects, frozen=True, kw_only=True):
    """What follows when a claim is set against one exhibit."""

    asks: Line | None = None
    """What the player goes on to say: read only when it has been said, for it tells that there is an answer."""
    when: Condition | None = None
    """Holds only under this condition; else the pair is answered like one that has no answer."""
    passage: tuple[Passage, ...] = ()
    """What the teller answers; nothing for a pair that no confrontation can put."""


class Told(Struct, frozen=True, kw_only=True):
    """Other words for a claim, chosen by what holds when it is told."""

    when: Condition
    """The words are chosen if this holds; of several, the first."""
    says: Line
    """The words."""


class Claim(Struct, frozen=True, kw_only=True):
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


class Confrontations(Struct, frozen=True, kw_only=True):
    """More answers for a claim, written apart from it: by episode, or beside the evidence."""

    broken_by: Mapping[ExhibitRef, Answer] = field(default_factory=dict)
    """Exhibits that contradict it, each with what follows."""
    answered: Mapping[ExhibitRef, Answer] = field(default_factory=dict)
    """Exhibits that seem to contradict it and do not, each with what follows."""


class Account(Struct, frozen=True, kw_only=True):
    """One telling by one teller."""

    teller: PersonRef
    """Who tells it."""
    title: Line
    """What the table calls it."""
    revises: AccountRef | None = None
    """The earlier account that this one takes the place of."""
    opens_when: Condition | None = None
    """When the teller can be brought to tell it. It opens nothing by itself: what tells the account asks for
    `ready(account)`."""
    keeps: tuple[ClaimRef, ...] = ()
    """Claims of the accounts that this one revises, by way of others or not, that still stand in it, word for word.
    A new claim about the same moment stands beside them."""
    claims: Mapping[Annotated[str, Defines("claims", inside=True)], Claim] = field(default_factory=dict)
    """Its claims."""
