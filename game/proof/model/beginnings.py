"""How plays begin: chance draws something, and it may be anything.

In a route, what is drawn stands before the first move, as if it were one. So whatever makes a play again makes it with
what was drawn in it. A route that does not say it draws the first value of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from game.play.draws import drawn_in
from game.play.layout import DRAWN, Layout
from game.play.moves import Move, parse_move
from game.play.rules import Rules
from game.play.step import IllegalMove, State, Turn, begin
from game.play.step import step as make


class Draw(NamedTuple):
    """That chance draws a value before the first move: neither a move of the player's nor a turn."""

    draw: str
    value: str

    def __str__(self) -> str:
        return f"draw {self.draw} = {self.value}"


Played = Move | Draw
"""What a route is made of."""

Route = tuple[Played, ...]
"""What is drawn in a play, and its moves."""

_DRAW = re.compile(r"draw (\w+) = (\w+)")


def parse_played(text: str) -> Played:
    """What `str` wrote of a part of a route."""
    found = _DRAW.fullmatch(text)
    return Draw(found[1], found[2]) if found else parse_move(text)


def begun(rules: Rules, memory: int) -> Turn:
    """The first turn of a play in which the same is drawn as in a memory; the proof's own bits stay as they are."""
    end = rules.layout.slots.end
    return begin(rules, memory=rules.layout.beginning(memory) | memory >> end << end)


def is_beginning(rules: Rules, state: State) -> bool:
    """Whether nothing has happened in a play but its beginning."""
    return state == begun(rules, state.memory).state


def beginnings(rules: Rules, own: int = 0) -> Iterator[State]:
    """Every state in which a play of a story can begin: of each draw, each value. `own` are bits of the proof's own."""
    layout = rules.layout
    for values in product(*(layout.choosing[name] for name in layout.draws)):
        yield begin(rules, memory=layout.memory(dict(zip(layout.draws, values, strict=True))) | own).state


def draws_in(layout: Layout, memory: int) -> tuple[Draw, ...]:
    """What was drawn in a play, by its memory."""
    return tuple(Draw(*drawn) for drawn in drawn_in(layout, memory))


def step(rules: Rules, state: State, played: Played) -> Turn:
    """The turn that a part of a route makes of a state; raises IllegalMove if it cannot be made there."""
    if isinstance(played, Draw):
        return _drawing(rules, state, played)
    return make(rules, state, played)


def _drawing(rules: Rules, state: State, draw: Draw) -> Turn:
    layout, name = rules.layout, f"{DRAWN}{draw.draw})"
    if name not in layout.draws or draw.value not in layout.choosing[name] or not is_beginning(rules, state):
        raise IllegalMove(parse_move(str(draw)), "this is not drawn here")
    number = layout.choosing[name].index(draw.value) + 1
    return begun(rules, layout.slots[name].write(state.memory, number))


def opened(rules: Rules, route: Sequence[Played]) -> tuple[State, tuple[Move, ...]]:
    """The state in which a route begins, once everything is drawn, and its moves."""
    state = begin(rules).state
    for played in route:
        if isinstance(played, Draw):
            state = step(rules, state, played).state
    return state, tuple(played for played in route if not isinstance(played, Draw))


def told(rules: Rules, route: Sequence[Played]) -> tuple[Played, ...]:
    """The same route with everything that is drawn in it said, also where that is the first value."""
    state, moves = opened(rules, route)
    return (*draws_in(rules.layout, state.memory), *moves)


def end_of(rules: Rules, route: Sequence[Played]) -> State:
    """The state to which a route leads; raises IllegalMove if it cannot be made."""
    state, moves = opened(rules, route)
    for move in moves:
        state = make(rules, state, move).state
    return state


def playthrough_of(route: Sequence[Played]) -> str:
    """The text of a playthrough of a route."""
    from game.play.playthrough import Start, write_playthrough  # noqa: PLC0415 - no hint during a play needs it

    drawn = ", ".join(f"{DRAWN}{one.draw}, {one.value})" for one in route if isinstance(one, Draw))
    moves = tuple(one for one in route if not isinstance(one, Draw))
    return write_playthrough(moves, start=Start("", drawn)) if route else ""
