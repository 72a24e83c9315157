"""Pursuit: whether any play comes to something, asked of as few bits as will do.

At first only the bits are seen that the question itself asks about. If nothing leads there even so, nothing leads
there in the story. Else a route of that rough story is played, by `game.play.step`. Where a move cannot be made, the
bits are added that tell why, and it is asked again (Clarke, Grumberg, Jha, Lu and Veith, "Counterexample-Guided
Abstraction Refinement", CAV 2000). A shortest route of a rough story that can be played to its end is a shortest route
of the story too, for a rough story never has fewer ways than the story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, reduce
from operator import or_

from game.play.formulas import All, Among, Any, Bit, Compare, Formula, Opposite
from game.play.moves import Write
from game.play.operations import Hear, Operation, doing
from game.play.step import State, begin
from game.proof.diagrams.bdd import NOTHING
from game.proof.model.beginnings import Route, draws_in
from game.proof.model.graph import Point
from game.proof.model.knowledge import Known, is_so
from game.proof.model.lines import Assume, Run, Step, reads, writes
from game.proof.model.model import Model, Taken
from game.proof.search.approach import Approach, Lost, measure, surround
from game.proof.search.asked import Asked, asked_again, asked_at, completed
from game.proof.search.experience import Experience
from game.proof.search.parts import Sets
from game.proof.search.reach import Search
from game.proof.search.rough import Ground, Rough
from game.proof.search.slices import Slice
from game.proof.ticks import Tick, never_stop

MOST_ROUNDS = 1_000
"""How often bits are added before a question is given up."""


class Undecided(Exception):
    """Neither a route was found nor that there is none."""


class Pursuit:
    """Pursues what is asked in one story."""

    def __init__(
        self,
        model: Model,
        tick: Tick = never_stop,
        *,
        given: Known | None = None,
        experience: Experience | None = None,
    ) -> None:
        """`given` are bits beyond those of play that have one value from the beginning on."""
        self._experience = experience or Experience(model.rules.layout)
        self._model = model
        self._tick = tick
        self._ground = Ground(model, given, tick)
        self._given = given
        self._rules = model.rules
        having = given.value if given is not None else 0
        self._first = begin(self._rules, memory=self._rules.layout.start | having).state
        self.seen = 0
        """The bits that were seen when something was searched last."""

    def asked(self, point: Point, line: tuple[Step, ...]) -> Iterator[Asked]:
        """A line as it may be taken at the copies of a point."""
        for copy in self._model.copies(point):
            yield from self.asked_at(copy, line)

    def asked_at(self, point: Point, line: tuple[Step, ...]) -> Iterator[Asked]:
        """A line as it may be taken at just this copy of a point."""
        return asked_at(self._model, point, line)

    def route(
        self,
        asks: Sequence[Asked],
        name: str = "",
        start: State | None = None,
        *,
        is_shortest: bool = True,
        is_counted: bool = True,
        seen: int = 0,
    ) -> Route | None:
        """The moves of a shortest route to where one of some lines can be taken; None if no play comes there.

        `name` is that of the question, by which it is known which bits have told before. A route from a state of play
        begins after the arrival there. Any route will do if it need not be a shortest. `seen` are bits that are looked
        at from the first. Raises Undecided.

        What is written down counts as moves, unless `is_counted` says that what may be any is none. So what is not told
        while it may be any, or not as short as if it were no moves, is asked of the story with all of it written out.
        """
        try:
            route = self._route(asks, name, start, is_shortest=is_shortest, seen=seen)
            if not (is_shortest and is_counted and route is not None and self._is_written_freely(route)):
                return route
        except Undecided:
            if not self._model.inputs:
                raise
        whole, again = self.written_out, asked_again(self._model.written_out, asks)
        try:
            return whole.route(list(again), name, start, is_shortest=is_shortest, seen=seen)
        finally:
            self.seen = whole.seen

    @cached_property
    def written_out(self) -> Pursuit:
        """The same for the story in which every answer that is asked about is written by moves of its own."""
        return Pursuit(self._model.written_out, self._tick, given=self._given, experience=self._experience)

    def _is_written_freely(self, route: Route) -> bool:
        """Whether something is written down in a route that may be any."""
        mask, inputs = self._rules.layout.mask, self._model.inputs
        return any(isinstance(one, Write) and mask(f"wrote({one.question})") & inputs for one in route)

    def _route(
        self, asks: Sequence[Asked], name: str, start: State | None, *, is_shortest: bool, seen: int
    ) -> Route | None:
        """A route as far as it can be told while what is written down may be any."""
        seen |= self._experience.told(name)
        for ask in asks:
            seen |= self._reads(ask.run)
        search: Callable[..., Approach | None] = surround
        for _ in range(MOST_ROUNDS if asks else 0):
            self._tick()
            self.seen = seen = self._from_beginning(seen)
            rough = Rough(self._ground, seen)
            is_drawn = start is None and bool(self._model.drawn)
            goals, after = (self._goals(rough, asks, is_after=is_after) for is_after in (False, True))
            first = start or self._first
            found = search(rough, goals, first, start is None, after=after, is_drawn=is_drawn)
            if found is None:
                self._experience.note(name, seen)
                return None
            try:
                drawn = draws_in(self._rules.layout, found.first.memory) if start is None else ()
                moves = found.route(self._rules, arrived=start is None)
                if search is measure or not is_shortest:
                    whole = completed(self._model, found.first, moves, asks)
                    if whole is None:
                        raise Undecided
                    return (*drawn, *whole)
                search = measure  # there is a way: from now on for a shortest one
            except Lost as lost:
                more = self._blamed(lost, found, seen)
                if not more:
                    raise Undecided from lost
                seen |= more
        if asks:
            raise Undecided
        return None

    def _from_beginning(self, seen: int) -> int:
        """Some bits, and those that decide at the beginning of a play what these are."""
        if not self._model.drawn:
            return seen
        for step in reversed(self._model.beginning.steps):
            if not isinstance(step, Assume) and step.bits & seen:
                seen |= step.reads(self._model.formulator) & ~self._model.extras.kept
        return seen

    def refuting(self, asks: Sequence[Asked], name: str = "") -> Search:
        """A search, run forward, of as few bits as have told that none of some lines can be taken."""
        self.route(asks, name)
        runs = [(ask.point, ask.run) for ask in asks]
        for point, line in (ask.on_arrival for ask in asks if ask.on_arrival):
            run = self._model.runner.run(line, self._model.known[point])
            runs += [(point, run)] if run else ()  # with fewer parts, a line may be asked about there
        search = Search(Slice(self._model, runs, only=True, seen=self.seen, sight=self._ground.sight), self._tick)
        search.forward()
        return search

    def _goals(self, rough: Rough, asks: Iterable[Asked], *, is_after: bool) -> Sets:
        """The memories with which lines can be taken, as far as they are seen: of those that end on arrival, or not."""
        found: Sets = {}
        for ask in (ask for ask in asks if bool(ask.on_arrival) == is_after):
            memories = rough.symbols.passable(rough.as_seen(ask.run))
            found[ask.point] = rough.symbols.diagrams.disjoin(found.get(ask.point, NOTHING), memories)
        return found

    def _reads(self, run: Run) -> int:
        """The bits that a run asks about."""
        formulator = self._model.formulator
        found = 0
        for step in run.steps:
            found |= formulator.reads(step.formula) if isinstance(step, Assume) else step.reads(formulator)
        return found

    def _blamed(self, lost: Lost, approach: Approach, seen: int) -> int:
        """As few bits as tell that edges cannot be taken on which a rough route was to go on; 0 if none do.

        The route is followed to its end, as if each edge could be taken: what forbids one is seldom alone.
        """
        found = 0
        point, memory, rank = self._model.point_of(lost.state, arrived=False), lost.memory, lost.rank
        while not approach.is_there(point, memory):
            ways = self._onward(point, memory, rank, approach, ~seen & ~found)
            if not found:
                ways = [way for way in ways if way[0]]
            if not ways:
                break
            blamed, _, taken = min(ways, key=lambda way: (way[0].bit_count(), way[1]))
            found |= blamed
            point, memory = taken.target, _forced(taken.edge.line, memory)
            entered = approach.enter(point, memory, rank)
            if entered is not None and point.is_arrival and not approach.is_there(point, memory):
                point = point._replace(is_arrival=False)
                entered = approach.enter(point, memory, entered + 1)
            if entered is None:
                break
            rank = entered
        return found

    def _onward(
        self, point: Point, memory: int, rank: int, approach: Approach, unseen: int
    ) -> list[tuple[int, int, Taken]]:
        """The edges that roughly lead nearer, each with the unseen bits that tell why it cannot be taken, and where."""
        found = []
        symbols = approach.rough.symbols
        for one in self._model.out.get(point, ()):
            for nearer, memories in approach.nearer(one.target, rank):
                if symbols.has(symbols.preimage(approach.rough.arrow(one), memories), memory):
                    found.append((self._refused(one, memory) & unseen & ~self._model.extras.kept, nearer, one))
                    break
        return found

    def _refused(self, taken: Taken, memory: int) -> int:
        """Bits that tell why a memory cannot take an edge; if it can, all bits that decide what becomes of it."""
        done: list[Operation] = []
        for step in taken.edge.line:
            if not isinstance(step, Assume):
                memory = doing((step,))(memory)
                done.append(step)
            elif not is_so(step.formula, memory):
                telling = self._forbidding(step.formula, memory)
                if not telling:
                    continue  # an answer can be written down with which it holds, if no other step asks for another
                for operation in reversed(done):
                    # What the edge itself has changed before was decided by something else.
                    if writes(operation) & telling:
                        telling |= reads(operation, self._model.formulator)
                        telling |= operation.heard if isinstance(operation, Hear) else 0
                return telling
        return self._reads(taken.run)

    def _forbidding(self, formula: Formula, memory: int) -> int:
        """As few bits as tell why a formula does not hold in a memory, whatever the player writes down there.

        Nothing, if it may hold then.
        """
        runner, formulator = self._model.runner, self._model.formulator
        asked = formulator.reads(formula) & self._model.inputs
        loose = formulator.loosen(formula, ~runner.free(asked, memory))
        if is_so(loose, memory):
            return 0
        telling = _telling(loose, memory)[1]
        for may_be in runner.inputs_of(telling):  # what cannot be written down, for it is not asked yet
            telling |= _telling(may_be.formula, runner.answered(asked, memory))[1]
        return telling


def _forced(line: Sequence[Step], memory: int) -> int:
    """What becomes of a memory on a line, as if it could be taken."""
    for step in line:
        if not isinstance(step, Assume):
            memory = doing((step,))(memory)
    return memory


def _telling(formula: Formula, memory: int) -> tuple[bool, int]:
    """Whether a formula holds in a memory, and as few bits as tell that."""
    match formula:
        case Bit(mask):
            return bool(memory & mask), mask
        case Compare(slot):
            return is_so(formula, memory), slot.mask
        case Opposite(inside):
            holds, mask = _telling(inside, memory)
            return not holds, mask
        case All(parts) | Any(parts):
            decides = isinstance(formula, Any)
            fewest, all_of_them = None, 0
            for part in parts:
                holds, mask = _telling(part, memory)
                if holds != decides:
                    all_of_them |= mask
                elif fewest is None or mask.bit_count() < fewest.bit_count():
                    fewest = mask
                    if mask.bit_count() == 1:
                        break
            return (not decides, all_of_them) if fewest is None else (decides, fewest)
        case Among(parts):
            return is_so(formula, memory), reduce(or_, (_telling(part, memory)[1] for part in parts), 0)
