"""A playthrough against a story that has changed: what does not hold, and the lines that would hold in its place.

A move that is gone is looked for among those that can be made: the one with the same text, the one with a name like it,
or, where something was put before it or taken away, the way there. Of several, the one is believed after which most of
what is written next can be done.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from game.author.playthroughs.expected import MOST_LETTERS, blessed
from game.play.moves import Choose, Confront, Move, Write, parse_move
from game.play.playthrough import Do, Expect, Failed, Start, Step, find_move, take
from game.play.recording import move_line, options_here
from game.play.session import IllegalMove, Session
from game.play.step import moves
from game.story.diagnostics import nearest
from game.story.source import Place

LIKE = 0.6
"""From which likeness on two names, or two texts, may mean the same thing: as in `game.story.diagnostics`."""

FORESIGHT = 8
"""How many of the moves that are written next are tried after a move that may be the one that was meant."""

MOST_FORCED = 5
"""How many moves without another choice are made to come to where a move can be made."""


_PARTS = re.compile(r" x | = | on ")
"""Between the names in a move."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A line of a playthrough that does not hold."""

    place: Place
    """The place of its words."""
    reason: str
    lines: tuple[str, ...] | None = None
    """The lines that would hold in its place, without their ends; None if nothing is likely."""


@dataclass(frozen=True, slots=True)
class Way:
    """Moves that may be what a line meant, and how the file would say so."""

    moves: tuple[Move, ...]
    is_sure: bool = False
    """Whether the player reads the same words."""
    is_guess: bool = False
    """Whether nothing speaks for it but that what is written next can be done after it."""
    keeps_line: bool = False
    """Whether the line itself stays, and the moves but the last come before it."""


def mend(session: Session, steps: Sequence[Step], number: int, failed: Failed, line: str) -> tuple[Session, Trouble]:
    """The session after a step that failed, as far as it can be guessed what it should be, and the trouble with it."""
    step = steps[number]
    if isinstance(step.does, Start):
        return _begin(session, step, failed, line)
    if isinstance(step.does, Expect):
        return _bless(session, step, failed, line)
    if not isinstance(step.does, Do):
        return session, Trouble(failed.place, failed.reason)
    if len(line) > MOST_LETTERS:
        return session, Trouble(failed.place, failed.reason)
    best = _best(session, _ways(session, step, step.does.move, steps[number + 1 :]), steps[number + 1 :])
    if best is None:
        return session, Trouble(failed.place, failed.reason)
    mended = session.fork()
    lines = tuple(_lines(mended, best, step, line))
    reason = failed.reason if failed.reason.endswith("?") else f"{failed.reason};"
    return mended, Trouble(failed.place, f"{reason} {_likely(best)}", lines)


def _best(session: Session, ways: Iterable[Way], rest: Sequence[Step]) -> Way | None:
    """The way after which most of what is written next holds; None if several are as good and none has a reason."""
    most, found = 0, list[Way]()
    for way in ways:
        tried = session.fork()
        if not _make(tried, way.moves):
            continue
        reach = _reach(tried, rest) + (0 if way.is_guess else 1) + 2 * FORESIGHT * way.is_sure
        if reach > most:
            most, found = reach, []
        if reach and reach == most:
            found.append(way)
    if found and not found[0].is_guess:
        return found[0]
    others = [way for way in found if way.moves] or found
    return others[0] if len(others) == 1 else None


def _begin(session: Session, step: Step, failed: Failed, line: str) -> tuple[Session, Trouble]:
    """The same for a play that begins in a scene that is called otherwise now."""
    assert isinstance(step.does, Start)
    scene = nearest(step.does.scene, session.rules.story.scenes)
    if scene is not None and step.does.scene not in session.rules.story.scenes and not session.turn:
        with suppress(Failed):
            begun = take(session, Step(Start(scene, step.does.facts), step.place))
            column = step.place.column - 1
            said = line[:column] + scene + line[column + len(step.does.scene) :]
            return begun, Trouble(failed.place, failed.reason, (said,))
    return session, Trouble(failed.place, failed.reason)


def _likely(way: Way) -> str:
    """What probably became of a move, in words."""
    if not way.moves:
        return "what comes next can be done without it"
    if way.keeps_line:
        return f"it can be made after {' and '.join(f'“{move}”' for move in way.moves[:-1])}"
    return f"it is probably “{way.moves[0]}” now"


def _bless(session: Session, step: Step, failed: Failed, line: str) -> tuple[Session, Trouble]:
    """The same for an expectation: if it is only to be waited for, the moves that lead there, else what is so."""
    assert isinstance(step.does, Expect)
    if step.does.kind in ("scene", "ending", "coda", "text"):
        walked, lines = session.fork(), list[str]()
        indent = line[: len(line) - len(line.lstrip())]
        while len(lines) < MOST_FORCED and len(only := options_here(walked)) == 1:
            lines.append(indent + move_line(only[0].move, walked))
            walked.do(only[0].move)
            with suppress(Failed):
                return take(walked, step), Trouble(failed.place, failed.reason, (*lines, line))
    return session, Trouble(failed.place, failed.reason, blessed(session, step, line))


