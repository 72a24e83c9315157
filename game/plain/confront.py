"""The confrontation in plain mode: which sentence, against what, and then whether it is said."""

from __future__ import annotations

from game.plain import lines
from game.plain.console import Console
from game.play.moves import Confront
from game.play.session import Session
from game.play.views import ClaimEntry, Confrontation, Exhibit
from game.words import say


def confront(console: Console, session: Session) -> Confront | None:
    """Asks for a sentence and for something to set against it; None if the player steps back from it to the story."""
    view = session.confrontation()
    if view is None:
        console.say([say("There is nobody here to confront.")])
        return None
    if not any(claim.stands for claim in view.claims) or not view.exhibits:
        console.say([say("There is nothing of {teller}'s to set against anything now.", teller=view.teller)])
        return None
    while (claim := _claim(console, view)) is not None:
        while (exhibit := _exhibit(console, view, claim)) is not None:
            move = Confront(claim.id, exhibit.id)
            console.say(lines.wrap(say("You will begin: {words}", words=session.opening(*move))))
            console.say([f"1. {say('Say it.')}"])
            if console.pick(1) is not None:
                return move
    console.say(["", *lines.offer_lines(session.page())])
    return None


def _claim(console: Console, view: Confrontation) -> ClaimEntry | None:
    """A sentence that still stands."""
    console.say(lines.claims_lines(view))
    while True:
        picked = console.pick(len(view.claims), say("go back to the story"), lines.claim_texts(view))
        if picked is None or view.claims[picked].stands:
            return None if picked is None else view.claims[picked]
        console.say(lines.wrap(lines.claim_sentence(view.claims[picked])))


def _exhibit(console: Console, view: Confrontation, claim: ClaimEntry) -> Exhibit | None:
    """Something found; or, from a list of its own, something that was said."""
    papers, groups = view.papers, view.said(claim.id)
    said = [exhibit for _, exhibits in groups for exhibit in exhibits]
    if not papers and not said:
        console.say([say("You have nothing that could be set against it.")])
        return None
    while True:
        console.say(lines.paper_lines(view, claim.id, len(said)))
        picked = console.pick(len(papers) + bool(said), texts=lines.paper_texts(view, claim.id))
        if picked is None:
            return None
        if picked < len(papers):
            return papers[picked]
        console.say(lines.said_lines(view, claim.id))
        texts = lines.said_texts(view, claim.id)
        picked = console.pick(len(said), say("go back to what you have found"), texts)
        if picked is not None:
            return said[picked]
