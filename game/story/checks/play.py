"""Checks of what can happen in a story, as far as it can be seen without playing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from game.story.checks.draws import check_draws, check_use_of_draws
from game.story.conditions import Tree, tests_in
from game.story.diagnostics import MOST_LISTED
from game.story.findings import Findings
from game.story.kinds import WORDS
from game.story.model import Scene, Sections, Way
from game.story.prose import Insert, tree_walk
from game.story.source import Place
from game.story.story import effects_of


def check_play(sections: Sections, findings: Findings, trees: dict[str, Tree], *, advise: bool) -> None:
    """Reports scenes without a way on and bad bounds; to advise, where no error may be the cause, what is in vain."""
    check_draws(sections, findings)  # what is asked of a draw that is none always holds
    whole = not any(found.is_error for found in findings.diagnostics)
    _check_ways(sections, findings)
    _check_numbers(sections, findings)
    if advise and whole:
        # A play, which takes no advice, does not wait for what gives it.
        from game.story.checks.slips import check_slips  # noqa: PLC0415
        from game.story.checks.spoken import check_spoken  # noqa: PLC0415
        from game.story.checks.truth import check_truth  # noqa: PLC0415
        from game.story.checks.unused import check_unused  # noqa: PLC0415
        from game.story.checks.vain import check_vain  # noqa: PLC0415
        from game.story.checks.wording import check_wording  # noqa: PLC0415

        _check_reached(sections, findings)
        _check_use(sections, findings, trees)
        check_unused(sections, findings, trees)
        check_use_of_draws(sections, findings, trees)
        check_truth(sections, findings, trees)
        check_vain(sections, findings, trees)
        check_wording(sections, findings)
        check_spoken(sections, findings)
        check_slips(sections, findings, trees)


def place_of(findings: Findings, section: str, name: str) -> Place:
    """Where a thing is defined."""
    return findings.defined[section][name]


def _check_ways(sections: Sections, findings: Findings) -> None:
    for name, scene in sections.scenes.items():
        if not _goes_on(scene) and name not in findings.flawed:
            findings.report("no-way-on", place_of(findings, "scenes", name), name=name)
        goes_on = scene.choices or scene.next or scene.leads or scene.confront
        if scene.ending and goes_on and name not in findings.flawed:
            findings.report("after-the-end", place_of(findings, "scenes", name), name=name)


def _goes_on(scene: Scene) -> bool:
    """Whether there is anything in a scene with which a play goes on or ends."""
    return bool(scene.choices or scene.next or scene.ending or scene.leads)


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
    """Reports scenes that nobody comes to, and scenes that nobody can leave, at those from which the others follow."""
    if sections.story is None:
        return
    after = {
        name: list(dict.fromkeys(way.scene for way in ways_from(scene, sections)))
        for name, scene in sections.scenes.items()
    }
    # Where leads that no scene offers would lead, that they are not offered is the cause.
    offered = {scene.leads for scene in sections.scenes.values()}
    beyond_leads = [way.scene for lead in sections.leads.values() if lead.episode not in offered for way in lead.goto]
    reached = _from([sections.story.start, *beyond_leads], after)
    for name, beyond in _first_of((name for name in sections.scenes if name not in reached), after):
        more = f", and so to none of {beyond} more beyond it" if beyond else ""
        findings.report("scene-unreached", place_of(findings, "scenes", name), name=name, because=more)
    before: dict[str, list[str]] = {name: [] for name in sections.scenes}
    for name, scenes in after.items():
        for scene in scenes:
            before[scene].append(name)
    endings = [name for name, scene in sections.scenes.items() if scene.ending]
    safe = _from(endings, before)
    if endings:
        lost = (name for name in sections.scenes if name in reached and name not in safe)
        for name, _ in _first_of(lost, before):
            if _goes_on(sections.scenes[name]):
                place, others = place_of(findings, "scenes", name), _only_to(name, after)
                findings.report("no-way-out", place, name=name, because=others)


def _only_to(name: str, after: Mapping[str, Sequence[str]]) -> str:
    """Where else a play can go that can go on from a scene only to some."""
    others = [scene for scene in _from([name], after) if scene != name]
    more = ", …" if others[MOST_LISTED:] else ""
    return f": only to {', '.join(others[:MOST_LISTED])}{more}" if others else ""


def _from(
    starts: Iterable[str], after: Mapping[str, Sequence[str]], known: dict[str, None] | None = None
) -> dict[str, None]:
    """The scenes that can be come to from some scenes, these included, in the order in which they are.

    They are added to those that are known to be come to, if there are any.
    """
    found = {} if known is None else known
    waiting = list(starts)
    found.update(dict.fromkeys(waiting))
    while waiting:
        for scene in after[waiting.pop()]:
            if scene not in found:
                found[scene] = None
                waiting.append(scene)
    return found


def _first_of(names: Iterable[str], after: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """As few of some scenes as lead to all of them by way of one another, each with the number of those beyond it.

    A scene goes before those that it leads to, if they do not lead back to it.
    """
    some = dict.fromkeys(names)
    inner = {name: [scene for scene in after[name] if scene in some] for name in some}
    ended: dict[str, None] = {}
    for name, leads_to in inner.items():
        path = [] if name in ended else [(name, iter(leads_to))]
        begun = {name}
        while path:
            following = next((scene for scene in path[-1][1] if scene not in ended and scene not in begun), None)
            if following is None:
                ended[path.pop()[0]] = None
            else:
                begun.add(following)
                path.append((following, iter(inner[following])))
    first: list[tuple[str, int]] = []
    told: dict[str, None] = {}
    for name in reversed(ended):
        if name not in told:
            before = len(told)
            _from([name], inner, told)
            first.append((name, len(told) - before - 1))
    return first


_BRINGS_ABOUT = {"facts": "set", "evidence": "found", "accounts": "heard", "claims": "heard", "people": "met"}
"""What is done to the things of a section; an account of which no claim is heard is reported in place of them all."""


def _check_use(sections: Sections, findings: Findings, trees: dict[str, Tree]) -> None:
    asked = _asked(findings, trees)
    done = _done(sections)
    for section, word in _BRINGS_ABOUT.items():
        for name, place in findings.defined.get(section, {}).items():
            player = sections.story.player if sections.story else None
            is_part = section == "claims" and ("accounts", name.partition(".")[0]) not in done
            if (section, name) not in done and name != player and not is_part:
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
            done.add(("accounts", heard.partition(".")[0]))
            if "." in heard:
                done.add(("claims", heard))
            elif heard in sections.accounts:
                claims = sections.accounts[heard].claims
                done.update(("claims", f"{heard}.{name}") for name, claim in claims.items() if not claim.later)
    return done
