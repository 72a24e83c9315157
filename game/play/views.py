"""What a front end shows: plain values, derived from a state, that no front end needs the story to read.

A view holds text and the moves that can be made, never markup, colour or layout. Both front ends draw the same views;
what one of them can show, the other can.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from game.play.moves import Move


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words in one voice."""

    text: str
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of narration, or, with a speaker, of speech."""

    spans: tuple[Span, ...]
    speaker: str | None = None

    @property
    def text(self) -> str:
        """The words alone, without the speaker."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a scene. Any part may be empty."""

    title: str
    place: str
    hour: str


@dataclass(frozen=True, slots=True)
class EpisodeHeading:
    """The beginning of an episode: its number from 1, and its title."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage. `topics` names the sensitive topics that it touches; `summary` is what may be shown instead."""

    paragraphs: tuple[Paragraph, ...]
    topics: tuple[str, ...] = ()
    summary: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the player said in a confrontation: the claim as the teller told it, the exhibit's name, the words."""

    claim: str
    exhibit: str
    words: str


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """A piece of evidence in the casebook. `document` is verbatim lines, to be shown in a fixed-width frame."""

    id: str
    name: str
    finding: str
    document: tuple[str, ...]
    shown_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Evidence that this turn put into the casebook."""

    evidence: EvidenceEntry


class Mark(Enum):
    """What the casebook says of a claim; always true."""

    OPEN = "open"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    DROPPED = "no longer said"


class ChangeKind(Enum):
    """What happened to a claim on a turn."""

    NEW = "new"
    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "no longer said"
    CONTRADICTED = "contradicted"
    SUPPORTED = "supported"
    REOPENED = "open again"


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one claim: its moment, what was said before and after (either may be empty), because of what."""

    kind: ChangeKind
    teller: str
    moment: str
    before: str
    after: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """What this turn did to the accounts. `title` says whose, or which account is new."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The story is over: the ending's title."""

    title: str


Item = EpisodeHeading | Heading | Prose | Asked | Found | Changed | Ended
"""One thing on a page, in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Option:
    """A move offered now. With `locked`, the reason why it cannot be made; `taken` if it has been made before."""

    move: Move
    text: str
    locked: str | None = None
    taken: bool = False
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """Where the player is. `turn` counts the moves made; `confront` names who can be confronted here, or nobody."""

    story: str
    episode: str
    place: str
    hour: str
    turn: int
    confront: str | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One turn as it is shown: what happened, and what can be done."""

    status: Status
    items: tuple[Item, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Somebody the player has met, and what is known."""

    id: str
    name: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadEntry:
    """A line of inquiry of the present episode, and whether it has been followed."""

    text: str
    followed: bool
    locked: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim in the casebook.

    `by` names what contradicts or supports it. `kept` is true in an account that took the claim over from an earlier
    one; `changed` where it says something else than that account did, and then `because` names why.
    """

    id: str
    account: str
    teller: str
    moment: str
    says: str
    mark: Mark
    by: tuple[str, ...] = ()
    kept: bool = False
    changed: bool = False
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """An account in the table."""

    id: str
    teller: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """A moment in the table: for each column the claims about it, and what the evidence says of it."""

    moment: str
    cells: tuple[tuple[ClaimEntry, ...], ...]
    evidence: tuple[EvidenceEntry, ...]


@dataclass(frozen=True, slots=True)
class AccountsTable:
    """The moments of the night, and what each account and the evidence say of them. Empty until there is an account."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Casebook:
    """All that the player has gathered, in the story's order."""

    evidence: tuple[EvidenceEntry, ...]
    people: tuple[PersonEntry, ...]
    leads: tuple[LeadEntry, ...]
    table: AccountsTable


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something to set against a claim: evidence, or another claim. `detail` is its finding, or its sentence."""

    id: str
    name: str
    detail: str
    is_claim: bool = False


@dataclass(frozen=True, slots=True)
class Confrontation:
    """Who can be confronted, with the claims that can be picked and what can be set against them.

    `guide` is a word of help for a first time, or empty.
    """

    teller: str
    guide: tuple[Paragraph, ...]
    claims: tuple[ClaimEntry, ...]
    exhibits: tuple[Exhibit, ...]
