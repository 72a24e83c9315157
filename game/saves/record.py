"""A save as JSON: what is written, and what is believed of what is read.

A save names everything by id and holds the play twice: as the moves that were made, and as the values that they led to.
The moves bring back every turn, for undo and the log; the values bring back the place when the story has changed under
the moves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from game.digests import sha256
from game.play.draws import from_start, is_from_start
from game.play.layout import DRAWN, Value
from game.play.moves import Write, parse_move
from game.play.rules import Rules
from game.play.session import IllegalMove, Session
from game.play.step import State, Turn, step
from game.play.step import moves as possible_moves
from game.story.source import clean
from game.words import say, to_say

MIGRATIONS: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = ()
"""What makes a save of a format into one of the next: the first is for format 1, and so on."""

FORMAT = len(MIGRATIONS) + 1
"""The version of the form in which saves are written."""

MOST_TURNS = 1_000_000_000
"""A save that counts more was not written by this program."""

MAX_BYTES = 8 * 1024 * 1024
"""No play that anybody has made needs more."""


class BadSave(Exception):
    """Text that is not a save, or not a whole one: why, in words for the player."""


class NewerSave(BadSave):
    """A save of a newer version of the program: nothing is wrong with it."""


class Stand(Struct, frozen=True):
    """A state by names: the scene, every value that is not as at the start, and everything that was drawn."""

    scene: str
    values: dict[str, Value]

    def state(self, rules: Rules) -> State:
        """The state, as far as the story still has what is named."""
        return State(self.scene, rules.layout.memory(self.values))


class Record(Struct, frozen=True):
    """A save as it was read: believed to be whole, and not yet fitted to a story."""

    sequence: int
    """Counts the saves of a story; the newest has the greatest."""
    story: str
    title: str
    fingerprint: str
    turn: int
    place: str
    name: str
    """What the player calls it; empty for an autosave."""
    first: tuple[Stand, Stand] | None
    """Where the play began, if not at the start of the story: before and after the first turn."""
    last: Stand
    """Where it was when it was saved."""
    moves: tuple[str, ...]


def write_record(session: Session, sequence: int, name: str = "") -> bytes:
    """The save of a session."""
    rules = session.rules
    first = None if is_from_start(rules, session.first) else session.first
    content = {
        "format": FORMAT,
        "sequence": sequence,
        "story": rules.story.header.id,
        "title": rules.story.header.title,
        "fingerprint": rules.story.fingerprint,
        "turn": session.turn,
        # The page is made for it: a turn that cannot be told must not be saved, for every game would end there again.
        "place": session.page().status.place,
        "name": name,
        "first": {**_written(first.state, rules), "before": _written(first.before, rules)} if first else None,
        "last": _written(session.state, rules),
    }
    # Each part is written once, for the checksum and for the file: a long play is saved after every turn of it.
    parts = {key: _canonical(value) for key, value in content.items()}
    parts["moves"] = f"[{','.join(_listed(block) for block in session.written_moves if block)}]"
    lines = [f'"checksum": "{_digest(parts)}"', *(f'"{key}": {text}' for key, text in parts.items())]
    return ("{\n " + ",\n ".join(lines) + "\n}").encode("utf-8", "surrogatepass")


def _written(state: State, rules: Rules) -> dict[str, object]:
    return {"scene": state.scene, "values": rules.layout.values(state.memory)}


_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""A value in the one form in which it is written and summed."""


@lru_cache(maxsize=1024)
def _listed(block: tuple[str, ...]) -> str:
    """Some moves as items of a list; those of earlier turns are still known from the save before."""
    return _canonical(block)[1:-1]


def _digest(parts: Mapping[str, str]) -> str:
    text = ",".join(f"{_canonical(key)}:{parts[key]}" for key in sorted(parts))
    return sha256(f"{{{text}}}".encode("utf-8", "surrogatepass")).hexdigest()


def _checksum(content: Mapping[str, Any]) -> str:
    """The checksum of a save without its checksum: of its parts, in the order of their names."""
    return _digest({key: _canonical(value) for key, value in content.items()})


def read_record(data: bytes) -> Record:
    """The save in some bytes; raises BadSave if they are damaged, or were never a save."""
    if len(data) > MAX_BYTES:
        raise BadSave(say("it is larger than any save"))
    try:
        content = json.loads(data)
        checksum = content.pop("checksum")
        form = content["format"]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise BadSave(say("it is damaged, or no save at all")) from error
    if not isinstance(form, int) or form > FORMAT:
        raise NewerSave(say("it was written by a newer version of the program"))
    try:
        if checksum != _checksum(content):
            raise BadSave(say("it is damaged: its checksum does not fit"))
        for migrate in MIGRATIONS[max(form, 1) - 1 :]:
            content = migrate(content)
        return _record(content)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise BadSave(say("it lacks something that a save has")) from error


def _record(content: dict[str, Any]) -> Record:
    first = content["first"]
    return Record(
        sequence=int(content["sequence"]),
        story=str(content["story"]),
        title=clean(str(content["title"])),
        fingerprint=str(content["fingerprint"]),
        turn=_turn(content["turn"]),
        place=clean(str(content["place"])),
        name=clean(str(content.get("name", ""))),
        first=(_stand(first.get("before", first)), _stand(first)) if first is not None else None,
        last=_stand(content["last"]),
        moves=tuple(str(move) for move in content["moves"]),
    )


