"""What is on the map of a story: its scenes and the ways between them, its accounts and what breaks them.

A chart says nothing of where things are drawn. It is made from the story alone, so that every form of the map shows
the same. Reached means: by ways from the first scene, whatever their conditions ask.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game.play.pages import GO_ON
from game.story.checks.play import ways_from
from game.story.model import Answer, Choice, Effects, Encounter, Scene, Way
from game.story.source import Place
from game.story.story import Story


@dataclass(frozen=True, slots=True)
class SceneBox:
    """A scene."""

    id: str
    title: str
    """Its title, else its id as words."""
    episode: str | None
    """The episode that it belongs to, or that the play comes to it in by the shortest way."""
    place: str | None
    """The same for its place."""
    ending: str | None
    """The title of the ending that it is, with its coda."""
    is_start: bool
    is_reached: bool
    found: tuple[str, ...]
    """The evidence that can be found in it."""
    heard: tuple[str, ...]
    """The accounts that can be heard in it."""
    teller: str | None
    """Who can be confronted in it."""
    choices: tuple[str, ...]
    """The texts of its choices."""
    at: Place


@dataclass(frozen=True, slots=True)
class Road:
    """A way from one scene to another, or several ways of one kind."""

    source: str
    target: str
    kind: str
    """`choice`, `lead`, `next`, or `over` for where a confrontation ends."""
    texts: tuple[str, ...]
    """What the player reads of it."""
    is_conditional: bool
    """Whether a condition has to hold for any of the ways."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of an account."""

    id: str
    moment: str
    says: str
    is_heard: bool
    """Whether any scene, choice or answer lets it be heard."""
    is_protected: bool
    at: Place


@dataclass(frozen=True, slots=True)
class AccountBox:
    """An account with its claims."""

    id: str
    teller: str
    title: str
    revises: str | None
    claims: tuple[ClaimRow, ...]
    at: Place


@dataclass(frozen=True, slots=True)
class EvidenceBox:
    """A piece of evidence."""

    id: str
    name: str
    finding: str
    is_found: bool
    """Whether anything lets it be found."""
    scenes: tuple[str, ...]
    """Where it can be found, as far as that is a scene."""
    at: Place


