"""The confrontation in three steps: which claim, against what, and what will be said."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from game.play.views import ClaimEntry, Confrontation, Exhibit, Mark
from game.tui.draw.parts import draw_beyond, draw_labelled, draw_own_words, draw_paragraphs, numbered, quoted
from game.tui.galley import Galley
from game.tui.theme import Role
from game.tui.typeset import Run
from game.words import say, say_count, to_say

STEPS = (to_say("Which sentence?"), to_say("Against what?"), to_say("Say it?"))


class Sentences(Struct, frozen=True):
    """The target that opens the list of what was said."""


class Say(Struct, frozen=True):
    """The target that commits."""


class StepBack(Struct, frozen=True):
    """The target that does not."""


def draw_claims(view: Confrontation, galley: Galley) -> Galley:
    """Step 1: the claims that can be picked, by account."""
    galley.blank()
    if view.guide:
        draw_paragraphs(galley, view.guide, Role.ASIDE)
    if not view.claims:
        galley.gap()
        galley.flow([Run(say("There is nothing that could be picked."), Role.ASIDE)])
    account = None
    for number, claim in enumerate(view.claims):
        if claim.account != account:
            account = claim.account
            galley.gap()
            galley.flow([Run(f"{claim.teller} {galley.glyphs.dot} {account}", Role.ASIDE)])
        with galley.target(claim.id):
            _draw_claim(galley, claim, number, is_spent=claim.stands and view.is_spent(claim.id))
    draw_beyond(galley, len(view.claims))
    galley.blank()
    return galley


def _draw_claim(galley: Galley, claim: ClaimEntry, number: int, *, is_spent: bool) -> None:
    """A claim; its mark in words, unless it is open like most that can be picked; and whether anything is left."""
    says = quoted(galley, claim.says, Role.INK if claim.stands else Role.QUIET)
    moment = Run(claim.moment, Role.STRONG if claim.stands else Role.QUIET)
    runs = [moment, Run(f" {galley.glyphs.dash} ", Role.QUIET), says]
    if claim.mark is not Mark.OPEN:
        by = say(" by {names}", names=", ".join(claim.by)) if claim.by else ""
        runs.append(Run(f" {galley.glyphs.mark(claim.mark)} {claim.mark.words}{by}", Role.QUIET))
    if is_spent:
        runs.append(Run(f"  {galley.glyphs.dot} {say('nothing new to set against it')}", Role.ASIDE))
    galley.flow(runs, indent=4, first=numbered(number))


def draw_exhibits(view: Confrontation, claim: ClaimEntry, galley: Galley) -> Galley:
    """Step 2: what has been found and can be set against it; and the way to what was said."""
    galley.blank()
    draw_labelled(galley, say("Sentence"), [quoted(galley, claim.says)])
    papers = view.papers
    sentences = sum(len(exhibits) for _, exhibits in view.said(claim.id))
    _draw_group(galley, say("What you have found"), papers, 0, _tried(view, claim))
    if sentences:
        galley.gap()
        with galley.target(Sentences()):
            counted = say_count(sentences, "{number} sentence", "{number} sentences")
            words = [Run(say("Something that was said")), Run(f"  {galley.glyphs.dot} {counted}", Role.ASIDE)]
            galley.flow(words, indent=4, first=numbered(len(papers)))
    if not papers and not sentences:
        galley.gap()
        galley.flow([Run(say("You have nothing that could be set against it."), Role.ASIDE)])
    draw_beyond(galley, len(papers) + bool(sentences))
    galley.blank()
    return galley


def draw_sentences(view: Confrontation, claim: ClaimEntry, galley: Galley) -> Galley:
    """Step 2, the other list: what was said, in groups."""
    galley.blank()
    draw_labelled(galley, say("Sentence"), [quoted(galley, claim.says)])
    number = 0
    for title, exhibits in view.said(claim.id):
        _draw_group(galley, title, exhibits, number, _tried(view, claim))
        number += len(exhibits)
    draw_beyond(galley, number)
    galley.blank()
    return galley


def _tried(view: Confrontation, claim: ClaimEntry) -> set[str]:
    """What has been set against the claim before."""
    return {exhibit for against, exhibit in view.tried if against == claim.id}


def _draw_group(galley: Galley, title: str, exhibits: Sequence[Exhibit], start: int, tried: set[str]) -> None:
    if not exhibits:
        return
    galley.gap()
    galley.flow([Run(title, Role.ASIDE)])
    for number, exhibit in enumerate(exhibits, start):
        detail = quoted(galley, exhibit.detail, Role.QUIET) if exhibit.is_claim else Run(exhibit.detail, Role.QUIET)
        with galley.target(exhibit.id):
            runs = [Run(exhibit.name, Role.STRONG), Run(f" {galley.glyphs.dash} ", Role.QUIET), detail]
            if exhibit.id in tried:
                runs.append(Run(f"  {galley.glyphs.dot} {say('tried before')}", Role.ASIDE))
            galley.flow(runs, indent=4, first=numbered(number))


def draw_question(view: Confrontation, claim: ClaimEntry, exhibit: Exhibit, words: str, galley: Galley) -> Galley:
    """Step 3: what will be said, before it is."""
    galley.blank()
    draw_labelled(galley, say("Sentence"), [quoted(galley, claim.says, Role.EMPHASIS)])
    draw_labelled(galley, say("Against"), [Run(exhibit.name, Role.ACCENT)])
    galley.gap()
    galley.rule()
    galley.blank()
    draw_own_words(galley, words)
    galley.blank()
    galley.rule()
    with galley.target(Say()):
        galley.flow([Run(say("Say it to {teller}.", teller=view.teller))], indent=4, first=numbered(0))
    with galley.target(StepBack()):
        galley.flow([Run(say("No. Set something else against it."))], indent=4, first=numbered(1))
    galley.blank()
    return galley