def _turn(value: Any) -> int:
    """The number of a turn; raises ValueError."""
    if not 0 <= int(value) < MOST_TURNS:
        raise ValueError(value)
    return int(value)


def _value(slot: str, value: Any) -> Value:
    """A value of a save: a name in the slots that hold one, else a number; raises ValueError."""
    is_name = isinstance(value, str) and slot.startswith(("told(", "wrote(", "wrote_first(", "rests(", DRAWN))
    return str(value) if is_name else int(value)


def _stand(content: dict[str, Any]) -> Stand:
    return Stand(
        str(content["scene"]),
        {str(name): _value(name, value) for name, value in content["values"].items()},
    )


def restore(record: Record, rules: Rules) -> tuple[Session, tuple[str, ...]]:
    """The session of a save, and words about what could not be brought back because the story has changed."""
    session, is_whole = _replay(record, rules)
    # Where the moves lead elsewhere than they did, the player stays where the player was.
    is_whole = is_whole and session.state.scene == record.last.scene
    if record.fingerprint == rules.story.fingerprint and is_whole:
        return session, ()
    notes = [say("The story has changed since this game was saved."), *_lost(record, rules)]
    is_as_it_was = is_whole and len(notes) == 1 and session.state == record.last.state(rules)
    found = session if is_whole else _placed(record, session, notes)
    if _is_stuck(found) and (back := _back(session)) is not None:
        notes.append(say("From where you were there is no way on any more; you are at the last place that has one."))
        return back, tuple(notes)
    return found, () if is_as_it_was else tuple(notes)


def _placed(record: Record, session: Session, notes: list[str]) -> Session:
    """A game at the place of a save, or at the nearest that is left, to which some of the moves have led."""
    rules, state = session.rules, record.last.state(session.rules)
    if state.scene not in rules.story.scenes:
        state = State(session.state.scene, state.memory)
        notes.append(say("The place where you were is no longer part of it; you are at the nearest one that is left."))
    notes.append(say("The moves that led here cannot be taken back any more."))
    return Session(rules, Turn(None, state, state, (), True))


def _is_stuck(session: Session) -> bool:
    """Whether there is no move to make, not even when one of the open questions is answered."""
    rules, state = session.rules, session.state
    if session.over or next(possible_moves(rules, state), None) is not None:
        return False
    writings = (
        Write(entry.id, answer)
        for entry in session.questions()
        for answer in rules.story.reconstruction[entry.id].answers
    )
    return all(next(possible_moves(rules, step(rules, state, one).state), None) is None for one in writings)


def _back(session: Session) -> Session | None:
    """The same play up to the last turn from which there is a way on; None if there is none at all."""
    while _is_stuck(session):
        if session.undo() is None:
            return None
    return Session.replay(session.rules, session.first, session.moves)


MOST_LOST = 5
"""How many lost things are named; a longer list is not read."""


def _lost(record: Record, rules: Rules) -> list[str]:
    """What the save held and the story has no longer, in words."""
    lost = [_in_words(name) for name, value in record.last.values.items() if _is_lost(name, value, rules)]
    if not lost:
        return []
    more = say(", and {number} more", number=len(lost) - MOST_LOST) if len(lost) > MOST_LOST else ""
    return [say("No longer part of it: {names}.", names=f"{', '.join(lost[:MOST_LOST])}{more}")]


def _is_lost(slot: str, value: Value, rules: Rules) -> bool:
    """Whether the story has no longer what a save held: the thing, or the one of several that it was."""
    choosing = rules.layout.choosing
    return slot not in rules.layout.slots or (bool(value) and slot in choosing and value not in choosing[slot])


_KINDS = {
    "found": to_say("the evidence “{name}”"),
    "heard": to_say("the claim “{name}”"),
    "broken": to_say("the contradiction of “{name}”"),
    "met": to_say("the person “{name}”"),
    "drawn": to_say("what was drawn for “{name}”"),
    "told": to_say("the words of the claim “{name}”"),
    "wrote": to_say("your answer to “{name}”"),
    "wrote_first": to_say("your first answer to “{name}”"),
    "rests": to_say("what your answer to “{name}” rests on"),
    "took": to_say("the choice “{name}”"),
    "visits": to_say("the scene “{name}”"),
}


def _in_words(slot: str) -> str:
    """A slot as a player can read it: “the evidence “letter””."""
    kind, _, name = slot.rstrip(")").partition("(")
    words = _KINDS.get(kind)
    called = clean(name or kind)
    return say(words, name=called) if words else say("what was noted as “{name}”", name=called)


def _replay(record: Record, rules: Rules) -> tuple[Session, bool]:
    """The moves of a save made again as far as they go, and whether they all could be made."""
    # Nothing changes what was drawn: it is the same in every state of a play.
    first = from_start(rules, record.last.state(rules).memory) if rules.layout.draws else None
    if record.first is not None and all(stand.scene in rules.story.scenes for stand in record.first):
        before, after = (stand.state(rules) for stand in record.first)
        first = Turn(None, before, after, (), True)
    session = Session(rules, first)
    for move in record.moves:
        try:
            session.do(parse_move(move))
        except IllegalMove:
            return session, False
    return session, True