def _make(session: Session, made: Sequence[Move]) -> bool:
    try:
        for move in made:
            session.do(move)
    except IllegalMove:
        return False
    return True


def _reach(session: Session, rest: Sequence[Step]) -> int:
    """How much of what is written next holds, up to the first move that cannot be made."""
    held = 0
    for step in islice(rest, FORESIGHT):
        try:
            session = take(session, step)
            held += 1
        except Failed:
            if isinstance(step.does, Do):
                break
    return held


def _ways(session: Session, step: Step, words: str, rest: Sequence[Step]) -> Iterator[Way]:
    """What a move that cannot be made may have meant, the likeliest first; the last one is that it is not needed."""
    options = options_here(session)
    said = {_folded(text) for text in (words, step.comment) if text}
    for option in options:
        if _folded(option.text) in said or _is_clipped(step.comment, option.text):
            yield Way((option.move,), is_sure=True)
    if _is_there(session, words):
        yield from _forced(session, words)
        return
    texts = {str(option.move): option.text for option in options}
    alike = [(_likeness(words, step.comment, str(move), texts.get(str(move), "")), move) for move in _possible(session)]
    for likeness, move in sorted(alike, key=lambda one: -one[0]):
        if likeness >= LIKE:
            yield Way((move,))
    yield from _forced(session, words)
    named = {later.does.move for later in rest if isinstance(later.does, Do)}
    for option in options:
        if str(option.move) not in named and option.text not in named:
            yield Way((option.move,), is_guess=True)
    yield from (Way((move,), is_guess=True) for move in _renamed(session, words))
    yield Way((), is_guess=True)


def _is_there(session: Session, words: str) -> bool:
    """Whether the scene still has the choice, or offers the lead, that is written: it waits for something, or is gone.

    Why it cannot be made is all that there is to say: another choice in its place would be another play.
    """
    story, scene = session.rules.story, session.rules.story.scenes[session.state.scene]
    lead = story.leads.get(words)
    return words in scene.choices or (lead is not None and lead.episode == scene.leads)


def _renamed(session: Session, words: str) -> Iterator[Move]:
    """For a confrontation with a name that the story no longer has: those with the other name that can be made."""
    written, story = parse_move(words), session.rules.story
    if not isinstance(written, Confront):
        return
    has_claim = written.claim in story.claims
    has_exhibit = written.exhibit in story.evidence or written.exhibit in story.claims
    if has_claim == has_exhibit:
        return
    kept = written.claim if has_claim else written.exhibit
    for move in moves(session.rules, session.state):
        if isinstance(move, Confront) and (move.claim if has_claim else move.exhibit) == kept:
            yield move


def _possible(session: Session) -> Iterator[Move]:
    """Every move that can be made, what can be written down included."""
    yield from moves(session.rules, session.state)
    for question in session.questions():
        yield from (Write(question.id, own) for own, _ in question.answers)


def _forced(session: Session, words: str) -> Iterator[Way]:
    """The moves without another choice after which a move can be made, and the move."""
    walked, made = session.fork(), list[Move]()
    while len(made) < MOST_FORCED:
        only = options_here(walked)
        if len(only) != 1 or not _make(walked, (only[0].move,)):
            return
        made.append(only[0].move)
        move = find_move(walked, words)
        if _make(walked.fork(), (move,)):
            yield Way((*made, move), keeps_line=True)
            return


def _likeness(words: str, comment: str, name: str, text: str) -> float:
    """How like a written move is to one that can be made, by its id or by what the player reads, from 0 to 1."""
    parts, others = _PARTS.split(words), _PARTS.split(name)
    if len(parts) != len(others):
        return 0.0
    if len(parts) > 1:
        # Most of what is written is the same in any two confrontations: the likeness is that of the parts that differ.
        return min(_ratio(one, other) for one, other in zip(parts, others, strict=True))
    return max(_ratio(words, name), *(_ratio(said, text) for said in (words, comment) if said and text), 0.0)


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _is_clipped(comment: str, text: str) -> bool:
    """Whether a comment is the beginning of a text that was too long for it."""
    return comment.endswith("…") and _folded(text).startswith(_folded(comment[:-1]))


def _lines(session: Session, way: Way, step: Step, line: str) -> Iterator[str]:
    """The lines that say a way, while its moves are made."""
    indent = line[: len(line) - len(line.lstrip())]
    by_text = isinstance(step.does, Do) and not step.comment and not _is_id(step.does.move)
    for number, move in enumerate(way.moves, 1):
        if way.keeps_line and number == len(way.moves):
            yield line
        else:
            yield indent + (_by_text(move, session) if by_text else move_line(move, session))
        session.do(move)


def _is_id(words: str) -> bool:
    """Whether a move is written by ids, and not by the text of a choice."""
    return isinstance(parse_move(words), Confront | Write) or re.fullmatch(r"\w+", words) is not None


def _by_text(move: Move, session: Session) -> str:
    """A move by the text of its choice."""
    text = next((option.text for option in options_here(session) if option.move == move), "")
    return f"> {text}" if isinstance(move, Choose) and text else move_line(move, session)
