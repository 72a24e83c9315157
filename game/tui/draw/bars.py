"""The two bars: where you are, and the keys that matter now."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from game.play.views import Status
from game.tui.actions import Action
from game.tui.galley import Galley
from game.tui.glyphs import Glyphs
from game.tui.theme import Role
from game.tui.typeset import Run, clip, width_of, wrap

_LEAST_PLACE = 6
"""Of a place, fewer cells than these say nothing."""
MOST_MESSAGE = 4
"""How many lines a message about the last key gets at most."""


def draw_status(status: Status, right: str, glyphs: Glyphs, width: int) -> Galley:
    """Episode, place and hour at the left; at the right what `draw_bar` puts there. The place gives way to the hour."""
    head, dot = status.episode or status.story, f" {glyphs.dot} "
    room = width - cell_len(head) - cell_len(right) - (7 if right else 5)
    place = status.place
    if place and status.hour and cell_len(place) + cell_len(dot) + cell_len(status.hour) > room:
        left = room - cell_len(dot) - cell_len(status.hour)
        place = clip(place, left, glyphs.ellipsis) if left >= _LEAST_PLACE else ""
    parts = [part for part in (place, status.hour) if part]
    return draw_bar((head, dot.join(parts)), right, glyphs, width)


def draw_bar(left: tuple[str, str], right: str, glyphs: Glyphs, width: int, role: Role = Role.BAR) -> Galley:
    """One line: a head, words beside it, and words at the right end, which give way last."""
    galley = Galley(width, 0, width, glyphs, Role.BAR)
    end = clip(right, max(0, width - 2 if role is Role.TROUBLE else width * 2 // 3), glyphs.ellipsis) if right else ""
    room = width - 2 - (cell_len(end) + 2 if end else 0)
    head = clip(left[0], max(0, room), glyphs.ellipsis)
    room -= cell_len(head) + 3
    words = clip(left[1], room, glyphs.ellipsis) if left[1] and room > 3 else ""
    begin = (Run(" ", Role.BAR), Run(head, Role.BAR_STRONG), Run(f"   {words}" if words else "", Role.BAR))
    space = Run(" " * max(0, width - width_of(begin) - cell_len(end) - 1), Role.BAR)
    galley.raw(*begin, space, Run(end, role), Run(" ", Role.BAR))
    return galley


def draw_message(words: str, glyphs: Glyphs, width: int, more: str = "") -> Galley:
    """What is said about the last key, in as many lines as it needs; at the right of the last, that there is more."""
    galley = Galley(width, 1, max(1, width - 2), glyphs, Role.BAR)
    lines = wrap([Run(words, Role.BAR_KEY)], galley.measure)[:MOST_MESSAGE]
    for number, line in enumerate(lines, 1):
        room = galley.measure - width_of(line) - cell_len(more)
        is_told = more and number == len(lines) and room >= 2
        galley.raw(Run(" ", Role.BAR), *line, *([Run(" " * room + more, Role.BAR)] if is_told else []))
    return galley


def draw_trouble(status: Status, trouble: str, glyphs: Glyphs, width: int) -> Galley:
    """The status line while the game cannot be saved."""
    return draw_bar((status.episode or status.story, ""), trouble, glyphs, width, Role.TROUBLE)


_AT_THE_END = ("back", "menu", "help", "quit")


def draw_keys(actions: Iterable[tuple[Action, str]], glyphs: Glyphs, width: int) -> Galley:
    """The keys with their labels, each a target; what does not fit is in the help.

    The way back, menu, help and quit come last, and are always there.
    """
    galley = Galley(width, 0, width, glyphs, Role.BAR)
    shown = list(actions)
    tail = sorted(
        (entry for entry in shown if entry[0].name in _AT_THE_END), key=lambda entry: _AT_THE_END.index(entry[0].name)
    )
    room = width - 1
    for action, label in tail:
        room -= cell_len(action.key_word) + cell_len(label) + 3
    used, runs = _draw_keys(galley, [entry for entry in shown if entry not in tail], 1, room)
    gap = width - used - sum(cell_len(action.key_word) + cell_len(label) + 3 for action, label in tail)
    runs.append(Run(" " * max(0, gap), Role.BAR))
    runs += _draw_keys(galley, tail, used + max(0, gap), width)[1]
    galley.raw(Run(" ", Role.BAR), *runs)
    return galley


def _draw_keys(galley: Galley, actions: Iterable[tuple[Action, str]], start: int, end: int) -> tuple[int, list[Run]]:
    """As many keys as fit before a cell, as runs; and where they end."""
    runs: list[Run] = []
    for action, label in actions:
        need = cell_len(action.key_word) + 1 + cell_len(label)
        if start + need > end:
            continue
        galley.mark(action, 0, 1, start, start + need)
        runs += [Run(action.key_word, Role.BAR_KEY), Run(f" {label}  ", Role.BAR)]
        start += need + 2
    return start, runs


def draw_tabs(names: Iterable[str], current: int, glyphs: Glyphs, width: int, *, numbered: bool) -> Galley:
    """Parts, each with the number that opens it, or steps; the present one is underlined and in brackets."""
    galley = Galley(width, 0, width, glyphs, Role.BAR)
    runs: list[Run] = [Run(" ", Role.BAR)]
    used = 1
    spots = []
    faces = [f"{index + 1} {name}" if numbered else name for index, name in enumerate(names)]
    tight = sum(map(cell_len, faces)) + 3 * len(faces) + 1 > width
    for index, face in enumerate(faces):
        here = index == current
        shown = f"[{face}]" if here else face if tight else f" {face} "
        spots.append((index, used, used + cell_len(shown)))
        runs += [Run(shown, Role.TAB if here else Role.BAR), Run(" ", Role.BAR)]
        used += cell_len(shown) + 1
    galley.raw(*runs)
    for index, left, right in spots:
        galley.mark(index, 0, 1, left, right)
    return galley
