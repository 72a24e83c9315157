"""The page of a turn: what happened, told in the state after it, and what can be done now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from game.play.casebook import CasebookReader
from game.play.confronting import Confronting
from game.play.formulas import bits_read
from game.play.made import Made
from game.play.moves import Choose, Confront, Write
from game.play.news import News
from game.play.reads import Kept, Reads, Room
from game.play.rules import PlayableScene, Rules
from game.play.step import Turn, can_confront, open_encounter
from game.play.telling import Teller
from game.play.views import (
    Asked,
    Changed,
    Ended,
    EpisodeHeading,
    Found,
    Heading,
    Item,
    Noted,
    Option,
    Page,
    Prose,
    Status,
)
from game.story.model import Passage, Scene
from game.story.reserved import NEXT
from game.words import say, spoken, to_say

GO_ON = to_say("Go on")
"""What the move to the next scene is called, unless the author calls it otherwise."""

FOLLOWING = Choose(NEXT)
"""The move to the next scene."""


class Where(NamedTuple):
    """What a scene that does not say so takes over from the one before it."""

    episode: str | None = None
    place: str = ""
    hour: str = ""


class Reply(Struct, frozen=True):
    """What follows a choice: each part is None where there is nothing of it in any memory."""

    passages: Kept[tuple[Prose, ...]] | None
    """By the memory after the turn."""
    news: Kept[tuple[Found | Changed, ...]] | None
    """By the memory before the turn."""


class Stage:
    """A scene as pages show it: its texts and options are made once for each setting of the bits they depend on."""

    def __init__(self, pages: Pages, name: str) -> None:
        self._pages, self._name = pages, name
        self.playable = pages.rules.scene(name)
        self.scene = self.playable.scene
        self.keeps_place = not (self.scene.episode or self.scene.place or self.scene.hour)
        """Whether it is where the scene before it was, as far as anybody says."""
        self.passages = self._telling(self.scene.passage)
        reads = pages.reads_of_offered(self.playable)
        self.offered = Kept(pages.room, reads, lambda memory: pages.offered(name, memory))
        """Who can be confronted, and the options."""
        self.news = pages.news.of(self.playable.arrival_operations)
        """What an arrival puts into the casebook, by the memory before it; None if it never does."""
        self.asides = {
            offered.move: offered.choice
            for offered in self.playable.choices
            if offered.choice.place is not None or offered.choice.hour is not None
        }
        """The choices that say where what follows them happens."""
        self.ended = tuple(pages.ended(self.scene))
        self.replies = Made(self._reply)
        """What follows each of its choices."""

    def _reply(self, move: Choose) -> Reply:
        made = self.playable.moves[move]
        return Reply(self._telling(made.reply) if made.reply else None, self._pages.news.of(made.operations))

    def _telling(self, passages: tuple[Passage, ...]) -> Kept[tuple[Prose, ...]]:
        teller, name = self._pages.teller, self._name
        reads = self._pages.reads.passages(passages, name)
        return Kept(self._pages.room, reads, lambda memory: tuple(teller.passages(passages, name, memory)))


class Pages:
    """Makes the pages of one story."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._story = rules.story
        self.room = Room()
        self.reads = Reads(rules.layout, rules.formulas)
        self.teller = Teller(rules, self.reads, self.room)
        self.casebook = CasebookReader(rules, self.teller, self.room)
        self.news = News(rules, self.casebook, self.room)
        self.confronting = Confronting(rules, self.teller, self.casebook)
        self._stages: Made[str, Stage] = Made(lambda scene: Stage(self, scene))
        self._title = rules.story.header.title
        self._episodes: dict[str | None, str] = {None: ""}
        self._episodes |= {name: episode.title for name, episode in rules.story.episodes.items()}
        """The titles of the episodes."""

    @classmethod
    def of(cls, rules: Rules) -> Pages:
        """The pages of a story in the language that is spoken: the same for all sessions."""
        found: Pages | None = rules.views.get(spoken())
        if found is None:
            found = rules.views[spoken()] = cls(rules)
        return found

    def where(self, before: Where, turn: Turn) -> Where:
        """Where a turn ends, seen from where it began."""
        stage = self._stages[turn.state.scene]
        if stage.keeps_place:
            return before
        scene = stage.scene
        now = Where(
            scene.episode or before.episode,
            self._story.places[scene.place].name if scene.place else before.place,
            scene.hour or before.hour,
        )
        return before if now == before else now

    def page(self, turn: Turn, number: int, before: Where, now: Where) -> Page:
        """The page of a turn: its number, and where it began and ended."""
        stage = self._stages[turn.state.scene]
        confront, options = stage.offered.of(turn.state.memory)
        items = self._replied(turn, before)
        if turn.arrived:
            items += self._arrived(turn, stage, before, now)
        shown = self.shown(turn, now)
        status = Status(
            self._title,
            self._episodes[now.episode],
            shown.place,
            shown.hour,
            number,
            confront,
            stage.scene.ending is not None,
        )
        return Page(status, items + stage.ended, options)

    def shown(self, turn: Turn, now: Where) -> Where:
        """Where the page of a turn says that it is: what follows a choice may be somewhere else for as long as that."""
        if turn.arrived or not self._stages[turn.state.scene].asides:
            return now
        return self.aside(turn, now) or now

    def aside(self, turn: Turn, where: Where) -> Where | None:
        """Where what follows a choice happens, if that is somewhere else than the scene; the scene's place stays."""
        asides = self._stages[turn.before.scene].asides
        choice = asides.get(turn.move) if isinstance(turn.move, Choose) else None
        if choice is None:
            return None
        place = self._story.places[choice.place].name if choice.place else where.place
        return where._replace(place=place, hour=choice.hour or where.hour)

    def _replied(self, turn: Turn, before: Where) -> tuple[Item, ...]:
        """What came of the move itself."""
        move = turn.move
        if not isinstance(move, Choose):
            return tuple(self._beyond_choices(turn)) if move else ()
        stage = self._stages[turn.before.scene]
        reply = stage.replies[move]
        items: tuple[Item, ...] = reply.passages.of(turn.state.memory) if reply.passages else ()
        if stage.asides and (aside := self.aside(turn, before)):
            items = (Heading("", aside.place, aside.hour), *items)
        return items + reply.news.of(turn.before.memory) if reply.news else items

    def _beyond_choices(self, turn: Turn) -> Iterator[Item]:
        """What came of a move that is more than a choice."""
        memory = turn.state.memory
        yield from self._move(turn, memory)
        yield from self.teller.passages(turn.reply, turn.before.scene, memory)
        yield from self.news.told(turn.before.memory, memory if turn.moved is None else turn.moved)

    def _arrived(self, turn: Turn, stage: Stage, before: Where, now: Where) -> tuple[Item, ...]:
        """What there is on arrival in a scene."""
        items: tuple[Item, ...] = stage.passages.of(turn.state.memory)
        if stage.scene.title or now.place != before.place or now.hour != before.hour:
            items = (Heading(stage.scene.title or "", now.place, now.hour), *items)
        if now.episode and now.episode != before.episode:
            number = list(self._story.episodes).index(now.episode) + 1
            items = (EpisodeHeading(number, self._episodes[now.episode]), *items)
        if stage.news is None:
            return items
        if turn.moved is None:  # the first turn: it may begin anywhere, after an arrival or before it
            return (*items, *self.news.told(turn.before.memory, turn.state.memory))
        return items + stage.news.of(turn.moved)

    def ended(self, scene: Scene) -> Iterator[Ended]:
        """What the page of a scene ends with, if the story does."""
        if scene.ending:
            coda = self._story.codas[scene.coda].title if scene.coda else ""
            yield Ended(self._story.endings[scene.ending].title, coda)

    def _move(self, turn: Turn, memory: int) -> Iterator[Item]:
        """The move itself, where it is more than a choice."""
        match turn.move:
            case Write(name):
                question = self._story.reconstruction[name]
                yield Noted(question.text, self.teller.answer(f"wrote({name})", name, memory))
            case Confront(claim, exhibit):
                said, exhibit_name = self.teller.claim(claim, turn.before.memory), self.casebook.exhibit_name(exhibit)
                yield Asked(said, exhibit_name, self.confronting.said(turn.before, turn.move))
            case Choose() | None:
                pass

    def reads_of_offered(self, playable: PlayableScene) -> int:
        """The bits on which it depends who can be confronted in a scene, and which options there are."""
        found = 0
        for offered in playable.choices:
            found |= offered.took | self.reads.condition(offered.choice.when)
        if playable.encounter is None:
            return found
        transitions = self.rules.transitions
        for claim in transitions.claims_of_teller.get(playable.encounter.teller, ()):
            found |= bits_read(transitions.standing(claim))
        for had in transitions.exhibits.values():
            found |= had
        return found | self.reads.condition(playable.encounter.when)

    def offered(self, name: str, memory: int) -> tuple[str | None, tuple[Option, ...]]:
        """Who can be confronted in a scene, and the options."""
        playable = self.rules.scene(name)
        encounter = open_encounter(playable, memory)
        if encounter is None or not can_confront(self.rules, encounter, memory):
            return None, tuple(self._options(playable, memory))
        return self.casebook.called(encounter.teller), tuple(self._options(playable, memory))

    def _options(self, playable: PlayableScene, memory: int) -> Iterator[Option]:
        number = 0
        for offered in playable.choices:
            choice, taken = offered.choice, bool(memory & offered.took)
            if offered.guard(memory):
                number += 1
                yield Option(offered.move, choice.text, number, None, taken, offered.is_lead)
            elif choice.locked and not (taken and not choice.sticky) and not offered.when(memory):
                yield Option(offered.move, choice.text, None, choice.locked, taken, offered.is_lead)
        following = playable.moves.get(FOLLOWING)
        if following and following.guard(memory):
            yield Option(FOLLOWING, playable.scene.next_text or say(GO_ON), number + 1)
