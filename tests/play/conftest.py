"""Every test of the engine that asks for `play` is run twice: straight through, and with a save between the moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.play.moves import Move, parse_move
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import Turn
from game.play.views import ClaimEntry
from game.saves.record import read_record, restore, write_record
from tests import stories


class Game:
    """A play of a story in a test."""

    def __init__(self, rules: Rules, first: Turn | None, through_saves: bool) -> None:
        self.session = Session(rules, first)
        self._through_saves = through_saves
        self._save()

    def do(self, *moves: str | Move) -> Game:
        """Makes moves, written as saves write them."""
        for move in moves:
            self.session.do(parse_move(move) if isinstance(move, str) else move)
            self._save()
        return self

    def _save(self) -> None:
        if self._through_saves:
            data = write_record(self.session, self.session.turn)
            self.session, notes = restore(read_record(data), self.session.rules)
            assert notes == ()

    @property
    def text(self) -> str:
        """What the page says, a line for each thing on it."""
        return stories.read(self.session.page())

    @property
    def offered(self) -> list[str]:
        """The moves that the page offers."""
        return stories.offered(self.session.page())

    @property
    def scene(self) -> str:
        """The scene of the play."""
        return self.session.state.scene

    def value(self, name: str) -> int:
        """The value of something that can change, by the name that conditions call it by."""
        return self.session.rules.layout.slots[name].read(self.session.state.memory)

    @property
    def claims(self) -> dict[str, ClaimEntry]:
        """The claims in the accounts table, by name; one that is kept is there as it stands in the newest account."""
        table = self.session.casebook().table
        return {claim.id: claim for row in table.rows for cell in row.cells for claim in cell}

    @property
    def marks(self) -> dict[str, str]:
        """The marks of the claims in the accounts table."""
        return {name: claim.mark.value for name, claim in self.claims.items()}

    @property
    def confrontable(self) -> list[str]:
        """The claims that can be confronted now."""
        found = self.session.confrontation()
        return [claim.id for claim in found.claims if claim.stands] if found else []


Play = Callable[..., Game]


@pytest.fixture(params=["straight", "through saves"])
def play(request: pytest.FixtureRequest) -> Play:
    """Starts a play of the story in a text, and makes some moves."""

    def start(text: str | Rules, *moves: str | Move, first: Turn | None = None) -> Game:
        rules = stories.rules(text) if isinstance(text, str) else text
        return Game(rules, first, request.param == "through saves").do(*moves)

    return start
