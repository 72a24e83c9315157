"""Words of claims that are read out before anybody has heard them: by an insert, in a text that some play comes to.

What a teller says there is on the page and not in the casebook, where nothing can be set against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.play.formulas import All, Bit, Formula, Opposite
from game.play.moves import Choose
from game.play.rules import Rules
from game.proof.inquiry import Inquiry
from game.proof.model.graph import Edge, Graph, Point
from game.proof.model.lines import Assume
from game.proof.model.variants import bodies
from game.proof.questions.goals import Ask, Goal
from game.proof.search.pursuit import Undecided
from game.proof.verdict import Finding
from game.story.model import Passage
from game.story.prose import Insert


def unheard(inquiry: Inquiry) -> Iterator[Finding | Goal]:
    """A finding for each claim that some play reads before it is heard; where that is not decided, the question."""
    for claim, goal in unheard_goals(inquiry.rules, inquiry.model.graph):
        try:
            route = inquiry.route(goal)
        except Undecided:
            yield goal
            continue
        if route is not None:
            account = claim.partition(".")[0]
            words = goal.words.replace("said", "may be said", 1)
            why = (f"add “hear: {account}” to what brings it about, or ask [if heard(…)] before it",)
            yield Finding("said-unheard", False, words, goal.section, goal.owner, goal=goal, why=why)


def unheard_goals(rules: Rules, graph: Graph) -> Iterator[tuple[str, Goal]]:
    """For each insert of a claim, the claim, and that it is read while nobody has heard it."""
    story = rules.story
    for name, scene in story.scenes.items():
        arrival = Ask(Point(name, True), ())
        yield from _goals(scene.passage, rules, name, (arrival,), "scenes", name)
        for own, choice in scene.choices.items():
            asks = _told(edge for edge in graph.choices(name) if edge.move == Choose(own))
            yield from _goals(choice.passage, rules, name, asks, "choices", f"{name}.{own}")
    for own, lead in story.leads.items():
        for name, scene in story.scenes.items():
            if scene.leads == lead.episode:
                asks = _told(edge for edge in graph.choices(name) if edge.move == Choose(own))
                yield from _goals(lead.passage, rules, name, asks, "leads", own)


def _told(edges: Iterable[Edge]) -> tuple[Ask, ...]:
    """Where what follows a move is told: after all that it brings about."""
    return tuple(Ask(edge.source, edge.line) for edge in edges)


def _goals(
    passages: tuple[Passage, ...], rules: Rules, scene: str, told: tuple[Ask, ...], section: str, owner: str
) -> Iterator[tuple[str, Goal]]:
    for passage in passages:
        if passage.text.is_plain:
            continue
        shown = rules.formulas.of(passage.when)
        for part, read in _inserts(passage, rules, scene, shown):
            said: Formula = All((read, Opposite(Bit(rules.layout.mask(f"heard({part.name})")))))
            yield part.name, Goal(
                kind="unheard", words=f"“{{{part.name}}}” said in “{scene}” before anybody has heard it",
                section=section, owner=owner, asks=tuple(Ask(at, (*line, Assume(said))) for at, line in told),
                at=passage.text, offset=part.offset,
            )  # fmt: skip


def _inserts(passage: Passage, rules: Rules, scene: str, shown: Formula) -> Iterator[tuple[Insert, Formula]]:
    """The inserts of claims in a passage, each with the formula under which it is read."""
    whole = [("", shown, passage.text.body), *bodies(passage.text.body, rules, scene, shown)]
    for _, read, inside in whole:
        yield from (
            (part, read) for part in inside if isinstance(part, Insert) and part.name in rules.story.claims
        )  # fmt: skip
