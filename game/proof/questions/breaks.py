"""In which episodes an account can break: where the first of its claims can be contradicted."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.play.formulas import Compare, any_bit, bits, no_bit
from game.play.step import begin
from game.proof.model.dated import EPISODE, episodes_of
from game.proof.model.graph import Edge, Point
from game.proof.model.lines import Assume, Step, writes
from game.proof.model.model import Model
from game.proof.questions.goals import Ask, Goal


def breaks(model: Model) -> Iterator[Goal]:
    """For each account and each episode, that the account breaks there, if any move there can contradict it.

    `at` is the episode. A scene that belongs to no episode of its own belongs to that of the scene before it in play;
    in one that may be in several it is asked which it is, if the rules of the model remember it (see `dated`).
    """
    story, mask = model.rules.story, model.rules.layout.mask
    after: dict[str, set[str]] = {}
    for point, out in model.out.items():
        after.setdefault(point.scene, set()).update(taken.target.scene for taken in out)
    episodes = episodes_of(story, after)
    start = begin(model.rules).state
    at_first = story.scenes[start.scene].episode or ""
    breaking = _breaking(model) if story.episodes else {}
    for account, told in story.accounts.items():
        broken = mask(*(f"broken({account}.{claim})" for claim in told.claims))
        edges = {id(edge): edge for bit in bits(broken) for edge in breaking.get(bit.mask, ())}
        # What an effect contradicts is contradicted only with the exhibit in the casebook, so it is asked at the end.
        first, last = Assume(no_bit(broken)), Assume(any_bit(broken))
        for number, episode in enumerate(story.episodes, 1):
            own = [edge for edge in edges.values() if episode in episodes[edge.source.scene]]
            asks = tuple(
                Ask(edge.source, (*_in_episode(model, number, episodes[edge.source.scene]), first, *edge.line, last))
                for edge in own
            )
            if episode == at_first and start.memory & broken:
                asks = (Ask(Point(start.scene, True), (last,)), *asks)
            words = f"the account “{account}” breaking in “{episode}”"
            if asks:
                yield Goal(kind="break", words=words, section="accounts", owner=account, at=episode, asks=asks)


def _in_episode(model: Model, number: int, possible: Collection[str]) -> tuple[Step, ...]:
    """That a play is in an episode, as far as that has to be asked in a scene that may be in some."""
    if len(possible) < 2:
        return ()
    return (Assume(Compare(model.rules.layout.slots[EPISODE], "==", number)),)


def _breaking(model: Model) -> dict[int, list[Edge]]:
    """For each bit that says that a claim is contradicted, the edges that may set it."""
    claims = model.rules.layout.mask(*(f"broken({name})" for name in model.rules.story.claims))
    edges = {id(taken.edge): taken.edge for out in model.out.values() for taken in out}
    found: dict[int, list[Edge]] = {}
    for edge in edges.values():
        model.tick()
        written = 0
        for step in edge.line:
            written |= writes(step) & claims
        for bit in bits(written):
            found.setdefault(bit.mask, []).append(edge)
    return found
