"""Monotone formulas: what holds for good once it holds, and so need not be remembered."""

from __future__ import annotations

from game.play.formulas import All, Among, Any, Bit, Compare, Formula, Opposite, bits
from game.play.rules import Rules
from game.story.story import effects_of


class Lasting:
    """Tells of formulas whether they hold for good once they hold."""

    def __init__(self, rules: Rules) -> None:
        story, layout = rules.story, rules.layout
        cleared = {name for effects in effects_of(story) for name in effects.clear}
        reopened = {claim for effects in effects_of(story) for claim in effects.reopen}
        fleeting = {*story.numbers, *cleared, *(f"broken({claim})" for claim in reopened)}
        fleeting |= {name for name in layout.slots if name.startswith(("wild(", "told(", "wrote", "rests(", "broke("))}
        self._counts = {layout.slots[f"visits({scene})"].mask for scene in story.scenes}
        self._bits = (1 << layout.slots.end) - 1 & ~layout.mask(*fleeting)
        for count in self._counts:
            self._bits &= ~count
        self._drawn = layout.mask(*layout.draws)

    def lasts(self, formula: Formula) -> bool:
        """Whether it does. Only what is built without “not” from what lasts is looked at, and what was drawn."""
        match formula:
            case Bit(mask):
                return bool(mask & self._bits)
            case Any(parts) if any(tuple(bits(count)) == parts for count in self._counts):
                return True  # that a scene was visited: no count goes back to 0
            case All(parts) | Any(parts) | Among(parts, ">=" | ">"):
                return all(map(self.lasts, parts))
            case Compare(slot) | Opposite(Compare(slot)) if slot.mask & self._drawn:
                return True
            case Compare(slot, ">=" | ">"):
                return slot.mask in self._counts
            case _:
                return False
