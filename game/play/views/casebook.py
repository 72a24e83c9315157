"""The casebook: evidence, people, leads, and the accounts table."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from game.words import say, to_say


class EvidenceEntry(Struct, frozen=True):
    """A piece of evidence in the casebook. `document` is verbatim lines, to be shown in a fixed-width frame."""

    id: str
    name: str
    finding: str
    document: tuple[str, ...]
    shown_to: tuple[str, ...] = ()


class Mark(Enum):
    """What the casebook says of a claim; always true."""

    OPEN = to_say("open", context="mark")
    SUPPORTED = to_say("supported", context="mark")
    CONTRADICTED = to_say("contradicted", context="mark")
    DROPPED = to_say("no longer said", context="mark")

    @property
    def words(self) -> str:
        """What it is called."""
        return say(self.value, context="mark")


class PersonEntry(Struct, frozen=True):
    """Somebody the player has met, and what is known."""

    id: str
    name: str
    known: tuple[str, ...]
    since: tuple[str, ...] = ()
    """For each thing known, the turn and the place at which it became known; empty if nobody looked."""


class LeadEntry(Struct, frozen=True):
    """A line of inquiry of the present episode, and whether it has been followed."""

    text: str
    followed: bool
    locked: str | None = None


class ClaimEntry(Struct, frozen=True):
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

    @property
    def stands(self) -> bool:
        """Whether the teller still says so, and nothing contradicts it."""
        return self.mark in (Mark.OPEN, Mark.SUPPORTED)


class Column(Struct, frozen=True):
    """An account in the table."""

    id: str
    teller: str
    title: str
    number: int
    is_own: bool = False
    """Whether the player told it."""


class Row(Struct, frozen=True):
    """A moment in the table: for each column the claims about it, and what the evidence says of it."""

    moment: str
    cells: tuple[tuple[ClaimEntry, ...], ...]
    evidence: tuple[EvidenceEntry, ...]


class AccountsTable(Struct, frozen=True):
    """The moments of the night, and what each account and the evidence say of them. Empty until there is an account."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    newest: int = -1
    """The number of the column that was heard last; -1 if nobody looked."""


class NightEntry(Struct, frozen=True):
    """Something that the evidence puts at an hour. `minute` counts from the earliest hour of the story."""

    minute: int
    at: str
    until: str
    """Where it is a stretch of time: its end; else empty."""
    what: str
    evidence: str
    """The name of the evidence that says so."""
    length: int = 0
    """How many minutes lie between `at` and `until`."""


class Casebook(Struct, frozen=True):
    """All that the player has gathered, in the story's order; the night in the order of its hours."""

    evidence: tuple[EvidenceEntry, ...]
    people: tuple[PersonEntry, ...]
    leads: tuple[LeadEntry, ...]
    table: AccountsTable
    night: tuple[NightEntry, ...] = ()


class Exhibit(Struct, frozen=True):
    """Something to set against a claim: evidence, or another claim. `detail` is its finding, or its sentence.

    Of a claim, `teller` says whose it is, and `stands` whether it is neither contradicted nor replaced.
    """

    id: str
    name: str
    detail: str
    is_claim: bool = False
    teller: str = ""
    stands: bool = True
