"""A story that remembers in which episode a play is.

A scene that belongs to no episode of its own belongs to that of the scene before it in play: a hub between two days may
be in either. Play reads that off the turns before. Where something is asked about it, it has to be in the memory, in a
slot of the proof's own beyond those of play.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from game.play.layout import Layout, Run
from game.play.operations import Assign, Operation
from game.play.rules import Rules
from game.play.transitions import Transitions
from game.story.checks.play import ways_from
from game.story.story import Story

EPISODE = "episode()"
"""The name of the slot; its value is the number of an episode, from 1 on in the order of the story, and 0 is none."""


def dated(rules: Rules) -> Rules:
    """The rules of a story in which the episode is remembered, if some scene may be in several; else the same rules.

    Memories mean the same in both but for that slot.
    """
    story = rules.story
    after = {name: {way.scene for way in ways_from(scene, story)} for name, scene in story.scenes.items()}
    if all(len(found) < 2 for found in episodes_of(story, after).values()):
        return rules
    layout = rules.layout
    runs = [*layout.runs, Run((EPISODE,), 0, len(story.episodes), 0)]
    made = Rules(story, Layout(runs, {**layout.choosing, EPISODE: tuple(story.episodes)}))
    made.transitions = _Dated(story, made.layout, made.formulas)
    return made


def episodes_of(story: Story, after: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """For each scene the episodes in which it may be, if plays go from scene to scene like this; “” is none."""
    scenes, start = story.scenes, story.header.start
    found: dict[str, set[str]] = {scene: set() for scene in scenes}
    waiting = [(start, scenes[start].episode or "")]
    while waiting:
        scene, episode = waiting.pop()
        if episode not in found[scene]:
            found[scene].add(episode)
            waiting += [(target, scenes[target].episode or episode) for target in sorted(after.get(scene, ()))]
    return found


class _Dated(Transitions):
    def arrival(self, name: str) -> tuple[Operation, ...]:
        done, episode = super().arrival(name), self._story.scenes[name].episode
        if episode is None:
            return done
        slot = self._layout.slots[EPISODE]
        return (*done, Assign(slot.mask, slot.write(0, list(self._story.episodes).index(episode) + 1)))
