"""The notebook in plain mode: the player's own account, hints, the glossary, numbers and help."""

from __future__ import annotations

from collections.abc import Iterator

from game.helplines import read_helplines
from game.plain import lines
from game.plain.commands import COMMANDS
from game.plain.console import Console
from game.plain.lines import as_sentence, claim_sentence, prose_lines, wrap
from game.play.moves import Write
from game.play.night import QUIET
from game.play.session import Session
from game.play.views import QuestionEntry
from game.words import say


def casebook_lines(session: Session) -> Iterator[str]:
    """All that the player has: evidence, people, leads."""
    casebook = session.casebook()
    yield from (*lines.evidence_lines(casebook), "", *lines.people_lines(casebook), "", *lines.lead_lines(casebook))
    if casebook.evidence:
        yield say("Type e and a number to read a piece of evidence.")


def evidence_lines(session: Session, number: int | None) -> Iterator[str]:
    """The piece of evidence with a number, whole; without one, or if there is none of that number, the list."""
    casebook = session.casebook()
    if number is not None and 1 <= number <= len(casebook.evidence):
        evidence = casebook.evidence[number - 1]
        yield from (as_sentence(evidence.name), *lines.document_lines(evidence))
        return
    yield from lines.evidence_lines(casebook)
    if casebook.evidence:
        yield say("Type e and a number to read one.")


def write(console: Console, session: Session) -> Write | None:
    """Asks which question the player answers, and how; None if the player steps back."""
    questions = session.questions()
    if session.over and questions:
        console.say([say("Your own account, as it stands now that the story is over."), *_written_lines(session)])
        return None
    if not questions:
        console.say([say("There is nothing to write down here.")])
        return None
    while True:
        console.say([say("Your own account of what happened.")])
        for number, question in enumerate(questions, 1):
            console.say(wrap(f"{question.text} {_answer(question)}", f"{number}. "))
        picked = console.pick(len(questions), say("go back to the story"))
        if picked is None:
            console.say(["", *lines.offer_lines(session.page())])
            return None
        move = _write_one(console, session, questions[picked])
        if move is not None:
            return move


def _answer(question: QuestionEntry) -> str:
    return as_sentence(dict(question.answers).get(question.wrote or "", say("Unknown.")))


def _write_one(console: Console, session: Session, question: QuestionEntry) -> Write | None:
    console.say(wrap(question.text))
    for number, (answer, text) in enumerate((*question.answers, (None, say("Unknown."))), 1):
        console.say(wrap(f"{text}{say(' Your answer.') if answer == question.wrote else ''}", f"{number}. "))
    unknown = len(question.answers) + 1
    picked = console.pick(unknown)
    if picked is None:
        return None
    if picked == unknown - 1:
        return Write(question.id)
    evidence = session.casebook().evidence
    rests_on = None
    if evidence:
        console.say([say("What do you rest it on?")])
        for number, entry in enumerate(evidence, 1):
            console.say(wrap(f"{as_sentence(entry.name)} {entry.finding}", f"{number}. "))
        chosen = console.pick(len(evidence), say("rest it on nothing"))
        rests_on = None if chosen is None else evidence[chosen].id
    return Write(question.id, question.answers[picked][0], rests_on)


def hints(console: Console, session: Session) -> None:
    """Tells one open question's hints, a step at a time and never further than asked."""
    from game.proof.ahead import way_ahead  # noqa: PLC0415 - asked for rarely
    from game.proof.hints import nearest_first  # noqa: PLC0415 - asked for rarely

    entries = nearest_first(session)
    if len(entries) > 1:
        entries = nearest_first(session, way_ahead(session))
    if not entries:
        console.say([say("There are no hints just now: nothing is open that they could help with.")])
        return
    console.say([say("What are you wondering?")])
    for number, entry in enumerate(entries, 1):
        console.say(wrap(entry.question, f"{number}. "))
    picked = console.pick(len(entries))
    if picked is None:
        return
    entry = entries[picked]
    console.say(
        [say("It can be worked out with what you have.") if entry.ready else say("It cannot be worked out yet.")]
    )
    shown = (say("Show a nudge."), say("Show where to look."), say("Show the answer."))
    for step, words in zip(entry.steps, shown, strict=False):
        console.say([f"1. {words}"])
        if console.pick(1, say("stop here")) is None:
            return
        console.say(wrap(step))
    if not entry.ready:
        console.say([say("The answer is told when you have what it takes.")])


