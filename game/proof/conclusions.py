"""What is asked about evidence and accounts: in how many ways each conclusion can be come to, and when accounts break.

Of each piece of evidence it is asked what no play comes to without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.play.formulas import Formula, any_bit
from game.play.rules import Rules
from game.proof.fairness import Doubts, Fairness
from game.proof.inquiry import Inquiry
from game.proof.pursuit import Undecided
from game.proof.routes import Route
from game.proof.verdict import Broken, Concluded, Finding, Verdict
from game.story.model import Conclusion

AN_ENDING = "an ending"
"""As which an ending counts among what may be lost."""


def ask_of_evidence(inquiry: Inquiry, plays: Iterable[Route], verdict: Verdict) -> str:
    """Finds out about every conclusion and piece of evidence; returns that in a few words. Raises Undecided."""
    rules = inquiry.rules
    doubts = Doubts(rules, plays, inquiry.tick, inquiry.plays.made, inquiry.experience)
    targets = {name: rules.formulas.of(made.holds_when) for name, made in rules.story.conclusions.items()}
    for name, made in rules.story.conclusions.items():
        found = doubts.about(targets[name], made.routes)
        verdict.conclusions[name] = Concluded(made.routes, len(found.ways), found.is_free, found.ways)
        for finding in _too_few(name, made, found):
            verdict.findings.append(finding)
            if not finding.is_error:
                verdict.undecided.append(f"whether there are {made.routes} ways to the conclusion “{name}”")
        if not found.ways:
            del targets[name]  # nobody comes to it with everything, and so it is not lost without anything
    targets[AN_ENDING] = _an_ending(rules)
    doubts.is_free(targets[AN_ENDING])
    for evidence in rules.story.evidence:
        verdict.evidence[evidence] = tuple(_lost_without(evidence, targets, doubts))
    return _words(verdict)


def _an_ending(rules: Rules) -> Formula:
    """That an ending has been come to."""
    scenes = [name for name, scene in rules.story.scenes.items() if scene.ending]
    return any_bit(rules.layout.mask(*(f"visits({name})" for name in scenes)))


def _lost_without(evidence: str, targets: dict[str, Formula], doubts: Doubts) -> Iterator[str]:
    """What no play comes to without a piece of evidence."""
    for name, formula in targets.items():
        if doubts.route(formula, frozenset((evidence,))) is None:
            yield name


def _too_few(name: str, made: Conclusion, found: Fairness) -> Iterator[Finding]:
    """A conclusion that can be come to in fewer ways than it should be, as far as they were found."""
    if found.is_free or len(found.ways) >= made.routes:
        return
    if not found.ways:
        words = f"nobody ever comes to the conclusion “{name}”"
    elif found.needed:
        words = (
            f"the conclusion “{name}” has one way, not {made.routes}: it cannot be come to without {found.needed[0]}"
        )
    else:
        words = (
            f"only {len(found.ways)} ways to the conclusion “{name}” were found that share no evidence; it asks for "
        )
        words += f"{made.routes}"
    why = tuple(f"with {', '.join(sorted(way))} alone" for way in found.ways)
    is_sure = not found.ways or (bool(found.needed) and made.routes > 1)
    yield Finding("too-few-routes", is_sure, words, "conclusions", name, why=why)


def _words(verdict: Verdict) -> str:
    made = verdict.conclusions.values()
    enough = sum(one.is_free or one.ways >= one.wanted for one in made)
    spared = sum(not lost for lost in verdict.evidence.values())
    told = [f"{enough} of {len(made)} conclusions have the ways they ask for"] if made else []
    free = sum(one.is_free for one in made)
    if free:
        told.append(f"{free} of them can be come to without any evidence at all")
    if verdict.evidence:
        told.append(f"without any one of {spared} of {len(verdict.evidence)} pieces of evidence nothing is lost")
    return "; ".join(told)


def ask_of_accounts(inquiry: Inquiry, verdict: Verdict) -> str:
    """Finds out in which episodes each account can break; returns that in a few words. Raises Undecided."""
    if not inquiry.rules.story.episodes:
        return "the story has no episodes to say in which"
    outcomes = dict(inquiry.settle(inquiry.breaks))
    if "open" in outcomes.values():
        raise Undecided
    reached = [goal for goal in inquiry.breaks if outcomes.get(goal, "reached") == "reached"]
    for account in inquiry.rules.story.accounts:
        episodes = tuple(str(goal.at) for goal in reached if goal.owner == account)
        if episodes:
            verdict.breaks[account] = Broken(episodes[0], episodes[-1], episodes)
    spans = [
        one.earliest if one.earliest == one.latest else f"{one.earliest}–{one.latest}"
        for one in verdict.breaks.values()
    ]
    return ", ".join(f"{name}: {span}" for name, span in zip(verdict.breaks, spans, strict=True)) or "none can break"
