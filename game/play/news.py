"""What a turn changed in the casebook: what was put into it, and how its accounts fared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from game.play.casebook import CasebookReader
from game.play.operations import Operation, bits_asked, bits_changed, doing
from game.play.reads import Kept, Room
from game.play.rules import Rules
from game.play.views import Change, Changed, ChangeKind, ClaimEntry, Found, Mark


class News:
    """Tells the news of one story."""

    def __init__(self, rules: Rules, casebook: CasebookReader, room: Room) -> None:
        self._room = room
        self._rules = rules
        self._story = rules.story
        self._casebook = casebook

    def of(self, operations: tuple[Operation, ...]) -> Kept[tuple[Found | Changed, ...]] | None:
        """The news of operations, by the memory before them; None if they never make any."""
        mask, may_change = self._rules.layout.mask, bits_changed(operations)
        evidence, accounts = self._concerned(may_change)
        if not evidence and not accounts:
            return None
        reads = bits_asked(operations)
        for name in evidence:
            reads |= mask(f"found({name})") | self._casebook.reads_of_evidence(name)
        for name in accounts:
            reads |= self._reads_of_account(name)
        change = doing(operations)
        return Kept(self._room, reads, lambda memory: tuple(self.told(memory, change(memory))))

    def told(self, before: int, after: int) -> Iterator[Found | Changed]:
        """What was put into the casebook between two memories, and what changed there."""
        evidence, accounts = self._concerned(before ^ after)
        for name in evidence:
            if after & self._rules.layout.mask(f"found({name})"):
                yield Found(self._casebook.evidence(name, after))
        for name in accounts:
            changes = tuple(self._changes(name, before, after))
            if changes:
                yield Changed(self._casebook.account_name(name, after), changes)

    def _concerned(self, changed: int) -> tuple[list[str], list[str]]:
        """The evidence and the accounts of which there may be news if some bits change, in the story's order."""
        evidence: list[str] = []
        accounts: set[str] = set()
        for slot in self._rules.layout.changed(0, changed):
            kind, _, name = slot[:-1].partition("(")
            if kind == "found":
                evidence.append(name)
                accounts.update(self._supported.get(name, ()))
            elif kind in ("heard", "broken"):
                accounts.add(name.partition(".")[0])
        return evidence, sorted(accounts, key=self._order.__getitem__)

    def _reads_of_account(self, account: str) -> int:
        """The bits that news of an account depends on: of all claims in its line, and of its name."""
        found = self._casebook.reads_of_account_name(account)
        for one in self._story.line_of(account):
            for own in self._story.accounts[one].claims:
                name = f"{one}.{own}"
                found |= self._rules.claim(name).heard | self._casebook.reads_of_claim(name)
        return found

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
        is_new = self._casebook.is_heard(account, after) and not self._casebook.is_heard(account, before)
        revised = self._story.accounts[account].revises
        if is_new and revised and self._casebook.is_heard(revised, after):
            yield from self._revision(account, revised, before, after)
            return
        for own in self._story.accounts[account].claims:
            yield from self._change_of_claim(f"{account}.{own}", before, after)

    def _change_of_claim(self, name: str, before: int, after: int) -> Iterator[Change]:
        heard = self._rules.claim(name).heard
        if not after & heard:
            return
        entry = self._casebook.claim(name, after)
        if not before & heard:
            yield self._told(name, entry, after, self._said_before(name, before, after))
        was = self._casebook.mark(name, before) if before & heard else Mark.OPEN
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
            teller = self._casebook.called(self._story.accounts[account].teller)
            gone = [self._casebook.words(name, after) for name in was if name not in keeps]
            if kept:
                says = " ".join(self._casebook.words(name, after) for name in kept)
                yield Change(ChangeKind.KEPT, teller, title.name, says, says)
            for number, name in enumerate(fresh):
                # What is gone is named once, with the first sentence that is told in its place.
                yield self._told(name, self._casebook.claim(name, after), after, [] if number else gone or None)
            if gone and not fresh:
                yield Change(ChangeKind.DROPPED, teller, title.name, " ".join(gone), "")

    def _told(self, name: str, entry: ClaimEntry, memory: int, gone: Sequence[str] | None) -> Change:
        """A sentence that is told for the first time: new, or changed if there are words `gone` for it.

        None stands for the words of what it takes the place of in the table.
        """
        if gone is None:
            gone = [self._casebook.words(other, memory) for other in self._casebook.replaced(name, memory)]
        if not entry.changed or not gone:
            return Change(ChangeKind.NEW, entry.teller, entry.moment, "", entry.says)
        return Change(ChangeKind.CHANGED, entry.teller, entry.moment, " ".join(gone), entry.says, entry.because)

    def _said_before(self, name: str, before: int, after: int) -> list[str] | None:
        """What the same account has said of the moment and was contradicted; None if it has said nothing of it."""
        account = name.partition(".")[0]
        moment = self._story.moment_of(name)
        own = [f"{account}.{other}" for other in self._story.accounts[account].claims]
        own = [
            other for other in own
            if other != name and self._story.moment_of(other) == moment and before & self._rules.claim(other).heard
        ]  # fmt: skip
        broken = [other for other in own if self._casebook.mark(other, after) is Mark.CONTRADICTED]
        return [self._casebook.words(other, after) for other in broken] if own else None

    def _line_claims(self, account: str) -> Iterator[str]:
        """The claims that an account makes: its own and those that it keeps."""
        yield from self._story.accounts[account].keeps
        for own in self._story.accounts[account].claims:
            yield f"{account}.{own}"
