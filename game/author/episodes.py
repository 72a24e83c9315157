"""To which episode a text of a story belongs: the first in which a play can come to it, as far as can be told.

A scene that does not say its episode is in that of the scene from which the play comes to it, as in play. Evidence,
people, places and accounts are in the first episode that brings them; an answer to a confrontation is in that of what
has to be laid down.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from game.story.conditions import And, Condition, Or, Test, Tree
from game.story.model import Choice, Effects, Scene, Way
from game.story.story import Story


class Episodes:
    """The episodes of one story."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._order = {name: number for number, name in enumerate(story.episodes)}
        self._of: dict[tuple[str, str], str] = {}
        """The episode of a thing, by its section and name."""
        self._walk()
        self._answers()

    def of(self, place: str) -> str | None:
        """The episode of the text at a place, as units name them; None if it belongs to no single one."""
        section, _, rest = place.partition(".")
        name, _, inside = rest.partition(".")
        if section == "accounts":
            return self._of_answer(name, inside) or self._of.get((section, name))
        if section == "episodes":
            return name
        if section == "leads":
            return self._story.leads[name].episode
        return self._of.get((section, name)) or self._by_condition(section, name)

    def _note(self, section: str, name: str, episode: str | None) -> None:
        """A thing can be met in an episode; the first is the one that counts."""
        known = self._of.get((section, name))
        if episode and (known is None or self._order[episode] < self._order[known]):
            self._of[section, name] = episode

    def _walk(self) -> None:
        """Goes through the scenes as a play can."""
        story, queue = self._story, deque([(self._story.header.start, "")])
        seen: set[str] = set()
        while queue:
            name, before = queue.popleft()
            if name in seen:
                continue
            seen.add(name)
            scene = story.scenes[name]
            episode = scene.episode or before
            self._note("scenes", name, episode)
            self._things_of_scene(scene, episode)
            following = [way.scene for way in _ways(scene)]
            for lead in story.leads.values() if scene.leads else ():
                if lead.episode == scene.leads:
                    self._things(lead, lead.episode)
                    following += [way.scene for way in lead.goto]
            queue.extend((target, episode) for target in following)

    def _things_of_scene(self, scene: Scene, episode: str) -> None:
        for effects in (scene, *scene.choices.values()):
            self._things(effects, episode)
        for section, name in (("places", scene.place), ("endings", scene.ending), ("codas", scene.coda)):
            if name:
                self._note(section, name, episode)

    def _things(self, effects: Effects, episode: str) -> None:
        if isinstance(effects, Choice) and effects.place:
            self._note("places", effects.place, episode)
        for section, names in (("evidence", effects.find), ("people", effects.meet)):
            for name in names:
                self._note(section, name, episode)
        for name in effects.hear:
            self._note("accounts", name.partition(".")[0], episode)

    def _answers(self) -> None:
        """What answers in confrontations bring: an account can be told in one, and another be set against that."""
        for account, told in self._story.accounts.items():
            for own, claim in told.claims.items():
                for exhibit, answer in (*claim.broken_by.items(), *claim.answered.items()):
                    self._things(answer, self._later(account, exhibit, f"{account}.{own}") or "")

    def _of_answer(self, account: str, inside: str) -> str | None:
        """The episode of an answer, from what leads to it inside of its account."""
        parts = inside.split(".", 3)
        if len(parts) < 4 or parts[2] not in ("broken by", "answered"):
            return None
        claim = f"{account}.{parts[1]}"
        told = self._story.claims[claim]
        answers = told.broken_by if parts[2] == "broken by" else told.answered
        exhibit = next((name for name in answers if f"{parts[3]}.".startswith(f"{name}.")), "")
        return self._later(account, exhibit, claim)

    def _later(self, account: str, exhibit: str, claim: str) -> str | None:
        """The later of the episodes in which an account is told and in which an exhibit is had."""
        section, name = ("accounts", exhibit.partition(".")[0]) if "." in exhibit else ("evidence", exhibit)
        found = [self._of.get(("accounts", account)), self._of.get((section, name))]
        return max((one for one in found if one), key=self._order.__getitem__, default=None)

    def _by_condition(self, section: str, name: str) -> str | None:
        """The episode in which a hint, a term or a question can first be seen, by what has to hold for it."""
        thing = getattr(self._story, section, {})
        condition = getattr(thing.get(name), "when", None) if isinstance(thing, dict) else None
        if not isinstance(condition, Condition):
            return None
        named = [name for test in _needed(condition.tree) for name in (test.name, *(test.arguments or ()))]
        found = [
            episode
            for name in named
            for kind in ("scenes", "evidence", "accounts", "people")
            if (episode := self._of.get((kind, name.partition(".")[0])))
        ]
        return max(found, key=self._order.__getitem__, default=None)


def _ways(scene: Scene) -> Iterator[Way]:
    for choice in scene.choices.values():
        yield from choice.goto
    yield from scene.next
    if scene.confront:
        yield from scene.confront.over


def _needed(tree: Tree) -> Iterable[Test]:
    """The tests in a condition that are not denied."""
    match tree:
        case Test():
            yield tree
        case And(parts) | Or(parts):
            for part in parts:
                yield from _needed(part)
        case _:
            return
