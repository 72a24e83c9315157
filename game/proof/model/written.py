"""What the player writes down for herself, as a model has it.

An answer that can be changed at any time from some moment on needs no memory: wherever it is asked about, it may be
any. That is so if nothing asks which answer was the first, for that stays, and if the question stays open. Any other
answer that a condition asks about is written by moves of its own, like whatever else a play changes.
"""

from __future__ import annotations

from typing import NamedTuple

from game.play.formulas import All, Any, Formula, no_bit
from game.play.moves import Write
from game.play.rules import Rules
from game.play.transitions import Transition
from game.proof.model.knowledge import has_value
from game.proof.model.lasting import Lasting


class Written(NamedTuple):
    """The answers of a story."""

    free: dict[int, Formula]
    """The bits of the slots of answers that may be any, each with what holds of them: none, unless they are asked."""
    moves: tuple[Transition, ...]
    """The moves that write down the other answers, and strike them out."""

    @property
    def inputs(self) -> int:
        """The bits of all answers that may be any."""
        return sum(self.free)


NOTHING_WRITTEN = Written({}, ())


def written(rules: Rules, reads: int, *, is_written_out: bool = False) -> Written:
    """The answers to the questions of a story's reconstruction; `reads` are the bits that its conditions ask about.

    With `is_written_out` each answer that a condition asks about is written by moves of its own.
    """
    free: dict[int, Formula] = {}
    moves: list[Transition] = []
    lasting = Lasting(rules)
    for name, question in rules.story.reconstruction.items():
        asked = rules.formulas.of(question.when)
        slots = [rules.layout.slots[f"{kind}({name})"] for kind in ("wrote", "wrote_first", "rests")]
        last, first, _ = (slot.mask for slot in slots)
        if first & reads or (last & reads and (is_written_out or not lasting.lasts(asked))):
            made = (rules.transitions.writing(Write(name, answer)) for answer in (None, *question.answers))
            moves += [one for one in made if one is not None]
        else:
            free |= {slot.mask: Any((no_bit(slot.mask), All((asked, has_value(slot))))) for slot in slots}
    return Written(free, tuple(moves))
