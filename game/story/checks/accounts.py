"""Checks of accounts, claims and confrontations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from game.story.conditions import BadCondition, Condition, tests_in
from game.story.findings import Findings
from game.story.kinds import WORDS
from game.story.model import Account, Sections
from game.story.story import claims_of, effects_of


def check_accounts(sections: Sections, findings: Findings) -> None:
    """Reports accounts that revise what they cannot, claims that are broken and must not be, and tellers left mute."""
    protected = [name for name, claim in claims_of(sections).items() if claim.protected]
    for name, account in sections.accounts.items():
        is_doubtful = findings.unread or name in findings.flawed
        for reason in () if is_doubtful else _faults(name, account, sections, protected):
            findings.report("bad-account", findings.defined["accounts"][name], reason=reason)
    for name, claim in claims_of(sections).items():
        if claim.broken_by and (claim.protected or claim.gap):
            kind = "protected" if claim.protected else "a gap of memory"
            reason = f"the claim “{name}” is {kind} and has answers under “broken by”"
            findings.report("bad-claim", findings.place_of(next(iter(claim.broken_by)), name), reason=reason)
        for exhibit in claim.answered:
            # Under a condition, what breaks a claim may be answered where that does not hold.
            if exhibit in claim.broken_by and claim.broken_by[exhibit].when is None:
                findings.report("answered-twice", findings.place_of(exhibit, name), claim=name, exhibit=exhibit)
    _check_contradictions(sections, findings)
    _check_answers(sections, findings)


def _faults(name: str, account: Account, sections: Sections, protected: Collection[str]) -> Iterator[str]:
    if account.keeps and account.revises is None:
        yield f"the account “{name}” keeps claims and revises no account"
    if account.revises is None or account.revises not in sections.accounts:
        return
    before = sections.accounts[account.revises]
    if before.teller != account.teller and {before.teller, account.teller} <= sections.people.keys():
        yield f"the account “{name}” of {account.teller} revises one of {before.teller}"
        return
    for claim in _protected_in(name, sections, protected):
        if claim not in account.keeps:
            yield f"the account “{name}” drops the protected claim “{claim}”: it has to keep it"
    for claim in account.keeps:
        earlier = _earlier(name, sections)
        if claim in claims_of(sections) and claim.partition(".")[0] not in earlier:
            yield f"the account “{name}” keeps “{claim}”, which is no claim of an account that it revises"


def _protected_in(name: str, sections: Sections, protected: Collection[str]) -> Iterator[str]:
    """The protected claims of the accounts that an account revises."""
    for earlier in _earlier(name, sections) if protected else ():
        yield from (claim for claim in protected if claim.partition(".")[0] == earlier)


def _earlier(name: str, sections: Sections) -> set[str]:
    earlier: set[str] = set()
    revised = sections.accounts[name].revises
    while revised is not None and revised in sections.accounts and revised not in earlier:
        earlier.add(revised)
        revised = sections.accounts[revised].revises
    return earlier


def _check_contradictions(sections: Sections, findings: Findings) -> None:
    """An effect `contradict` names a pair that stands under `broken by`."""
    claims = claims_of(sections)
    for effects in effects_of(sections):
        for claim, exhibit in effects.contradict.items():
            pairs = claims[claim].broken_by if claim in claims else {exhibit: None}
            all_known = all(name in sections.evidence or name in claims for name in (exhibit, *pairs))
            is_doubtful = findings.unread or claim in findings.flawed
            if all_known and exhibit not in pairs and not is_doubtful:
                findings.report("not-in-pair", findings.place_of(claim), claim=claim, exhibit=exhibit)


def _check_answers(sections: Sections, findings: Findings) -> None:
    tellers = {scene.confront.teller for scene in sections.scenes.values() if scene.confront}
    for name in tellers:
        person = sections.people.get(name)
        told = [
            claim
            for account in sections.accounts.values()
            if account.teller == name
            for claim in account.claims.values()
        ]
        # To what is asked about a gap, the answers under “gap” are given.
        is_asked = any(not (claim.protected or (claim.gap and person and person.gap)) for claim in told)
        if person and is_asked and not person.wild and name not in findings.flawed:
            findings.report("no-answer", findings.defined["people"][name], name=person.name)
        gaps = [claim for claim, entry in claims_of(sections).items() if entry.gap and not entry.answered]
        mine = [claim for claim in gaps if sections.accounts[claim.partition(".")[0]].teller == name]
        if person and mine and not person.gap and name not in findings.flawed:
            findings.report("no-gap-answer", findings.defined["claims"][mine[0]], claim=mine[0], name=person.name)


def check_circles(sections: Sections, findings: Findings) -> None:
    """Reports named conditions, accounts' openings and revisions that refer to themselves."""
    graph: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, named in sections.conditions.items():
        graph["conditions", name] = list(_refers_to(sections, named.holds_when))
    for name, account in sections.accounts.items():
        graph["accounts", name] = list(_refers_to(sections, account.opens_when))
    revisions = {
        ("accounts", name): [("accounts", account.revises or "")] if account.revises in sections.accounts else []
        for name, account in sections.accounts.items()
    }
    for how, circles in (("asks about", _circles(graph)), ("revises", _circles(revisions))):
        for (section, name), *others in circles:
            kind = f"the {WORDS[section]}"
            what = f"“opens when” of {kind}" if section == "accounts" and how == "asks about" else kind
            way = f", by way of {', '.join(other for _, other in others)}" if others else ""
            findings.report("circle", findings.defined[section][name], what=what, name=name, how=how, way=way)


def _refers_to(sections: Sections, condition: Condition | None) -> Iterator[tuple[str, str]]:
    """The named conditions and the accounts' openings that a condition asks about; none for one that is none."""
    try:
        tests = list(tests_in(condition.tree)) if condition else []
    except BadCondition:
        return
    for test in tests:
        if test.arguments is None and test.name in sections.conditions and test.name not in sections.numbers:
            yield "conditions", test.name
        elif test.name == "ready" and test.arguments and test.arguments[0] in sections.accounts:
            yield "accounts", test.arguments[0]


_Node = tuple[str, str]


def _circles(graph: Mapping[_Node, list[_Node]]) -> Iterator[list[_Node]]:
    """The circles in a graph, each once, without recursion."""
    done: set[_Node] = set()
    for start in graph:
        path: list[_Node] = []
        waiting = [iter((start,))]
        while waiting:
            name = next(waiting[-1], None)
            if name is None:
                waiting.pop()
                if path:
                    done.add(path.pop())
            elif name in path:
                yield path[path.index(name) :]
            elif name not in done:
                path.append(name)
                waiting.append(iter(graph[name]))
