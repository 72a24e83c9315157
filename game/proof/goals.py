"""Everything in a story that somebody should be able to come to, and how it is asked whether anybody can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from game.play.formulas import All, Bit, Compare, Formula, Opposite, any_bit, no_bit
from game.play.moves import Choose, Confront
from game.play.rules import Rules
from game.play.transitions import Transition
from game.proof.graph import Edge, Graph, Point
from game.proof.lines import Assume, Step
from game.proof.variants import Variant, variants
from game.story.model import Passage, Way
from game.story.prose import Prose
from game.story.reserved import NEXT


class Ask(NamedTuple):
    """Asks whether some play can be at a point and take a line there to its end."""

    point: Point
    line: tuple[Step, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Goal:
    """Something that some play should come to. It does if one of what is asked is so."""

    kind: str
    """What kind of thing it is, as in `scene`."""
    name: str
    """The thing; names are unique within a kind."""
    words: str
    """The thing as a message names it."""
    section: str
    """The section in which the thing is defined, or in which that stands to which it belongs."""
    owner: str
    """The name that is defined there."""
    asks: tuple[Ask, ...] = ()
    holds: Formula | None = None
    """In place of asks: what should hold after some turn, wherever."""
    prose: Prose | None = None
    """The text in which it stands, if it is text."""
    offset: int = 0
    """Where in that text."""


ERRORS = frozenset(
    ("scene", "choice", "lead", "way", "answer", "claim", "account", "evidence", "ending", "coda")
)  # fmt: skip
"""The kinds of which each thing has to be reached. For others it is a warning if one is not."""


class Goals:
    """Makes the goals of a story."""

    def __init__(self, rules: Rules, graph: Graph) -> None:
        self._rules = rules
        self._story = rules.story
        self._graph = graph
        self._encounters = [name for name, scene in self._story.scenes.items() if scene.confront and not scene.ending]

    def __iter__(self) -> Iterator[Goal]:
        """Every goal, in the order of the story."""
        for name in self._story.scenes:
            yield from self._of_scene(name)
        yield from self._of_leads()
        for name in self._story.claims:
            yield from self._of_claim(name)
        yield from self._of_accounts()
        yield from self._of_endings()
        yield from self._of_notebook()

    def _of_scene(self, name: str) -> Iterator[Goal]:
        arrival = Point(name, True)
        yield Goal("scene", name, f"the scene “{name}”", "scenes", name, (Ask(arrival, ()),))
        for variant in self._variants(self._story.scenes[name].passage, name):
            line = (Assume(variant.formula),)
            yield _text(variant, f"the scene “{name}”", "scenes", name, (Ask(arrival, line),))
        for transition in self._rules.transitions.choosing(name):
            own = transition.move.choice if isinstance(transition.move, Choose) else ""
            if own not in self._story.leads or own in self._story.scenes[name].choices:
                yield from self._of_choice(name, own, transition)

    def _of_choice(self, scene: str, own: str, transition: Transition) -> Iterator[Goal]:
        choice = self._story.scenes[scene].choices.get(own)
        whole = f"{scene}.{own}"
        if choice is not None:
            asks = (Ask(Point(scene, False), (Assume(transition.guard),)),)
            yield Goal("choice", whole, f"the choice “{whole}”", "choices", whole, asks)
        words = f"the choice “{whole}”" if own != NEXT else f"the way on from “{scene}”"
        section, owner = ("choices", whole) if choice is not None else ("scenes", scene)
        ways = choice.goto if choice is not None else self._story.scenes[scene].next
        edges = [(scene, edge) for edge in self._graph.edges(scene, transition)]
        yield from self._of_ways(ways, edges, words, section, owner)
        yield from self._of_reply(transition.reply, edges, words, section, owner)

    def _of_leads(self) -> Iterator[Goal]:
        for name, lead in self._story.leads.items():
            made = [
                (scene, transition)
                for scene, told in self._story.scenes.items()
                if told.leads == lead.episode
                for transition in self._rules.transitions.choosing(scene)
                if transition.move == Choose(name)
            ]
            words = f"the lead “{name}”"
            asks = tuple(Ask(Point(scene, False), (Assume(transition.guard),)) for scene, transition in made)
            yield Goal("lead", name, words, "leads", name, asks)
            edges = [(scene, edge) for scene, transition in made for edge in self._graph.edges(scene, transition)]
            yield from self._of_ways(lead.goto, edges, words, "leads", name)
            yield from self._of_reply(lead.passage, edges, words, "leads", name)

    def _of_ways(
        self, ways: tuple[Way, ...], edges: Iterable[tuple[str, Edge]], words: str, section: str, owner: str
    ) -> Iterator[Goal]:
        """Each of several ways of a move."""
        own = [(scene, edge) for scene, edge in edges]
        for number, way in enumerate(ways if len(ways) > 1 else ()):
            asks = tuple(
                Ask(Point(scene, False), edge.line)
                for scene in dict.fromkeys(scene for scene, _ in own)
                for edge in [edge for other, edge in own if other == scene][number : number + 1]
            )
            said = f"{words} leading to “{way.scene}”"
            yield Goal("way", f"{owner} > {number + 1}. {way.scene}", said, section, owner, asks)

    def _of_reply(
        self, reply: tuple[Passage, ...], edges: list[tuple[str, Edge]], words: str, section: str, owner: str
    ) -> Iterator[Goal]:
        """The variants of what follows a move. They are told after all that the move brings about."""
        by_scene: dict[str, list[Variant]] = {}
        for scene, _ in edges:
            if scene not in by_scene:
                by_scene[scene] = list(self._variants(reply, scene))
        first = next(iter(by_scene.values()), [])
        for number, variant in enumerate(first):
            asks = tuple(
                Ask(Point(scene, False), (*edge.line, Assume(by_scene[scene][number].formula))) for scene, edge in edges
            )
            yield _text(variant, words, section, owner, asks)

    def _of_claim(self, name: str) -> Iterator[Goal]:
        claim = self._story.claims[name]
        mask = self._rules.layout.mask
        words = f"the claim “{name}”"
        heard = Bit(mask(f"heard({name})"))
        yield Goal("claim", name, words, "claims", name, holds=heard)
        broken, dropped = Bit(mask(f"broken({name})")), self._rules.transitions.dropped(name)
        if claim.broken_by:
            yield Goal(
                "mark", f"{name} contradicted", f"{words}, contradicted", "claims", name, holds=All((heard, broken))
            )
        if dropped:
            holds = All((heard, Opposite(broken), any_bit(dropped)))
            yield Goal("mark", f"{name} dropped", f"{words}, no longer said", "claims", name, holds=holds)
        for evidence in claim.supported_by:
            found = Bit(mask(f"found({evidence})"))
            holds = All((heard, Opposite(broken), no_bit(dropped), found))
            said = f"{words}, supported by “{evidence}”"
            yield Goal("mark", f"{name} supported by {evidence}", said, "claims", name, holds=holds)
        yield from self._told(name)
        yield from self._answers(name)

    def _told(self, name: str) -> Iterator[Goal]:
        """The ways in which a claim can be told."""
        told = self._rules.layout.slots.get(f"told({name})")
        if told is not None:
            heard = Bit(self._rules.layout.mask(f"heard({name})"))
            for number in range(1, told.most + 1):
                way = f"told in its way {number}"
                holds = All((heard, Compare(told, "==", number)))
                yield Goal("words", f"{name} {number}", f"the claim “{name}”, {way}", "claims", name, holds=holds)

    def _answers(self, name: str) -> Iterator[Goal]:
        """The answers to confrontations of a claim."""
        claim = self._story.claims[name]
        broken = [("broken by", exhibit, answer) for exhibit, answer in claim.broken_by.items()]
        others = [("answered", exhibit, answer) for exhibit, answer in claim.answered.items()]
        for kind, exhibit, answer in (*broken, *others):
            if claim.protected or not answer.passage:
                continue  # a pair that no confrontation can put
            made = [
                (scene, transition)
                for scene in self._encounters
                for transition in self._rules.transitions.answering(scene, Confront(name, exhibit))
                if transition.answer is answer
            ]
            words = f"the answer to “{exhibit}” under the claim “{name}” ({kind})"
            asks = tuple(Ask(Point(scene, False), (Assume(transition.guard),)) for scene, transition in made)
            yield Goal("answer", f"{name} x {exhibit} ({kind})", words, "claims", name, asks)
            edges = [(scene, edge) for scene, transition in made for edge in self._graph.edges(scene, transition)]
            yield from self._of_reply(answer.passage, edges, words, "claims", name)

    def _of_accounts(self) -> Iterator[Goal]:
        mask = self._rules.layout.mask
        for name, account in self._story.accounts.items():
            heard = any_bit(mask(*(f"heard({name}.{claim})" for claim in account.claims)))
            yield Goal("account", name, f"the account “{name}”", "accounts", name, holds=heard)
        for name in self._story.evidence:
            found = Bit(mask(f"found({name})"))
            yield Goal("evidence", name, f"the evidence “{name}”", "evidence", name, holds=found)

    def _of_endings(self) -> Iterator[Goal]:
        for kind, names in (("ending", self._story.endings), ("coda", self._story.codas)):
            for name in names:
                scenes = [scene for scene, told in self._story.scenes.items() if getattr(told, kind) == name]
                asks = tuple(Ask(Point(scene, True), ()) for scene in scenes)
                yield Goal(kind, name, f"the {kind} “{name}”", f"{kind}s", name, asks)

    def _of_notebook(self) -> Iterator[Goal]:
        """What the casebook and the notebook say when it is asked."""
        of = self._rules.formulas.of
        for name, person in self._story.people.items():
            for number, known in enumerate(person.known, 1):
                if known.when is None:
                    continue
                said = f"line {number} of what is known about “{name}”"
                yield Goal("known", f"{name} {number}", said, "people", name, holds=of(known.when))
        for name, hint in self._story.hints.items():
            listed = All((of(hint.when), Opposite(of(hint.solved_when))))
            yield Goal("hint", name, f"the hint “{name}”", "hints", name, holds=listed)
            ready = All((listed, of(hint.ready_when)))
            yield Goal("hint", f"{name} ready", f"the hint “{name}”, ready to be solved", "hints", name, holds=ready)
        for name, term in self._story.glossary.items():
            if term.when is None:
                continue
            yield Goal("term", name, f"the term “{name}”", "terms", name, holds=of(term.when))
        for name, question in self._story.reconstruction.items():
            if question.when is None:
                continue
            yield Goal("question", name, f"the question “{name}”", "questions", name, holds=of(question.when))
        for variant in self._variants(self._story.recap, self._story.header.start):
            yield _text(variant, "the recap", "scenes", self._story.header.start, (), variant.formula)

    def _variants(self, passages: tuple[Passage, ...], scene: str) -> Iterator[Variant]:
        return variants(passages, self._rules, scene)


def _text(
    variant: Variant, words: str, section: str, owner: str, asks: tuple[Ask, ...], holds: Formula | None = None
) -> Goal:
    name = f"{words}: {variant.words} at {variant.number}"
    return Goal(
        "text", name, f"{variant.words}, in {words}", section, owner, asks, holds, variant.prose, variant.offset
    )
