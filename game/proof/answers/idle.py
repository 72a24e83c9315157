"""Choices that some play makes in vain: nothing is said, nothing changes, and the play stays where it is.

Whether a choice does nothing at all, or nothing on the first page, can be seen in the files. Here are the others that
do something only under conditions: whether one of them always holds, only the proof can tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.play.formulas import All, Opposite
from game.play.moves import Choose
from game.proof.inquiry import Inquiry
from game.proof.model.graph import conditions_in
from game.proof.model.lines import Assume
from game.proof.questions.goals import Ask, Goal
from game.proof.search.pursuit import Undecided
from game.proof.verdict import Finding
from game.story.checks.truth import Judge
from game.story.checks.vain import idle_choices, is_told, surely_idle
from game.story.conditions import tests_in
from game.story.story import Story, choices_of


def idle(inquiry: Inquiry) -> Iterator[Finding | Goal]:
    """A finding for each choice that some play makes in vain; for one of which that is not decided, the question."""
    for goal in _goals(inquiry):
        try:
            route = inquiry.shown(goal) if goal.asks else None
        except Undecided:
            yield goal
            continue
        if route is not None:
            words = f"the choice “{goal.owner}” can do nothing: it says and changes nothing, and stays where it is"
            is_lost = not dict(choices_of(inquiry.rules.story))[goal.owner].sticky
            words += "; then it is gone, and what it leads to with it" if is_lost else ""
            made = (*route, Choose(goal.owner.rpartition(".")[2]))  # the route leads to where it is made
            yield Finding("may-do-nothing", False, words, goal.section, goal.owner, route=made)


def _goals(inquiry: Inquiry) -> Iterator[Goal]:
    """For each choice that may do nothing, that it does."""
    story, formulas = inquiry.rules.story, inquiry.rules.formulas
    trees = {condition.text: condition.tree for condition in conditions_in(story)}
    idle = list(idle_choices(story, [test for tree in trees.values() for test in tests_in(tree)]))
    judge = Judge(story, trees)
    said = dict(surely_idle(story, trees)) if idle else {}
    for whole, choice in idle:
        if whole in said or is_told(choice, judge):
            continue  # `check` says so
        silent = Assume(All(tuple(Opposite(formulas.of(one.when)) for one in choice.passage if one.when)))
        edges = [edge for scene in _scenes(whole, story) for edge in inquiry.model.graph.choices(scene)]
        asks = tuple(
            Ask(edge.source, (silent, *edge.line))
            for edge in edges
            if edge.move == Choose(whole.rpartition(".")[2]) and edge.target == edge.source
        )
        section = "leads" if whole in story.leads else "choices"
        yield Goal(kind="idle", words=f"the choice “{whole}” doing nothing", section=section, owner=whole, asks=asks)


def _scenes(whole: str, story: Story) -> list[str]:
    """The scenes in which a choice is offered, or a lead."""
    if whole not in story.leads:
        return [whole.partition(".")[0]]
    return [name for name, scene in story.scenes.items() if scene.leads == story.leads[whole].episode]
