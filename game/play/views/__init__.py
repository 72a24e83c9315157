"""What a front end shows: plain values, derived from a state, that no front end needs the story to read.

A view holds text and the moves that can be made, never markup, colour or layout. Both front ends draw the same views;
what one of them can show, the other can.
"""

from __future__ import annotations

from game.play.views.casebook import (
    AccountsTable,
    Casebook,
    ClaimEntry,
    Column,
    EvidenceEntry,
    Exhibit,
    LeadEntry,
    Mark,
    NightEntry,
    PersonEntry,
    Row,
)
from game.play.views.notebook import EndingEntry, HintEntry, NumberEntry, QuestionEntry, TermEntry
from game.play.views.page import (
    Asked,
    Change,
    Changed,
    ChangeKind,
    Confrontation,
    Ended,
    EpisodeHeading,
    Found,
    Heading,
    Item,
    Noted,
    Option,
    Page,
    Prose,
    Status,
)
from game.play.views.text import Paragraph, Span

__all__ = [
    "AccountsTable",
    "Asked",
    "Casebook",
    "Change",
    "ChangeKind",
    "Changed",
    "ClaimEntry",
    "Column",
    "Confrontation",
    "Ended",
    "EndingEntry",
    "EpisodeHeading",
    "EvidenceEntry",
    "Exhibit",
    "Found",
    "Heading",
    "HintEntry",
    "Item",
    "LeadEntry",
    "Mark",
    "NightEntry",
    "Noted",
    "NumberEntry",
    "Option",
    "Page",
    "Paragraph",
    "PersonEntry",
    "Prose",
    "QuestionEntry",
    "Row",
    "Span",
    "Status",
    "TermEntry",
]
