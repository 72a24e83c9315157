"""The notebook: the player's own account, hints in steps, words, numbers, how the endings stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.play.library import tally
from game.play.views import Casebook, EndingEntry, EvidenceEntry, HintEntry, NumberEntry, QuestionEntry, TermEntry
from game.tui.draw.parts import draw_beyond, draw_heading, draw_labelled, numbered, quoted
from game.tui.galley import Galley
from game.tui.theme import Role
from game.tui.typeset import Run
from game.words import say, to_say

STEPS = (to_say("A nudge"), to_say("Where to look"), to_say("The answer"))
NEXT_STEPS = (to_say("a nudge"), to_say("where to look"), to_say("the answer"))
"""The same as what Enter shows next."""


def draw_questions(
    questions: Sequence[QuestionEntry], names: Mapping[str, str], galley: Galley, *, over: bool = False
) -> Galley:
    """The questions of the reconstruction, each with what has been written and what it rests on."""
    galley.blank()
    still = say("You can change this as often as you like.")
    words = say("This is what you wrote. The story is over; it is only to be read.") if over else still
    galley.flow([Run(f"{say('What happened?')} {words}", Role.ASIDE)])
    for number, question in enumerate(questions):
        galley.gap()
        with galley.target(question.id):
            galley.flow([Run(question.text)], indent=4, first=numbered(number))
            draw_answer(question, names, galley, 4)
    if not questions:
        galley.gap()
        galley.flow([Run(say("There is nothing to write down yet."), Role.ASIDE)])
    galley.blank()
    return galley


def draw_answer(question: QuestionEntry, names: Mapping[str, str], galley: Galley, indent: int) -> None:
    """What has been written, in words, and in a line of its own what it rests on."""
    if question.wrote is None:
        galley.flow([Run(say("unknown"), Role.ASIDE)], indent=indent)
        return
    galley.flow([Run(dict(question.answers)[question.wrote], Role.ACCENT)], indent=indent)
    if question.rests_on:
        name = names.get(question.rests_on, question.rests_on)
        galley.flow([Run(say("rests on: {name}", name=name), Role.ASIDE)], indent=indent)


def draw_answers(question: QuestionEntry, galley: Galley) -> Galley:
    """The answers to one question; the one that has been written is marked."""
    galley.blank()
    galley.flow([Run(question.text, Role.TITLE)])
    galley.blank()
    rows = [*question.answers, ("", say("Unknown."))]
    for number, (key, text) in enumerate(rows):
        written = (question.wrote or "") == key
        with galley.target(key):
            mark = [Run(f"  {galley.glyphs.dot} {say('your answer')}", Role.ASIDE)] if written else []
            galley.flow([Run(text), *mark], indent=4, first=numbered(number))
    galley.blank()
    return galley


def draw_grounds(question: QuestionEntry, answer: str, evidence: Sequence[EvidenceEntry], galley: Galley) -> Galley:
    """What an answer may rest on."""
    galley.blank()
    draw_labelled(galley, say("Question"), [Run(question.text)])
    draw_labelled(galley, say("Answer"), [Run(answer, Role.ACCENT)])
    galley.gap()
    galley.flow([Run(say("What does it rest on?"), Role.TITLE)])
    galley.blank()
    with galley.target(""):
        galley.flow([Run(say("On nothing that I could show."))], indent=4, first=numbered(0))
    for number, entry in enumerate(evidence, 1):
        with galley.target(entry.id):
            words = [Run(entry.name, Role.STRONG), Run(f" {galley.glyphs.dash} {entry.finding}", Role.QUIET)]
            galley.flow(words, indent=4, first=numbered(number))
    draw_beyond(galley, 1 + len(evidence))
    galley.blank()
    return galley


def draw_hints(hints: Sequence[HintEntry], shown: Mapping[str, int], galley: Galley) -> Galley:
    """The questions that hints know of; of each as many steps as have been asked for."""
    galley.blank()
    if not hints:
        galley.flow([Run(say("Nothing that the hints know of is open now."), Role.ASIDE)])
        return galley
    galley.flow(
        [Run(say("What are you wondering? Each Enter shows one step more, the answer only at the end."), Role.ASIDE)]
    )
    for number, hint in enumerate(hints):
        galley.gap()
        with galley.target(hint.id):
            galley.flow([Run(hint.question, Role.STRONG)], indent=4, first=numbered(number))
            _draw_steps(hint, shown.get(hint.id, 0), galley)
    galley.blank()
    return galley


def _draw_steps(hint: HintEntry, shown: int, galley: Galley) -> None:
    if shown:
        ready = say("You can work it out with what you have.") if hint.ready else say("You cannot work it out yet.")
        galley.flow([Run(ready, Role.ASIDE)], indent=4)
    for name, words in list(zip(STEPS, hint.steps, strict=False))[: max(0, shown - 1)]:
        draw_labelled(galley, say(name), [Run(words)], column=15, indent=4)
    if shown <= len(hint.steps):
        following = say(NEXT_STEPS[shown - 1]) if shown else say("whether it can be worked out yet")
        galley.flow([Run(f"{galley.glyphs.arrow} {following}", Role.ACCENT)], indent=4)
    elif not hint.ready:
        galley.flow([Run(say("The answer is told when you have what it takes."), Role.ASIDE)], indent=4)


def draw_glossary(terms: Sequence[TermEntry], galley: Galley) -> Galley:
    """Words that may be new."""
    galley.blank()
    if not terms:
        galley.flow([Run(say("There are no words to explain here."), Role.ASIDE)])
    for term in terms:
        galley.gap()
        galley.flow([Run(term.term, Role.STRONG)])
        galley.flow([Run(term.means)], indent=2)
    galley.blank()
    return galley


def draw_own(questions: Sequence[QuestionEntry], book: Casebook, names: Mapping[str, str], galley: Galley) -> Galley:
    """What the player has written down, and what the player has told others."""
    galley.blank()
    galley.flow([Run(say("What you think happened"), Role.TITLE)])
    if not questions:
        galley.gap()
        galley.flow([Run(say("There is nothing to write down yet."), Role.ASIDE)])
    for question in questions:
        galley.gap()
        galley.flow([Run(question.text, Role.QUIET)])
        draw_answer(question, names, galley, 2)
    if questions:
        galley.gap()
        before, _, after = say("Press {key} to write.", key="\0").partition("\0")
        galley.flow([Run(before), Run("w", Role.ACCENT), Run(after)])
    _draw_told(book, galley)
    galley.blank()
    return galley


def _draw_told(book: Casebook, galley: Galley) -> None:
    """The accounts that the player has given, with their marks in words."""
    for number, column in enumerate(book.table.columns):
        if not column.is_own:
            continue
        galley.gap()
        draw_heading(galley, column.title, Role.TITLE)
        for row in book.table.rows:
            for claim in row.cells[number]:
                by = say(" by {names}", names=", ".join(claim.by)) if claim.by else ""
                galley.gap()
                galley.flow([Run(f"{row.moment} ", Role.STRONG), quoted(galley, claim.says)])
                mark = Run(f"{galley.glyphs.mark(claim.mark)} {claim.mark.words}{by}", Role.QUIET)
                galley.flow([mark], indent=2)


def draw_endings(endings: Sequence[EndingEntry], galley: Galley) -> Galley:
    """The endings that were found in any play; the others only as many as they are."""
    galley.blank()
    galley.flow([Run(say("Found in all your plays together: {tally}.", tally=tally(endings)), Role.ASIDE)])
    for is_coda, title in ((False, say("Endings")), (True, say("What comes after"))):
        group = [ending for ending in endings if ending.is_coda is is_coda]
        if group:
            draw_heading(galley, title)
            galley.blank()
        for ending in group:
            sign = galley.glyphs.supported if ending.title else galley.glyphs.open
            words = Run(ending.title) if ending.title else Run(say("not found yet"), Role.ASIDE)
            galley.flow([words], indent=2, first=(Run(f"{sign} ", Role.ACCENT),))
    galley.blank()
    return galley


def draw_numbers(numbers: Sequence[NumberEntry], galley: Galley) -> None:
    """The story's numbers, for players who want to see them."""
    galley.gap()
    for number in numbers:
        bar = galley.glyphs.knot * (number.value - number.least) + galley.glyphs.dot * (number.most - number.value)
        shown = f"{bar}  " if number.most - number.least <= 12 else ""
        words = say("{name}: {value} of {most}", name=number.name, value=number.value, most=number.most)
        galley.flow([Run(f"{shown}{words}", Role.QUIET)])
