"""Views as lines of text. No colour, no boxes: what is a table on the screen is read out as sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from game.play.views import (
    AccountsTable,
    Asked,
    Casebook,
    Change,
    Changed,
    ChangeKind,
    ClaimEntry,
    Confrontation,
    Ended,
    EpisodeHeading,
    EvidenceEntry,
    Exhibit,
    Found,
    Heading,
    Item,
    Mark,
    Noted,
    Option,
    Page,
    Paragraph,
    Prose,
)
from game.words import say, say_count

WIDTH = 72
_ENDS = (".", "?", "!", "…", "。", "\uff1f", "\uff01")
_CLOSING = "”’»«›‹“\"')*"
"""What may stand between the end of a sentence and that of its text."""


def wrap(text: str, first: str = "", other: str | None = None) -> list[str]:
    """The text as lines of the page's width; `first` stands before the first line, `other` before the rest.

    No word is broken: a path that is wider than the page is to be copied whole.
    """
    rest = " " * len(first) if other is None else other
    words = textwrap.TextWrapper(WIDTH, first, rest, break_on_hyphens=False, break_long_words=False)
    return words.wrap(text) or [first]


def as_sentence(text: str) -> str:
    """The text with a full stop behind it, unless something else ends it."""
    return text if text.rstrip(_CLOSING).endswith(_ENDS) else f"{text}."


def paragraph_lines(paragraph: Paragraph) -> list[str]:
    """A paragraph; what somebody says begins with the name. Emphasis stands between asterisks."""
    text = "".join(f"*{span.text}*" if span.emphasis else span.text for span in paragraph.spans)
    return wrap(f"{paragraph.speaker}: {text}" if paragraph.speaker else text)


def prose_lines(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Paragraphs with an empty line after each."""
    for paragraph in paragraphs:
        yield from paragraph_lines(paragraph)
        yield ""


def page_lines(page: Page) -> Iterator[str]:
    """What happened on a page."""
    for item in page.items:
        yield from item_lines(item)


def offer_lines(page: Page) -> Iterator[str]:
    """What can be done on a page."""
    yield from option_lines(page.options)
    if page.status.confront:
        yield say("x. Confront {teller}.", teller=page.status.confront)


def item_lines(item: Item) -> Iterator[str]:
    """One thing on a page, with an empty line after it."""
    match item:
        case EpisodeHeading(number, title):
            yield from (say("Episode {number}: {title}", number=number, title=title), "")
        case Heading(title, place, hour):
            yield from (" ".join(as_sentence(part) for part in (title, place, hour) if part), "")
        case Prose(paragraphs):
            yield from prose_lines(paragraphs)
        case Asked(_, exhibit, words):
            yield from (*wrap(say("You lay down: {exhibit}. You say: {words}", exhibit=exhibit, words=words)), "")
        case Found(evidence):
            yield say("New evidence: {name}", name=as_sentence(evidence.name))
            yield from document_lines(evidence)
            yield ""
        case Changed(title, changes):
            yield from (*(wrap(f"{item.summary}.") if item.is_long else change_lines(title, changes)), "")
        case Noted(question, answer):
            yield from (
                *wrap(say("You write down: {question} {answer}", question=question, answer=answer or say("Unknown."))),
                "",
            )
        case Ended(title, coda):
            yield from (say("The end: {title}", title=" ".join(as_sentence(one) for one in (title, coda) if one)), "")


def change_lines(title: str, changes: Sequence[Change]) -> Iterator[str]:
    """What happened to an account, sentence by sentence."""
    yield as_sentence(title)
    for change in changes:
        yield from wrap(change_sentence(change))


def document_lines(evidence: EvidenceEntry) -> Iterator[str]:
    """A piece of evidence whole: its document as it stands, and its finding."""
    yield say("The document begins.")
    yield from (f"    {line}".rstrip() for line in evidence.document)
    yield say("The document ends.")
    yield from wrap(say("What it establishes: {finding}", finding=evidence.finding))
    if evidence.shown_to:
        yield say("Shown to: {names}.", names=", ".join(evidence.shown_to))


def change_sentence(change: Change) -> str:
    """What happened to a claim, as sentences."""
    because = say(" Because of: {names}.", names="; ".join(change.because)) if change.because else ""
    before, after = quoted(change.before), quoted(change.after)
    moment = as_sentence(change.moment)
    match change.kind:
        case ChangeKind.NEW:
            return f"{moment} {say('New: {words}', words=after)}{because}"
        case ChangeKind.KEPT:
            return f"{moment} {say('Kept: {words}', words=after)}"
        case ChangeKind.CHANGED:
            return f"{moment} {say('Was: {before} Now: {after}', before=before, after=after)}{because}"
        case ChangeKind.DROPPED:
            return f"{moment} {say('No longer said: {words}', words=before)}"
        case ChangeKind.CONTRADICTED | ChangeKind.SUPPORTED | ChangeKind.REOPENED:
            return _marked_sentence(change)


def _marked_sentence(change: Change) -> str:
    """A claim whose mark is another one now."""
    by = say(" by {names}", names="; ".join(change.because)) if change.because else ""
    return (
        f"{as_sentence(change.moment)} {quoted(change.after)} {say('Now {mark}{by}.', mark=change.kind.words, by=by)}"
    )


def quoted(text: str) -> str:
    """The text in quotation marks."""
    return say("“{text}”", text=text)


def option_lines(options: Iterable[Option]) -> Iterator[str]:
    """The moves offered, numbered; those that cannot be made say why."""
    for option in options:
        if option.number is None:
            yield from wrap(say("{choice} (Not yet: {reason})", choice=option.text, reason=option.locked), "-  ")
        else:
            yield from wrap(f"{option.text}{say(' (taken before)') if option.taken else ''}", f"{option.number}. ")


