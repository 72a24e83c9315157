"""Why a move that somebody has written cannot be made, and what could be written in its place: for authors."""

from __future__ import annotations

import re

from game.play.moves import Choose, Confront, Move, Write
from game.play.session import Session
from game.story.conditions import Condition
from game.story.diagnostics import listed, suggestion
from game.story.model import Choice
from game.story.reserved import NEXT, UNKNOWN
from game.words import say

_WRITING = re.compile(r"write\b\s*(?P<question>\w*)(?P<sign>\s*=|\s|)\s*(?P<answer>.*)")
_PAIR = re.compile(r"(\w+\.\w+)\s+(?:×|X|x|\*|with|against|on)?\s*([\w.]+)")


def unmade(session: Session, words: str, move: Move, reason: str) -> str:
    """Why a move cannot be made, with what there is in its place; `reason` is what a player is told."""
    match move:
        case Confront():
            return _not_of_these(session, move.claim, move.exhibit, reason)
        case Write():
            wrong = _unwritten(session, move.question, move.answer or UNKNOWN, move.rests_on)
            return wrong or f"{reason}{_why_not_written(session, move)}"
        case Choose():
            return _unchosen(session, words, move, reason)


def possible_here(session: Session) -> str:
    """The choices that there are, in words for the author."""
    options = [str(option.move) for option in session.page().options if option.locked is None]
    return f"in “{session.state.scene}” there are: {', '.join(options) or 'no choices'}"


def _not_of_these(session: Session, claim: str, exhibit: str, reason: str) -> str:
    """Why a claim is not set against an exhibit, and what the names may have meant if there is nothing of them."""
    story = session.rules.story
    exhibits = (*story.evidence, *story.claims)
    if claim not in story.claims:
        own = [name for name in story.claims if name.rpartition(".")[2] == claim]
        told = f"{say('there is no such claim')} “{claim}”{suggestion(claim, own or story.claims)}"
    elif exhibit not in exhibits:
        told = f"{say('there is no such exhibit')} “{exhibit}”{suggestion(exhibit, exhibits)}"
    else:
        return reason
    return told if told.startswith(reason) else f"{reason}; {told}"


def _unwritten(session: Session, question: str, answer: str, rests_on: str | None = None) -> str:
    """What is wrong with the names in an answer that is written down; empty if they are all right."""
    story = session.rules.story
    if question not in story.reconstruction:
        known = story.reconstruction
        return f"there is no question “{question}”{suggestion(question, known) or listed(known)}"
    answers = [*story.reconstruction[question].answers, UNKNOWN]
    if answer not in answers:
        texts = {one.text.casefold(): name for name, one in story.reconstruction[question].answers.items()}
        meant = texts.get(answer.casefold().rstrip("."))
        near = f"; did you mean “{meant}”?" if meant else suggestion(answer, answers) or listed(answers)
        return f"“{question}” has no answer “{answer}”{near}"
    if rests_on is not None and rests_on not in story.evidence:
        return f"there is no evidence “{rests_on}”{suggestion(rests_on, story.evidence)}"
    return ""


def _unchosen(session: Session, words: str, move: Choose, reason: str) -> str:
    """Why a choice cannot be made, or what was meant by words that are none."""
    if found := _WRITING.fullmatch(words):
        question, sign, answer = found["question"], found["sign"].strip(), found["answer"].strip()
        if sign or not question or question in session.rules.story.reconstruction:
            answer = answer.removeprefix("is ")
            wrong = _unwritten(session, question, answer) if question and answer else ""
            form = f"write {question} = {answer}" if question and answer and not wrong else "write question = answer"
            return wrong or f"an answer is written down with “{form}”, and “on” with the evidence behind it"
    pair = _PAIR.fullmatch(words)
    if pair and pair[1] in session.rules.story.claims:
        return f"a claim is set against something with an “x” between the two: {pair[1]} x {pair[2]}"
    return f"{reason}{_why_not_offered(session, move)}; {possible_here(session)}"


def _why_not_offered(session: Session, move: Choose) -> str:
    """Why a choice of the scene is not offered, or is locked; empty for one that the scene does not have."""
    story, state = session.rules.story, session.state
    scene = story.scenes[state.scene]
    if move.choice == NEXT:
        return ": it is offered when no choice is left" if scene.next else ""
    choice: Choice | None = scene.choices.get(move.choice)
    whole = f"{state.scene}.{move.choice}"
    if choice is None and move.choice in story.leads and story.leads[move.choice].episode == scene.leads:
        choice, whole = story.leads[move.choice], move.choice
    if choice is None:
        return ""
    if not choice.sticky and state.memory & session.rules.layout.mask(f"took({whole})"):
        return ": it has been taken, and is not sticky"
    if choice.when is not None and not session.rules.guard(choice.when)(state.memory):
        return f": it is there when {_said(choice.when)}, which does not hold"
    return ": it is offered when no other choice is" if choice.fallback else ""


def _why_not_written(session: Session, move: Write) -> str:
    """Why an answer that there is cannot be written down: whether its question is asked yet, and what it rests on."""
    asked = session.rules.story.reconstruction[move.question].when
    if asked is not None and not session.rules.guard(asked)(session.state.memory):
        return f": the question is asked when {_said(asked)}, which does not hold"
    if move.rests_on is None:
        return ""
    if move.answer is None:
        return f": “{UNKNOWN}” rests on nothing"
    had = session.rules.layout.mask(f"found({move.rests_on})")
    return "" if session.state.memory & had else f": “{move.rests_on}” has not been found"


def _said(condition: Condition) -> str:
    return f"“{condition.tree}”"
