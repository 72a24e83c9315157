"""Everything in a story that somebody should be able to come to, and how it is asked whether anybody can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from game.play.formulas import All, Bit, Compare, Formula, Opposite, any_bit, no_bit
from game.play.moves import Choose
from game.play.rules import Rules
from game.proof.model.graph import Edge, Extras, Graph, Point
from game.proof.model.knowledge import Formulator
from game.proof.model.lines import Assume, Step
from game.proof.model.variants import Variant, variants
from game.proof.ticks import Tick, never_stop
from game.story.model import Passage, Way


class Ask(NamedTuple):
    """Asks whether some play can be at a point and take a line there to its end."""

    point: Point
    line: tuple[Step, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Goal:
    """Something that some play should come to. It does if one of what is asked is so."""

    kind: str
    """What kind of thing it is, as in `scene`."""
    words: str
    """The thing as a message names it."""
    section: str
    """The section in which the thing is defined, or in which that stands to which it belongs."""
    owner: str
    """The name that is defined there."""
    asks: tuple[Ask, ...] = ()
    holds: Formula | None = None
    """In place of asks: what should hold after some turn, wherever."""
    at: object = None
    """That of the story at which it stands, just as it was read: a text, a condition or a name; None for its owner."""
    offset: int = 0
    """Where in that."""
    within: Goal | None = None
    """The goal that this one is a part of: if nobody comes to that, nobody comes to this."""

    @property
    def name(self) -> str:
        """What tells it from others of the story."""
        return f"{self.kind}: {self.words} ({self.owner}, {self.at if isinstance(self.at, str) else self.offset})"


ERRORS = frozenset({"scene", "choice", "lead", "way", "answer", "claim", "account", "evidence", "ending", "coda"})
"""The kinds of which each thing has to be reached. For others it is a warning if one is not."""


class Goals:
    """Makes the goals of a story."""

    def __init__(self, rules: Rules, graph: Graph, tick: Tick = never_stop) -> None:
        self._rules = rules
        self._tick = tick
        self._story = rules.story
        self._graph = graph
        self._scenes: dict[str, Goal] = {}

    def __iter__(self) -> Iterator[Goal]:
        """Every goal, in the order of the story."""
        for name in self._story.scenes:
            self._tick()
            yield from self._of_scene(name)
        yield from self._of_leads()
        for name in self._story.claims:
            self._tick()
            yield from self._of_claim(name)
        yield from self._of_denials()
        yield from self._of_casebook()
        yield from self._of_endings()
        yield from self._of_notebook()

    def _of_scene(self, name: str) -> Iterator[Goal]:
        arrival = Point(name, True)
        scene = Goal(
            kind="scene", words=f"the scene “{name}”", section="scenes", owner=name, asks=(Ask(arrival, ()),)
        )  # fmt: skip
        self._scenes[name] = scene
        yield scene
        for variant in self._variants(self._story.scenes[name].passage, name):
            yield _text(variant, scene, (Ask(arrival, (Assume(variant.formula),)),))
        for own, edges in _by_choice(self._graph.choices(name)):
            yield from self._of_choice(name, own, edges)

    def _of_choice(self, scene: str, own: str, edges: list[Edge]) -> Iterator[Goal]:
        choice = self._story.scenes[scene].choices.get(own)
        if choice is None and own in self._story.leads:
            return  # it is asked about with all scenes together that offer it
        if choice is None:
            yield from self._of_ways(self._story.scenes[scene].next, edges, self._scenes[scene], "the way on from ")
            return
        whole = f"{scene}.{own}"
        goal = Goal(
            kind="choice", words=f"the choice “{whole}”", section="choices", owner=whole,
            asks=_made(edges), within=self._scenes[scene],
        )  # fmt: skip
        yield goal
        yield from self._of_ways(choice.goto, edges, goal)
        yield from self._of_reply(choice.passage, edges, goal)

    def _of_leads(self) -> Iterator[Goal]:
        for name, lead in self._story.leads.items():
            scenes = [scene for scene, told in self._story.scenes.items() if told.leads == lead.episode]
            choices = [choice for scene in scenes for choice in _by_choice(self._graph.choices(scene))]
            edges = [edge for own, its in choices if own == name for edge in its]
            goal = Goal(kind="lead", words=f"the lead “{name}”", section="leads", owner=name, asks=_made(edges))
            yield goal
            yield from self._of_ways(lead.goto, edges, goal)
            yield from self._of_reply(lead.passage, edges, goal)

    def _of_ways(self, ways: tuple[Way, ...], edges: list[Edge], goal: Goal, before: str = "") -> Iterator[Goal]:
        """Each of several ways of a move."""
        for number, way in enumerate(ways if len(ways) > 1 else ()):
            own = [edge for _, its in _by_scene(edges) for edge in its[number : number + 1]]
            asks = tuple(Ask(edge.source, edge.line) for edge in own)
            words = f"{before}{goal.words} leading to “{way.scene}”"
            yield Goal(
                kind="way", words=words, section=goal.section, owner=goal.owner, asks=asks, at=way.scene, within=goal
            )  # fmt: skip

    def _of_reply(self, reply: tuple[Passage, ...], edges: list[Edge], goal: Goal) -> Iterator[Goal]:
        """The variants of what follows a move. They are told after all that the move brings about."""
        told = [(edge, variant) for edge in edges for variant in self._variants(reply, edge.source.scene)]
        numbers = dict.fromkeys(variant.number for _, variant in told)
        for number in numbers:
            own = [(edge, variant) for edge, variant in told if variant.number == number]
            asks = tuple(Ask(edge.source, (*edge.line, Assume(variant.formula))) for edge, variant in own)
            yield _text(own[0][1], goal, asks)

    def _of_claim(self, name: str) -> Iterator[Goal]:
        claim, mask = self._story.claims[name], self._rules.layout.mask
        words = f"the claim “{name}”"
        heard, broken = Bit(mask(f"heard({name})")), Bit(mask(f"broken({name})"))
        goal = Goal(kind="claim", words=words, section="claims", owner=name, holds=heard)
        yield goal
        if claim.broken_by:
            yield _part(goal, "mark", f"{words}, contradicted", All((heard, broken)))
        stands = All((heard, Opposite(broken), no_bit(self._rules.transitions.dropped(name))))
        for evidence in claim.supported_by:
            found = Bit(mask(f"found({evidence})"))
            yield _part(goal, "mark", f"{words}, supported by “{evidence}”", All((stands, found)))
        told = self._rules.layout.slots.get(f"told({name})")
        for number in range(1, told.most + 1 if told else 0):
            assert told is not None
            holds = All((heard, Compare(told, "==", number)))
            yield _part(goal, "words", f"{words}, told as the way number {number} under “told as”", holds)
        yield from self._of_answers(name, goal)

    def _of_answers(self, name: str, claim: Goal) -> Iterator[Goal]:
        """The answers to confrontations of a claim."""
        told = self._story.claims[name]
        edges = [edge for scene in self._graph.encounters for edge in self._graph.answers(scene, name)]
        for kind, answers in (("broken by", told.broken_by), ("answered", told.answered)):
            for exhibit, answer in answers.items():
                if not answer.passage:
                    continue  # a pair that no confrontation can put
                own = [edge for edge in edges if edge.transition and edge.transition.answer is answer]
                words = f"the answer to “{exhibit}” under the claim “{name}” ({kind})"
                goal = Goal(
                    kind="answer", words=words, section="claims", owner=name, asks=_made(own), at=exhibit, within=claim
                )  # fmt: skip
                yield goal
                yield from self._of_reply(answer.passage, own, goal)

    def _of_denials(self) -> Iterator[Goal]:
        """What tellers who can be confronted say to what does not fit."""
        edges: dict[int, list[Edge]] = {}
        tellers: set[str] = set()
        for scene in self._graph.encounters:
            self._tick()
            tellers.update(encounter.teller for encounter in (self._story.scenes[scene].confront,) if encounter)
            for edge in self._graph.denials(scene):
                for passage in edge.transition.reply if edge.transition else ():
                    edges.setdefault(id(passage), []).append(edge)
        for name, person in self._story.people.items() if tellers else ():
            for kind, answers in (("wild", person.wild), ("gap", person.gap)) if name in tellers else ():
                for number, passage in enumerate(answers, 1):
                    own = edges.get(id(passage), [])
                    words = f"answer {number} of “{name}” to what does not fit ({kind})"
                    goal = Goal(
                        kind=kind, words=words, section="people", owner=name, asks=_made(own), at=passage.text
                    )  # fmt: skip
                    yield goal
                    yield from self._of_reply((passage,), own, goal)

    def _of_casebook(self) -> Iterator[Goal]:
        mask, of = self._rules.layout.mask, self._rules.formulas.of
        for name, account in self._story.accounts.items():
            heard = any_bit(mask(*(f"heard({name}.{claim})" for claim in account.claims)))
            yield Goal(kind="account", words=f"the account “{name}”", section="accounts", owner=name, holds=heard)
        for name in self._story.evidence:
            found = Bit(mask(f"found({name})"))
            yield Goal(kind="evidence", words=f"the evidence “{name}”", section="evidence", owner=name, holds=found)
        for name, person in self._story.people.items():
            for number, known in enumerate(person.known, 1):
                if known.when is not None:
                    words = f"line {number} of what is known about “{name}”"
                    yield Goal(
                        kind="known", words=words, section="people", owner=name, holds=of(known.when), at=known.when
                    )  # fmt: skip

    def _of_endings(self) -> Iterator[Goal]:
        for kind, names in (("ending", self._story.endings), ("coda", self._story.codas)):
            for name in names:
                scenes = [scene for scene, told in self._story.scenes.items() if getattr(told, kind) == name]
                asks = tuple(Ask(Point(scene, True), ()) for scene in scenes)
                yield Goal(kind=kind, words=f"the {kind} “{name}”", section=f"{kind}s", owner=name, asks=asks)

    def _of_notebook(self) -> Iterator[Goal]:
        """What the notebook says when it is asked."""
        of, story = self._rules.formulas.of, self._story
        for name, hint in story.hints.items():
            listed = All((of(hint.when), Opposite(of(hint.solved_when))))
            goal = Goal(kind="hint", words=f"the hint “{name}”", section="hints", owner=name, holds=listed)
            yield goal
            yield _part(goal, "hint", f"the hint “{name}”, ready to be solved", All((listed, of(hint.ready_when))))
        for kind, section, when in (
            ("term", "terms", {name: term.when for name, term in story.glossary.items()}),
            ("question", "questions", {name: question.when for name, question in story.reconstruction.items()}),
        ):
            for name, condition in when.items():
                if condition is not None:
                    yield Goal(
                        kind=kind, words=f"the {kind} “{name}”", section=section, owner=name, holds=of(condition)
                    )  # fmt: skip
        recap = Goal(kind="recap", words="the recap", section="scenes", owner=story.header.start)
        for variant in self._variants(story.recap, story.header.start):
            yield _text(variant, recap, (), variant.formula)

    def _variants(self, passages: tuple[Passage, ...], scene: str) -> Iterator[Variant]:
        return variants(passages, self._rules, scene)


def goals_of(rules: Rules) -> Iterator[Goal]:
    """The goals of a story, without a model of it."""
    return iter(Goals(rules, Graph(rules, Formulator(), Extras())))


def _by_choice(edges: Iterable[Edge]) -> Iterator[tuple[str, list[Edge]]]:
    """The edges of each choice of a scene, by its own id."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        if isinstance(edge.move, Choose):
            found.setdefault(edge.move.choice, []).append(edge)
    yield from found.items()


def _by_scene(edges: Iterable[Edge]) -> Iterator[tuple[str, list[Edge]]]:
    """The edges of a move, by the scene in which it is made."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.source.scene, []).append(edge)
    yield from found.items()


def _made(edges: Iterable[Edge]) -> tuple[Ask, ...]:
    """Asks whether a move can be made, wherever it then leads."""
    return tuple(Ask(edge.source, edge.line[:1]) for edge in edges)


def _part(goal: Goal, kind: str, words: str, holds: Formula) -> Goal:
    """A goal that is part of another, and stands where that stands."""
    return Goal(kind=kind, words=words, section=goal.section, owner=goal.owner, holds=holds, within=goal)


def _text(variant: Variant, goal: Goal, asks: tuple[Ask, ...], holds: Formula | None = None) -> Goal:
    """A variant of a text that belongs to something."""
    return Goal(
        kind="text",
        words=f"{variant.words}, in {goal.words}",
        section=goal.section,
        owner=goal.owner,
        asks=asks,
        holds=holds,
        at=variant.prose,
        offset=variant.offset,
        within=goal if goal.kind != "recap" else None,
    )
