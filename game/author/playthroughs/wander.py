"""Random plays that prefer what has been seen least. A play depends on its seed and on what it is told was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from game.author.playthroughs.seen import Tally, Watcher
from game.play.draws import begin_with
from game.play.moves import Confront, Move, Write
from game.play.step import State, Turn, claims_to_confront, exhibits_had, open_encounter, step

MOST_MOVES = 2_000
"""A play that has no ending by then is left: ten times the longest that anybody has played."""

WRITES = 0.1
"""How often a player who is asked something writes an answer down before the next move."""

WILD = "wild"
"""What all confrontations together are counted as that no answer of the author's fits."""


@dataclass(frozen=True, slots=True)
class Play:
    """A play as it is counted."""

    moves: int
    words: int
    """How many words of passages and documents there were to read."""
    ending: str | None
    """None if it was left, or if nothing could be done any more."""
    coda: str | None
    stuck: str | None
    """The scene in which nothing could be done any more."""


class Wanderer:
    """Plays a story at random."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._rules = watcher.rules
        self._answers = {
            name: tuple(dict.fromkeys((*claim.broken_by, *claim.answered)))
            for name, claim in watcher.rules.story.claims.items()
        }
        self._documents = {
            watcher.rules.layout.mask(f"found({name})"): len(evidence.document.split())
            for name, evidence in watcher.rules.story.evidence.items()
        }

    def play(self, seed: str, seen: Tally) -> Play:
        """Makes a play from the start, and adds what it comes to to what was seen."""
        chance = Random(seed)  # noqa: S311 - nothing is kept secret
        draws = self._rules.story.draws.items()
        turn = begin_with(self._rules, {name: chance.choice(list(one.one_of)) for name, one in draws})
        done: Counter[object] = Counter()
        words = self._read(turn, seen)
        made = 0
        story = self._rules.story
        while story.scenes[turn.state.scene].ending is None and made < MOST_MOVES:
            found = self._pick(turn.state, chance, seen, done)
            if found is None:
                return Play(made, words, None, None, turn.state.scene)
            turn = found
            made += 1
            words += self._read(turn, seen)
        scene = story.scenes[turn.state.scene]
        return Play(made, words, scene.ending, scene.coda, None)

    def _read(self, turn: Turn, seen: Tally) -> int:
        """Counts what a turn has come to; returns how many words there were to read."""
        self._watcher.watch(turn, seen)
        pieces = self._watcher.texts.pieces
        new = turn.state.memory & ~turn.before.memory
        documents = sum(words for bit, words in self._documents.items() if new & bit)
        return documents + sum(pieces[number].words for number in self._watcher.texts.shown(turn))

    def _pick(self, state: State, chance: Random, seen: Tally, done: Counter[object]) -> Turn | None:
        """The next turn; None if nothing can be done any more."""
        if chance.random() < WRITES and (written := self._write(state, chance)):
            return written
        options = dict(self._options(state, chance))
        if not options:
            return None
        turns = {key: step(self._rules, state, move) for key, move in options.items() if not isinstance(move, Confront)}
        weights = [self._weight(state.scene, key, turns.get(key), seen, done) for key in options]
        picked = chance.choices(list(options), weights)[0]
        done[state.scene, picked] += 1
        if picked == WILD:
            seen.add("wild", state.scene)
        return turns.get(picked) or step(self._rules, state, options[picked])

    def _options(self, state: State, chance: Random) -> Iterator[tuple[str, Move]]:
        """What can be done: each choice, each confrontation that has an answer, and one of those that have none."""
        playable = self._rules.scene(state.scene)
        for move, made in playable.moves.items():
            if made.guard(state.memory):
                yield str(move), move
        encounter = open_encounter(playable, state.memory)
        if encounter is None:
            return
        claims = list(claims_to_confront(self._rules, encounter, state.memory))
        exhibits = list(exhibits_had(self._rules, state.memory))
        if not claims or not exhibits:
            return
        had = set(exhibits)
        for claim in claims:
            for exhibit in self._answers[claim]:
                if exhibit in had:
                    yield f"{claim} x {exhibit}", Confront(claim, exhibit)
        wild = [
            (claim, exhibit)
            for claim in claims
            for exhibit in exhibits
            if claim != exhibit and exhibit not in self._answers[claim]
        ]
        if wild:
            yield WILD, Confront(*chance.choice(wild))

    def _weight(self, scene: str, key: str, turn: Turn | None, seen: Tally, done: Counter[object]) -> float:
        """How much a move is preferred: for itself or for the text that it shows, whichever was seen less."""
        if key == WILD:
            times = seen.of("wild", scene)
        elif turn is None:
            times = seen.of("confrontations", key)
        else:
            times = seen.of("choices", self._watcher.choice(scene, key))
            times = min([times, *(seen.of("texts", piece) for piece in self._watcher.texts.shown(turn))])
        return 1 / ((1 + times) * (1 + done[scene, key])) ** 2

    def _write(self, state: State, chance: Random) -> Turn | None:
        """An answer to one of the questions that are asked by now, written down; None if none is."""
        rules = self._rules
        asked = [
            (name, question)
            for name, question in rules.story.reconstruction.items()
            if rules.guard(question.when)(state.memory)
        ]
        if not asked:
            return None
        name, question = chance.choice(asked)
        return step(rules, state, Write(name, chance.choice(list(question.answers))))
