"""The page of a turn: what happened, told in the state after it, and what can be done now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from game.play.casebook import CasebookReader
from game.play.moves import Choose, Confront, Write
from game.play.rules import Rules
from game.play.step import State, Turn, claims_to_confront, exhibits_had, open_encounter
from game.play.telling import Teller
from game.play.views import (
    Asked,
    Change,
    Changed,
    ChangeKind,
    Confrontation,
    Ended,
    EpisodeHeading,
    Exhibit,
    Found,
    Heading,
    Item,
    Mark,
    Noted,
    Option,
    Page,
    Status,
)
from game.story.reserved import NEXT
from game.words import say, to_say

GO_ON = to_say("Go on")
"""What the move to the next scene is called, unless the author calls it otherwise."""


class Where(NamedTuple):
    """What a scene that does not say so takes over from the one before it."""

    episode: str | None = None
    place: str = ""
    hour: str = ""


class Pages:
    """Makes the pages of one story."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._story = rules.story
        self.teller = Teller(rules)
        self.casebook = CasebookReader(rules, self.teller)

    def where(self, before: Where, turn: Turn) -> Where:
        """Where a turn ends, seen from where it began."""
        scene = self._story.scenes[turn.state.scene]
        return Where(
            scene.episode or before.episode,
            self._story.places[scene.place].name if scene.place else before.place,
            scene.hour or before.hour,
        )

    def page(self, turn: Turn, number: int, before: Where, now: Where) -> Page:
        """The page of a turn: its number, and where it began and ended."""
        scene = self._story.scenes[turn.state.scene]
        encounter = open_encounter(self._rules.scene(turn.state.scene), turn.state.memory)
        shown = now if turn.arrived else self._aside(turn, now) or now
        status = Status(
            self._story.header.title,
            self._story.episodes[now.episode].title if now.episode else "",
            shown.place,
            shown.hour,
            number,
            self.casebook.called(encounter.teller) if encounter else None,
            scene.ending is not None,
        )
        return Page(status, tuple(self._items(turn, before, now)), tuple(self._options(turn.state)))

    def _aside(self, turn: Turn, where: Where) -> Where | None:
        """Where what follows a choice happens, if that is somewhere else than the scene; the scene's place stays."""
        if not isinstance(turn.move, Choose) or turn.move.choice == NEXT:
            return None
        choice = self._rules.scene(turn.before.scene).offered(turn.move).choice
        if choice.place is None and choice.hour is None:
            return None
        place = self._story.places[choice.place].name if choice.place else where.place
        return where._replace(place=place, hour=choice.hour or where.hour)

    def _items(self, turn: Turn, before: Where, now: Where) -> Iterator[Item]:
        memory = turn.state.memory
        moved = memory if turn.moved is None else turn.moved
        yield from self._move(turn, memory)
        if aside := self._aside(turn, before):
            yield Heading("", aside.place, aside.hour)
        yield from self.teller.passages(turn.reply, turn.before.scene, memory)
        if turn.move is not None:
            yield from self._news(turn.before.memory, moved)
        if turn.arrived:
            scene = self._story.scenes[turn.state.scene]
            if now.episode and now.episode != before.episode:
                number = list(self._story.episodes).index(now.episode) + 1
                yield EpisodeHeading(number, self._story.episodes[now.episode].title)
            if scene.title or now[1:] != before[1:]:
                yield Heading(scene.title or "", now.place, now.hour)
            yield from self.teller.passages(scene.passage, turn.state.scene, memory)
            yield from self._news(turn.before.memory if turn.move is None else moved, memory)
        last = self._story.scenes[turn.state.scene]
        if last.ending:
            yield Ended(self._story.endings[last.ending].title, self._story.codas[last.coda].title if last.coda else "")

    def _move(self, turn: Turn, memory: int) -> Iterator[Item]:
        """The move itself, where it is more than a choice."""
        match turn.move:
            case Write(name):
                question = self._story.reconstruction[name]
                yield Noted(question.text, self.teller.answer(f"wrote({name})", name, memory))
            case Confront(claim, exhibit):
                said, words = self.teller.claim(claim, turn.before.memory), self.question(turn.before, turn.move)
                yield Asked(said, self.casebook.exhibit_name(exhibit), words)
            case Choose() | None:
                pass

    def _news(self, before: int, after: int) -> Iterator[Item]:
        """What was put into the casebook between two memories, and what changed there."""
        accounts: set[str] = set()
        for slot in self._rules.layout.changed(before, after):
            kind, _, name = slot[:-1].partition("(")
            if kind == "found":
                if after & self._rules.layout.mask(slot):
                    yield Found(self.casebook.evidence(name, after))
                accounts.update(self._supported.get(name, ()))
            elif kind in ("heard", "broken"):
                accounts.add(name.partition(".")[0])
        for name in sorted(accounts, key=self._order.__getitem__):
            changes = tuple(self._changes(name, before, after))
            if changes:
                yield Changed(self.casebook.account_name(name, after), changes)

    @cached_property
    def _supported(self) -> Mapping[str, set[str]]:
        """For each piece of evidence, the accounts with a claim that it supports."""
        found: dict[str, set[str]] = {}
        for name, claim in self._story.claims.items():
            for evidence in claim.supported_by:
                found.setdefault(evidence, set()).add(name.partition(".")[0])
        return found

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """The place of each account in the story's order."""
        return {name: number for number, name in enumerate(self._story.accounts)}

    def _changes(self, account: str, before: int, after: int) -> Iterator[Change]:
        """What happened to the claims of an account, and, if it is new, to those that it takes the place of."""
        is_new = self.casebook.is_heard(account, after) and not self.casebook.is_heard(account, before)
        revised = self._story.accounts[account].revises
        if is_new and revised and self.casebook.is_heard(revised, after):
            yield from self._revision(account, revised, before, after)
            return
        for own in self._story.accounts[account].claims:
            yield from self._change_of_claim(f"{account}.{own}", before, after)

    def _change_of_claim(self, name: str, before: int, after: int) -> Iterator[Change]:
        heard = self._rules.claim(name).heard
        if not after & heard:
            return
        entry = self.casebook.claim(name, after)
        if not before & heard:
            yield Change(ChangeKind.NEW, entry.teller, entry.moment, "", entry.says)
        was = self.casebook.mark(name, before) if before & heard else Mark.OPEN
        if was is entry.mark or entry.mark is Mark.DROPPED:
            return
        kind = {
            Mark.CONTRADICTED: ChangeKind.CONTRADICTED,
            Mark.SUPPORTED: ChangeKind.SUPPORTED,
            Mark.OPEN: ChangeKind.REOPENED,
        }[entry.mark]
        yield Change(kind, entry.teller, entry.moment, entry.says, entry.says, entry.by)

    def _revision(self, account: str, revised: str, before: int, after: int) -> Iterator[Change]:
        """What a new account keeps, changes, drops and adds, moment by moment."""
        keeps = self._story.accounts[account].keeps
        old = [name for name in self._line_claims(revised) if before & self._rules.claim(name).heard]
        for moment, title in self._story.moments.items():
            was = [name for name in old if self._story.moment_of(name) == moment]
            kept = [name for name in was if name in keeps]
            fresh = [
                f"{account}.{own}"
                for own in self._story.accounts[account].claims
                if self._story.moment_of(f"{account}.{own}") == moment
                and after & self._rules.claim(f"{account}.{own}").heard
            ]
            teller = self.casebook.called(self._story.accounts[account].teller)
            gone = [self.teller.claim(name, after) for name in was if name not in keeps]
            for name in kept:
                says = self.teller.claim(name, after)
                yield Change(ChangeKind.KEPT, teller, title.name, says, says)
            for name in fresh:
                entry = self.casebook.claim(name, after)
                kind = ChangeKind.CHANGED if gone else ChangeKind.NEW
                yield Change(kind, teller, title.name, " ".join(gone), entry.says, entry.because)
            if gone and not fresh:
                yield Change(ChangeKind.DROPPED, teller, title.name, " ".join(gone), "")

    def _line_claims(self, account: str) -> Iterator[str]:
        """The claims that an account makes: its own and those that it keeps."""
        yield from self._story.accounts[account].keeps
        for own in self._story.accounts[account].claims:
            yield f"{account}.{own}"

    def _options(self, state: State) -> Iterator[Option]:
        playable, memory = self._rules.scene(state.scene), state.memory
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
        encounter = open_encounter(self._rules.scene(state.scene), state.memory)
        if encounter is None:
            return None
        guide, wild = encounter.guide, self._rules.layout.slots[f"wild({encounter.teller})"]
        return Confrontation(
            self.casebook.called(encounter.teller),
            wild.most - wild.read(state.memory),
            self.teller.paragraphs(guide, state.scene, state.memory) if guide else (),
            tuple(
                self.casebook.claim(name, state.memory)
                for name in claims_to_confront(self._rules, encounter, state.memory)
            ),
            tuple(self._exhibit(name, state.memory) for name in exhibits_had(self._rules, state.memory)),
        )

    def _exhibit(self, name: str, memory: int) -> Exhibit:
        if name in self._story.evidence:
            evidence = self._story.evidence[name]
            return Exhibit(name, evidence.name, evidence.finding)
        says, teller = self.teller.claim(name, memory), self.casebook.called(self._story.account_of(name).teller)
        stands = self.casebook.mark(name, memory) in (Mark.OPEN, Mark.SUPPORTED)
        return Exhibit(name, self.casebook.exhibit_name(name), says, True, teller, stands)

    def question(self, state: State, move: Confront) -> str:
        """What the player will say in a confrontation."""
        asks = self._asks(state, move)
        if asks:
            return asks
        said = self.teller.claim(move.claim, state.memory)
        if move.exhibit in self._story.evidence:
            evidence = self._story.evidence[move.exhibit]
            return evidence.asks or say(
                "You said: “{said}” And here is this. {finding}", said=said, finding=evidence.finding
            )
        other = self.teller.claim(move.exhibit, state.memory)
        return say(
            "You said: “{said}” And it was also said: “{other}” How do the two go together?", said=said, other=other
        )

    def _asks(self, state: State, move: Confront) -> str | None:
        """The words that the author gave to a confrontation, if it has an answer that holds now."""
        claim = self._story.claims[move.claim]
        for answers in (claim.broken_by, claim.answered):
            answer = answers.get(move.exhibit)
            if answer is not None and self._rules.guard(answer.when)(state.memory):
                return answer.asks
        return None
