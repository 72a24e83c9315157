"""One turn: from a state and a move to the next state. Pure, and the only definition of what a move does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.play.guards import Guard
from game.play.moves import Choose, Confront, Move, Write
from game.play.rules import NEXT, EnteredScene, OfferedChoice, OpenEncounter, Pair, Rules, wild_answers
from game.story.model import Passage


class State(NamedTuple):
    """Where a play is: the scene, and everything that can change as one number (see `game.play.layout`)."""

    scene: str
    memory: int


class Turn(NamedTuple):
    """One move and what came of it. The first turn of a play has no move."""

    move: Move | None
    before: State
    state: State
    reply: tuple[Passage, ...]
    """What follows the move itself, before the passage of a scene that is arrived in."""
    arrived: bool
    """Whether the move led to a scene, be it the same one again."""


class IllegalMove(Exception):
    """A move that cannot be made in a state."""

    def __init__(self, move: Move, reason: str) -> None:
        super().__init__(f"{move}: {reason}")
        self.move, self.reason = move, reason


def begin(rules: Rules, scene: str | None = None, memory: int | None = None) -> Turn:
    """The first turn of a play: of the whole story, or from another scene and memory on."""
    start = State(scene or rules.story.header.start, rules.layout.start if memory is None else memory)
    return Turn(None, start, _arrive(rules, start.scene, start.memory), (), True)


def step(rules: Rules, state: State, move: Move) -> Turn:
    """The turn that a move makes of a state; raises IllegalMove if it cannot be made there."""
    entered = rules.scene(state.scene)
    if isinstance(move, Confront):
        return _confront(rules, state, entered, move)
    if isinstance(move, Write):
        return _write(rules, state, entered, move)
    if move.choice == NEXT and NEXT not in entered.choices:
        if not offers_next(entered, state.memory):
            raise IllegalMove(move, "there are choices left to make here")
        return _go(rules, Turn(move, state, state, (), False), entered.next)
    offered = entered.choices.get(move.choice)
    if offered is None:
        raise IllegalMove(move, "there is no such choice here")
    if not is_open(entered, offered, state.memory):
        raise IllegalMove(move, "this choice cannot be made now")
    memory = offered.effect.apply(state.memory | offered.took)
    return _go(rules, Turn(move, state, State(state.scene, memory), offered.choice.passage, False), offered.ways)


def is_open(entered: EnteredScene, offered: OfferedChoice, memory: int) -> bool:
    """Whether a choice of the scene can be made now."""
    if memory & offered.took and not offered.choice.sticky:
        return False
    if not offered.guard(memory):
        return False
    return not offered.choice.fallback or not _anything_open(entered, memory, fallback=False)


def offers_next(entered: EnteredScene, memory: int) -> bool:
    """Whether the scene that follows by itself can be gone to now: no choice is left, and there is one."""
    if not entered.next or _anything_open(entered, memory, fallback=False):
        return False
    return not _anything_open(entered, memory, fallback=True)


def _anything_open(entered: EnteredScene, memory: int, *, fallback: bool) -> bool:
    return any(
        offered.choice.fallback == fallback
        and (offered.choice.sticky or not memory & offered.took)
        and offered.guard(memory)
        for offered in entered.choices.values()
    )


def moves(rules: Rules, state: State) -> Iterator[Move]:
    """Every move that can be made in a state."""
    entered = rules.scene(state.scene)
    for offered in entered.choices.values():
        if is_open(entered, offered, state.memory):
            yield offered.move
    if offers_next(entered, state.memory):
        yield Choose(NEXT)
    if encounter := open_encounter(entered, state.memory):
        exhibits = list(exhibits_had(rules, state.memory))
        for claim in claims_to_confront(rules, encounter, state.memory):
            for exhibit in exhibits:
                if exhibit != claim:
                    yield Confront(claim, exhibit)


def open_encounter(entered: EnteredScene, memory: int) -> OpenEncounter | None:
    """The confrontation that is possible in the scene now, if there is one."""
    encounter = entered.encounter
    return encounter if encounter is not None and encounter.guard(memory) else None


def claims_to_confront(rules: Rules, encounter: OpenEncounter, memory: int) -> Iterator[str]:
    """The claims that the teller stands by, and that can be set against something."""
    for name in rules.claims_of_teller.get(encounter.encounter.teller, ()):
        claim = rules.claim(name)
        if (
            memory & claim.heard
            and not memory & (claim.broken | claim.dropped)
            and not rules.story.claims[name].protected
        ):
            yield name


def exhibits_had(rules: Rules, memory: int) -> Iterator[str]:
    """Everything that a claim can be set against: the evidence found, and the claims heard."""
    for name in rules.story.evidence:
        if memory & rules.layout.slots[f"found({name})"].mask:
            yield name
    for name in rules.story.claims:
        if memory & rules.claim(name).heard:
            yield name


def fitting_pair(rules: Rules, move: Confront, memory: int) -> Pair | None:
    """The author's answer to a confrontation, if there is one that holds now."""
    for pair in rules.claim(move.claim).pairs.get(move.exhibit, ()):
        if pair.guard(memory):
            return pair
    return None


