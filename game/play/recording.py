"""A play written down as a playthrough that an author can read, and that `test` holds a changed story against.

What is written down is what was decided, and what came of it in the casebook: where the play went, what was found and
told, and which sentences were contradicted. Of the prose nothing is expected, for it is mended every day.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.play.draws import as_facts, is_from_start
from game.play.expectations import tidy
from game.play.moves import Confront, Move
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import Turn, begin
from game.play.views import Mark, Option

MOST_WORDS = 72
"""How long the comment behind a move may be, in characters."""


def record(session: Session) -> str:
    """The text of a playthrough of everything that was played."""
    rules = session.rules
    lines = [f"# {tidy(rules.story.header.title)}"]
    lines += _start(session.first, rules)
    walked = Session(rules, session.first)
    for turn in session.turns[1:]:
        assert turn.move is not None
        lines.append(move_line(turn.move, walked))
        before = _marks(walked)
        walked.do(turn.move)
        lines += (f"expect {words}" for words in _came(turn, walked, before))
    return "\n".join(lines) + "\n"


def _start(first: Turn, rules: Rules) -> Iterator[str]:
    """The line that says how a play begins: what was drawn, and where, if not at the start of the story."""
    layout, memory = rules.layout, first.before.memory
    drawn = as_facts(layout, memory)
    if is_from_start(rules, first):
        if drawn:
            yield f"with {drawn}"
        return
    if begin(rules, first.state.scene, memory) != first:
        yield "# It began in the middle of an earlier play, which cannot be written down."
        return
    names = (name for name in layout.values(memory) if name not in layout.draws)
    facts = ((name, layout.slots[name].read(memory)) for name in names)
    told = [drawn] if drawn else []
    told += (name if value == 1 else f"{name}={value}" for name, value in facts)
    yield f"from {first.state.scene}" + (f" with {', '.join(told)}" if told else "")


def move_line(move: Move, session: Session) -> str:
    """The line of a playthrough that makes a move, before it is made: by its id, and what the player reads of it."""
    words = tidy(_words(move, session))
    if len(words) > MOST_WORDS:
        words = f"{words[: MOST_WORDS - 1].rstrip()}…"
    return f"> {move}  # {words}" if words else f"> {move}"


def _words(move: Move, session: Session) -> str:
    if isinstance(move, Confront):
        return session.said(move.claim, move.exhibit)
    return next((option.text for option in session.page().options if option.move == move), "")


def _marks(session: Session) -> dict[str, Mark]:
    """The mark of every claim that has been heard."""
    rules, memory = session.rules, session.state.memory
    return {name: session.mark(name) for name in rules.story.claims if memory & rules.claim(name).heard}


def _came(turn: Turn, session: Session, before: dict[str, Mark]) -> Iterator[str]:
    """What is to be expected after a turn: what it changed in the casebook, and where it led."""
    rules = session.rules
    new, mask = turn.state.memory & ~turn.before.memory, rules.layout.mask
    found = [f"found({name})" for name in rules.story.evidence if new & mask(f"found({name})")]
    heard = [
        f"heard({name})"
        for name, account in rules.story.accounts.items()
        if new & mask(*(f"heard({name}.{own})" for own in account.claims))
    ]
    if found or heard:
        yield " and ".join((*found, *heard))
    for name, mark in _marks(session).items():
        if name in before and before[name] is not mark and mark is not Mark.DROPPED:
            yield f"mark {name} {mark.value}"
    scene = rules.story.scenes[turn.state.scene]
    if scene.ending:
        yield f"ending {scene.ending}"
        if scene.coda:
            yield f"coda {scene.coda}"
    elif turn.state.scene != turn.before.scene:
        yield f"scene {turn.state.scene}"


def options_here(session: Session) -> list[Option]:
    """The choices that can be made now."""
    return [option for option in session.page().options if option.locked is None]
