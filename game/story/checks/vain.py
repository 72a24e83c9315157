"""Checks of what is written and comes to nothing in play: choices, answers and tellers; and scenes nobody can leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.story.checks.truth import Judge, holds_in, subject_of
from game.story.conditions import Condition, Test, Tree, tests_in
from game.story.findings import Findings
from game.story.model import Answer, Choice, Effects, Hour, Scene, Sections
from game.story.story import choices_of, claims_of, effects_of

NO_SENTENCES = ("false", "no", "true", "yes", "0", "1")
"""What nobody can mean by words that are read: somebody who writes it takes them for a value, or for a switch."""

DAY = 24 * 60
LONGEST_DAY = 22 * 60
"""Minutes of the longest stretch past midnight that is believed, as that of a bus from 06:00 until 02:00: a longer one
ends before it begins."""


def check_vain(sections: Sections, findings: Findings, trees: Mapping[str, Tree]) -> None:
    """Reports what is written in vain."""
    _check_choices(sections, findings, trees)
    _check_pairs(sections, findings)
    _check_kept(sections, findings)
    for effects in effects_of(sections):
        for number, by in effects.change.items():
            if not by:
                findings.report("no-change", findings.place_of(number), name=number)
    for name, fact in sections.facts.items():
        if fact.means.casefold() in NO_SENTENCES:
            findings.report("no-sentence", findings.defined["facts"][name], name=name, means=fact.means)
    for name, evidence in sections.evidence.items():
        for hour in evidence.times:
            if hour.until is not None and _ends_before(hour, hour.until):
                place = findings.defined["evidence"][name]
                findings.report("ends-before", place, name=name, at=hour.at, until=hour.until)


def _ends_before(hour: Hour, until: str) -> bool:
    """Whether a stretch of time ends before it begins: it may well go past midnight, but not nearly round the clock."""
    begins, ends = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (hour.at, until))
    return ends <= begins and (ends - begins) % DAY not in range(1, LONGEST_DAY + 1)


def _check_choices(sections: Sections, findings: Findings, trees: Mapping[str, Tree]) -> None:
    """Choices that surely do nothing, always or at least when a play begins."""
    for whole, choice in surely_idle(sections, trees):
        conditions = conditions_before(choice)
        unless = f" unless “{conditions[0].tree}” holds" if conditions else ""
        section = "leads" if whole in sections.leads else "choices"
        findings.report("does-nothing", findings.defined[section][whole], name=whole, because=unless)


def surely_idle(sections: Sections, trees: Mapping[str, Tree]) -> Iterator[tuple[str, Choice]]:
    """Choices that do nothing, or nothing on the first page, where the one condition before all that they do fails.

    Whether that condition, or one of several, always holds where the choice is offered is otherwise for the proof.
    """
    judge = Judge(sections, trees)
    for whole, choice in idle_choices(sections, [test for tree in trees.values() for test in tests_in(tree)]):
        conditions = conditions_before(choice)
        if is_told(choice, judge):
            continue
        if not conditions or (len(conditions) == 1 and _fails_at_first(whole, choice, conditions[0], sections, judge)):
            yield whole, choice


def is_told(choice: Choice, judge: Judge) -> bool:
    """Whether a condition of an idle choice never holds by its words: that is said of the condition itself."""
    conditions = (*conditions_before(choice), *([choice.when] if choice.when else []))
    return any(judge.constant(condition.tree) is False for condition in conditions)


def _fails_at_first(whole: str, choice: Choice, condition: Condition, sections: Sections, judge: Judge) -> bool:
    """Whether a choice is offered on the first page of every play, and a condition does not hold there."""
    start = sections.story.start if sections.story else ""
    scene = sections.scenes.get(start)
    lead = sections.leads.get(whole)
    is_here = lead.episode == scene.leads if lead and scene else whole.partition(".")[0] == start
    if scene is None or not is_here or choice.when or choice.fallback:
        return False
    tree = judge.whole(condition.tree, 0)
    values = {subject_of(test): _at_first(test, start, scene, sections) for test in tests_in(tree)}
    known = {subject: value for subject, value in values.items() if value is not None}
    return holds_in(tree, known) is False


def _at_first(test: Test, start: str, scene: Scene, sections: Sections) -> int | None:
    """The value on the first page of what a test asks about; None where that takes more than a look."""
    if test.arguments is None:
        if number := sections.numbers.get(test.name):
            return None if test.name in scene.change else number.start
        is_known = test.name in sections.facts and test.name not in scene.clear
        return int(test.name in scene.set) if is_known else None
    match test.name:
        case "visited" | "visits":
            return int(test.arguments[0] == start)
        case "took" | "followed" | "leads_followed":
            return 0
        case "found" | "found_of":
            return len({*test.arguments} & {*scene.find})
        case _:
            return None


def idle_choices(sections: Sections, tests: Iterable[Test]) -> Iterator[tuple[str, Choice]]:
    """Choices that change nothing, and that lead somewhere and say something only under conditions, if at all.

    What some test asks about is remembered, and so is not idle. One that is offered once makes room for what is offered
    when nothing else is: there, to be gone is what it does, unless it takes with it a way that it did not lead.
    """
    asked = {(test.name, name) for test in tests for name in test.arguments or ()}
    for whole, choice in choices_of(sections):
        lead = sections.leads.get(whole)
        scene = None if lead else sections.scenes[whole.partition(".")[0]]
        makes_room = not (choice.sticky or choice.goto) and (scene is None or _waits(scene, sections))
        is_asked = not asked.isdisjoint((("took", whole), ("followed", whole)))
        is_counted = lead is not None and ("leads_followed", lead.episode) in asked
        is_certain = len(conditions_before(choice)) < len(choice.goto) + len(choice.passage)
        has_heading = choice.place is not None or choice.hour is not None
        if not (makes_room or is_asked or is_counted or is_certain or has_heading or _changes(choice)):
            yield whole, choice


def conditions_before(choice: Choice) -> list[Condition]:
    """The conditions under which a choice leads somewhere or says something."""
    conditions = (*(way.when for way in choice.goto), *(passage.when for passage in choice.passage))
    return [when for when in conditions if when is not None]


def _waits(scene: Scene, sections: Sections) -> bool:
    """Whether something in a scene is offered only when nothing else is."""
    leads = [lead for lead in sections.leads.values() if scene.leads and lead.episode == scene.leads]
    return bool(scene.next) or any(choice.fallback for choice in (*scene.choices.values(), *leads))


def _changes(effects: Effects) -> bool:
    """Whether there are any effects."""
    return any(getattr(effects, name) for name in Effects.__struct_fields__)


def _check_pairs(sections: Sections, findings: Findings) -> None:
    """Exhibits that are at odds with themselves, answers that say nothing, and tellers whom no scene confronts."""
    without_player = {pair for effects in effects_of(sections) for pair in effects.contradict.items()}
    confronted = {scene.confront.teller for scene in sections.scenes.values() if scene.confront}
    left_alone: dict[str, str] = {}
    for name, claim in claims_of(sections).items():
        teller = sections.accounts[name.partition(".")[0]].teller
        for exhibit, answer in (*claim.broken_by.items(), *claim.answered.items()):
            if exhibit == name:
                reason = f"the claim “{name}” stands under itself: a claim is never set against itself"
                findings.report("at-odds", findings.place_of(exhibit), reason=reason)
            elif (name, exhibit) in without_player or claim.protected:
                pass
            elif teller not in confronted:
                left_alone.setdefault(teller, name)
            elif not (answer.passage or answer.hear) and _is_meant(answer):
                findings.report("no-reply", findings.place_of(exhibit), claim=name, exhibit=exhibit)
        for exhibit, answer in claim.broken_by.items():
            if exhibit in claim.supported_by and answer.when is None:
                reason = f"“{exhibit}” both supports and breaks the claim “{name}”"
                findings.report("at-odds", findings.place_of(exhibit), reason=reason)
    for teller, name in left_alone.items():
        findings.report("never-confronted", findings.defined["claims"][name], name=name, teller=teller)


def _is_meant(answer: Answer) -> bool:
    """Whether an answer is one that somebody gives: a pair that is there for the table alone has nothing in it."""
    return answer.asks is not None or _changes(answer)


def _check_kept(sections: Sections, findings: Findings) -> None:
    """Claims that an account keeps though it is told in no other way than by contradicting them.

    A teller may well go back to what was contradicted long ago; here it is contradicted in the same breath.
    """
    if not any(account.keeps for account in sections.accounts.values()):
        return
    reopened = {claim for effects in effects_of(sections) for claim in effects.reopen}
    causes: dict[str, set[str]] = {}
    for claim, effects in _breaking(sections):
        for heard in effects.hear:
            causes.setdefault(heard.partition(".")[0], set()).add(claim)
    for name, account in sections.accounts.items():
        for claim in account.keeps:
            if causes.get(name) == {claim} and claim not in reopened:
                findings.report("keeps-broken", findings.place_of(claim), account=name, claim=claim)


def _breaking(sections: Sections) -> Iterator[tuple[str, Effects]]:
    """All effects, each with the claim that is contradicted when they happen; with nothing if none is."""
    yield from (("", scene) for scene in sections.scenes.values())
    yield from (("", choice) for _, choice in choices_of(sections))
    for name, claim in claims_of(sections).items():
        yield from ((name, answer) for answer in claim.broken_by.values())
        yield from (("", answer) for answer in claim.answered.values())
