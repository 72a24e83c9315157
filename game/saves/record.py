"""A save as JSON: what is written, and what is believed of what is read.

A save names everything by id and holds the play twice: as the moves that were made, and as the values that they led to.
The moves bring back every turn, for undo and the log; the values bring back the place when the story has changed under
the moves.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from game.play.layout import Value
from game.play.moves import parse_move
from game.play.rules import Rules
from game.play.session import IllegalMove, Session
from game.play.step import State, Turn, begin
from game.story.source import clean

FORMAT = 1
"""The version of the form in which saves are written."""

MAX_BYTES = 8 * 1024 * 1024
"""No play that anybody has made needs more."""


class BadSave(Exception):
    """Text that is not a save, or not a whole one: why, in words for the player."""


class NewerSave(BadSave):
    """A save of a newer version of the program: nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A state by names: the scene, and every value that is not as at the start."""

    scene: str
    values: dict[str, Value]

    def state(self, rules: Rules) -> State:
        """The state, as far as the story still has what is named."""
        return State(self.scene, rules.layout.memory(self.values))


@dataclass(frozen=True, slots=True)
class Record:
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
    first = None if session.first == begin(rules) else session.first
    content = {
        "format": FORMAT,
        "sequence": sequence,
        "story": rules.story.header.id,
        "title": rules.story.header.title,
        "fingerprint": rules.story.fingerprint,
        "turn": session.turn,
        "place": session.page().status.place,
        "name": name,
        "first": {**_written(first.state, rules), "before": _written(first.before, rules)} if first else None,
        "last": _written(session.state, rules),
        "moves": [str(move) for move in session.moves],
    }
    return json.dumps({"checksum": _checksum(content), **content}, ensure_ascii=False, indent=1).encode()


def _written(state: State, rules: Rules) -> dict[str, object]:
    return {"scene": state.scene, "values": rules.layout.values(state.memory)}


def _checksum(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_record(data: bytes) -> Record:
    """The save in some bytes; raises BadSave if they are damaged, or were never a save."""
    if len(data) > MAX_BYTES:
        raise BadSave("it is larger than any save")
    try:
        content = json.loads(data)
        checksum = content.pop("checksum")
        form = content["format"]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise BadSave("it is damaged, or no save at all") from error
    if not isinstance(form, int) or form > FORMAT:
        raise NewerSave("it was written by a newer version of the program")
    if checksum != _checksum(content):
        raise BadSave("it is damaged: its checksum does not fit")
    try:
        return _record(content)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadSave("it lacks something that a save has") from error


def _record(content: dict[str, Any]) -> Record:
    first = content["first"]
    return Record(
        sequence=int(content["sequence"]),
        story=str(content["story"]),
        title=str(content["title"]),
        fingerprint=str(content["fingerprint"]),
        turn=int(content["turn"]),
        place=str(content["place"]),
        name=str(content.get("name", "")),
        first=(_stand(first.get("before", first)), _stand(first)) if first is not None else None,
        last=_stand(content["last"]),
        moves=tuple(str(move) for move in content["moves"]),
    )


def _value(slot: str, value: Any) -> Value:
    """A value of a save: a name in the slots that hold one, else a number; raises ValueError."""
    is_name = isinstance(value, str) and slot.startswith(("told(", "wrote(", "wrote_first(", "rests("))
    return str(value) if is_name else int(value)


def _stand(content: dict[str, Any]) -> Stand:
    return Stand(
        str(content["scene"]),
        {str(name): _value(name, value) for name, value in content["values"].items()},
    )


def restore(record: Record, rules: Rules) -> tuple[Session, tuple[str, ...]]:
    """The session of a save, and words about what could not be brought back because the story has changed."""
    session, is_whole = _replay(record, rules)
    if record.fingerprint == rules.story.fingerprint and is_whole:
        return session, ()
    notes = ["The story has changed since this game was saved.", *_lost(record, rules)]
    if is_whole:
        return session, tuple(notes) if len(notes) > 1 or session.state != record.last.state(rules) else ()
    state = record.last.state(rules)
    if state.scene not in rules.story.scenes:
        state = state._replace(scene=session.state.scene)
        notes.append("The place where you were is no longer part of it; you are at the nearest one that is left.")
    notes.append("The moves that led here cannot be taken back any more.")
    return Session(rules, Turn(None, state, state, (), True)), tuple(notes)


MOST_LOST = 5
"""How many lost things are named; a longer list is not read."""


def _lost(record: Record, rules: Rules) -> list[str]:
    """What the save held and the story has no longer, in words."""
    lost = [_in_words(name) for name in record.last.values if name not in rules.layout.slots]
    if not lost:
        return []
    more = f", and {len(lost) - MOST_LOST} more" if len(lost) > MOST_LOST else ""
    return [f"No longer part of it: {', '.join(lost[:MOST_LOST])}{more}."]


_KINDS = {
    "found": "the evidence",
    "heard": "the claim",
    "broken": "the contradiction of",
    "met": "the person",
    "took": "the choice",
    "visits": "the scene",
}


def _in_words(slot: str) -> str:
    """A slot as a player can read it: “the evidence “letter””."""
    kind, _, name = slot.rstrip(")").partition("(")
    return f"{_KINDS.get(kind, 'what was noted as')} “{clean(name or kind)}”"


def _replay(record: Record, rules: Rules) -> tuple[Session, bool]:
    """The moves of a save made again as far as they go, and whether they all could be made."""
    first = None
    if record.first is not None and record.first[1].scene in rules.story.scenes:
        before, after = (stand.state(rules) for stand in record.first)
        first = Turn(None, before, after, (), True)
    session = Session(rules, first)
    for move in record.moves:
        try:
            session.do(parse_move(move))
        except IllegalMove:
            return session, False
    return session, True