def _confront(rules: Rules, state: State, entered: EnteredScene, move: Confront) -> Turn:
    memory = state.memory
    encounter = open_encounter(entered, memory)
    if encounter is None:
        raise IllegalMove(move, "nobody can be confronted here")
    if move.claim not in claims_to_confront(rules, encounter, memory):
        raise IllegalMove(move, "this claim cannot be confronted now")
    if move.exhibit == move.claim or move.exhibit not in exhibits_had(rules, memory):
        raise IllegalMove(move, "this exhibit is not in the casebook")
    teller = encounter.encounter.teller
    pair = fitting_pair(rules, move, memory)
    memory |= rules.layout.mask(f"shown({teller}, {move.exhibit})")
    is_gap = rules.story.claims[move.claim].gap
    if pair is not None:
        reply = pair.answer.passage
        if not memory & pair.put:
            memory = pair.effect.apply(memory | pair.put)
            memory = _try_patience(encounter, memory) if is_gap else memory
        memory |= pair.breaks
    else:
        answers = wild_answers(rules, teller, is_gap)
        reply = answers[min(encounter.wild.read(memory), len(answers) - 1) :][:1]
        memory = _try_patience(encounter, memory)
    turn = Turn(move, state, State(state.scene, memory), reply, False)
    is_over = encounter.wild.read(memory) >= encounter.wild.most
    return _go(rules, turn, encounter.over) if is_over else turn


def _try_patience(encounter: OpenEncounter, memory: int) -> int:
    return encounter.wild.write(memory, encounter.wild.read(memory) + 1)


def _write(rules: Rules, state: State, entered: EnteredScene, move: Write) -> Turn:
    """The player's own account: it changes nothing else, and is possible anywhere but at the end."""
    question = rules.story.reconstruction.get(move.question)
    if question is None or entered.scene.ending or not rules.guards.of(question.when)(state.memory):
        raise IllegalMove(move, "this question cannot be answered now")
    answers, evidence = [None, *question.answers], [None, *rules.story.evidence]
    if move.answer not in answers:
        raise IllegalMove(move, "there is no such answer to the question")
    if move.rests_on is not None and (move.answer is None or move.rests_on not in exhibits_had(rules, state.memory)):
        raise IllegalMove(move, "this evidence is not in the casebook")
    slots = rules.layout.slots
    answer, first = answers.index(move.answer), slots[f"wrote_first({move.question})"]
    memory = slots[f"wrote({move.question})"].write(state.memory, answer)
    memory = slots[f"rests({move.question})"].write(memory, evidence.index(move.rests_on))
    if first.read(memory) == 0:
        memory = first.write(memory, answer)
    return Turn(move, state, State(state.scene, memory), (), False)


def _go(rules: Rules, turn: Turn, ways: tuple[tuple[Guard, str], ...]) -> Turn:
    """The turn led on by the first way that holds, if one does."""
    memory = turn.state.memory
    for guard, scene in ways:
        if guard(memory):
            return turn._replace(state=_arrive(rules, scene, memory), arrived=True)
    return turn


def _arrive(rules: Rules, scene: str, memory: int) -> State:
    entered = rules.scene(scene)
    memory = entered.visits.write(memory, entered.visits.read(memory) + 1)
    if entered.encounter is not None:
        memory = entered.encounter.wild.write(memory, 0)
    return State(scene, entered.effect.apply(memory))
