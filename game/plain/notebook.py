"""The notebook in plain mode: the player's own account, hints, the glossary, numbers and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.helplines import read_helplines
from game.plain.commands import COMMANDS
from game.plain.console import Console
from game.plain.lines import wrap
from game.play.moves import Write
from game.play.preferences import Handling, Preferences
from game.play.session import Session
from game.play.views import QuestionEntry
from game.story.reserved import UNKNOWN


def write(console: Console, session: Session) -> Write | None:
    """Asks which question the player answers, and how; None if the player steps back."""
    questions = session.questions()
    if not questions or session.over:
        console.say(["There is nothing to write down here."])
        return None
    console.say(["Your own account. Nobody else reads it."])
    for number, question in enumerate(questions, 1):
        console.say(wrap(f"{question.text} {_answer(question)}", f"{number}. "))
    picked = console.pick(len(questions))
    return None if picked is None else _write_one(console, session, questions[picked])


def _answer(question: QuestionEntry) -> str:
    return dict(question.answers).get(question.wrote or "", UNKNOWN.capitalize()).rstrip(".") + "."


def _write_one(console: Console, session: Session, question: QuestionEntry) -> Write | None:
    console.say(wrap(question.text))
    for number, (_, text) in enumerate(question.answers, 1):
        console.say(wrap(text, f"{number}. "))
    unknown = len(question.answers) + 1
    console.say([f"{unknown}. Unknown."])
    picked = console.pick(unknown)
    if picked is None:
        return None
    if picked == unknown - 1:
        return Write(question.id)
    evidence = session.casebook().evidence
    rests_on = None
    if evidence:
        console.say(["What do you rest it on?"])
        for number, entry in enumerate(evidence, 1):
            console.say(wrap(entry.name, f"{number}. "))
        chosen = console.pick(len(evidence), "rest it on nothing")
        rests_on = None if chosen is None else evidence[chosen].id
    return Write(question.id, question.answers[picked][0], rests_on)


def hints(console: Console, session: Session) -> None:
    """Tells one open question's hints, a step at a time and never further than asked."""
    entries = session.hints()
    if not entries:
        console.say(["No hints: nothing that they know of is open now."])
        return
    console.say(["What are you wondering?"])
    for number, entry in enumerate(entries, 1):
        console.say(wrap(entry.question, f"{number}. "))
    picked = console.pick(len(entries))
    if picked is None:
        return
    entry = entries[picked]
    console.say(["It can be worked out with what you have." if entry.ready else "It cannot be worked out yet."])
    for step, name in zip(entry.steps, ("a nudge", "where to look", "the answer"), strict=True):
        console.say([f"1. Show {name}."])
        if console.pick(1, "stop here") is None:
            return
        console.say(wrap(step))


def glossary_lines(session: Session) -> Iterator[str]:
    """The glossary."""
    terms = session.glossary()
    yield "Words." if terms else "There are no words to explain here."
    for term in terms:
        yield from wrap(f"{term.term}: {term.means}")


def number_lines(session: Session) -> Iterator[str]:
    """The story's numbers."""
    for number in session.numbers():
        yield from wrap(f"{number.name}: {number.value} of {number.most}.")


def settings(
    console: Console, session: Session, preferences: Preferences, keep: Callable[[Preferences], str | None]
) -> Preferences:
    """Shows the settings and changes one at a time, until the player steps back."""
    while True:
        topics = session.topics
        for number, topic in enumerate(topics, 1):
            handling = preferences.content.get(topic, Handling.SHOW)
            console.say(wrap(f"{topic}: {handling.value}.", f"{number}. "))
        console.say([f"{len(topics) + 1}. The story's numbers: {'shown' if preferences.numbers else 'not shown'}."])
        picked = console.pick(len(topics) + 1, "go back to the story")
        if picked is None:
            return preferences
        if picked == len(topics):
            preferences = _with_numbers(preferences)
        else:
            preferences = _ask_handling(console, topics[picked], preferences)
        if trouble := keep(preferences):
            console.say([f"{trouble[0].upper()}{trouble[1:]}."])


def _with_numbers(preferences: Preferences) -> Preferences:
    return Preferences(preferences.content, not preferences.numbers, preferences.theme)


def _ask_handling(console: Console, topic: str, preferences: Preferences) -> Preferences:
    words = {
        Handling.SHOW: "Show such passages.",
        Handling.WARN: "Warn first, and ask.",
        Handling.SUMMARISE: "Show a short summary instead.",
    }
    console.say([f"{topic}.", *(f"{number}. {text}" for number, text in enumerate(words.values(), 1))])
    picked = console.pick(len(words))
    return preferences if picked is None else preferences.with_content(topic, list(words)[picked])


def help_lines() -> Iterator[str]:
    """What can be typed, and where help is that is not in a game."""
    yield "Type the number of a choice to make it."
    for command in COMMANDS:
        yield from wrap(f"{command.key}, {command.word}: {command.does}.")
    helplines = read_helplines()
    yield ""
    yield from wrap(helplines.words)
    for place in helplines.places:
        yield f"{place.name}:"
        for helpline in place.lines:
            yield from wrap(f"{helpline.number}: {helpline.words}")
