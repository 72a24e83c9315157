"""What plays of a story have come to, counted: how many of them, and which things how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from game.author.playthroughs.texts import Finder, Piece, Texts, choices_named
from game.play.moves import Choose, Confront
from game.play.rules import Rules
from game.play.step import Turn
from game.story.source import Place, Source

Thing = str | int
"""What is counted: a thing by its name, a piece of text by its number."""


@dataclass(slots=True)
class Tally:
    """How often each thing of each kind was come to. Tallies of several plays can be added."""

    counts: dict[str, Counter[Thing]] = field(default_factory=dict)

    def add(self, kind: str, thing: Thing) -> None:
        """Counts a thing once more."""
        self.counts.setdefault(kind, Counter())[thing] += 1

    def update(self, other: Tally) -> None:
        """Adds what another has counted."""
        for kind, counter in other.counts.items():
            self.counts.setdefault(kind, Counter()).update(counter)

    def copy(self) -> Tally:
        """Another with the same counts."""
        return Tally({kind: counter.copy() for kind, counter in self.counts.items()})

    def without(self, other: Tally) -> Tally:
        """What was counted beyond what another has counted."""
        nothing: Counter[Thing] = Counter()
        return Tally({kind: counter - other.counts.get(kind, nothing) for kind, counter in self.counts.items()})

    def of(self, kind: str, thing: Thing) -> int:
        """How often a thing was come to."""
        counter = self.counts.get(kind)
        return counter[thing] if counter else 0


class Watcher:
    """Knows everything that there is to come to in a story, and what a turn has come to."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.texts = Texts(rules)
        story = rules.story
        mask = rules.layout.mask
        self._bits = {
            **{mask(f"heard({name})"): ("claims", name) for name in story.claims},
            **{mask(f"found({name})"): ("evidence", name) for name in story.evidence},
        }
        self._watched = sum(self._bits)

    @cached_property
    def everything(self) -> Mapping[str, list[Thing]]:
        """All there is of each kind, in the story's order."""
        story = self.rules.story
        return {
            "scenes": [*story.scenes],
            "choices": [*choices_named(self.rules)],
            "claims": [*story.claims],
            "confrontations": [
                f"{name} x {exhibit}"
                for name, claim in story.claims.items()
                for exhibit in dict.fromkeys((*claim.broken_by, *claim.answered))
                if not claim.protected and self._is_put(name) and exhibit in self.rules.transitions.exhibits
            ],
            "evidence": [*story.evidence],
            "endings": [*story.endings],
            "codas": [*story.codas],
            "texts": [*range(len(self.texts.pieces))],
        }

    def _is_put(self, claim: str) -> bool:
        """Whether the teller of a claim is confronted anywhere."""
        teller = self.rules.story.account_of(claim).teller
        return any(scene.confront and scene.confront.teller == teller for scene in self.rules.story.scenes.values())

    def watch(self, turn: Turn, tally: Tally) -> None:
        """Counts what a turn has come to."""
        story = self.rules.story
        match turn.move:
            case Choose(own):
                tally.add("choices", self.choice(turn.before.scene, own))
            case Confront():
                tally.add("confrontations", str(turn.move))
            case _:
                pass
        if turn.arrived:
            tally.add("scenes", turn.state.scene)
            scene = story.scenes[turn.state.scene]
            if scene.ending:
                tally.add("endings", scene.ending)
            if scene.coda:
                tally.add("codas", scene.coda)
        new = turn.state.memory & ~turn.before.memory & self._watched
        while new:
            lowest = new & -new
            tally.add(*self._bits[lowest])
            new ^= lowest
        for piece in self.texts.shown(turn):
            tally.add("texts", piece)

    def choice(self, scene: str, own: str) -> str:
        """The whole name of a choice of a scene, or of a lead that it offers; to go on is named like a choice."""
        story = self.rules.story
        return own if own in story.leads and own not in story.scenes[scene].choices else f"{scene}.{own}"

    def place(self, kind: str, thing: Thing) -> Place | None:
        """Where a thing is defined."""
        section = {"choices": "choices", "confrontations": "claims"}.get(kind, kind)
        name = str(thing).partition(" x ")[0]
        defined = self.rules.story.defined
        return defined.get(section, {}).get(name) or (defined.get("leads", {}).get(name) if kind == "choices" else None)


