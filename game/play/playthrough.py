"""Playthroughs: plays written down as text that authors can read, with what is expected on the way.

# The first evening, with nothing said aloud
from kitchen with trust=2          (optional; else from the start of the story)
with drawn(weather, rain)          (optional; from the start, with this)
after the-quarrel.play             (optional; goes on from the end of another playthrough)
> leave                            a choice by its id,
> Ask him about the cake.          or by its text
> door  # See what is stuck to it  (after two blanks, a comment)
> ben_1.morning x note             a confrontation
> write who_ate = ben on note
expect broken(ben_1.morning) and trust >= 2
expect mark ben_1.morning contradicted
expect scene kitchen
expect text It was a very small slice.
expect no text Mrs Abel
expect ending truth
expect coda alone
"""

from __future__ import annotations

import re

from msgspec import Struct

from game.play.beginning import first_turn
from game.play.expectations import Unmet, meet
from game.play.moves import Confront, Move, Write, parse_move
from game.play.session import IllegalMove, Session
from game.play.unmade import unmade
from game.story.source import Place, Source


class Start(Struct, frozen=True):
    """Where the play begins, and what holds there."""

    scene: str
    """Empty for the start of the story."""
    facts: str


class After(Struct, frozen=True):
    """The playthrough, a file in the same folder, from whose end this one goes on."""

    name: str


class Do(Struct, frozen=True):
    """A move, as it is written."""

    move: str


class Expect(Struct, frozen=True):
    """Something that has to be so: a condition, or words of one kind."""

    kind: str
    """`condition`, `mark`, `scene`, `text`, `no text`, `ending` or `coda`."""
    words: str


class Step(Struct, frozen=True):
    """One line of a playthrough, and where its words begin."""

    does: Start | After | Do | Expect
    place: Place
    comment: str = ""
    """What stands behind it: of a recorded choice, its text."""


class Failed(Exception):
    """A line of a playthrough that cannot be read, made or met: where, and why."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(reason)
        self.place, self.reason = place, reason


_KINDS = "scene|text|no text|mark|ending|coda"
_LINE = re.compile(rf"(>|expect(?:\s+(?:{_KINDS})(?=\s))?|from|with|after)\s+(\S.*)")
COMMENT = re.compile(r"(?<=\s\s)#(.*)")
"""What stands behind a line, after two blanks."""
_FROM = re.compile(r"(\w+)(?:\s+with\s+(.+))?")


def parse_playthrough(source: Source) -> tuple[Step, ...]:
    """The steps of a playthrough; raises Failed at a line that is none."""
    steps = []
    for number, line in enumerate(source.lines, 1):
        comment = COMMENT.search(line)
        text = line[: comment.start() if comment else None].strip()
        if not text or text.startswith("#"):
            continue
        place = Place(source.path, number, len(line) - len(line.lstrip()) + 1)
        found = _LINE.fullmatch(text)
        if found is None:
            raise Failed(place, "a line begins with “>”, “expect”, “from”, “with”, “after” or “#”")
        words = Place(source.path, number, place.column + found.start(2))
        steps.append(Step(_step(found[1], found[2], words), words, comment[1].strip() if comment else ""))
    return tuple(steps)


def _step(sign: str, words: str, place: Place) -> Start | After | Do | Expect:
    if sign == ">":
        return Do(words)
    if sign == "after":
        return After(words)
    if sign == "with":
        return Start("", words)
    if sign == "from":
        found = _FROM.fullmatch(words)
        if found is None:
            raise Failed(place, "after “from” stands a scene, and perhaps “with” and what holds there")
        return Start(found[1], found[2] or "")
    _, _, kind = sign.partition(" ")
    return Expect(kind.strip() or "condition", words)


def take(session: Session, step: Step) -> Session:
    """The session after one more step; raises Failed, and changes nothing, if it cannot be taken."""
    try:
        match step.does:
            case Start(scene, facts):
                if session.turn:
                    raise Failed(step.place, f"“{'from' if scene else 'with'}” comes before the first move")
                return Session(session.rules, first_turn(session.rules, scene, facts))
            case After(name):
                raise Failed(step.place, f"“{name}” has to be read before this can be played")
            case Do(words):
                session.do(find_move(session, words))
            case Expect(kind, words):
                meet(session, kind, words, step.place)
    except Unmet as error:
        raise Failed(error.place, error.reason) from error
    except IllegalMove as error:
        words = step.does.move if isinstance(step.does, Do) else ""
        raise Failed(step.place, unmade(session, words, error.move, error.reason)) from error
    except ValueError as error:
        raise Failed(step.place, str(error)) from error
    return session


def find_move(session: Session, words: str) -> Move:
    """The move that a line means: by its id, or by the text of the choice as it stands on the page."""
    move = parse_move(words)
    if isinstance(move, Confront | Write):
        return move
    options = session.page().options
    for option in options:
        if option.move == move:
            return move
    wanted = words.casefold().rstrip(".")
    for option in options:
        if option.text.casefold().rstrip(".") == wanted and option.locked is None:
            return option.move
    return move


def write_playthrough(moves: tuple[Move, ...], *, start: Start | None = None) -> str:
    """The text of a playthrough that makes these moves."""
    begins = [f"from {start.scene}"] if start and start.scene else []
    begins += [f"with {start.facts}"] if start and start.facts else []
    lines = [" ".join(begins)] if begins else []
    lines += [f"> {move}" for move in moves]
    return "\n".join(lines) + "\n"
