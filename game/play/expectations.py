"""What a playthrough expects, held against where a play stands."""

from __future__ import annotations

from collections.abc import Iterator

from game.play.session import Session
from game.play.views import Asked, Changed, Ended, EpisodeHeading, Found, Heading, Item, Mark, Noted, Page, Prose
from game.story.conditions import Condition
from game.story.diagnostics import suggestion
from game.story.source import Place, Source
from game.story.tree import Text

MARKS = {mark.value: mark for mark in Mark}
"""The marks that a claim can have, and the one word for a claim that the player has not heard."""

UNHEARD = "unheard"


class Unmet(Exception):
    """Something expected that is not so: where, what was found instead, and whether it can be asked at all."""

    def __init__(self, place: Place, reason: str, *, is_askable: bool = True) -> None:
        super().__init__(reason)
        self.place, self.reason, self.is_askable = place, reason, is_askable


def meet(session: Session, kind: str, words: str, place: Place) -> None:
    """Raises Unmet if what is expected is not so, at the place of its words."""
    match kind:
        case "condition":
            _meet_condition(session, words, place)
        case "text":
            if tidy(words) not in page_text(session.page()):
                raise Unmet(place, f"“{words}” is not on this page")
        case "no text":
            if tidy(words) in page_text(session.page()):
                raise Unmet(place, f"“{words}” is on this page")
        case "mark":
            _meet_mark(session, words, place)
        case _:
            _meet_scene(session, kind, words, place)


def _meet_condition(session: Session, words: str, place: Place) -> None:
    text = Text(
        words,
        Source(place.path, "\n" * (place.line - 1) + " " * (place.column - 1) + words),
        place.line - 1,
        place.column - 1,
        None,
    )
    from game.story.checks.names import check_condition  # noqa: PLC0415 - play itself needs no reader of stories

    for diagnostic in check_condition(text, session.rules.story.defined):
        raise Unmet(diagnostic.place, diagnostic.words, is_askable=False)
    if not session.rules.guard(Condition(words))(session.state.memory):
        raise Unmet(place, f"“{words}” does not hold here")


def _meet_mark(session: Session, words: str, place: Place) -> None:
    claim, _, mark = words.partition(" ")
    mark = tidy(mark)
    claims = session.rules.story.claims
    if claim not in claims:
        raise Unmet(place, f"there is no claim “{claim}”{suggestion(claim, claims)}", is_askable=False)
    if mark not in (*MARKS, UNHEARD):
        known = ", ".join((*MARKS, UNHEARD))
        raise Unmet(place, f"after the claim stands one of its marks: {known}", is_askable=False)
    if (found := mark_of(session, claim)) != mark:
        raise Unmet(place, f"expected “{claim}” to be {mark}, and it is {found}")


def _meet_scene(session: Session, kind: str, words: str, place: Place) -> None:
    found = where(session)[kind]
    if found is None and not session.over:
        scene = session.state.scene
        raise Unmet(place, f"expected the {kind} “{words}”, and the story is not over: this is the scene “{scene}”")
    if found != words:
        is_so = f"it is “{found}”" if found else f"this ending has no {kind}"
        raise Unmet(place, f"expected the {kind} “{words}”, and {is_so}")


def where(session: Session) -> dict[str, str | None]:
    """Where a play stands: its scene, and its ending and coda if it is over."""
    scene = session.rules.story.scenes[session.state.scene]
    return {"scene": session.state.scene, "ending": scene.ending, "coda": scene.coda}


def mark_of(session: Session, claim: str) -> str:
    """The mark of a claim in words, or that it is unheard."""
    if not session.state.memory & session.rules.claim(claim).heard:
        return UNHEARD
    return session.mark(claim).value


def tidy(text: str) -> str:
    """A text with single blanks."""
    return " ".join(text.split())


def page_text(page: Page) -> str:
    """Everything that stands on a page, in one line."""
    return tidy(" ".join(texts_of(page)))


def texts_of(page: Page) -> Iterator[str]:
    """Every text on a page, and the sentences that it only counts where an account is heard."""
    for item in page.items:
        yield from filter(None, _texts_in(item))
    for option in page.options:
        yield from filter(None, (option.text, option.locked))


def _texts_in(item: Item) -> Iterator[str]:
    """Every text of one thing on a page; some may be empty."""
    match item:
        case EpisodeHeading(_, title):
            yield title
        case Heading(title, place, hour):
            yield from (title, place, hour)
        case Prose(paragraphs):
            yield from (paragraph.text for paragraph in paragraphs)
        case Asked(claim, exhibit, words):
            yield from (claim, exhibit, words)
        case Found(evidence):
            yield from (evidence.name, evidence.finding, *evidence.document)
        case Changed(title, changes):
            yield title
            for change in changes:
                yield from (change.moment, change.before, change.after, *change.because)
        case Noted(question, answer):
            yield from (question, answer)
        case Ended(title, coda):
            yield from (title, coda)
