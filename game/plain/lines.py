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

WIDTH = 72


def wrap(text: str, first: str = "", other: str | None = None) -> list[str]:
    """The text as lines of the page's width; `first` stands before the first line, `other` before the rest."""
    rest = " " * len(first) if other is None else other
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [first]


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
        yield f"x. Confront {page.status.confront}."


def item_lines(item: Item) -> Iterator[str]:
    """One thing on a page, with an empty line after it."""
    match item:
        case EpisodeHeading(number, title):
            yield from (f"Episode {number}: {title}", "")
        case Heading(title, place, hour):
            yield from (". ".join(part for part in (title, place, hour) if part) + ".", "")
        case Prose(paragraphs):
            yield from prose_lines(paragraphs)
        case Asked(_, exhibit, words):
            yield from (*wrap(f"You lay down: {exhibit}. You say: {words}"), "")
        case Found(evidence):
            yield f"New evidence: {evidence.name}."
            yield from document_lines(evidence)
            yield ""
        case Changed(title, changes):
            yield from (*(wrap(f"{item.summary}.") if item.is_long else change_lines(title, changes)), "")
        case Noted(question, answer):
            yield from (*wrap(f"You write down: {question} {answer or 'Unknown.'}"), "")
        case Ended(title, coda):
            yield from (f"The end: {title}. {coda}".strip().rstrip(".") + ".", "")


def change_lines(title: str, changes: Sequence[Change]) -> Iterator[str]:
    """What happened to an account, sentence by sentence."""
    yield f"{title}."
    for change in changes:
        yield from wrap(change_sentence(change))


def document_lines(evidence: EvidenceEntry) -> Iterator[str]:
    """A piece of evidence whole: its document as it stands, and its finding."""
    yield "The document begins."
    yield from (f"    {line}".rstrip() for line in evidence.document)
    yield "The document ends."
    yield from wrap(f"What it establishes: {evidence.finding}")
    if evidence.shown_to:
        yield f"Shown to: {', '.join(evidence.shown_to)}."


def change_sentence(change: Change) -> str:
    """What happened to a claim, as sentences."""
    because = f" Because of: {'; '.join(change.because)}." if change.because else ""
    match change.kind:
        case ChangeKind.NEW:
            return f"{change.moment}. New: {quoted(change.after)}{because}"
        case ChangeKind.KEPT:
            return f"{change.moment}. Kept: {quoted(change.after)}"
        case ChangeKind.CHANGED:
            return f"{change.moment}. Was: {quoted(change.before)} Now: {quoted(change.after)}{because}"
        case ChangeKind.DROPPED:
            return f"{change.moment}. No longer said: {quoted(change.before)}"
        case ChangeKind.CONTRADICTED | ChangeKind.SUPPORTED | ChangeKind.REOPENED:
            return _marked_sentence(change)


def _marked_sentence(change: Change) -> str:
    """A claim whose mark is another one now."""
    by = f" by {'; '.join(change.because)}" if change.because else ""
    return f"{change.moment}. {quoted(change.after)} Now {change.kind.value}{by}."


def sentence(words: str) -> str:
    """The words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}."


def quoted(text: str) -> str:
    """The text in quotation marks."""
    return f"“{text}”"


def option_lines(options: Iterable[Option]) -> Iterator[str]:
    """The moves offered, numbered; those that cannot be made say why."""
    for option in options:
        if option.number is None:
            yield from wrap(f"{option.text} Not yet: {option.locked}", "-  ")
        else:
            yield from wrap(f"{option.text}{' (taken before)' if option.taken else ''}", f"{option.number}. ")


def evidence_lines(casebook: Casebook) -> Iterator[str]:
    """The evidence, numbered, each with its finding."""
    yield "Evidence." if casebook.evidence else "Evidence: none yet."
    for number, evidence in enumerate(casebook.evidence, 1):
        yield from wrap(f"{evidence.name}. {evidence.finding}", f"{number}. ")


def people_lines(casebook: Casebook) -> Iterator[str]:
    """The people, each with what is known."""
    yield "People." if casebook.people else "People: none yet."
    for person in casebook.people:
        yield from wrap(f"{person.name}. {' '.join(person.known)}".strip())


def person_lines(casebook: Casebook) -> Iterator[str]:
    """The people, each thing that is known with the turn since when it is."""
    yield "Who is who." if casebook.people else "People: none yet."
    for person in casebook.people:
        yield f"{person.name}."
        for number, fact in enumerate(person.known):
            since = person.since[number] if number < len(person.since) else ""
            yield from wrap(f"{fact} Since {since}." if since else fact, "   ")


def lead_lines(casebook: Casebook) -> Iterator[str]:
    """The leads of the episode, each with whether it has been followed."""
    yield "Leads." if casebook.leads else "Leads: none yet."
    for lead in casebook.leads:
        state = "Followed." if lead.followed else f"Locked: {lead.locked}" if lead.locked else "Open."
        yield from wrap(f"{lead.text} {state}")


def table_lines(table: AccountsTable) -> Iterator[str]:
    """The accounts table as sentences, moment by moment."""
    if not table.columns:
        yield "Accounts: none yet."
        return
    yield "Accounts."
    for row in table.rows:
        yield ""
        yield f"{row.moment}."
        for column, cell in zip(table.columns, row.cells, strict=True):
            for claim in cell:
                yield from wrap(f"{column.teller}, account {column.number}, {column.title}. {claim_sentence(claim)}")
        for evidence in row.evidence:
            yield from wrap(f"The evidence. {evidence.name}: {evidence.finding}")


def claim_sentence(claim: ClaimEntry) -> str:
    """A claim with its mark, as sentences."""
    text = quoted(claim.says)
    if claim.kept:
        text += " Kept."
    if claim.changed:
        text += f" Changed, because of {'; '.join(claim.because)}." if claim.because else " Changed."
    mark = {
        Mark.OPEN: "Open.",
        Mark.DROPPED: "No longer said.",
        Mark.SUPPORTED: f"Supported by {'; '.join(claim.by)}.",
        Mark.CONTRADICTED: f"Contradicted by {'; '.join(claim.by)}.",
    }
    return f"{text} {mark[claim.mark]}"


def claims_lines(confrontation: Confrontation) -> Iterator[str]:
    """The claims that can be confronted, numbered."""
    yield from prose_lines(confrontation.guide)
    yield f"{confrontation.teller} bears {confrontation.tries} for nothing in this visit."
    yield f"Which sentence of {confrontation.teller}'s?"
    for number, claim in enumerate(confrontation.claims, 1):
        yield from wrap(f"{claim.moment}. {quoted(claim.says)}", f"{number}. ")


def paper_lines(confrontation: Confrontation, sentences: int) -> Iterator[str]:
    """What has been found, numbered, to set a claim against; then how many sentences there are besides."""
    yield "Set against what?"
    for number, exhibit in enumerate(confrontation.papers, 1):
        yield from wrap(f"{exhibit.name}. {exhibit.detail}", f"{number}. ")
    if sentences:
        yield f"{len(confrontation.papers) + 1}. Something that was said."


def said_lines(groups: Iterable[tuple[str, Sequence[Exhibit]]]) -> Iterator[str]:
    """What was said, numbered through its groups."""
    before = 0
    for title, exhibits in groups:
        yield f"{title}:"
        for number, exhibit in enumerate(exhibits, before + 1):
            yield from wrap(f"{exhibit.name}. {quoted(exhibit.detail)}", f"{number}. ")
        before += len(exhibits)
