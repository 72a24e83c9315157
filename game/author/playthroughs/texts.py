"""The texts of a story as pieces that are read whole or not at all, and which of them a turn shows.

A piece is a run of prose between two tags: whether it is read depends on the passage's condition, on the branches that
it stands in and on how often the scene has been arrived in. So one can say which lines nobody has read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from game.play.rules import Rules
from game.play.step import Turn
from game.story.model import Passage
from game.story.prose import Body, Emphasis, If, Insert, Vary
from game.story.source import Place, Source
from game.story.story import Story, choices_of

WORD = re.compile(r"\w+(?:[’'-]\w+)*")

Shown = Callable[[int, int], Iterable[int]]
"""The pieces that a text shows, by their numbers: from the memory, and how often the scene has been arrived in."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of prose that is read whole or not at all."""

    section: str
    """Where it belongs: `scenes`, `choices`, `leads`, `claims` or `people`."""
    owner: str
    """To which of them."""
    text: str
    """What it says, with `…` where a value is inserted."""
    words: int
    passage: Passage
    branch: int
    """Which branch of the passage it stands in, counted from 1 in the order of their tags; 0 for none."""


class _Inside(NamedTuple):
    """Where a body stands: what it belongs to, and which branch of a passage it is."""

    section: str
    owner: str
    passage: Passage
    numbers: Iterator[int]
    """The numbers of the branches that follow."""
    branch: int

    @property
    def next(self) -> _Inside:
        """The branch that follows."""
        return self._replace(branch=next(self.numbers))


class Texts:
    """The pieces of a story, numbered in the order in which they stand in it."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.pieces: list[Piece] = []
        self._shown: dict[int, tuple[Passage, Shown]] = {}
        for section, owner, passages in passages_of(rules.story):
            for passage in passages:
                if id(passage) not in self._shown:
                    inside = _Inside(section, owner, passage, count(1), 0)
                    shown = self._of(passage.text.body, inside)
                    self._shown[id(passage)] = (passage, self._only_if(passage, shown))

    def shown(self, turn: Turn) -> Iterator[int]:
        """The pieces that a turn shows, by their numbers."""
        memory = turn.state.memory
        yield from self._read(turn.reply, turn.before.scene, memory)
        if turn.arrived:
            yield from self._read(self._rules.story.scenes[turn.state.scene].passage, turn.state.scene, memory)

    def _read(self, passages: tuple[Passage, ...], scene: str, memory: int) -> Iterator[int]:
        if passages:
            visits = self._rules.layout.slots[f"visits({scene})"].read(memory)
            for passage in passages:
                yield from self._shown[id(passage)][1](memory, visits)

    def _only_if(self, passage: Passage, shown: Shown) -> Shown:
        if passage.when is None:
            return shown
        guard = self._rules.guard(passage.when)
        return lambda memory, visits: shown(memory, visits) if guard(memory) else ()

    def _of(self, body: Body, inside: _Inside) -> Shown:
        """What a body shows; its pieces are numbered on the way."""
        always: list[int] = []
        sometimes: list[Shown] = []
        run = ""
        for part in (*body, None):
            match part:
                case str():
                    run += part
                case Emphasis():
                    pass
                case Insert():
                    run += "…"
                case _:
                    always += self._piece(run, inside)
                    run = ""
                    if isinstance(part, If):
                        sometimes.append(self._if(part, inside))
                    elif isinstance(part, Vary):
                        sometimes.append(self._vary(part, inside))
        if not sometimes:
            return lambda _memory, _visits: always
        return lambda memory, visits: [*always, *(piece for some in sometimes for piece in some(memory, visits))]

    def _piece(self, text: str, inside: _Inside) -> Iterator[int]:
        words = len(WORD.findall(text)) + text.count("…")
        if words:
            yield len(self.pieces)
            own = Piece(inside.section, inside.owner, text, words, inside.passage, inside.branch)
            self.pieces.append(own)

    def _if(self, part: If, inside: _Inside) -> Shown:
        branches = [(self._rules.guard(condition), self._of(body, inside.next)) for condition, body in part.branches]
        return lambda memory, visits: next(
            (shown(memory, visits) for guard, shown in branches if guard(memory)),
            (),
        )

    def _vary(self, part: Vary, inside: _Inside) -> Shown:
        bodies = [self._of(body, inside.next) for body in part.bodies]
        return lambda memory, visits: bodies[min(max(visits, 1), len(bodies)) - 1](memory, visits)


def passages_of(story: Story) -> Iterator[tuple[str, str, tuple[Passage, ...]]]:
    """Every passage that a turn can show: the section, the name there, and the passages."""
    for name, scene in story.scenes.items():
        yield "scenes", name, scene.passage
        for own, choice in scene.choices.items():
            yield "choices", f"{name}.{own}", choice.passage
    for name, lead in story.leads.items():
        yield "leads", name, lead.passage
    for name, claim in story.claims.items():
        for answer in (*claim.broken_by.values(), *claim.answered.values()):
            yield "claims", name, answer.passage
    for name, person in story.people.items():
        yield "people", name, (*person.wild, *person.gap)


class Finder:
    """Finds the lines of a story's files on which its pieces stand."""

    def __init__(self, rules: Rules, sources: Mapping[str, Source]) -> None:
        self._defined = rules.story.defined
        self._lines: dict[str, list[Place]] = defaultdict(list)
        self._sources = sources
        for path, source in sources.items():
            for number, line in enumerate(source.lines, 1):
                if text := _tidy(line):
                    self._lines[text].append(Place(path, number, len(line) - len(line.lstrip()) + 1))

    def place(self, piece: Piece) -> Place:
        """Where a piece begins: the line with its first words, near what it belongs to."""
        about = self._defined[piece.section][piece.owner]
        first = next((_tidy(line) for line in piece.text.split("\n") if _tidy(line)), "")
        beginning = first.partition("…")[0].strip() or first
        whole = self._lines.get(first, ())
        places = [place for place in whole if place.path == about.path and place.line >= about.line] or [*whole]
        if places:
            return places[0]
        lines = self._sources[about.path].lines
        for number in range(about.line - 1, len(lines)):
            if beginning in _tidy(lines[number]):
                return Place(about.path, number + 1, 1)
        return about


def _tidy(line: str) -> str:
    """A line without marks of emphasis and doubled signs, as it is compared."""
    return re.sub(r"\*|([\[\]{}])(?=\1)", "", " ".join(line.split()))


def choices_named(rules: Rules) -> list[str]:
    """Every choice and lead by its whole name."""
    return [name for name, _ in choices_of(rules.story)]
