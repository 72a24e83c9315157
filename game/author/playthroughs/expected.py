"""An expectation that does not hold, said so that it does: what `test --accept` writes in its place."""

from __future__ import annotations

import difflib
import re
from itertools import count

from game.play.expectations import Unmet, mark_of, meet, page_text, texts_of, where
from game.play.playthrough import COMMENT, Expect, Step
from game.play.session import Session
from game.story.conditions import And, Condition, Not, Or, Test, Tree
from game.story.diagnostics import nearest
from game.story.source import Place

LIKE = 0.5
"""From which likeness on, word by word, a sentence on the page may be the one that was expected."""

MOST_LETTERS = 2_000
"""A text of more letters is not looked for in other words: it takes the time of comparing all with all."""

_SENTENCE = re.compile(r"(?<=[.!?…’”])\s+")


def blessed(session: Session, step: Step, line: str) -> tuple[str, ...] | None:
    """The line with what is so in place of what was expected; without any, nothing like it is so.

    None if what is asked cannot be asked: only the author knows what was meant.
    """
    assert isinstance(step.does, Expect)
    kind, words = step.does.kind, step.does.words
    match kind:
        case "condition":
            found = _condition(session, words)
            return None if found is None else (_line(line, kind, found),)
        case "text":
            like = _sentence_like(session, words)
            return (_line(line, kind, like),) if like else ()
        case "no text":
            return ()
        case "mark":
            claims = session.rules.story.claims
            claim = words.partition(" ")[0]
            claim = claim if claim in claims else nearest(claim, claims) or ""
            return (_line(line, kind, f"{claim} {mark_of(session, claim)}"),) if claim else None
        case _:
            now = where(session)
            if now[kind]:
                return (_line(line, kind, now[kind] or ""),)
            return (_line(line, "scene", session.state.scene),) if kind == "ending" else ()


def _line(line: str, kind: str, words: str) -> str:
    """A line that expects something else, with the blanks before it and the comment behind it."""
    indent = line[: len(line) - len(line.lstrip())]
    comment = COMMENT.search(line)
    behind = line[len(line[: comment.start()].rstrip()) :].rstrip() if comment else ""
    return f"{indent}expect {'' if kind == 'condition' else f'{kind} '}{words}{behind}"


def _sentence_like(session: Session, words: str) -> str | None:
    """What stands on the page and is most like some words: as many sentences as they are."""
    length = len(_SENTENCE.split(words))
    best, most = None, LIKE
    if len(words) > MOST_LETTERS:
        return None
    for text in texts_of(session.page()):
        sentences = _SENTENCE.split(" ".join(text.split()))
        for start in range(max(len(sentences) - length, 0) + 1):
            some = " ".join(sentences[start : start + length])
            likeness = difflib.SequenceMatcher(None, some.split(), words.split()).ratio()
            if likeness > most and some in page_text(session.page()):
                best, most = some, likeness
    return best


def _condition(session: Session, words: str) -> str | None:
    """A condition that holds, as near as can be to one that does not; None if it cannot be asked."""
    try:
        meet(session, "condition", words, Place("", 1, 1))
    except Unmet as error:
        return str(_turned(session, Condition(words).tree)) if error.is_askable else None
    return words


def _turned(session: Session, tree: Tree) -> Tree:
    """The tree with each part that has to hold, and does not, turned into what does."""
    if session.rules.guard(Condition(str(tree)))(session.state.memory):
        return tree
    match tree:
        case And(parts):
            return And(tuple(_turned(session, part) for part in parts))
        case Not(inside):
            return inside
        case Test(name, arguments, comparison) if comparison is not None:
            return Test(name, arguments, "==", _value(session, Test(name, arguments)))
        case Or() | Test():
            return Not(tree)


def _value(session: Session, test: Test) -> int:
    """The number that a counting test has now."""
    slot = session.rules.layout.slots.get(str(test))
    if slot is not None:
        return slot.read(session.state.memory)
    is_so = (session.rules.guard(Condition(f"{test} == {number}"))(session.state.memory) for number in count())
    return next(number for number, so in enumerate(is_so) if so)
