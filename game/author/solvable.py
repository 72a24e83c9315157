"""Whether an ending can still be come to from a saved game, for every way in which it may go on."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from game.play.rules import Rules
from game.play.session import Session
from game.play.step import begin
from game.proof.diagrams import TooLarge
from game.proof.inquiry import Inquiry
from game.proof.lines import TooWide
from game.saves.record import Record, restore
from game.story.load import load


class Solvable:
    """Answers for the games of one story. Nothing is worked out before the first is asked about."""

    def __init__(self, folder: Path) -> None:
        self._story = load(folder, advise=False).story

    @cached_property
    def _rules(self) -> Rules | None:
        return Rules(self._story) if self._story is not None else None

    @cached_property
    def _inquiry(self) -> Inquiry | None:
        return Inquiry(self._rules) if self._rules is not None else None

    def of(self, record: Record) -> bool | None:
        """Whether an ending can be come to from a saved game.

        None if that is not known: it is of another story, it did not begin at the start, or the story is too large.
        """
        if self._rules is None or self._story is None or record.story != self._story.header.id:
            return None
        return self._of(restore(record, self._rules)[0], self._rules)

    def _of(self, session: Session, rules: Rules) -> bool | None:
        # What is known at a place of the story is known of plays from the start; others may have anything in them.
        if session.first.state != begin(rules).state:
            return None
        try:
            inquiry = self._inquiry
            return None if inquiry is None else session.over or not inquiry.dead_ends.is_lost(session.state)
        except (TooLarge, TooWide):
            return None
