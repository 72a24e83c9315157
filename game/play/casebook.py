"""The casebook: evidence, people, leads and the accounts table of a state. It is derived, so it is never wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import takewhile

from msgspec.structs import replace

from game.play.made import Made
from game.play.night import Night
from game.play.reads import Kept, Room
from game.play.rules import Rules
from game.play.step import State
from game.play.telling import Teller
from game.play.views import (
    AccountsTable,
    Casebook,
    ClaimEntry,
    Column,
    EvidenceEntry,
    LeadEntry,
    Mark,
    PersonEntry,
    Row,
)
from game.words import say


class CasebookReader:
    """Reads the casebook of a state."""

    def __init__(self, rules: Rules, teller: Teller, room: Room) -> None:
        self._rules = rules
        self._story = rules.story
        self._teller = teller
        self._room = room
        self._claims: dict[str, Kept[ClaimEntry]] = {}
        self._evidence: dict[str, Kept[EvidenceEntry]] = {}
        self._heard = Made(self._heard_of)
        """For each account, the bits of which any says that it has been heard."""
        self._tellers = [name for name in self._story.people if f"wild({name})" in rules.layout.slots]

    @cached_property
    def _night(self) -> Night:
        return Night(self._story)

    def casebook(self, state: State, episode: str | None) -> Casebook:
        """All of it. `episode` says whose leads are listed."""
        memory = state.memory
        return Casebook(
            tuple(self.evidence(name, memory) for name in self.found(memory)),
            self.people(memory),
            tuple(self._leads(memory, episode)),
            self.table(memory),
            self._night.known(lambda name: self._has(f"found({name})", memory)),
        )

    def found(self, memory: int) -> Iterator[str]:
        """The evidence that has been found, in the story's order."""
        return (name for name in self._story.evidence if self._has(f"found({name})", memory))

    def people(self, memory: int) -> tuple[PersonEntry, ...]:
        """Everybody who has been met, with what is known."""
        return tuple(self._person(name, memory) for name in self._story.people if self._has(f"met({name})", memory))

    def evidence(self, name: str, memory: int) -> EvidenceEntry:
        """A piece of evidence, found or not."""
        kept = self._evidence.get(name)
        if kept is None:
            reads = self.reads_of_evidence(name)
            kept = self._evidence[name] = Kept(self._room, reads, lambda memory: self._evidence_entry(name, memory))
        return kept.of(memory)

    def _evidence_entry(self, name: str, memory: int) -> EvidenceEntry:
        evidence = self._story.evidence[name]
        shown = (teller for teller in self._tellers if self._has(f"shown({teller}, {name})", memory))
        return EvidenceEntry(
            name,
            evidence.name,
            evidence.finding,
            tuple(evidence.document.split("\n")),
            tuple(self.called(teller) for teller in shown),
        )

    def called(self, person: str) -> str:
        """What a person is called."""
        entry = self._story.people[person]
        return entry.short_name

    def account_name(self, account: str, memory: int) -> str:
        """An account by its teller and its number among those of the teller that have been heard."""
        teller, number = self._story.accounts[account].teller, 1
        for earlier in self._earlier(account):
            number += self.is_heard(earlier, memory)
        return say("{teller}, account {number}", teller=self.called(teller), number=number)

    def _earlier(self, account: str) -> Iterator[str]:
        """The accounts of the same teller that stand before an account in the story."""
        return takewhile(lambda name: name != account, self._told_by[self._story.accounts[account].teller])

    def exhibit_name(self, exhibit: str) -> str:
        """What evidence is called; a claim used as an exhibit is called by its account and its moment."""
        if exhibit in self._story.evidence:
            return self._story.evidence[exhibit].name
        account = self._story.account_of(exhibit)
        return f"{self.called(account.teller)}, {account.title}: {self._moment(exhibit)}"

    def claim(self, name: str, memory: int) -> ClaimEntry:
        """A claim as it was told, with its mark."""
        kept = self._claims.get(name)
        if kept is None:
            reads = self.reads_of_claim(name)
            kept = self._claims[name] = Kept(self._room, reads, lambda memory: self._claim_entry(name, memory))
        return kept.of(memory)

    def words(self, claim: str, memory: int) -> str:
        """The sentence of a claim, in the words in which it was told."""
        return self._teller.claim(claim, memory)

    def reads_of_evidence(self, name: str) -> int:
        """The bits that the entry of a piece of evidence depends on."""
        return self._rules.layout.mask(*(f"shown({teller}, {name})" for teller in self._tellers))

    def reads_of_account_name(self, account: str) -> int:
        """The bits on which it depends which number an account has among those of its teller."""
        found = 0
        for name in self._earlier(account):
            found |= self._heard[name]
        return found

    def reads_of_claim(self, name: str) -> int:
        """The bits that the entry of a claim depends on."""
        claim, rules = self._story.claims[name], self._rules.claim(name)
        replaced = sum(self._rules.claim(other).heard for other in self._replaceable(name))
        own = self._rules.layout.mask(
            f"told({name})",
            *(f"broke({name}, {exhibit})" for exhibit in claim.broken_by),
            *(f"{known}({exhibit})" for exhibit in claim.because for known in ("found", "heard")),
        )
        return rules.broken | rules.dropped | rules.supported | own | replaced

    def _claim_entry(self, name: str, memory: int) -> ClaimEntry:
        claim = self._story.claims[name]
        account = name.partition(".")[0]
        return ClaimEntry(
            name,
            self._story.accounts[account].title,
            self.called(self._story.accounts[account].teller),
            self._moment(name),
            self._teller.claim(name, memory),
            self.mark(name, memory),
            tuple(self._by(name, memory)),
            changed=bool(self.replaced(name, memory)),
            because=tuple(self.exhibit_name(exhibit) for exhibit in claim.because if self._is_known(exhibit, memory)),
        )

    def _is_known(self, exhibit: str, memory: int) -> bool:
        """Whether the player has found or heard an exhibit; a reason that is not known yet would give it away."""
        known = "found" if exhibit in self._story.evidence else "heard"
        return bool(memory & self._rules.layout.mask(f"{known}({exhibit})"))

    def mark(self, name: str, memory: int) -> Mark:
        """What the casebook says of a claim."""
        rules = self._rules.claim(name)
        if memory & rules.broken:
            return Mark.CONTRADICTED
        if memory & rules.dropped:
            return Mark.DROPPED
        return Mark.SUPPORTED if memory & rules.supported else Mark.OPEN

    def table(self, memory: int) -> AccountsTable:
        """The accounts table: every account that has been heard, teller by teller in the order of the story.

        A moment has a row once something about it has been said or found: its name alone would tell what is to come.
        """
        heard = [name for name in self._story.accounts if self.is_heard(name, memory)]
        numbers: dict[str, int] = {}
        columns = []
        for name in heard:
            account = self._story.accounts[name]
            numbers[account.teller] = numbers.get(account.teller, 0) + 1
            is_own = account.teller == self._story.header.player
            columns.append(Column(name, self.called(account.teller), account.title, numbers[account.teller], is_own))
        rows = (self._row(moment, heard, memory) for moment in self._story.moments) if heard else ()
        return AccountsTable(tuple(columns), tuple(row for row in rows if any(row.cells) or row.evidence))

    @property
    def accounts(self) -> Iterable[str]:
        """Every account of the story."""
        return self._story.accounts

    def is_heard(self, account: str, memory: int) -> bool:
        """Whether any claim of an account has been heard."""
        return bool(memory & self._heard[account])

    def _heard_of(self, account: str) -> int:
        return self._rules.layout.mask(*(f"heard({account}.{name})" for name in self._story.accounts[account].claims))

    @cached_property
    def _told_by(self) -> Mapping[str, list[str]]:
        """For each teller, the accounts, in the story's order."""
        found: dict[str, list[str]] = {}
        for name, account in self._story.accounts.items():
            found.setdefault(account.teller, []).append(name)
        return found

    def _has(self, slot: str, memory: int) -> bool:
        return bool(memory & self._rules.layout.mask(slot))

    def _moment(self, claim: str) -> str:
        return self._story.moments[self._story.moment_of(claim)].name

    def _person(self, name: str, memory: int) -> PersonEntry:
        person = self._story.people[name]
        known = (known.text for known in person.known if self._rules.guard(known.when)(memory))
        return PersonEntry(name, person.name, tuple(known))

    def _leads(self, memory: int, episode: str | None) -> Iterator[LeadEntry]:
        if not memory & self._rules.hubs(episode):
            return
        for name, lead in self._story.leads.items():
            if lead.episode == episode:
                followed = self._has(f"took({name})", memory)
                is_open = bool(self._rules.guard(lead.when)(memory))
                if followed or is_open or lead.locked:
                    yield LeadEntry(lead.text, followed, None if followed or is_open else lead.locked)

    def _by(self, name: str, memory: int) -> Iterator[str]:
        """The names of what contradicts a claim, or else of what supports it."""
        claim = self._story.claims[name]
        if memory & self._rules.claim(name).broken:
            for exhibit in claim.broken_by:
                if self._has(f"broke({name}, {exhibit})", memory):
                    yield self.exhibit_name(exhibit)
        else:
            for evidence in claim.supported_by:
                if self._has(f"found({evidence})", memory):
                    yield self._story.evidence[evidence].name

    def replaced(self, name: str, memory: int) -> tuple[str, ...]:
        """The claims that a claim takes the place of: what the teller said of the moment the last time before.

        What its own account keeps of them stands beside it, and is not replaced.
        """
        moment = self._story.moment_of(name)
        account, *before = self._story.line_of(name.partition(".")[0])
        keeps = self._story.accounts[account].keeps
        for earlier in before:
            of_it = self._story.accounts[earlier]
            claims = (*of_it.keeps, *(f"{earlier}.{own}" for own in of_it.claims))
            said = [one for one in claims if self._story.moment_of(one) == moment]
            if said := [one for one in said if memory & self._rules.claim(one).heard]:
                return tuple(one for one in said if one not in keeps)
        return ()

    def _replaceable(self, name: str) -> Iterator[str]:
        """The claims of earlier accounts of the teller about the moment of a claim."""
        _, *earlier = self._story.line_of(name.partition(".")[0])
        moment = self._story.moment_of(name)
        for account in earlier:
            for other in self._story.accounts[account].claims:
                if self._story.moment_of(f"{account}.{other}") == moment:
                    yield f"{account}.{other}"

    def _row(self, moment: str, heard: list[str], memory: int) -> Row:
        evidence = (
            self.evidence(name, memory)
            for name, entry in self._story.evidence.items()
            if moment in entry.bears_on and self._has(f"found({name})", memory)
        )
        cells = tuple(_newest_first(self._cell(moment, account, memory)) for account in heard)
        return Row(self._story.moments[moment].name, cells, tuple(evidence))

    def _cell(self, moment: str, account: str, memory: int) -> Iterator[ClaimEntry]:
        for kept in self._story.accounts[account].keeps:
            if self._story.moment_of(kept) == moment and memory & self._rules.claim(kept).heard:
                entry = self.claim(kept, memory)
                yield replace(entry, kept=True, changed=False, because=())
        for own in self._story.accounts[account].claims:
            name = f"{account}.{own}"
            if self._story.moment_of(name) == moment and memory & self._rules.claim(name).heard:
                yield self.claim(name, memory)


def _newest_first(claims: Iterable[ClaimEntry]) -> tuple[ClaimEntry, ...]:
    """Claims as they were told, so that what is still said comes before what is not, and the newest first of each."""
    gone = (Mark.CONTRADICTED, Mark.DROPPED)
    newest = [*claims][::-1]
    return tuple(sorted(newest, key=lambda claim: claim.mark in gone))
