"""Names in playthrough files: moves, beginnings and expectations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from game.author.language.names import ASKED, BARE, Occurrence, in_condition, occurrences_of
from game.play.moves import Choose, Confront, Move, Write, parse_move
from game.play.playthrough import After, Do, Expect, Failed, Start, Step, find_move, parse_playthrough, take
from game.play.rules import Rules
from game.play.session import Session
from game.story.checks.tests import INSIDE
from game.story.conditions import Condition
from game.story.source import Place, Source
from game.story.story import choices_of
from game.story.tree import Text

Neighbour = Callable[[str], Source | None]
"""Gives the playthrough of a name in the same folder."""

_FACT = re.compile(r"(\w+)(?:\(([^()]*)\))?")
_EXPECTED = {"scene": "scenes", "ending": "endings", "coda": "codas"}


def names_in_play(source: Source, rules: Rules | None, neighbour: Neighbour) -> tuple[Occurrence, ...]:
    """The names in a playthrough. The rules tell which choice an id means."""
    found: list[Occurrence] = []
    session = Session(rules) if rules else None
    for step in _steps(source, neighbour, ()):
        if step.place.path == source.path:
            found += _names_in(step, source.lines[step.place.line - 1], session or rules)
        if session is not None and not isinstance(step.does, Expect):
            try:
                session = take(session, step)
            except Failed:
                session = None
    return tuple(found)


def _steps(source: Source, neighbour: Neighbour, following: tuple[str, ...]) -> Iterator[Step]:
    """The steps of a playthrough, those of the one that it goes on from first; lines that are none are left out."""
    for number, line in enumerate(source.lines):
        try:
            steps = parse_playthrough(Source(source.path, "\n" * number + line))
        except Failed:
            continue
        for step in steps:
            yield step
            if isinstance(step.does, After) and step.does.name not in following:
                before = neighbour(step.does.name)
                if before is not None:
                    yield from _steps(before, neighbour, (*following, step.does.name))


def _names_in(step: Step, line: str, known: Session | Rules | None) -> Iterator[Occurrence]:
    match step.does:
        case Start(scene, facts):
            if scene:
                yield Occurrence(("scenes",), scene, step.place, len(scene))
            if facts:
                yield from _in_facts(facts, step.place._replace(column=line.index(facts, step.place.column - 1) + 1))
        case Do(words):
            yield from _in_move(words, step.place, known)
        case Expect("condition", words):
            alone = Source(step.place.path, "\n" * (step.place.line - 1) + " " * (step.place.column - 1) + words)
            text = Text(words, alone, step.place.line - 1, step.place.column - 1, None)
            yield from in_condition(Condition(words), text, 0)
        case Expect("mark", words):
            yield from occurrences_of(words.split()[0], ("claims",), step.place)
        case Expect(kind, words) if kind in _EXPECTED:
            yield Occurrence((_EXPECTED[kind],), words, step.place, len(words))


def _moved(place: Place, by: int) -> Place:
    return place._replace(column=place.column + by)


def _in_facts(facts: str, place: Place) -> Iterator[Occurrence]:
    for fact in _FACT.finditer(facts):
        at = _moved(place, fact.start(1))
        if fact[2] is None:
            if not fact[1].isdigit():
                yield Occurrence(BARE, fact[1], at, len(fact[1]))
            continue
        arguments = list(re.finditer(r"[\w.]+", fact[2]))
        for argument, sections in zip(arguments, ASKED.get(fact[1], ()), strict=False):
            there = _moved(place, fact.start(2) + argument.start())
            if sections in INSIDE:
                yield Occurrence(sections, f"{arguments[0][0]}.{argument[0]}", there, len(argument[0]))
            else:
                yield from occurrences_of(argument[0], sections, there)


def _in_move(words: str, place: Place, known: Session | Rules | None) -> Iterator[Occurrence]:
    move = parse_move(words)
    match move:
        case Confront(claim, exhibit):
            yield from occurrences_of(claim, ("claims",), place)
            yield from occurrences_of(exhibit, ("evidence", "claims"), _moved(place, words.rindex(exhibit)))
        case Write(question, answer, rests_on):
            at = words.index(question, len("write"))
            yield Occurrence(("questions",), question, _moved(place, at), len(question))
            if answer is not None:
                start = _moved(place, words.index(answer, words.index("=")))
                yield Occurrence(("theories",), f"{question}.{answer}", start, len(answer))
            if rests_on is not None:
                yield Occurrence(("evidence",), rests_on, _moved(place, words.rindex(rests_on)), len(rests_on))
        case Choose(own):
            whole = _choice(move, words, known)
            if whole is not None:
                yield Occurrence(("choices",) if "." in whole else ("leads",), whole, place, len(own))


def _choice(move: Move, words: str, known: Session | Rules | None) -> str | None:
    """The whole name of a choice that is meant by its id; None if it is meant by its text, or not known.

    Where the play could not be followed to this line, there are only the rules: then it is the one choice of this id,
    if there is no other.
    """
    if isinstance(known, Session):
        if find_move(known, words) != move:
            return None
        here = known.rules.transitions.choices_in(known.state.scene)
        return next((whole for own, whole, _ in here if own == words), None)
    if known is None:
        return None
    possible = [whole for whole, _ in choices_of(known.story) if whole.rpartition(".")[2] == words]
    return possible[0] if len(possible) == 1 else None
