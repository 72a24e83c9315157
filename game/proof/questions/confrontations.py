"""What should come up in confrontations: answers, what tellers say to what does not fit, words of help, the ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.play.formulas import All, Any, Formula
from game.play.rules import Rules
from game.proof.model.graph import Edge, Graph, Point
from game.proof.model.variants import Variant, variants
from game.proof.questions.goals import Ask, Goal, made, texts, way_of
from game.proof.ticks import Tick, never_stop
from game.story.model import Encounter, Passage


def replied(reply: tuple[Passage, ...], edges: Iterable[Edge], rules: Rules) -> Iterator[tuple[Ask, Variant]]:
    """The variants of what follows a move, with where they are told: after all that the move brings about."""
    for edge in edges:
        for variant in variants(reply, rules, edge.source.scene):
            yield Ask(edge.source, edge.line), variant


def is_open_to(encounter: Encounter, rules: Rules) -> Formula:
    """That the claims of a teller are shown to the player, of which one can be picked, and what to set against them."""
    transitions = rules.transitions
    claims = transitions.claims_of_teller.get(encounter.teller, ())
    stands, had = map(transitions.standing, claims), map(transitions.had, transitions.exhibits)
    return All((rules.formulas.of(encounter.when), Any(tuple(stands)), Any(tuple(had))))


class Confrontations:
    """Makes the goals of a story that belong to confrontations."""

    def __init__(self, rules: Rules, graph: Graph, tick: Tick = never_stop) -> None:
        self._rules = rules
        self._story = rules.story
        self._graph = graph
        self._tick = tick

    def of_scene(self, scene: Goal) -> Iterator[Goal]:
        """What belongs to the confrontation in a scene, if there is one: the word of help, and where it ends."""
        encounter = self._story.scenes[scene.owner].confront
        if encounter is None or scene.owner not in self._graph.encounters:
            return
        if encounter.guide is not None and not encounter.guide.is_plain:
            here, is_open = Ask(Point(scene.owner, False), ()), is_open_to(encounter, self._rules)
            told = variants((Passage(text=encounter.guide),), self._rules, scene.owner, is_open)
            yield from texts(((here, variant) for variant in told), scene)
        if len(encounter.over) > 1:
            yield from self._of_ends(encounter, scene)

    def _of_ends(self, encounter: Encounter, scene: Goal) -> Iterator[Goal]:
        """Each of several ways on when a teller's patience is at an end."""
        claims = self._rules.transitions.claims_of_teller.get(encounter.teller, ())
        edges = [edge for claim in claims for edge in self._graph.answers(scene.owner, claim)]
        edges += self._graph.misses(scene.owner)
        for number, way in enumerate(encounter.over, 1):
            # Of each confrontation there is an edge for each way, and one for staying.
            asks = tuple(Ask(edge.source, edge.line) for edge in edges[number - 1 :: len(encounter.over) + 1])
            yield way_of(scene, way, number, f"the end of the confrontation in “{scene.owner}”", asks)

    def answers(self, claim: Goal) -> Iterator[Goal]:
        """The answers to confrontations of a claim."""
        told, name = self._story.claims[claim.owner], claim.owner
        edges = [edge for scene in self._graph.encounters for edge in self._graph.answers(scene, name)]
        for kind, answers in (("broken by", told.broken_by), ("answered", told.answered)):
            for exhibit, answer in answers.items():
                if not answer.passage:
                    continue  # a pair that no confrontation can put
                own = [edge for edge in edges if edge.transition and edge.transition.answer is answer]
                words = f"the answer to “{exhibit}” under the claim “{name}” ({kind})"
                goal = Goal(
                    kind="answer", words=words, section="claims", owner=name, asks=made(own), at=exhibit, within=claim
                )  # fmt: skip
                yield goal
                yield from texts(replied(answer.passage, own, self._rules), goal)

    def denials(self) -> Iterator[Goal]:
        """What people say to what does not fit."""
        edges: dict[int, list[Edge]] = {}
        for scene in self._graph.encounters:
            self._tick()
            for edge in self._graph.denials(scene):
                for passage in edge.transition.reply if edge.transition else ():
                    edges.setdefault(id(passage), []).append(edge)
        for name, person in self._story.people.items():
            for kind, answers in (("wild", person.wild), ("gap", person.gap)):
                for number, passage in enumerate(answers, 1):
                    own = edges.get(id(passage), [])
                    words = f"answer {number} of “{name}” to what does not fit ({kind})"
                    goal = Goal(
                        kind=kind, words=words, section="people", owner=name, asks=made(own), at=passage.text,
                        number=number,
                    )  # fmt: skip
                    yield goal
                    yield from texts(replied((passage,), own, self._rules), goal)
