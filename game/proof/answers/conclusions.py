"""What is asked about evidence and accounts: in how many ways each conclusion can be come to, and when accounts break.

Of each piece of evidence it is asked what no play comes to without it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from game.play.formulas import Formula, any_bit
from game.play.rules import Rules
from game.proof.answers.fairness import Doubts, Fairness
from game.proof.inquiry import Inquiry
from game.proof.model.beginnings import Route
from game.proof.search.pursuit import Undecided
from game.proof.verdict import Broken, Concluded, Finding, Verdict
from game.story.diagnostics import counted
from game.story.model import Conclusion

AN_ENDING = "an ending"
"""As which an ending counts among what may be lost."""


def ask_of_evidence(inquiry: Inquiry, plays: Iterable[Route], verdict: Verdict) -> str:
    """Finds out about every conclusion and piece of evidence; returns that in a few words.

    What cannot be decided is put down in the verdict, each question by itself.
    """
    rules = inquiry.rules
    doubts = Doubts(rules, plays, inquiry.tick, inquiry.plays.made, inquiry.experience, inquiry.model)
    targets = {name: rules.formulas.of(made.holds_when) for name, made in rules.story.conclusions.items()}
    unsure: list[str] = []
    for name, made in rules.story.conclusions.items():
        found = doubts.about(targets[name], made.routes)
        ways = tuple(sorted(found.ways, key=sorted))
        verdict.conclusions[name] = Concluded(made.routes, len(ways), found.is_free, ways)
        verdict.undecided += (_question(name, dropped, len(rules.story.evidence)) for dropped in found.open)
        if frozenset() in found.open:
            unsure.append(name)
        for finding in _too_few(name, made, found):
            verdict.findings.append(finding)
            if not finding.is_error:
                unsure.append(name)
                verdict.undecided.append(f"whether there are {made.routes} ways to the conclusion “{name}”")
        if not found.ways and frozenset() not in found.open:
            del targets[name]  # nobody comes to it with everything, and so it is not lost without anything
    targets[AN_ENDING] = _an_ending(rules)
    with suppress(Undecided):
        if doubts.route(targets[AN_ENDING], frozenset()) is None:
            del targets[AN_ENDING]
        else:
            doubts.is_free(targets[AN_ENDING])
    doubtful: list[str] = []
    for evidence in rules.story.evidence:
        without = frozenset((evidence,))
        outcomes = {name: _is_lost(formula, without, doubts) for name, formula in targets.items()}
        verdict.evidence[evidence] = tuple(name for name, is_lost in outcomes.items() if is_lost)
        left_open = [name for name, is_lost in outcomes.items() if is_lost is None]
        verdict.undecided += (_question(name, without, 0) for name in left_open)
        if left_open:
            doubtful.append(evidence)
    return _words(verdict, targets, doubtful, unsure)


def _question(name: str, dropped: frozenset[str], number: int) -> str:
    """What is asked of a conclusion, or of an ending, in the story without some of its evidence, `number` being all."""
    what = name if name == AN_ENDING else f"the conclusion “{name}”"
    if not dropped:
        return f"whether anybody comes to {what}"
    listed = "any evidence" if len(dropped) == number else ", ".join(f"“{one}”" for one in sorted(dropped))
    return f"whether {what} can be come to without {listed}"


def _an_ending(rules: Rules) -> Formula:
    """That an ending has been come to."""
    scenes = [name for name, scene in rules.story.scenes.items() if scene.ending]
    return any_bit(rules.layout.mask(*(f"visits({name})" for name in scenes)))


def _is_lost(formula: Formula, without: frozenset[str], doubts: Doubts) -> bool | None:
    """Whether no play comes to something without some evidence; None if that could not be decided."""
    try:
        return doubts.route(formula, without) is None
    except Undecided:
        return None


def _too_few(name: str, made: Conclusion, found: Fairness) -> Iterator[Finding]:
    """A conclusion that can be come to in fewer ways than it should be, as far as they were found."""
    if found.is_free or len(found.ways) >= made.routes or frozenset() in found.open:
        return
    if not found.ways:
        words = f"nobody ever comes to the conclusion “{name}”"
    elif found.needed:
        words = (
            f"the conclusion “{name}” has one way, not {made.routes}: it cannot be come to without {found.needed[0]}"
        )
    elif found.every:
        which = "any two of these" if made.routes == 2 else f"of any {made.routes} of these, two"
        number = counted(len(found.ways), "way")
        words = f"the conclusion “{name}” has {number}, not {made.routes}: {which} share evidence"
    else:
        number = "1 way" if len(found.ways) == 1 else f"{len(found.ways)} ways that share no evidence"
        was = "was" if len(found.ways) == 1 else "were"
        words = f"only {number} to the conclusion “{name}” {was} found, and it asks for {made.routes}"
    why = tuple(f"with {', '.join(sorted(way))} alone" for way in sorted(found.every or found.ways, key=sorted))
    is_sure = not found.ways or bool(found.every) or (bool(found.needed) and made.routes > 1)
    yield Finding("too-few-routes", is_sure, words, "conclusions", name, why=why)


MOST_LOST = 5
"""Of how many pieces of evidence it is said what is lost without them."""


def _words(verdict: Verdict, targets: Collection[str], doubtful: Collection[str], unsure: Collection[str]) -> str:
    """`targets` are what may be lost; of `doubtful` evidence and of `unsure` conclusions not everything was decided."""
    made = verdict.conclusions.values()
    enough = sum(one.is_free or one.ways >= one.wanted for one in made)
    have = "conclusion has the ways it asks for" if len(made) == 1 else "conclusions have the ways they ask for"
    told = [f"{enough} of {len(made)} {have}"] if made else []
    if unsure:
        told.append(f"of {', '.join(unsure)} it is not decided")
    if free := [name for name, one in verdict.conclusions.items() if one.is_free]:
        more = f" and {len(free) - MOST_LOST} more" if len(free) > MOST_LOST else ""
        told.append(f"without any evidence at all somebody comes to {', '.join(free[:MOST_LOST])}{more}")
    needed = {name: lost for name, lost in verdict.evidence.items() if lost}
    told += [f"without {name} nobody comes to {', '.join(lost)}" for name, lost in list(needed.items())[:MOST_LOST]]
    if len(needed) > MOST_LOST:
        told.append(f"nor is everything come to without {len(needed) - MOST_LOST} more, which --format json names")
    spared = [name for name in verdict.evidence if name not in needed and name not in doubtful]
    still = _still(targets, len(made))
    if len(spared) == 1 and still:
        told.append(f"without {spared[0]} {still} can be come to")
    elif spared and still:
        which = "piece of evidence" if len(spared) == len(verdict.evidence) else f"of the other {len(spared)} pieces"
        told.append(f"without any one {which} {still} can be come to")
    return "; ".join(told) or "of no piece of evidence is it decided what is lost without it"


def _still(targets: Collection[str], number: int) -> str:
    """What can be come to where nothing is lost that may be lost; `number` is that of all conclusions."""
    reached = [name for name in targets if name != AN_ENDING]
    told = [AN_ENDING] if AN_ENDING in targets else []
    if len(reached) == 1:
        told.append(f"the conclusion {reached[0]}")
    elif reached:
        told.append("every conclusion" if len(reached) == number else "every conclusion that anybody comes to")
    return " and ".join(told)


def ask_of_accounts(inquiry: Inquiry, verdict: Verdict) -> str:
    """Finds out in which episodes each account can break; returns that in a few words.

    What cannot be decided is put down in the verdict; then nothing is said of when that account can break.
    """
    scenes = inquiry.rules.story.scenes.values()
    if not any(scene.episode for scene in scenes):
        return "no scene has an episode, and so it is not said in which"
    outcomes = dict(inquiry.settle(inquiry.breaks))
    left_open = [goal for goal, outcome in outcomes.items() if outcome == "open"]
    verdict.undecided += (f"whether “{goal.owner}” can break in “{goal.at}”" for goal in left_open)
    undecided = {goal.owner for goal in left_open}
    reached = [goal for goal in inquiry.breaks if outcomes.get(goal, "reached") == "reached"]
    for account in inquiry.rules.story.accounts:
        episodes = tuple(str(goal.at) for goal in reached if goal.owner == account)
        if episodes and account not in undecided:
            verdict.breaks[account] = Broken(episodes[0], episodes[-1], episodes)
    spans = [
        one.earliest if one.earliest == one.latest else f"{one.earliest}–{one.latest}"
        for one in verdict.breaks.values()
    ]
    told = [f"{name}: {span}" for name, span in zip(verdict.breaks, spans, strict=True)]
    return ", ".join(told) or (
        "none is known to break in any episode" if undecided else "none can break in any episode"
    )