def note(console: Console, session: Session) -> None:
    """The content note, and the topics of the story; then its details, if they are asked for."""
    console.say(prose_lines(session.note))
    if session.topics:
        console.say([*wrap(f"{say('Topics')}: {', '.join(session.topics)}."), ""])
    if not has_note(session):
        console.say([say("There is no content note.")])
    if session.note_details:
        console.say([f"1. {say('Read the details, which give parts of the story away.')}"])
        if console.pick(1, say("go on without them")) is not None:
            console.say(prose_lines(session.note_details))


def has_note(session: Session) -> bool:
    """Whether the story says anything about what it touches on."""
    return bool(session.note or session.topics or session.note_details)


def glossary_lines(session: Session) -> Iterator[str]:
    """The glossary."""
    terms = session.glossary()
    yield say("Words.") if terms else say("There are no words to explain here.")
    for term in terms:
        yield from wrap(f"{term.term}: {term.means}")


def _written_lines(session: Session) -> Iterator[str]:
    """Each question with the answer and what it rests on."""
    names = {entry.id: entry.name for entry in session.casebook().evidence}
    for question in session.questions():
        rests = say(" It rests on: {name}.", name=names.get(question.rests_on, "")) if question.rests_on else ""
        yield from wrap(f"{question.text} {_answer(question)}{rests}")


def own_lines(session: Session) -> Iterator[str]:
    """What the player has written down, and what the player has told others."""
    questions, book = session.questions(), session.casebook()
    yield say("What you think happened.") if questions else say("What you think happened: nothing to write down yet.")
    yield from _written_lines(session)
    for number, column in enumerate(book.table.columns):
        if column.is_own:
            yield as_sentence(column.title)
            for row in book.table.rows:
                for claim in row.cells[number]:
                    yield from wrap(f"{as_sentence(row.moment)} {claim_sentence(claim)}")


def night_lines(session: Session) -> Iterator[str]:
    """The night, hour by hour, with its gaps."""
    entries = session.casebook().night
    yield (
        say("The night, as far as evidence puts things at an hour.")
        if entries
        else say("The night: nothing is known yet.")
    )
    known_to = 0
    for number, entry in enumerate(entries):
        if number and entry.minute - known_to >= QUIET:
            yield say("No evidence for {minutes} minutes.", minutes=entry.minute - known_to)
        hours = say("{start} to {end}", start=entry.at, end=entry.until) if entry.until else entry.at
        yield from wrap(f"{hours}. {entry.what} ({entry.evidence})")
        known_to = max(known_to, entry.minute + entry.length)


def number_lines(session: Session) -> Iterator[str]:
    """The story's numbers."""
    for number in session.numbers():
        yield from wrap(say("{name}: {value} of {most}.", name=number.name, value=number.value, most=number.most))


def help_lines() -> Iterator[str]:
    """What can be typed, and where help is that is not in a game."""
    yield say("Type the number of a choice to make it.")
    for command in COMMANDS:
        yield from wrap(f"{command.key}, {command.called}: {say(command.does)}.")
    helplines = read_helplines()
    if helplines is None:
        return
    yield ""
    yield from wrap(say(helplines.words))
    for place in helplines.places:
        yield f"{say(place.name)}:"
        for helpline in place.lines:
            yield from wrap(f"{say(helpline.number)}: {say(helpline.words)}")


def short_helplines() -> Iterator[str]:
    """The numbers and what each is for, for the last page."""
    helplines = read_helplines()
    if helplines is None:
        return
    yield from wrap(say(helplines.words))
    for place in helplines.places:
        numbers = "; ".join(f"{say(line.number)}, {say(line.for_)}" for line in place.lines)
        yield from wrap(f"{say(place.name)}: {numbers}.")
    yield say("Type ? to read who answers.")
