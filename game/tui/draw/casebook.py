"""The parts of the casebook that are lists: evidence, people and leads, and what stands beside them."""

from __future__ import annotations

from game.play.views import Casebook, EvidenceEntry, LeadEntry, PersonEntry
from game.tui.draw.parts import draw_evidence
from game.tui.galley import Galley
from game.tui.glyphs import Glyphs
from game.tui.theme import Role
from game.tui.typeset import Run
from game.words import say, to_say

EMPTY = {
    "evidence": to_say("Nothing yet. What you find is kept here, with its documents."),
    "people": to_say("Nobody yet. Whoever you meet is kept here, with what you know."),
    "accounts": to_say(
        "Nobody has given an account yet. When somebody does, what they say stands here, moment by moment."
    ),
    "leads": to_say("Nothing to follow up just now."),
}


def narrow_column(width: int, glyphs: Glyphs) -> Galley:
    """A column for a list or a pane: the whole width, with room for the pointer."""
    left = 3 if width >= 20 else 1 if width > 4 else 0
    return Galley(width, left, min(72, width - left - 2), glyphs)


def draw_empty(galley: Galley, part: str) -> Galley:
    """A word where there is nothing."""
    galley.blank()
    galley.flow([Run(say(EMPTY[part]), Role.ASIDE)])
    return galley


def draw_evidence_list(casebook: Casebook, galley: Galley) -> Galley:
    """Evidence by name; what has been shown to somebody says so."""
    if not casebook.evidence:
        return draw_empty(galley, "evidence")
    galley.blank()
    for entry in casebook.evidence:
        words = f"{galley.glyphs.dot} {say('shown to {names}', names=', '.join(entry.shown_to))}".replace(" ", "\u00a0")
        shown = Run(f"  {words}" if entry.shown_to else "", Role.ASIDE)
        with galley.target(entry.id):
            galley.flow([Run(entry.name), shown])
    galley.blank()
    return galley


def draw_evidence_pane(entry: EvidenceEntry | None, galley: Galley) -> Galley:
    """The document under the pointer."""
    galley.blank()
    if entry is not None:
        draw_evidence(galley, entry)
        galley.blank()
    return galley


def draw_people_list(casebook: Casebook, galley: Galley) -> Galley:
    """People by name."""
    if not casebook.people:
        return draw_empty(galley, "people")
    galley.blank()
    for person in casebook.people:
        with galley.target(person.id):
            galley.flow([Run(person.name)])
    galley.blank()
    return galley


def draw_person_pane(person: PersonEntry | None, galley: Galley) -> Galley:
    """What is known of somebody."""
    galley.blank()
    if person is None:
        return galley
    galley.flow([Run(person.name, Role.TITLE)])
    for number, fact in enumerate(person.known):
        galley.gap()
        galley.flow([Run(fact)])
        if since := person.since[number : number + 1]:
            galley.flow([Run(say("since {when}", when=since[0]), Role.ASIDE)])
    galley.blank()
    return galley


def draw_leads(casebook: Casebook, galley: Galley) -> Galley:
    """Leads, with what has become of each in a word."""
    if not casebook.leads:
        return draw_empty(galley, "leads")
    galley.blank()
    for lead in casebook.leads:
        _draw_lead(lead, galley)
    galley.blank()
    galley.flow([Run(say("You follow a lead from the scene, where it is an option."), Role.ASIDE)])
    return galley


def _draw_lead(lead: LeadEntry, galley: Galley) -> None:
    glyphs = galley.glyphs
    if lead.followed:
        words, sign, role = say("followed"), glyphs.supported, Role.QUIET
    elif lead.locked is not None:
        words, sign, role = lead.locked or say("not now"), glyphs.dash, Role.QUIET
    else:
        words, sign, role = say("open", context="lead"), glyphs.open, Role.INK
    first = (Run(f"{sign} ", Role.ACCENT),)
    galley.flow([Run(lead.text, role), Run(f"  {glyphs.dot} {words}", Role.ASIDE)], indent=2, first=first)
