"""The page of a turn: what happened, told in the state after it, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.play.casebook import CasebookReader
from game.play.formulas import bits_read
from game.play.moves import Choose, Confront, Move, Write
from game.play.news import News
from game.play.reads import Kept, Made, Reads, Room
from game.play.rules import PlayableMove, PlayableScene, Rules
from game.play.step import State, Turn, can_confront, claims_to_confront, exhibits_had, open_encounter
from game.play.telling import Teller
from game.play.views import (
    Asked,
    Confrontation,
    Ended,
    EpisodeHeading,
    Exhibit,
    Heading,
    Item,
    Mark,
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


class Where(NamedTuple):
    """What a scene that does not say so takes over from the one before it."""

    episode: str | None = None
    place: str = ""
    hour: str = ""


class Stage:
    """A scene as pages show it: its texts and options are made once for each setting of the bits they depend on."""

    def __init__(self, pages: Pages, name: str) -> None:
        self._pages, self._name = pages, name
        self.playable = pages.rules.scene(name)
        self.scene = self.playable.scene
        self.keeps_place = not (self.scene.episode or self.scene.place or self.scene.hour)
        """Whether it is where the scene before it was, as far as anybody says."""
        self.passages = self._telling(self.scene.passage)
        self.offered = pages.kept(pages.reads_of_offered(self.playable), lambda memory: pages.offered(name, memory))
        """Who can be confronted, and the options."""
        self.asides = {
            offered.move: offered.choice
            for offered in self.playable.choices
            if offered.choice.place is not None or offered.choice.hour is not None
        }
        """The choices that say where what follows them happens."""
        self.ended = tuple(pages.ended(self.scene))
        self._replies: dict[Move, Kept[tuple[Prose, ...]]] = {}

    def reply(self, move: Move, made: PlayableMove) -> Kept[tuple[Prose, ...]]:
        """What follows one of its choices."""
        found = self._replies.get(move)
        if found is None:
            found = self._replies[move] = self._telling(made.reply)
        return found

    def _telling(self, passages: tuple[Passage, ...]) -> Kept[tuple[Prose, ...]]:
        teller, name = self._pages.teller, self._name
        reads = self._pages.reads.passages(passages, name)
        return self._pages.kept(reads, lambda memory: tuple(teller.passages(passages, name, memory)))


class _Stages(dict[str, Stage]):
    """The scenes of a story, each made ready when it is first shown."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def __missing__(self, scene: str) -> Stage:
        found = self[scene] = Stage(self._pages, scene)
        return found


