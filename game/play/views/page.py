"""The page of a turn, and the confrontation."""

from __future__ import annotations

from collections import Counter
from enum import Enum

from msgspec import Struct

from game.play.moves import Move
from game.play.views.casebook import ClaimEntry, EvidenceEntry, Exhibit
from game.play.views.text import Paragraph
from game.words import say, say_count, to_say


class Heading(Struct, frozen=True, gc=False):
    """The beginning of a scene. Any part may be empty."""

    title: str
    place: str
    hour: str


class EpisodeHeading(Struct, frozen=True, gc=False):
    """The beginning of an episode: its number from 1, and its title."""

    number: int
    title: str


class Prose(Struct, frozen=True, gc=False):
    """A passage. `topics` names the sensitive topics that it touches; `summary` is what may be shown instead."""

    paragraphs: tuple[Paragraph, ...]
    topics: tuple[str, ...] = ()
    summary: tuple[Paragraph, ...] = ()


class Asked(Struct, frozen=True):
    """What the player said in a confrontation: the claim as the teller told it, the exhibit's name, the words."""

    claim: str
    exhibit: str
    words: str


class Found(Struct, frozen=True):
    """Evidence that this turn put into the casebook."""

    evidence: EvidenceEntry


class ChangeKind(Enum):
    """What happened to a claim on a turn."""

    NEW = to_say("new", context="mark")
    KEPT = to_say("kept", context="mark")
    CHANGED = to_say("changed", context="mark")
    DROPPED = to_say("no longer said", context="mark")
    CONTRADICTED = to_say("contradicted", context="mark")
    SUPPORTED = to_say("supported", context="mark")
    REOPENED = to_say("open again", context="mark")

    @property
    def words(self) -> str:
        """What it is called."""
        return say(self.value, context="mark")


_TOLD = {ChangeKind.NEW, ChangeKind.KEPT, ChangeKind.CHANGED, ChangeKind.DROPPED}
"""What happens to claims when their teller tells."""

_MOST_AT_ONCE = 3


class Change(Struct, frozen=True):
    """What happened to one claim: its moment, what was said before and after (either may be empty), because of what."""

    kind: ChangeKind
    teller: str
    moment: str
    before: str
    after: str
    because: tuple[str, ...] = ()


class Changed(Struct, frozen=True):
    """What this turn did to the accounts. `title` says whose, or which account is new."""

    title: str
    changes: tuple[Change, ...]

    @property
    def is_long(self) -> bool:
        """Whether it is more than a page is interrupted for, as where an account is heard: then the summary is told."""
        told = sum(change.kind in _TOLD for change in self.changes)
        return told > 1 or len(self.changes) > _MOST_AT_ONCE

    @property
    def summary(self) -> str:
        """How many sentences fared how, in one line."""
        counted = Counter(change.kind for change in self.changes)
        kinds = [kind for kind in (ChangeKind.CHANGED, *ChangeKind) if kind in counted]
        return f"{self.title}: {', '.join(f'{counted[kind]} {kind.words}' for kind in dict.fromkeys(kinds))}"


class Noted(Struct, frozen=True):
    """What the player has written down: the question, and the answer, empty if it was struck out."""

    question: str
    answer: str


class Ended(Struct, frozen=True):
    """The story is over: the titles of the ending and of its coda, if it has one."""

    title: str
    coda: str = ""


Item = EpisodeHeading | Heading | Prose | Asked | Found | Changed | Noted | Ended
"""One thing on a page, in the order in which it is read."""


class Option(Struct, frozen=True, gc=False):
    """A move offered now. With `locked`, the reason why it cannot be made; `taken` if it has been made before.

    `number` counts the moves that can be made, from 1: what the player types; None for a locked one.
    """

    move: Move
    text: str
    number: int | None
    locked: str | None = None
    taken: bool = False
    lead: bool = False


class Status(Struct, frozen=True, gc=False):
    """Where the player is. `turn` counts the moves made.

    `confront` names who can be confronted here, if there is something of theirs to set against something.
    """

    story: str
    episode: str
    place: str
    hour: str
    turn: int
    confront: str | None = None
    over: bool = False


class Page(Struct, frozen=True, gc=False):
    """One turn as it is shown: what happened, and what can be done."""

    status: Status
    items: tuple[Item, ...]
    options: tuple[Option, ...]


class Confrontation(Struct, frozen=True):
    """Who can be confronted, with the claims and what can be set against them.

    The claims keep their places for as long as the visit lasts: those that no longer stand cannot be picked any more,
    and what is told meanwhile comes last.
    `patience` says how many more tries that lead nowhere the teller will bear in this visit; `guide` is a word of help,
    or empty; `tried` has the claims and exhibits, by their ids, that have been set against one another in this play.
    """

    teller: str
    patience: int
    guide: tuple[Paragraph, ...]
    claims: tuple[ClaimEntry, ...]
    exhibits: tuple[Exhibit, ...]
    tried: frozenset[tuple[str, str]] = frozenset()

    @property
    def tries(self) -> str:
        """What the teller will still bear, in words."""
        if self.patience == 0:
            return say("Patience: no more tries that lead nowhere")
        return say_count(
            self.patience,
            "Patience: one more try that leads nowhere",
            "Patience: {number} more tries that lead nowhere",
        )

    def is_spent(self, claim: str) -> bool:
        """Whether all that there is has been set against a claim."""
        others = [exhibit.id for exhibit in self.exhibits if exhibit.id != claim]
        return bool(others) and all((claim, exhibit) in self.tried for exhibit in others)

    @property
    def papers(self) -> tuple[Exhibit, ...]:
        """What has been found."""
        return tuple(exhibit for exhibit in self.exhibits if not exhibit.is_claim)

    def said(self, claim: str) -> tuple[tuple[str, tuple[Exhibit, ...]], ...]:
        """What was said, but for the claim that is confronted: groups, each with its heading; none is empty."""
        others = [exhibit for exhibit in self.exhibits if exhibit.is_claim and exhibit.id != claim]
        own = [exhibit for exhibit in others if exhibit.teller == self.teller]
        groups = (
            (say("What {teller} says now", teller=self.teller), tuple(exhibit for exhibit in own if exhibit.stands)),
            (
                say("What {teller} said before", teller=self.teller),
                tuple(exhibit for exhibit in own if not exhibit.stands),
            ),
            (say("What others said"), tuple(exhibit for exhibit in others if exhibit not in own)),
        )
        return tuple(group for group in groups if group[1])
