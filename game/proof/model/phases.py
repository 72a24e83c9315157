"""Phases: copies of points that keep apart what comes before and after a turning of the story.

A scene may stand twice in a play: a night in the middle of the inquiry, and again on the eve of the hearing, from where
nobody goes back to the hub. Seen as one point it ties both halves of the story into one loop, in which everything must
be remembered for ever. So where bits decide which way is taken, points may be told apart by those bits (trace
partitioning: Mauborgne and Rival, "Trace Partitioning in Abstract Interpretation Based Static Analyzers", ESOP 2005).

Which bits are chosen matters for the speed of the proof and for nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from game.play.formulas import bits
from game.play.rules import Rules
from game.proof.model.components import components
from game.proof.model.graph import Edge, Graph
from game.proof.model.knowledge import Formulator, Known
from game.proof.model.lines import Assume, Runner
from game.proof.ticks import Tick, never_stop

MOST_COPIES = 40
"""How many copies of its points a loop may get while it is tried what helps."""

_Copy = tuple[str, int]


def phase_bits(
    rules: Rules, graph: Graph, runner: Runner, formulator: Formulator, tick: Tick = never_stop
) -> dict[str, int]:
    """For each scene, the bits by which its points are told apart. Outside of loops there are none."""
    after = {scene: graph.scenes_after(scene) for scene in rules.story.scenes}
    found = dict.fromkeys(after, 0)
    for loop in components(after):
        if len(loop) > 1:
            found.update(dict.fromkeys(loop, _Loop(rules, graph, runner, formulator, frozenset(loop), tick).bits()))
    return found


class _Loop:
    """The scenes of a loop, and the edges between them."""

    def __init__(
        self, rules: Rules, graph: Graph, runner: Runner, formulator: Formulator, scenes: frozenset[str], tick: Tick
    ) -> None:
        self._tick = tick
        self._rules = rules
        self._runner = runner
        self._formulator = formulator
        self._edges: dict[str, list[Edge]] = {}
        for scene in scenes:
            tick()
            self._edges[scene] = [edge for edge in graph.ways(scene) if edge.target.scene in scenes]

    def bits(self) -> int:
        """The bits by which the loop falls into smaller ones, or none."""
        # Several may be needed at once, so all are tried together, and those that can be spared taken away again.
        chosen = self._deciding()
        cost = self._cost(chosen)
        for mask in sorted(chosen):
            if (less := self._cost(chosen - {mask})) <= cost:
                chosen, cost = chosen - {mask}, less
        found = 0
        for mask in chosen:
            found |= mask
        return found

    def _deciding(self) -> frozenset[int]:
        """What decides, by a way of some move, where in the loop the play goes: what it has been through before."""
        reads = 0
        for edges in self._edges.values():
            for edge in edges:
                for step in edge.line[1:]:
                    reads |= self._formulator.reads(step.formula) if isinstance(step, Assume) else 0
        slots, facts = self._rules.layout.slots, self._rules.story.facts
        names = {slots.at(bit.mask.bit_length() - 1) for bit in bits(reads)}
        been = (name for name in names if name in facts or name.startswith(("visits(", "took(")))
        return frozenset(slots[name].mask for name in been)

    def _cost(self, chosen: Collection[int]) -> float:
        """How much there is to search, roughly: loops take time by the square of their size, and copies take some."""
        mask = 0
        for slot in chosen:
            mask |= slot
        after: dict[_Copy, list[_Copy]] = {}
        waiting = [(scene, self._rules.layout.start & mask) for scene in self._edges]
        while waiting:
            self._tick()
            copy = waiting.pop()
            if copy not in after:
                after[copy] = list(self._copies_after(copy, mask))
                waiting += after[copy]
                if len(after) > MOST_COPIES * len(self._edges):
                    return float("inf")
        return sum(len(loop) ** 2 for loop in components(after)) + len(after) * len(self._edges) / 2

    def _copies_after(self, copy: _Copy, mask: int) -> Iterable[_Copy]:
        scene, value = copy
        for edge in self._edges[scene]:
            run = self._runner.run(edge.line, Known(~mask, value))
            if run is not None:
                yield edge.target.scene, run.end.value & mask
