"""Plays of a story, its own and random ones, made without the proof: they say beforehand whether a fault does harm.

What they say is certain where they say it: that a promise is broken, or a play trapped, is seen in a play itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

from game.author.playthroughs.running import Runs
from game.play.formulas import Formula, Guard, holds
from game.play.moves import Choose
from game.play.rules import PlayableMove, Rules
from game.play.step import State, begin, step
from game.proof.search.explicit import candidates
from game.story.conditions import Condition
from game.story.model import Promise
from game.story.story import Story

PLAYS = 300
"""How many random plays are made."""
TURNS = 400
"""A random play that has not ended by then is left."""
MOST_STATES = 300
"""In how many states it is looked whether a play is trapped in a scene."""


class Kept(NamedTuple):
    """A promise as a play is watched for it: what must not hold, unless something else has held by then."""

    name: str
    breach: Guard
    excuse: Guard


class Sampled:
    """Plays of a story from its start, each as its states."""

    def __init__(self, story: Story, folder: Path) -> None:
        self._story = story
        self._folder = folder
        self.rules = Rules(story)

    @cached_property
    def plays(self) -> list[list[State]]:
        """The story's own playthroughs that begin at the start, and random plays; always the same ones."""
        start = begin(self.rules).state
        own = [run.session for run in Runs(self.rules, self._folder).all() if run.session is not None]
        found = [[turn.state for turn in one.turns] for one in own if one.first.state == start]
        chance = Random(1)
        for _ in range(PLAYS):
            play = [start]
            while len(play) < TURNS and (possible := list(candidates(self.rules, play[-1]))):
                play.append(step(self.rules, play[-1], chance.choice(possible)).state)
            found.append(play)
        return found

    @cached_property
    def broken_early(self) -> dict[str, str]:
        """The choices that break a promise if they are taken before their time, each with the promise.

        That is so if in some play there is a moment at which the choice is not offered only because of its condition,
        and at which it breaks the promise if it is taken all the same.
        """
        found: dict[str, str] = {}
        for play in self.plays:
            excused: set[str] = set()
            for state in play:
                excused.update(one.name for one in self._promises if one.excuse(state.memory))
                for own, whole, choice in self.rules.transitions.choices_in(state.scene):
                    made = self.rules.scene(state.scene).moves.get(Choose(own))
                    took = state.memory & self.rules.layout.mask(f"took({whole})")
                    is_shut = choice.when is not None and not self.rules.guard(choice.when)(state.memory)
                    if made is not None and is_shut and whole not in found and (choice.sticky or not took):
                        after = self._after(made, state)
                        broken = next((one.name for one in self._broken(state, after) if one.name not in excused), None)
                        found |= {whole: broken} if broken else {}
        return found

    @cached_property
    def _promises(self) -> list[Kept]:
        return [kept for name, one in self._story.promises.items() if (kept := self._kept(name, one)) is not None]

    def _kept(self, name: str, one: Promise) -> Kept | None:
        of = self.rules.formulas.of
        if one.never is not None:
            return Kept(name, holds(of(one.never)), _guard(of, one.before))
        if one.always is not None:
            held = holds(of(one.always))
            return Kept(name, _guard(of, one.by) if one.by else lambda memory: not held(memory), held)
        several = [holds(of(condition)) for condition in one.never_together]
        if several:
            return Kept(name, lambda memory: sum(bool(held(memory)) for held in several) > 1, lambda _: False)
        return None

    def _broken(self, before: State, after: State) -> Iterator[Kept]:
        """The promises that a move breaks which held before it."""
        for one in self._promises:
            if one.breach(after.memory) and not one.breach(before.memory) and not one.excuse(after.memory):
                yield one

    def _after(self, made: PlayableMove, state: State) -> State:
        """The state after a move, whether it can be made or not."""
        memory = made.change(state.memory)
        for guard, scene in made.ways:
            if guard(memory):
                return State(scene, self.rules.scene(scene).arrival(memory))
        return State(state.scene, memory)

    def is_trapped(self, scene: str, move: Choose) -> bool:
        """Whether some play that makes a move by its last way would be trapped in the scene without that way."""
        made = self.rules.scene(scene).moves[move]
        first = [
            State(scene, made.change(state.memory))
            for play in self.plays
            for state, after in pairwise(play)
            if state.scene == scene and made.guard(state.memory) and self._takes_last(made, state, after)
        ]
        return any(self._stays(scene, move, state) for state in dict.fromkeys(first))

    @staticmethod
    def _takes_last(made: PlayableMove, state: State, after: State) -> bool:
        memory = made.change(state.memory)
        return after.scene == made.ways[-1][1] and not any(guard(memory) for guard, _ in made.ways[:-1])

    def _stays(self, scene: str, move: Choose, start: State) -> bool:
        """Whether no moves lead out of a scene, if one of its moves has lost its last way."""
        made = self.rules.scene(scene).moves[move]
        seen, waiting = {start}, [start]
        while waiting:
            state = waiting.pop()
            for other in candidates(self.rules, state):
                memory = made.change(state.memory)
                is_damaged = other == move and not any(guard(memory) for guard, _ in made.ways[:-1])
                after = State(scene, memory) if is_damaged else step(self.rules, state, other).state
                if after.scene != scene or len(seen) > MOST_STATES:
                    return False
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return True


def _guard(of: Callable[[Condition | None], Formula], condition: Condition | None) -> Guard:
    """The function of a condition; without one, it never holds."""
    return holds(of(condition)) if condition is not None else lambda _: False
