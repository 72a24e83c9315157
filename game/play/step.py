"""One turn: from a state and a move to the next state. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from game.play.moves import Confront, Move, Write
from game.play.rules import PlayableMove, PlayableScene, Rules
from game.story.model import Encounter, Passage
from game.words import say


class State(Struct, frozen=True, gc=False):
    """Where a play is: the scene, and everything that can change as one number (see `game.play.layout`)."""

    scene: str
    memory: int


class Turn(Struct, frozen=True, gc=False):
    """One move and what came of it. The first turn of a play has no move."""

    move: Move | None
    before: State
    state: State
    reply: tuple[Passage, ...]
    """What follows the move itself, before the passage of a scene that is arrived in."""
    arrived: bool
    """Whether the move led to a scene, be it the same one again."""
    moved: int | None = None
    """The memory after the move itself, if something happened on arrival as well."""


class IllegalMove(Exception):
    """A move that cannot be made in a state."""

    def __init__(self, move: Move, reason: str) -> None:
        super().__init__(f"{move}: {reason}")
        self.move, self.reason = move, reason


def begin(rules: Rules, scene: str | None = None, memory: int | None = None) -> Turn:
    """The first turn of a play: of the whole story, or from another scene and memory on."""
    start = State(scene or rules.story.header.start, rules.layout.start if memory is None else memory)
    return Turn(None, start, State(start.scene, rules.scene(start.scene).arrival(start.memory)), (), True)


def step(rules: Rules, state: State, move: Move) -> Turn:
    """The turn that a move makes of a state; raises IllegalMove if it cannot be made there."""
    memory = state.memory
    made = rules.scene(state.scene).moves.get(move)
    if made is None or not made.guard(memory):
        made = _find(rules, state, move)
    memory = made.change(memory)
    for guard, scene in made.ways:
        if guard(memory):
            return Turn(made.move, state, State(scene, rules.scene(scene).arrival(memory)), made.reply, True, memory)
    return Turn(made.move, state, State(state.scene, memory), made.reply, False)


def _find(rules: Rules, state: State, move: Move) -> PlayableMove:
    """The move as it can be made in a state; raises IllegalMove if it cannot."""
    playable = rules.scene(state.scene)
    if playable.scene.ending is not None:
        raise IllegalMove(move, say("the story is over here"))
    if isinstance(move, Confront):
        found = rules.confronting(state.scene, move)
        reason = say("this cannot be set against that now")
    elif isinstance(move, Write):
        written = rules.writing(move)
        found = (written,) if written else ()
        reason = say("this cannot be written down now")
    else:
        chosen = playable.moves.get(move)
        found = (chosen,) if chosen else ()
        reason = say("this choice cannot be made now") if chosen else say("there is no such choice here")
    for candidate in found:
        if candidate.guard(state.memory):
            return candidate
    raise IllegalMove(move, _unconfronted(rules, state, move) or reason if isinstance(move, Confront) else reason)


def _unconfronted(rules: Rules, state: State, move: Confront) -> str:
    """Why a claim cannot be set against an exhibit in a state; empty if that cannot be said."""
    claim, exhibit = move
    encounter, story = open_encounter(rules.scene(state.scene), state.memory), rules.story
    if encounter is None:
        return say("nobody can be confronted here")
    if claim not in story.claims:
        return say("there is no such claim")
    if exhibit not in story.evidence and exhibit not in story.claims:
        return say("there is no such exhibit")
    teller, transitions = story.account_of(claim).teller, rules.transitions
    if teller != encounter.teller:
        return say("{teller} cannot be confronted here", teller=story.people[teller].short_name)
    if claim not in transitions.claims_of_teller.get(teller, ()) or exhibit not in transitions.exhibits:
        return say("a protected claim can be set against nothing")
    bits, memory = rules.claim(claim), state.memory
    reasons = (
        (not memory & bits.heard, say("the claim has not been told yet")),
        (bool(memory & bits.broken), say("the claim is contradicted already")),
        (bool(memory & bits.dropped), say("the claim is no longer said")),
        (claim == exhibit, say("a claim cannot be set against itself")),
        (not memory & transitions.exhibits[exhibit], say("what it is set against is not in the casebook yet")),
    )
    return next((reason for holds, reason in reasons if holds), "")


def moves(rules: Rules, state: State) -> Iterator[Move]:
    """Every choice and confrontation that can be made in a state."""
    playable = rules.scene(state.scene)
    if playable.scene.ending is not None:
        return
    for move, made in playable.moves.items():
        if made.guard(state.memory):
            yield move
    encounter = open_encounter(playable, state.memory)
    if encounter is not None:
        exhibits = list(exhibits_had(rules, state.memory))
        for claim in claims_to_confront(rules, encounter, state.memory):
            yield from (Confront(claim, exhibit) for exhibit in exhibits if exhibit != claim)


def open_encounter(playable: PlayableScene, memory: int) -> Encounter | None:
    """The confrontation that is possible in a scene now, if there is one."""
    encounter = playable.encounter
    if encounter is None or playable.scene.ending is not None or not playable.can_confront(memory):
        return None
    return encounter


def can_confront(rules: Rules, encounter: Encounter, memory: int) -> bool:
    """Whether there is a claim of the teller's, and something else to set it against."""
    had = exhibits_had(rules, memory)
    claims = claims_to_confront(rules, encounter, memory)
    claim, exhibit = next(claims, None), next(had, None)
    return claim is not None and exhibit is not None and (claim != exhibit or next(had, None) is not None)


def claims_to_confront(rules: Rules, encounter: Encounter, memory: int) -> Iterator[str]:
    """The claims that the teller stands by, and that can be set against something."""
    for name in rules.transitions.claims_of_teller.get(encounter.teller, ()):
        if rules.standing(name)(memory):
            yield name


def exhibits_had(rules: Rules, memory: int) -> Iterator[str]:
    """Everything that a claim can be set against: the evidence found, and the claims heard but for protected ones."""
    yield from (name for name, had in rules.transitions.exhibits.items() if memory & had)
