"""Checks of what stands in a story and nothing in it uses: endings without a way in, evidence, claims, hints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from game.story.conditions import And, Test, Tree, tests_in
from game.story.findings import Findings
from game.story.kinds import WORDS
from game.story.model import Account, Choice, Promise, Sections
from game.story.story import choices_of, claims_of, effects_of

REFERRED = ("codas", "episodes", "moments", "places", "topics")
"""Sections whose names are there to be referred to, and for nothing else."""


def check_unused(sections: Sections, findings: Findings, trees: Mapping[str, Tree]) -> None:
    """Reports everything that is defined and never comes to anything."""
    asked = _asked(trees)
    _check_referred(sections, findings, asked)
    _check_evidence(sections, findings, asked)
    _check_accounts(sections, findings, asked)
    _check_claims(sections, findings, asked)
    _check_offers(sections, findings)
    _check_leads(sections, findings)
    _check_never(sections, findings, trees)
    for name, choice in choices_of(sections):
        if choice.locked is not None and choice.when is None:
            section = "leads" if name in sections.leads else "choices"
            findings.report("never-locked", findings.defined[section][name], name=name)


def _check_leads(sections: Sections, findings: Findings) -> None:
    """Leads of an episode whose leads no scene offers; the first of each is named."""
    offered = {scene.leads for scene in sections.scenes.values()}
    for name, lead in sections.leads.items():
        if lead.episode not in offered:
            offered.add(lead.episode)
            findings.report("leads-nowhere", findings.defined["leads"][name], name=lead.episode)


def _check_never(sections: Sections, findings: Findings, trees: Mapping[str, Tree]) -> None:
    """Conditions that ask for what nothing brings about: a claim that nothing breaks, what only they let be found.

    A promise may well say that a claim is never broken.
    """
    promised = [value for promise in sections.promises.values() for value in _conditions_of(promise)]
    silent = {id(value) for value in (*promised, *(one.holds_when for one in sections.conditions.values()))}
    places = {id(condition): text.place_at(start) for condition, text, start in findings.asked}
    claims = claims_of(sections)
    for condition, _, _ in findings.asked:
        for test in tests_in(trees[condition.text]) if id(condition) not in silent else ():
            name = (test.arguments or ("",))[0]
            if test.name == "broken" and name in claims and not claims[name].broken_by:
                because = ": nothing stands under “broken by” of that claim"
                findings.report("never-true", places[id(condition)], condition=str(test), because=because)
    found = Counter(name for effects in effects_of(sections) for name in effects.find)
    for _, choice in choices_of(sections):
        for test in _needed(choice, trees):
            name = (test.arguments or ("",))[0]
            if test.name == "found" and name in choice.find and found[name] == 1:
                because = ": only what waits for it finds that"
                findings.report("never-true", places[id(choice.when)], condition=str(test), because=because)


def _needed(choice: Choice, trees: Mapping[str, Tree]) -> Iterator[Test]:
    """The tests that must all hold for a choice to be offered."""
    if choice.when is not None:
        tree = trees[choice.when.text]
        yield from (part for part in (tree.parts if isinstance(tree, And) else (tree,)) if isinstance(part, Test))


def _conditions_of(promise: Promise) -> Iterator[object]:
    """The conditions of a promise."""
    yield from (getattr(promise, name) for name in promise.__struct_fields__)


def _check_offers(sections: Sections, findings: Findings) -> None:
    """What is offered only when nothing else is comes to nothing beside a choice that always is."""
    for name, scene in sections.scenes.items():
        always = [
            own for own, choice in scene.choices.items() if choice.sticky and not (choice.when or choice.fallback)
        ]
        if not always:
            continue
        if scene.next:
            findings.report(
                "never-offered",
                findings.defined["scenes"][name],
                words=f"“next” of the scene “{name}”",
                other=always[0],
            )
        for own, choice in scene.choices.items():
            if choice.fallback:
                place = findings.defined["choices"][f"{name}.{own}"]
                findings.report("never-offered", place, words=f"the choice “{own}”", other=always[0])


def _asked(trees: Mapping[str, Tree]) -> set[tuple[str, str]]:
    """Every name in the brackets of a test, with the test."""
    return {
        (test.name, argument) for tree in trees.values() for test in tests_in(tree) for argument in test.arguments or ()
    }


def _check_referred(sections: Sections, findings: Findings, asked: set[tuple[str, str]]) -> None:
    named = {(section, text.value) for reference, text, _ in findings.references for section in reference.sections} | {
        ("moments", name.partition(".")[2]) for name, claim in claims_of(sections).items() if claim.moment is None
    }
    for name, place in findings.defined.get("endings", {}).items():
        if ("endings", name) not in named:
            findings.report("ending-unreached", place, name=name)
    for section in REFERRED:
        for name, place in findings.defined.get(section, {}).items():
            if (section, name) not in named and ("leads_followed", name) not in asked:
                findings.report("unused", place, words=WORDS[section], name=name)


def _check_evidence(sections: Sections, findings: Findings, asked: set[tuple[str, str]]) -> None:
    used = {argument for name, argument in asked}
    for claim in claims_of(sections).values():
        used.update((*claim.broken_by, *claim.answered, *claim.supported_by, *claim.because))
    for effects in effects_of(sections):
        used.update(effects.contradict.values())
        used.update(name for shown in effects.show.values() for name in shown)
    found = {name for effects in effects_of(sections) for name in effects.find}
    for name, evidence in sections.evidence.items():
        if name in found and not (name in used or evidence.bears_on or evidence.times):
            findings.report("unused", findings.defined["evidence"][name], words=WORDS["evidence"], name=name)


def _check_accounts(sections: Sections, findings: Findings, asked: set[tuple[str, str]]) -> None:
    for name, account in sections.accounts.items():
        if account.opens_when is not None and ("ready", name) not in asked:
            findings.report("never-ready", findings.defined["accounts"][name], name=name)
    told = {account.teller for account in sections.accounts.values()}
    open_to = {
        account.teller
        for account in sections.accounts.values()
        if not all(claim.protected for claim in account.claims.values())
    }
    for name, scene in sections.scenes.items():
        if scene.confront is not None and scene.confront.teller not in open_to:
            what = "only what is protected" if scene.confront.teller in told else "no account"
            findings.report(
                "nothing-to-confront",
                findings.defined["scenes"][name],
                name=name,
                teller=scene.confront.teller,
                what=what,
            )


def _check_claims(sections: Sections, findings: Findings, asked: set[tuple[str, str]]) -> None:
    """A claim is idle if it can come to no mark, no evidence bears on its moment, and nobody else tells of it."""
    exhibits = {exhibit for claim in claims_of(sections).values() for exhibit in (*claim.broken_by, *claim.answered)}
    lit = {moment for evidence in sections.evidence.values() for moment in evidence.bears_on}
    told: dict[str, int] = {}
    for _, _, moment in _told(sections.accounts):
        told[moment] = told.get(moment, 0) + 1
    for name, account, moment in _told(sections.accounts):
        claim = account.claims[name.partition(".")[2]]
        is_judged = claim.protected or claim.gap or claim.broken_by or claim.answered or claim.supported_by
        is_used = name in exhibits or ("heard", name) in asked or moment in lit or told[moment] > 1
        if not (is_judged or is_used):
            findings.report("idle-claim", findings.defined["claims"][name], name=name)


def _told(accounts: Mapping[str, Account]) -> Iterator[tuple[str, Account, str]]:
    """Every claim with its account and the moment that it is about."""
    for name, account in accounts.items():
        for own, claim in account.claims.items():
            yield f"{name}.{own}", account, claim.moment or own
