"""The notebook: writing one's own account, hints in steps, words, endings, and the recap for those who come back."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from threading import Thread
from typing import ClassVar

from game.play.library import endings_found
from game.play.moves import Move, Write
from game.play.session import Session
from game.play.views import QuestionEntry
from game.proof.hints import nearest_first
from game.tui.actions import LISTING, RECAP, Action
from game.tui.draw.bars import draw_bar
from game.tui.draw.notebook import (
    draw_answers,
    draw_endings,
    draw_glossary,
    draw_grounds,
    draw_hints,
    draw_questions,
)
from game.tui.draw.parts import draw_paragraphs
from game.tui.galley import Galley
from game.tui.screens.base import GameScreen
from game.tui.screens.reading import ReadingScreen
from game.tui.theme import Role
from game.tui.typeset import Run
from game.words import say, to_say


class ListScreen(GameScreen):
    """A list to choose from, under a head."""

    ACTIONS: ClassVar[tuple[Action, ...]] = LISTING
    HEAD = ""

    @property
    def takes_unseen(self) -> bool:
        """Nothing follows that is not asked for again, or cannot be done anew."""
        return True

    def status(self, width: int) -> Galley:
        """What this is."""
        return draw_bar((say(self.HEAD), self.app.keeper.session.title), "", self.app.glyphs, width)

    def offers(self, action: Action) -> bool:
        """Nothing can be taken from a list in which there is nothing."""
        is_empty = bool(self.sheet.size) and self.sheet.target is None
        return super().offers(action) and not (action.name == "pick" and is_empty)

    def moved(self) -> None:
        """Whether there is anything is known once it has been drawn."""
        super().moved()
        self.refill_bars()


class WriteScreen(ListScreen):
    """Three steps: which question, which answer, what it rests on."""

    HEAD = to_say("Your own account")

    def __init__(self) -> None:
        super().__init__()
        self._question: QuestionEntry | None = None
        self._answer: str | None = None

    def refill(self) -> None:
        """Show the step."""
        self._show(None)

    def _show(self, place: Hashable) -> None:
        """Show the step, a place in it highlighted."""
        self.sheet.present(self._draw, at=place)
        if self.sheet.target is not None and not self.sheet.sees(self.sheet.target):
            self.sheet.reveal(self.sheet.target)
        self.refill_bars()

    def _draw(self, width: int, height: int) -> Galley:
        del height
        session, galley = self.app.keeper.session, self.column(width)
        evidence = session.casebook().evidence
        if self._question is None:
            names = {entry.id: entry.name for entry in evidence}
            return draw_questions(session.questions(), names, galley, over=session.over)
        if self._answer is None:
            return draw_answers(self._question, galley)
        return draw_grounds(self._question, dict(self._question.answers)[self._answer], evidence, galley)

    def can(self, action: Action) -> bool:
        """At the end of the story nothing is written any more."""
        return action.name not in {"pick", "number"} or not self.app.keeper.session.over

    def label(self, action: Action) -> str:
        """One step back, or back to the scene."""
        return say("step back") if action.name == "back" and self._question is not None else super().label(action)

    def choose(self, key: object) -> None:
        """Take the question, the answer, or what it rests on; with the last, it is written."""
        place = None
        if self._question is None:
            questions = self.app.keeper.session.questions()
            self._question = next((question for question in questions if question.id == key), None)
            place = self._question.wrote if self._question is not None else None
        elif self._answer is None and key == "":
            place = self._write(Write(self._question.id))
        elif self._answer is None:
            self._answer = str(key)
            if not self.app.keeper.session.casebook().evidence:
                place = self._write(Write(self._question.id, self._answer))
        else:
            place = self._write(Write(self._question.id, self._answer, str(key) or None))
        self._show(place)

    def _write(self, move: Write) -> str:
        """Write it down; the question that it was, which stays highlighted."""
        self.app.keeper.play(move)
        self.tell(say("It is written down."))
        self._question = self._answer = None
        self.call_after_refresh(self.app.keeper.flush)
        return move.question

    def action_back(self) -> None:
        """One step back."""
        if self._answer is not None:
            place, self._answer = self._answer, None
            self._show(place)
        elif self._question is not None:
            place, self._question = self._question.id, None
            self._show(place)
        else:
            self.app.close()


class HintsScreen(ListScreen):
    """Each question shows a step more when it is asked for."""

    HEAD = to_say("Hints")

    def __init__(self) -> None:
        super().__init__()
        self._way: Sequence[Move] | None = None

    def refill(self) -> None:
        """The questions, with the steps that have been asked for in this sitting."""
        session, shown = self.app.keeper.session, self.app.hints_shown
        hints = nearest_first(session, self._way or ())
        if self._way is None:
            self._way = ()
            if len(hints) > 1:
                Thread(target=self._look_ahead, args=(session,), daemon=True).start()
        self.sheet.present(lambda width, _: draw_hints(hints, shown, self.column(width)), keep=True)

    def _look_ahead(self, session: Session) -> None:
        """Beside the game: which of them lead on."""
        from game.proof.ahead import BESIDE_THE_GAME, way_ahead  # noqa: PLC0415 - asked for rarely

        way = way_ahead(session, BESIDE_THE_GAME)
        with suppress(RuntimeError):  # the game was left meanwhile
            self.app.call_from_thread(self._lead_on, session, way)

    def _lead_on(self, session: Session, way: Sequence[Move]) -> None:
        """What leads on comes first, unless the player has begun to ask: then everything stays where it is."""
        is_asked = any(hint.id in self.app.hints_shown for hint in session.hints())
        if way and self.is_current and not is_asked:
            self._way = way
            self.refill()

    def choose(self, key: object) -> None:
        """One step more."""
        shown = self.app.hints_shown
        most = next((1 + len(hint.steps) for hint in self.app.keeper.session.hints() if hint.id == key), 0)
        shown[str(key)] = min(shown.get(str(key), 0) + 1, most)  # the first says whether it can be solved
        self.refill()
        target = self.sheet.target
        if target is not None and not self.sheet.sees(target):
            self.sheet.reveal(target)
        self.refill_bars()


class GlossaryScreen(ReadingScreen):
    """Words that may be new."""

    HEAD = to_say("Words")

    def refill(self) -> None:
        """The words."""
        terms = self.app.keeper.session.glossary()
        self.sheet.present(lambda width, _: draw_glossary(terms, self.column(width)))


class EndingsScreen(ReadingScreen):
    """The endings found in any play."""

    HEAD = to_say("Endings found")

    def refill(self) -> None:
        """The endings."""
        endings = endings_found(self.app.keeper.library, self.app.keeper.session)
        self.sheet.present(lambda width, _: draw_endings(endings, self.column(width)))


class RecapScreen(ReadingScreen):
    """What has happened so far."""

    ACTIONS: ClassVar[tuple[Action, ...]] = RECAP
    HEAD = to_say("So far")

    def __init__(self, then: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._then = then

    def refill(self) -> None:
        """The recap."""
        recap = self.app.keeper.session.recap()

        def draw(width: int, height: int) -> Galley:
            del height
            galley = self.column(width)
            galley.blank()
            galley.flow([Run(say("What has happened so far"), Role.TITLE)])
            draw_paragraphs(galley, recap)
            if not recap:
                galley.gap()
                galley.flow([Run(say("There is nothing to tell yet."), Role.ASIDE)])
            galley.blank()
            return galley

        self.sheet.present(draw)

    def action_go_on(self) -> None:
        """On to the scene."""
        self.app.close()
        if self._then is not None:
            self._then()