def evidence_lines(casebook: Casebook) -> Iterator[str]:
    """The evidence, numbered, each with its finding."""
    yield say("Evidence.") if casebook.evidence else say("Evidence: none yet.")
    for number, evidence in enumerate(casebook.evidence, 1):
        shown = say(" Shown to: {names}.", names=", ".join(evidence.shown_to)) if evidence.shown_to else ""
        yield from wrap(f"{as_sentence(evidence.name)} {evidence.finding}{shown}", f"{number}. ")


def people_lines(casebook: Casebook) -> Iterator[str]:
    """The people, each with what is known."""
    yield say("People.") if casebook.people else say("People: none yet.")
    for person in casebook.people:
        yield from wrap(f"{person.name}. {' '.join(person.known)}".strip())


def person_lines(casebook: Casebook) -> Iterator[str]:
    """The people, each thing that is known with the turn since when it is."""
    yield say("Who is who.") if casebook.people else say("People: none yet.")
    for person in casebook.people:
        yield f"{person.name}."
        for number, fact in enumerate(person.known):
            since = person.since[number] if number < len(person.since) else ""
            yield from wrap(say("{fact} Since {when}.", fact=fact, when=since) if since else fact, "   ")


def lead_lines(casebook: Casebook) -> Iterator[str]:
    """The leads of the episode, each with whether it has been followed."""
    yield say("Leads.") if casebook.leads else say("Leads: none yet.")
    for lead in casebook.leads:
        locked = say("Locked: {reason}", reason=lead.locked) if lead.locked else say("Open.")
        state = say("Followed.") if lead.followed else locked
        yield from wrap(f"{lead.text} {state}")


def table_lines(table: AccountsTable) -> Iterator[str]:
    """The accounts table as sentences, moment by moment."""
    if not table.columns:
        yield say("Accounts: none yet.")
        return
    yield say("Accounts.")
    for row in table.rows:
        yield ""
        yield as_sentence(row.moment)
        for column, cell in zip(table.columns, row.cells, strict=True):
            for claim in cell:
                account = say("{teller}, account {number}", teller=column.teller, number=column.number)
                yield from wrap(f"{account}, {as_sentence(column.title)} {claim_sentence(claim)}")
        for evidence in row.evidence:
            yield from wrap(f"{say('The evidence.')} {evidence.name}: {evidence.finding}")


def claim_sentence(claim: ClaimEntry) -> str:
    """A claim with its mark, as sentences."""
    text = quoted(claim.says)
    if claim.kept:
        text += f" {say('Kept.')}"
    if claim.changed:
        names = "; ".join(claim.because)
        text += f" {say('Changed, because of {names}.', names=names) if names else say('Changed.')}"
    by = "; ".join(claim.by)
    mark = {
        Mark.OPEN: say("Open."),
        Mark.DROPPED: say("No longer said."),
        Mark.SUPPORTED: say("Supported by {names}.", names=by),
        Mark.CONTRADICTED: say("Contradicted by {names}.", names=by) if by else say("Contradicted."),
    }
    return f"{text} {mark[claim.mark]}"


def claims_lines(confrontation: Confrontation) -> Iterator[str]:
    """The claims that can be confronted, numbered."""
    yield from prose_lines(confrontation.guide)
    yield f"{confrontation.tries}."
    yield say("Which sentence of {teller}'s?", teller=confrontation.teller)
    yield from numbered(claim_texts(confrontation))


def claim_texts(confrontation: Confrontation) -> list[str]:
    """The claims that can be confronted."""
    return [
        (f"{as_sentence(claim.moment)} {quoted(claim.says)}" if claim.stands else claim_sentence(claim))
        + (f" {say('Nothing new to set against it.')}" if claim.stands and confrontation.is_spent(claim.id) else "")
        for claim in confrontation.claims
    ]


def numbered(texts: Iterable[str], first: int = 1) -> Iterator[str]:
    """Texts with their numbers before them."""
    for number, text in enumerate(texts, first):
        yield from wrap(text, f"{number}. ")


def _tried(confrontation: Confrontation, claim: str, exhibit: Exhibit) -> str:
    """Whether a pair has been tried, as a sentence after another."""
    return f" {say('Tried before.')}" if (claim, exhibit.id) in confrontation.tried else ""


def paper_lines(confrontation: Confrontation, claim: str, sentences: int) -> Iterator[str]:
    """What has been found, numbered, to set a claim against; then how many sentences there are besides."""
    yield say("Set against what?")
    yield from numbered(paper_texts(confrontation, claim))
    if sentences:
        counted = say_count(sentences, "{number} sentence", "{number} sentences")
        yield f"{len(confrontation.papers) + 1}. {say('Something that was said: {sentences}.', sentences=counted)}"


def paper_texts(confrontation: Confrontation, claim: str) -> list[str]:
    """What has been found, to set a claim against."""
    return [f"{as_sentence(one.name)} {one.detail}{_tried(confrontation, claim, one)}" for one in confrontation.papers]


def said_lines(confrontation: Confrontation, claim: str) -> Iterator[str]:
    """What was said, numbered through its groups."""
    texts, before = said_texts(confrontation, claim), 0
    for title, exhibits in confrontation.said(claim):
        yield f"{title}:"
        yield from numbered(texts[before : before + len(exhibits)], before + 1)
        before += len(exhibits)


def said_texts(confrontation: Confrontation, claim: str) -> list[str]:
    """What was said, to set a claim against, through its groups."""
    said = (exhibit for _, exhibits in confrontation.said(claim) for exhibit in exhibits)
    return [f"{as_sentence(one.name)} {quoted(one.detail)}{_tried(confrontation, claim, one)}" for one in said]