@dataclass(frozen=True, slots=True)
class Break:
    """That an exhibit contradicts a claim."""

    exhibit: str
    claim: str
    asks: str
    """What the player says, if the author has words for it."""
    can_be_put: bool
    """Whether the teller can be confronted in any scene, or it happens without the player."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A story as things and lines between them."""

    title: str
    scenes: tuple[SceneBox, ...]
    roads: tuple[Road, ...]
    accounts: tuple[AccountBox, ...]
    evidence: tuple[EvidenceBox, ...]
    breaks: tuple[Break, ...]
    episodes: dict[str, str] = field(default_factory=dict)
    """The titles of the episodes, in their order."""
    places: dict[str, str] = field(default_factory=dict)
    """The names of the places."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """The files on disk by their paths as places in them name them."""


def chart_of(story: Story, files: Mapping[str, Path] | None = None) -> Chart:
    """The chart of a story that was loaded from some files."""
    roads = tuple(_roads(story))
    wheres = _wheres(story)
    done = list(_effects(story, wheres))
    heard = {name for effects in done for name in _heard(effects, story)}
    return Chart(
        story.header.title,
        tuple(_scene(name, scene, story, wheres) for name, scene in story.scenes.items()),
        roads,
        tuple(_account(name, story, heard) for name in story.accounts),
        tuple(_evidence(name, story, done) for name in story.evidence),
        tuple(_breaks(story, done)),
        {name: episode.title for name, episode in story.episodes.items()},
        {name: place.name for name, place in story.places.items()},
        files or {},
    )


def _effects(story: Story, reached: Container[str]) -> Iterator[Effects]:
    """Everything that changes anything, but for what is in scenes that no way leads to."""
    for name, scene in story.scenes.items():
        if name in reached:
            yield scene
            yield from (choice for _, choice in _choices(scene, story))
    for claim in story.claims.values():
        yield from (*claim.broken_by.values(), *claim.answered.values())


_Where = tuple[str | None, str | None]


def _wheres(story: Story) -> dict[str, _Where]:
    """For every scene that is reached, the episode and the place that the play comes to it in by the shortest way."""
    start = story.header.start
    found: dict[str, _Where] = {start: (story.scenes[start].episode, story.scenes[start].place)}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        for way in ways_from(story.scenes[name], story):
            if way.scene not in found:
                scene = story.scenes[way.scene]
                found[way.scene] = (scene.episode or found[name][0], scene.place or found[name][1])
                waiting.append(way.scene)
    return found


def _scene(name: str, scene: Scene, story: Story, wheres: dict[str, _Where]) -> SceneBox:
    episode, place = wheres.get(name, (scene.episode, scene.place))
    ending = story.endings[scene.ending].title if scene.ending else None
    coda = story.codas[scene.coda].title if scene.coda else None
    here = [scene, *(choice for _, choice in _choices(scene, story))]
    return SceneBox(
        name,
        scene.title or name.replace("_", " "),
        episode,
        place,
        f"{ending} · {coda}" if coda else ending,
        name == story.header.start,
        name in wheres,
        tuple(dict.fromkeys(one for effects in here for one in effects.find)),
        tuple(dict.fromkeys(one.partition(".")[0] for effects in here for one in effects.hear)),
        story.people[scene.confront.teller].short_name if scene.confront else None,
        tuple(choice.text for _, choice in _choices(scene, story)),
        story.defined["scenes"][name],
    )


def _choices(scene: Scene, story: Story) -> Iterator[tuple[str, Choice]]:
    """The choices of a scene, each with its kind, leads included."""
    if scene.leads:
        for lead in story.leads.values():
            if lead.episode == scene.leads:
                yield "lead", lead
    for choice in scene.choices.values():
        yield "choice", choice


def _roads(story: Story) -> Iterator[Road]:
    for name, scene in story.scenes.items():
        joined: dict[tuple[str, str], list[tuple[str, bool]]] = {}
        for kind, text, way, asked in _ways(scene, story):
            joined.setdefault((way.scene, kind), []).append((text, asked or way.when is not None))
        for (target, kind), several in joined.items():
            texts = tuple(dict.fromkeys(text for text, _ in several))
            yield Road(name, target, kind, texts, all(asked for _, asked in several))


def _ways(scene: Scene, story: Story) -> Iterator[tuple[str, str, Way, bool]]:
    """Every way out of a scene: kind, what the player reads, the way, and whether a condition stands before it."""
    for kind, choice in _choices(scene, story):
        for way in choice.goto:
            yield kind, choice.text, way, choice.when is not None
    for way in scene.next:
        yield "next", scene.next_text or GO_ON, way, False
    if isinstance(scene.confront, Encounter):
        for way in scene.confront.over:
            yield "over", f"{story.people[scene.confront.teller].short_name} has had enough", way, False


def _heard(effects: Effects, story: Story) -> Iterator[str]:
    """The claims that an effect lets be heard."""
    for name in effects.hear:
        if "." in name:
            yield name
        else:
            yield from (f"{name}.{own}" for own, claim in story.accounts[name].claims.items() if not claim.later)


def _account(name: str, story: Story, heard: set[str]) -> AccountBox:
    account = story.accounts[name]
    claims = [
        ClaimRow(
            f"{name}.{own}",
            story.moments[story.moment_of(f"{name}.{own}")].name,
            claim.says,
            f"{name}.{own}" in heard,
            claim.protected,
            story.defined["claims"][f"{name}.{own}"],
        )
        for own, claim in account.claims.items()
    ]
    teller = story.people[account.teller].short_name
    return AccountBox(name, teller, account.title, account.revises, tuple(claims), story.defined["accounts"][name])


def _evidence(name: str, story: Story, done: list[Effects]) -> EvidenceBox:
    evidence = story.evidence[name]
    scenes = [
        own
        for own, scene in story.scenes.items()
        if any(name in effects.find for effects in (scene, *(choice for _, choice in _choices(scene, story))))
    ]
    is_found = any(name in effects.find for effects in done)
    return EvidenceBox(name, evidence.name, evidence.finding, is_found, tuple(scenes), story.defined["evidence"][name])


def _breaks(story: Story, done: list[Effects]) -> Iterator[Break]:
    confronted = {scene.confront.teller for scene in story.scenes.values() if scene.confront}
    by_itself = {(claim, exhibit) for effects in done for claim, exhibit in effects.contradict.items()}
    for name, claim in story.claims.items():
        can = story.account_of(name).teller in confronted and not claim.protected
        for exhibit, answer in claim.broken_by.items():
            yield Break(exhibit, name, _asks(answer), can or (name, exhibit) in by_itself)


def _asks(answer: Answer) -> str:
    return answer.asks or ""