@dataclass(frozen=True, slots=True)
class Unseen:
    """What nothing came to, of one kind: the things with their places, of how many."""

    kind: str
    total: int
    things: tuple[tuple[str, Place | None], ...]
    impossible: tuple[tuple[str, Place | None], ...] | None = None
    """What nobody can come to, of which nothing is among the others; None if that is not known."""

    @property
    def possible(self) -> int:
        """How many can be come to, as far as that is known."""
        return self.total - len(self.impossible or ())

    @property
    def seen(self) -> int:
        """How many were come to."""
        return self.possible - len(self.things)

    @property
    def share(self) -> float:
        """Which part of all that can be come to was, from 0 to 1; 1 if there are none."""
        return self.seen / self.possible if self.possible else 1.0


def unseen(
    watcher: Watcher,
    sources: Mapping[str, Source],
    tally: Tally,
    is_impossible: Callable[[str, Thing], bool] | None = None,
) -> tuple[Unseen, ...]:
    """What was never come to, kind by kind; apart from what nobody can come to, if that is known."""
    finder = Finder(watcher.rules, sources)
    found = []

    def named(kind: str, things: Iterable[Thing]) -> tuple[tuple[str, Place | None], ...]:
        pieces = watcher.texts.pieces
        return tuple(
            (_beginning(pieces[thing]), finder.place(pieces[thing]))
            if isinstance(thing, int)
            else (thing, watcher.place(kind, thing))
            for thing in things
        )

    for kind, things in watcher.everything.items():
        missing = [thing for thing in things if not tally.of(kind, thing)]
        if is_impossible is None:
            found.append(Unseen(kind, len(things), named(kind, missing)))
            continue
        never = [thing for thing in missing if is_impossible(kind, thing)]
        rest = [thing for thing in missing if thing not in never]
        found.append(Unseen(kind, len(things), named(kind, rest), named(kind, never)))
    return tuple(found)


def _beginning(piece: Piece) -> str:
    """The first words of a piece."""
    text = " ".join(piece.text.split())
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def unseen_lines(found: Iterable[Unseen], most: int | None = None) -> Iterable[str]:
    """What was never come to, for reading: of each kind the share, then the things with their places.

    With `most`, so many of each kind are named.
    """
    found = tuple(one for one in found if one.total)
    width = max((len(one.kind) for one in found), default=0)
    for one in found:
        can = " that can be come to" if one.impossible is not None else ""
        yield f"{one.kind:{width}}  {one.seen:>6,} of {one.possible:>6,}{can}  {one.share:>6.1%}"
    for one in found:
        yield from _named(f"{one.kind} never seen:", one.things, most)
        yield from _named(f"{one.kind} that nobody can come to:", one.impossible or (), most)


def _named(heading: str, things: Sequence[tuple[str, Place | None]], most: int | None) -> Iterable[str]:
    """Things with their places under a heading, `most` of them if that is said; nothing if there are none."""
    if not things:
        return
    yield ""
    yield heading
    for thing, place in things[:most]:
        yield f"  {f'{place.path}:{place.line}: ' if place else ''}{thing}"
    if most is not None and len(things) > most:
        yield f"  and {len(things) - most:,} more; --format json names all"


def unseen_data(found: Iterable[Unseen]) -> dict[str, object]:
    """What was never come to, for other programs."""
    return {
        one.kind: {
            "all": one.total,
            "seen": one.seen,
            "share": round(one.share, 4),
            "never": _as_data(one.things),
            **({"impossible": _as_data(one.impossible)} if one.impossible is not None else {}),
        }
        for one in found
    }


def _as_data(things: Iterable[tuple[str, Place | None]]) -> list[dict[str, object]]:
    return [
        {"is": thing, **({"path": place.path, "line": place.line} if place else {})} for thing, place in things
    ]  # fmt: skip
