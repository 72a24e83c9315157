"""The turns of a play, however many: the last ones as they are, the earlier ones as moves, which make them again.

A play may go on for ten thousand turns. Kept whole, each would hold its state for ever; a move is one word of the
story. Now and then a state is kept as well, so that no turn is far from one that it can be made from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from game.play.moves import Move
from game.play.rules import Rules
from game.play.step import State, Turn, step

STRIDE = 64
"""How many turns lie between two that are kept as states."""
WHOLE = 4 * STRIDE
"""So many turns are kept whole, and up to one stride more."""


class History(Sequence[Turn]):
    """All turns from the first on, which has no move."""

    def __init__(self, rules: Rules, first: Turn) -> None:
        self._rules, self._first = rules, first
        self.last = first
        """The last turn."""
        self.moves: list[Move] = []
        """The moves, from the first on; not to be changed."""
        self._blocks: list[tuple[str, ...]] = []
        """The moves as they were written, STRIDE in each block."""
        self._kept: list[State] = [first.state]
        """The states after the turns 0, STRIDE, 2 × STRIDE …"""
        self._late: list[Turn] = []
        """The last turns, whole."""

    def copy(self) -> History:
        """Another history that begins with the same turns."""
        other = History(self._rules, self._first)
        other.last = self.last
        other.moves, other._blocks = [*self.moves], [*self._blocks]
        other._kept, other._late = [*self._kept], [*self._late]
        return other

    @property
    def written(self) -> Sequence[tuple[str, ...]]:
        """The moves as they are written, in blocks. A block that is full stays the same object while its turns stay."""
        written = len(self._blocks) * STRIDE
        while written + STRIDE <= len(self.moves):
            self._blocks.append(tuple(map(str, self.moves[written : written + STRIDE])))
            written += STRIDE
        return (*self._blocks, tuple(map(str, self.moves[written:])))

    def __len__(self) -> int:
        return 1 + len(self.moves)

    @property
    def _forgotten(self) -> int:
        """How many turns after the first are not kept whole."""
        return len(self.moves) - len(self._late)

    def append(self, turn: Turn) -> None:
        """Adds a turn, which has a move."""
        assert turn.move is not None, "only the first turn has no move"
        self.moves.append(turn.move)
        self._late.append(turn)
        self.last = turn
        if len(self.moves) % STRIDE == 0:
            self._kept.append(turn.state)
            del self._late[:-WHOLE]

    def pop(self) -> Turn:
        """Takes the last turn off, which is not the first one."""
        if not self._late:
            self._late = list(self._between(max(0, len(self.moves) - STRIDE), len(self.moves)))
        if len(self.moves) % STRIDE == 0:
            self._kept.pop()
        self.moves.pop()
        del self._blocks[len(self.moves) // STRIDE :]
        turn = self._late.pop()
        self.last = self[-1]
        return turn

    def _between(self, start: int, end: int) -> Iterator[Turn]:
        """The turns after turn `start`, up to turn `end`, made again."""
        number = start // STRIDE
        state = self._kept[number]
        for at in range(number * STRIDE, end):
            turn = step(self._rules, state, self.moves[at])
            state = turn.state
            if at >= start:
                yield turn

    def since(self, start: int) -> Iterator[Turn]:
        """The turns from turn `start` on."""
        if start == 0:
            yield self._first
        after = max(start - 1, 0)
        yield from self._between(after, max(after, self._forgotten))
        yield from islice(self._late, max(0, after - self._forgotten), None)

    def __iter__(self) -> Iterator[Turn]:
        return self.since(0)

    def __reversed__(self) -> Iterator[Turn]:
        yield from reversed(self._late)
        for end in range(self._forgotten, 0, -STRIDE):
            yield from reversed(list(self._between(max(0, end - STRIDE), end)))
        yield self._first

    @overload
    def __getitem__(self, index: int) -> Turn: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Turn]: ...
    def __getitem__(self, index: int | slice) -> Turn | Sequence[Turn]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        if number == 0:
            return self._first
        if number > self._forgotten:
            return self._late[number - self._forgotten - 1]
        return next(self._between(number - 1, number))
