"""A whole play as Markdown: for reading on, for printing, for showing to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from game.lean import pattern
from game.play.moves import Choose, Move
from game.play.preferences import Preferences
from game.play.session import Session
from game.play.topics import told
from game.play.views import (
    Asked,
    Change,
    Changed,
    ChangeKind,
    Ended,
    EpisodeHeading,
    Found,
    Heading,
    Item,
    Noted,
    Paragraph,
    Prose,
)
from game.words import say

_SPECIAL = pattern(r"([\\`*_\[\]<>#|~&])")
_LIST = pattern(r"\A(\d{1,9}(?=[.)](?!\S))|(?=[-+]))")
"""Before the sign that would make an item of a list, or a line across the page, of what begins with it."""


def markdown(session: Session, preferences: Preferences | None = None) -> str:
    """The play from its first turn, with what was chosen; passages as the player has decided to read them."""
    preferences = preferences or Preferences()
    blocks = [f"# {_plain(session.title)}"]
    texts: dict[Move, str] = {}
    for page, move in zip(session.pages(), (None, *session.moves), strict=True):
        if isinstance(move, Choose) and move in texts:
            blocks.append(f"**→ {_plain(texts[move])}**")
        for item in told(page.items, preferences):
            blocks += _blocks(item)
        texts = {option.move: option.text for option in page.options}
    return "\n\n".join(block for block in blocks if block) + "\n"


def _plain(text: str) -> str:
    """The text with everything that Markdown would read as something else marked as text."""
    return _SPECIAL.sub(r"\\\1", text)


def _blocks(item: Item) -> Iterator[str]:
    match item:
        case EpisodeHeading(number, title):
            yield f"## {number}. {_plain(title)}"
        case Heading(title, place, hour):
            where = ", ".join(part for part in (place, hour) if part)
            yield f"### {_plain(title or where)}"
            yield f"*{_plain(where)}*" if title and where else ""
        case Prose(paragraphs):
            yield from map(_paragraph, paragraphs)
        case Asked(claim, exhibit, words):
            yield f"> {_quoted(claim)}\n>\n> {say('Against it: {exhibit}', exhibit=_plain(exhibit))}"
            yield f"**{say('You:')}** {_plain(words)}"
        case Found(evidence):
            yield f"**{say('Found: {name}', name=_plain(evidence.name))}**"
            yield _fenced(evidence.document)
            yield f"*{say('It shows:')}* {_plain(evidence.finding)}"
        case Changed(title, changes):
            if item.is_long:
                yield f"*{_plain(item.summary)}.*"
                return
            yield f"**{_plain(title)}**"
            yield "\n".join(f"- {_change(change)}" for change in changes)
        case Noted(question, answer):
            yield f"*{say('You write down:')}* {_plain(question)} {_plain(answer) or say('Unknown.')}"
        case Ended(title, coda):
            yield f"## {_plain(title)}"
            yield f"*{_plain(coda)}*" if coda else ""


def _paragraph(paragraph: Paragraph) -> str:
    text = "".join(
        f"*{_plain(span.text.strip())}*".join(_margins(span.text)) if span.emphasis else _plain(span.text)
        for span in paragraph.spans
    )
    return f"**{_plain(paragraph.speaker)}:** {text}" if paragraph.speaker else _LIST.sub(r"\1\\", text)


def _margins(text: str) -> tuple[str, str]:
    """The blanks before and after the words: Markdown wants them outside of the asterisks."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _fenced(document: Iterable[str]) -> str:
    lines = list(document)
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=2)
    fence = "`" * max(3, longest + 1)
    return "\n".join((f"{fence}text", *lines, fence))


def _change(change: Change) -> str:
    because = say(" (because of {names})", names=_plain("; ".join(change.because))) if change.because else ""
    before, after = _quoted(change.before), _quoted(change.after)
    says = {
        ChangeKind.NEW: say("new: {words}", words=after),
        ChangeKind.KEPT: say("kept: {words}", words=after),
        ChangeKind.CHANGED: say("was {before}, now {after}", before=before, after=after),
        ChangeKind.DROPPED: say("no longer said: {words}", words=before),
    }.get(change.kind, f"{after}: {change.kind.words}")
    return f"**{_plain(change.moment)}** {says}{because}"


def _quoted(text: str) -> str:
    return say("“{text}”", text=_plain(text))
