"""Checks of what can happen in a story, as far as it can be seen without playing it."""

from __future__ import annotations

from collections.abc import Iterable

from game.story.conditions import Tree, tests_in
from game.story.findings import Findings
from game.story.kinds import WORDS
from game.story.model import Scene, Sections, Way
from game.story.prose import Insert, tree_walk
from game.story.source import Place
from game.story.story import effects_of


def check_play(sections: Sections, findings: Findings, trees: dict[str, Tree]) -> None:
    """Reports scenes without a way on, bad bounds, and, where no error may be the cause, what never happens."""
    whole = not any(found.is_error for found in findings.diagnostics)
    _check_ways(sections, findings)
    _check_numbers(sections, findings)
    if whole:
        _check_reached(sections, findings)
        _check_use(sections, findings, trees)


def place_of(findings: Findings, section: str, name: str) -> Place:
    """Where a thing is defined."""
    return findings.defined[section][name]


def _check_ways(sections: Sections, findings: Findings) -> None:
    for name, scene in sections.scenes.items():
        going_on = scene.choices or scene.next or scene.ending or scene.leads
        if not going_on and name not in findings.flawed:
            findings.report("no-way-on", place_of(findings, "scenes", name), name=name)
        if scene.ending and (scene.choices or scene.next or scene.leads or scene.confront):
            findings.report("after-the-end", place_of(findings, "scenes", name), name=name)


def _check_numbers(sections: Sections, findings: Findings) -> None:
    for name, number in sections.numbers.items():
        fits = number.from_ <= number.start <= number.to and number.from_ < number.to
        if not fits and name not in findings.flawed:
            findings.report(
                "bad-bounds",
                place_of(findings, "numbers", name),
                name=name,
                low=number.from_,
                high=number.to,
                start=number.start,
            )


def ways_from(scene: Scene, sections: Sections) -> Iterable[Way]:
    """Every way out of a scene."""
    yield from scene.next
    for choice in scene.choices.values():
        yield from choice.goto
    if scene.leads:
        for lead in sections.leads.values():
            if lead.episode == scene.leads:
                yield from lead.goto
    if scene.confront:
        yield from scene.confront.over


def _check_reached(sections: Sections, findings: Findings) -> None:
    if sections.story is None:
        return
    reached = {sections.story.start}
    waiting = [sections.story.start]
    while waiting:
        for way in ways_from(sections.scenes[waiting.pop()], sections):
            if way.scene not in reached:
                reached.add(way.scene)
                waiting.append(way.scene)
    for name in sections.scenes:
        if name not in reached:
            findings.report("scene-unreached", place_of(findings, "scenes", name), name=name)


def _check_use(sections: Sections, findings: Findings, trees: dict[str, Tree]) -> None:
    asked = _asked(findings, trees)
    done = _done(sections)
    for section, word in (("facts", "set"), ("evidence", "found"), ("claims", "heard"), ("people", "met")):
        for name, place in findings.defined.get(section, {}).items():
            player = sections.story.player if sections.story else None
            if (section, name) not in done and name != player:
                findings.report("never-happens", place, words=WORDS[section], name=name, done=word)
    for section in ("facts", "numbers", "conditions"):
        for name, place in findings.defined.get(section, {}).items():
            if name not in asked and (section != "facts" or (section, name) in done):
                findings.report("never-asked", place, words=WORDS[section], name=name)


def _asked(findings: Findings, trees: dict[str, Tree]) -> set[str]:
    """Every bare name that a condition asks about or prose inserts."""
    asked = {test.name for tree in trees.values() for test in tests_in(tree) if test.arguments is None}
    for prose, _ in findings.prose:
        if not prose.is_plain:
            asked.update(part.name for part in tree_walk(prose.body) if isinstance(part, Insert))
    return asked


def _done(sections: Sections) -> set[tuple[str, str]]:
    """Everything that some effect brings about."""
    done: set[tuple[str, str]] = set()
    for effects in effects_of(sections):
        done.update(("facts", name) for name in effects.set)
        done.update(("evidence", name) for name in effects.find)
        done.update(("people", name) for name in effects.meet)
        for heard in effects.hear:
            if "." in heard:
                done.add(("claims", heard))
            elif heard in sections.accounts:
                claims = sections.accounts[heard].claims
                done.update(("claims", f"{heard}.{name}") for name, claim in claims.items() if not claim.later)
    return done