class Pages:
    """Makes the pages of one story."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._story = rules.story
        self._room = Room()
        self.reads = Reads(rules.layout, rules.formulas)
        self.teller = Teller(rules)
        self.casebook = CasebookReader(rules, self.teller, self._room)
        self._news = News(rules, self.casebook)
        self._stages = _Stages(self)

    @classmethod
    def of(cls, rules: Rules) -> Pages:
        """The pages of a story in the language that is spoken: the same for all sessions."""
        found: Pages | None = rules.views.get(spoken())
        if found is None:
            found = rules.views[spoken()] = cls(rules)
        return found

    def kept(self, bits: int, make: Callable[[int], Made]) -> Kept[Made]:
        """Something that is made once for each setting of some bits of a memory."""
        return Kept(self._room, bits, make)

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
        shown = now if turn.arrived else self.aside(turn, now) or now
        status = Status(
            self._story.header.title,
            self._story.episodes[now.episode].title if now.episode else "",
            shown.place,
            shown.hour,
            number,
            confront,
            stage.scene.ending is not None,
        )
        items = self._replied(turn, before)
        if turn.arrived:
            items += self._arrived(turn, stage, before, now)
        return Page(status, items + stage.ended, options)

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
        if turn.move is None:
            return ()
        memory = turn.state.memory
        moved = memory if turn.moved is None else turn.moved
        stage = self._stages[turn.before.scene]
        made = stage.playable.moves.get(turn.move) if isinstance(turn.move, Choose) else None
        if made is None:
            told = tuple(self.teller.passages(turn.reply, turn.before.scene, memory))
            return (*self._move(turn, memory), *told, *self._news.told(turn.before.memory, moved))
        items: tuple[Item, ...] = stage.reply(turn.move, made).of(memory) if turn.reply else ()
        if stage.asides and (aside := self.aside(turn, before)):
            items = (Heading("", aside.place, aside.hour), *items)
        return (*items, *self._news.told(turn.before.memory, moved)) if made.is_news else items

    def _arrived(self, turn: Turn, stage: Stage, before: Where, now: Where) -> tuple[Item, ...]:
        """What there is on arrival in a scene."""
        memory = turn.state.memory
        items: tuple[Item, ...] = stage.passages.of(memory)
        if stage.scene.title or now[1:] != before[1:]:
            items = (Heading(stage.scene.title or "", now.place, now.hour), *items)
        if now.episode and now.episode != before.episode:
            number = list(self._story.episodes).index(now.episode) + 1
            items = (EpisodeHeading(number, self._story.episodes[now.episode].title), *items)
        if stage.playable.arrival_is_news:
            moved = turn.before.memory if turn.moved is None else turn.moved
            items += tuple(self._news.told(moved, memory))
        return items

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
                said, words = self.teller.claim(claim, turn.before.memory), self.said(turn.before, turn.move)
                yield Asked(said, self.casebook.exhibit_name(exhibit), words)
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
            move, choice, taken = offered.move, offered.choice, bool(memory & offered.took)
            if playable.moves and playable.moves[move].guard(memory):
                number += 1
                yield Option(move, choice.text, number, None, taken, offered.is_lead)
            elif choice.locked and not (taken and not choice.sticky) and not offered.when(memory):
                yield Option(move, choice.text, None, choice.locked, taken, offered.is_lead)
        following = playable.moves.get(Choose(NEXT))
        if following and following.guard(memory):
            yield Option(Choose(NEXT), playable.scene.next_text or say(GO_ON), number + 1)

    def confrontation(self, state: State) -> Confrontation | None:
        """Who can be confronted in a state, with what; None if nobody can."""
        encounter = open_encounter(self.rules.scene(state.scene), state.memory)
        if encounter is None:
            return None
        guide, wild = encounter.guide, self.rules.layout.slots[f"wild({encounter.teller})"]
        return Confrontation(
            self.casebook.called(encounter.teller),
            wild.most - wild.read(state.memory),
            self.teller.paragraphs(guide, state.scene, state.memory) if guide else (),
            tuple(
                self.casebook.claim(name, state.memory)
                for name in claims_to_confront(self.rules, encounter, state.memory)
            ),
            tuple(self._exhibit(name, state.memory) for name in exhibits_had(self.rules, state.memory)),
        )

    def _exhibit(self, name: str, memory: int) -> Exhibit:
        if name in self._story.evidence:
            evidence = self._story.evidence[name]
            return Exhibit(name, evidence.name, evidence.finding)
        says, teller = self.teller.claim(name, memory), self.casebook.called(self._story.account_of(name).teller)
        stands = self.casebook.mark(name, memory) in (Mark.OPEN, Mark.SUPPORTED)
        return Exhibit(name, self.casebook.exhibit_name(name), says, True, teller, stands)

    def opening(self, state: State, move: Confront) -> str:
        """What the player begins with in a confrontation. It does not tell whether the claim has an answer to it."""
        if move.exhibit in self._story.evidence:
            evidence = self._story.evidence[move.exhibit]
            return evidence.asks or say("Here is this. {finding}", finding=evidence.finding)
        return say("It was also said: “{other}”", other=self.teller.claim(move.exhibit, state.memory))

    def said(self, state: State, move: Confront) -> str:
        """All that the player says in a confrontation: what the author has put for the exhibit, and for just this pair.

        Where the author has put nothing, it is said what is laid down.
        """
        evidence, asks = self._story.evidence.get(move.exhibit), self._asks(state, move)
        if evidence is None and not asks:
            return f"{self.opening(state, move)} {say('How do the two go together?')}"
        opening = evidence.asks if evidence is not None else None
        return " ".join(filter(None, (opening, asks))) or self.opening(state, move)

    def _asks(self, state: State, move: Confront) -> str | None:
        """The words that the author gave to a confrontation, if it has an answer that holds now."""
        claim = self._story.claims[move.claim]
        for answers in (claim.broken_by, claim.answered):
            answer = answers.get(move.exhibit)
            if answer is not None and self.rules.guard(answer.when)(state.memory):
                return answer.asks
        return None
