"""A story as it is played and proved: the sections of all its files, joined, and everything in it that has a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import field

from game.story.model import Account, Choice, Claim, Effects, Header, Sections
from game.story.source import Place


class Claims(Mapping[str, Claim]):
    """The claims of some accounts by their whole names; an account is not looked into before one of them is wanted."""

    def __init__(self, accounts: Mapping[str, Account], names: Iterable[str]) -> None:
        self._accounts = accounts
        self._found: dict[str, Claim | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> Claim:
        claim = self._found[name]
        if claim is None:
            account, _, own = name.partition(".")
            claim = self._found[name] = self._accounts[account].claims[own]
        return claim

    def __contains__(self, name: object) -> bool:
        return name in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class Story(Sections, frozen=True, kw_only=True):
    """A story without errors. Nothing in it changes."""

    header: Header
    """What it is."""
    fingerprint: str
    """Differs between two versions of the story that say anything different."""
    defined: Mapping[str, Mapping[str, Place]]
    """For each section, where each of its names is defined."""
    claims: Mapping[str, Claim] = field(default_factory=dict)
    """Every claim by its whole name."""

    def account_of(self, claim: str) -> Account:
        """The account in which a claim stands."""
        return self.accounts[claim.partition(".")[0]]

    def moment_of(self, claim: str) -> str:
        """The moment that a claim is about."""
        return self.claims[claim].moment or claim.partition(".")[2]

    def line_of(self, account: str) -> Iterator[str]:
        """The account, the one it revises, and so on back to the teller's first."""
        name: str | None = account
        while name is not None:
            yield name
            name = self.accounts[name].revises


def tellers_in(sections: Sections) -> set[str]:
    """Everybody who tells an account, can be confronted or is shown something."""
    found = {account.teller for account in sections.accounts.values()}
    found.update(scene.confront.teller for scene in sections.scenes.values() if scene.confront)
    found.update(name for effects in effects_of(sections) for name in effects.show)
    return found


def claims_of(sections: Sections) -> dict[str, Claim]:
    """Every claim of every account, by its whole name."""
    return {
        f"{name}.{own}": claim for name, account in sections.accounts.items() for own, claim in account.claims.items()
    }


def choices_of(sections: Sections) -> Iterator[tuple[str, Choice]]:
    """Every choice and lead, by its whole name."""
    for scene_name, scene in sections.scenes.items():
        for name, choice in scene.choices.items():
            yield f"{scene_name}.{name}", choice
    yield from sections.leads.items()


def effects_of(sections: Sections) -> Iterator[Effects]:
    """Everything that changes anything: scenes, choices, leads and answers."""
    yield from sections.scenes.values()
    for _, choice in choices_of(sections):
        yield choice
    for claim in claims_of(sections).values():
        yield from claim.broken_by.values()
        yield from claim.answered.values()
