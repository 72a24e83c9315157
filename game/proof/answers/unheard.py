"""Words of claims that are read out before anybody has heard them: by an insert, in a text that some play comes to.

What a teller says there is on the page and not in the casebook, where nothing can be set against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.play.formulas import All, Bit, Formula, Opposite
from game.play.moves import Choose
from game.play.rules import Rules
from game.proof.inquiry import Inquiry
from game.proof.model.graph import Edge, Graph, Point
from game.proof.model.lines import Assume
from game.proof.model.variants import bodies
from game.proof.questions.confrontations import is_open_to
from game.proof.questions.goals import Ask, Goal
from game.proof.search.pursuit import Undecided
from game.proof.verdict import Finding
from game.story.model import Passage
from game.story.prose import Insert, Prose, tree_walk


def unheard(inquiry: Inquiry) -> Iterator[Finding | Goal]:
    """A finding for each insert of a claim that some play reads before it is heard; if that is open, the question."""
    found: set[tuple[int, int]] = set()
    """The inserts that are reported: what is read in several scenes is so once."""
    for claim, goal in unheard_goals(inquiry.rules, inquiry.model.graph):
        if (id(goal.at), goal.offset) in found:
            continue
        try:
            route = inquiry.shown(goal)
        except Undecided:
            yield goal
            continue
        if route is not None:
            found.add((id(goal.at), goal.offset))
            account = claim.partition(".")[0]
            words = goal.words.replace("said", "may be said", 1)
            why = (f"add “hear: {account}” to what brings it about, or ask [if heard(…)] before it",)
            yield Finding("said-unheard", False, words, goal.section, goal.owner, goal=goal, why=why)


class _Read(NamedTuple):
    """A text, and where it is read."""

    text: Prose
    shown: Formula
    scene: str
    """The scene that it belongs to."""
    asks: tuple[Ask, ...]
    section: str
    owner: str
    """Where the text stands: a section, and the name that is defined there."""


def unheard_goals(rules: Rules, graph: Graph) -> Iterator[tuple[str, Goal]]:
    """For each insert of a claim, the claim, and that it is read while nobody has heard it."""
    for read in (*_in_scenes(rules, graph), *_in_leads(rules, graph), *_in_confrontations(rules, graph)):
        for part, formula in _inserts(read, rules):
            said = Assume(All((formula, Opposite(Bit(rules.layout.mask(f"heard({part.name})"))))))
            yield part.name, Goal(
                kind="unheard", words=f"“{{{part.name}}}” said in “{read.scene}” before anybody has heard it",
                section=read.section, owner=read.owner, asks=tuple(Ask(at, (*line, said)) for at, line in read.asks),
                at=read.text, offset=part.offset,
            )  # fmt: skip


def _in_scenes(rules: Rules, graph: Graph) -> Iterator[_Read]:
    """What is read on arrival, what follows choices, words of help, and the recap."""
    recap = rules.story.recap if _read_out(rules.story.recap, rules) else ()
    for name, scene in rules.story.scenes.items():
        yield from _passages(scene.passage, rules, name, (Ask(Point(name, True), ()),), "scenes", name)
        for own, choice in scene.choices.items():
            asks = _told(edge for edge in graph.choices(name) if edge.move == Choose(own))
            yield from _passages(choice.passage, rules, name, asks, "choices", f"{name}.{own}")
        here = (Ask(Point(name, False), ()),)
        if name in graph.encounters and scene.confront and scene.confront.guide:
            yield _Read(scene.confront.guide, is_open_to(scene.confront, rules), name, here, "scenes", name)
        yield from _passages(recap, rules, name, here, "scenes", rules.story.header.start)


def _in_leads(rules: Rules, graph: Graph) -> Iterator[_Read]:
    for own, lead in rules.story.leads.items():
        for name, scene in rules.story.scenes.items():
            if scene.leads == lead.episode:
                asks = _told(edge for edge in graph.choices(name) if edge.move == Choose(own))
                yield from _passages(lead.passage, rules, name, asks, "leads", own)


def _in_confrontations(rules: Rules, graph: Graph) -> Iterator[_Read]:
    """What tellers answer."""
    for scene in graph.encounters:
        encounter = rules.story.scenes[scene].confront
        assert encounter is not None, "somebody can be confronted there"
        told: dict[int, tuple[Passage, str, str, list[Edge]]] = {}
        for claim in rules.transitions.claims_of_teller.get(encounter.teller, ()):
            for edge in graph.answers(scene, claim):
                for passage in edge.transition.reply if edge.transition else ():
                    told.setdefault(id(passage), (passage, "claims", claim, []))[-1].append(edge)
        person = rules.story.people[encounter.teller]
        for edge in graph.denials(scene) if _read_out((*person.wild, *person.gap), rules) else ():
            for passage in edge.transition.reply if edge.transition else ():
                told.setdefault(id(passage), (passage, "people", encounter.teller, []))[-1].append(edge)
        for passage, section, owner, edges in told.values():
            yield from _passages((passage,), rules, scene, _told(edges), section, owner)


def _read_out(passages: Iterable[Passage], rules: Rules) -> bool:
    """Whether some passages read out any claim: most do not, and need not be looked at in each scene."""
    proses = [one for passage in passages for one in (passage.text, passage.summary) if one and not one.is_plain]
    parts = (part for one in proses for part in tree_walk(one.body))
    return any(isinstance(part, Insert) and part.name in rules.story.claims for part in parts)


def _told(edges: Iterable[Edge]) -> tuple[Ask, ...]:
    """Where what follows a move is told: after all that it brings about."""
    return tuple(Ask(edge.source, edge.line) for edge in edges)


def _passages(
    passages: tuple[Passage, ...], rules: Rules, scene: str, asks: tuple[Ask, ...], section: str, owner: str
) -> Iterator[_Read]:
    for passage in passages:
        for prose in (passage.text, passage.summary):
            if prose is not None and not prose.is_plain:
                yield _Read(prose, rules.formulas.of(passage.when), scene, asks, section, owner)


def _inserts(read: _Read, rules: Rules) -> Iterator[tuple[Insert, Formula]]:
    """The inserts of claims in a text, each with the formula under which it is read."""
    whole = [("", read.shown, read.text.body), *bodies(read.text.body, rules, read.scene, read.shown)]
    for _, formula, inside in whole:
        yield from (
            (part, formula) for part in inside if isinstance(part, Insert) and part.name in rules.story.claims
        )  # fmt: skip
