"""Everything in a story that somebody should be able to come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.play.formulas import All, Bit, Compare, Formula, Opposite, any_bit, no_bit
from game.play.moves import Choose
from game.play.rules import Rules
from game.proof.model.graph import Edge, Extras, Graph, Point
from game.proof.model.knowledge import Formulator
from game.proof.model.lines import Assume
from game.proof.model.variants import Variant, variants
from game.proof.questions.confrontations import Confrontations, replied
from game.proof.questions.goals import Ask, Goal, made, part_of, text_of, texts, way_of
from game.proof.ticks import Tick, never_stop
from game.story.model import Choice, Passage, Way
from game.story.prose import Vary, tree_walk


class Goals:
    """Makes the goals of a story."""

    def __init__(self, rules: Rules, graph: Graph, tick: Tick = never_stop) -> None:
        self._rules = rules
        self._tick = tick
        self._story = rules.story
        self._graph = graph
        self._confrontations = Confrontations(rules, graph, tick)
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
        yield from self._confrontations.denials()
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
            yield text_of(variant, scene, (Ask(arrival, (Assume(variant.formula),)),))
        for own, edges in _by_choice(self._graph.choices(name)):
            yield from self._of_choice(name, own, edges)
        yield from self._confrontations.of_scene(scene)

    def _of_choice(self, scene: str, own: str, edges: list[Edge]) -> Iterator[Goal]:
        choice = self._story.scenes[scene].choices.get(own)
        if choice is None and own in self._story.leads:
            return  # it is asked about with all scenes together that offer it
        if choice is None:
            yield from self._of_way_on(scene, edges)
            return
        whole = f"{scene}.{own}"
        goal = Goal(
            kind="choice", words=f"the choice “{whole}”", section="choices", owner=whole,
            asks=made(edges), within=self._scenes[scene],
        )  # fmt: skip
        yield goal
        yield from self._locked(choice, goal, [scene])
        yield from self._of_ways(choice.goto, edges, goal)
        yield from self._of_reply(choice.passage, edges, goal)

    def _of_way_on(self, scene: str, edges: list[Edge]) -> Iterator[Goal]:
        """The way on from a scene, which is offered where nothing else is."""
        ways, around = self._story.scenes[scene].next, self._scenes[scene]
        if len(ways) == 1 and not self._story.scenes[scene].ending:
            yield Goal(
                kind="way on", words=f"the way on from {around.words}", section="scenes", owner=scene,
                asks=made(edges), at=ways[0].scene, within=around,
            )  # fmt: skip
        yield from self._of_ways(ways, edges, around, "the way on from ")

    def _locked(self, choice: Choice, goal: Goal, scenes: Iterable[str]) -> Iterator[Goal]:
        """What a choice says in some scenes while it is locked."""
        if choice.locked is not None:
            is_closed: Formula = Opposite(self._rules.formulas.of(choice.when))
            if not choice.sticky:
                is_closed = All((is_closed, no_bit(self._rules.layout.mask(f"took({goal.owner})"))))
            asks = tuple(Ask(Point(scene, False), (Assume(is_closed),)) for scene in scenes)
            yield Goal(
                kind="locked", words=f"{goal.words}, locked", section=goal.section, owner=goal.owner, asks=asks,
                within=goal.within,
            )  # fmt: skip

    def _of_leads(self) -> Iterator[Goal]:
        for name, lead in self._story.leads.items():
            scenes = [scene for scene, told in self._story.scenes.items() if told.leads == lead.episode]
            choices = [choice for scene in scenes for choice in _by_choice(self._graph.choices(scene))]
            edges = [edge for own, its in choices if own == name for edge in its]
            goal = Goal(kind="lead", words=f"the lead “{name}”", section="leads", owner=name, asks=made(edges))
            yield goal
            yield from self._locked(lead, goal, scenes)
            yield from self._of_ways(lead.goto, edges, goal)
            yield from self._of_reply(lead.passage, edges, goal)

    def _of_ways(self, ways: tuple[Way, ...], edges: list[Edge], goal: Goal, before: str = "") -> Iterator[Goal]:
        """Each of several ways of a move."""
        for number, way in enumerate(ways if len(ways) > 1 else (), 1):
            own = [edge for _, its in _by_scene(edges) for edge in its[number - 1 : number]]
            asks = tuple(Ask(edge.source, edge.line) for edge in own)
            yield way_of(goal, way, number, f"{before}{goal.words}", asks)

    def _of_reply(self, reply: tuple[Passage, ...], edges: list[Edge], goal: Goal) -> Iterator[Goal]:
        """The variants of what follows a move. They are told after all that the move brings about."""
        yield from texts(replied(reply, edges, self._rules), goal)

    def _of_claim(self, name: str) -> Iterator[Goal]:
        claim, mask = self._story.claims[name], self._rules.layout.mask
        words = f"the claim “{name}”"
        heard, broken = Bit(mask(f"heard({name})")), Bit(mask(f"broken({name})"))
        goal = Goal(kind="claim", words=words, section="claims", owner=name, holds=heard)
        yield goal
        if claim.broken_by:
            yield part_of(goal, "mark", f"{words}, contradicted", All((heard, broken)))
        stands = All((heard, Opposite(broken), no_bit(self._rules.transitions.dropped(name))))
        for evidence in claim.supported_by:
            found = Bit(mask(f"found({evidence})"))
            yield part_of(goal, "mark", f"{words}, supported by “{evidence}”", All((stands, found)))
        told = self._rules.layout.slots.get(f"told({name})")
        for number in range(1, told.most + 1 if told else 0):
            assert told is not None
            holds = All((heard, Compare(told, "==", number)))
            yield part_of(goal, "words", f"{words}, told as the way number {number} under “told as”", holds)
        yield from self._confrontations.answers(goal)

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
            yield part_of(goal, "hint", f"the hint “{name}”, ready to be solved", All((listed, of(hint.ready_when))))
        for kind, section, when in (
            ("term", "terms", {name: term.when for name, term in story.glossary.items()}),
            ("question", "questions", {name: question.when for name, question in story.reconstruction.items()}),
            ("number", "numbers", {name: number.when for name, number in story.numbers.items()}),
        ):
            for name, condition in when.items():
                if condition is not None:
                    yield Goal(
                        kind=kind, words=f"the {kind} “{name}”", section=section, owner=name, holds=of(condition)
                    )  # fmt: skip
        for name, question in story.reconstruction.items():
            for answer, theory in question.answers.items():
                if theory.refuted_when is not None:
                    words = f"the answer “{answer}” to the question “{name}”, which cannot stand any more"
                    stands = All((self._rules.formulas.wrote("wrote", name, answer), of(theory.refuted_when)))
                    yield Goal(
                        kind="refuted", words=words, section="questions", owner=name, holds=stands,
                        at=theory.refuted_when,
                    )  # fmt: skip
        yield from self._of_recap()

    def _of_recap(self) -> Iterator[Goal]:
        """The recap, which is read wherever the play is: what is told at the first visit depends on the scene."""
        recap = Goal(kind="recap", words="the recap", section="scenes", owner=self._story.header.start)
        proses = [one for passage in self._story.recap for one in (passage.text, passage.summary) if one]
        varies = any(isinstance(part, Vary) for one in proses if not one.is_plain for part in tree_walk(one.body))
        some = self._story.scenes if varies else (self._story.header.start,)
        scenes = [Ask(Point(scene, False), ()) for scene in some]
        told = [list(self._variants(self._story.recap, ask.point.scene)) for ask in scenes]
        for one, *others in zip(*told, strict=True):
            if all(other.formula == one.formula for other in others):
                yield text_of(one, recap, (), one.formula)
            else:
                yield from texts(zip(scenes, (one, *others), strict=True), recap)

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
