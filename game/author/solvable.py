"""Whether an ending can still be come to from a saved game, for every way in which it may go on."""

from __future__ import annotations

from functools import cached_property

from game.play.rules import Rules
from game.proof.diagrams.bdd import TooLarge
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import is_beginning
from game.proof.model.lines import TooWide
from game.saves.record import Record, restore
from game.story.story import Story


class Solvable:
    """Answers for the games of one story. Nothing is worked out before the first is asked about."""

    def __init__(self, story: Story) -> None:
        self._story = story

    @cached_property
    def _rules(self) -> Rules:
        return Rules(self._story)

    @cached_property
    def _inquiry(self) -> Inquiry:
        return Inquiry(self._rules)

    def of(self, record: Record) -> bool | None:
        """Whether an ending can be come to from a saved game.

        None if that is not known: it is of another story, it did not begin at the start, or the story is too large.
        """
        if record.story != self._story.header.id:
            return None
        session, _ = restore(record, self._rules)
        # What is known at a place of the story is known of plays from the start; others may have anything in them.
        if not is_beginning(self._rules, session.first.state):
            return None
        try:
            return session.over or not self._inquiry.dead_ends.is_lost(session.state)
        except (TooLarge, TooWide):
            return None
