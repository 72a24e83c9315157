"""What a move changes, as a change of a memory, made once."""

from __future__ import annotations

from game.play.guards import Guard, Guards
from game.play.layout import Layout, Slot
from game.story.model import Effects
from game.story.story import Story


class Effect:
    """The change that a scene, a choice or an answer brings about."""

    __slots__ = ("_changes", "_hear", "_keep", "_put")

    def __init__(self, effects: Effects, story: Story, layout: Layout, guards: Guards) -> None:
        put = layout.mask(
            *effects.set,
            *(f"met({name})" for name in effects.meet),
            *(f"found({name})" for name in effects.find),
            *(f"shown({teller}, {name})" for teller, names in effects.show.items() for name in names),
            *(f"broken({claim})" for claim in effects.contradict),
            *(f"put({claim}, {exhibit})" for claim, exhibit in effects.contradict.items()),
        )
        clear = layout.mask(*effects.clear, *(f"broken({claim})" for claim in effects.reopen))
        self._put = put & ~clear
        self._keep = ~clear
        self._changes = tuple((layout.slots[name], by) for name, by in effects.change.items())
        self._hear = tuple(
            _Hearing(name, story, layout, guards)
            for heard in effects.hear
            for name in ([heard] if "." in heard else told_at_once(story, heard))
        )

    def apply(self, memory: int) -> int:
        """The memory after the change."""
        memory = memory & self._keep | self._put
        for slot, by in self._changes:
            memory = slot.write(memory, slot.read(memory) + by)
        for hearing in self._hear:
            memory = hearing.apply(memory)
        return memory


def told_at_once(story: Story, account: str) -> list[str]:
    """The claims that are heard when the account is."""
    return [f"{account}.{name}" for name, claim in story.accounts[account].claims.items() if not claim.later]


class _Hearing:
    """Hearing a claim for the first time chooses its words for good."""

    __slots__ = ("_heard", "_told", "_ways")

    def __init__(self, name: str, story: Story, layout: Layout, guards: Guards) -> None:
        self._heard = layout.slots[f"heard({name})"].mask
        self._told: Slot | None = layout.slots.get(f"told({name})")
        self._ways: tuple[Guard, ...] = tuple(guards.of(told.when) for told in story.claims[name].told_as)

    def apply(self, memory: int) -> int:
        if memory & self._heard:
            return memory
        if self._told is not None:
            way = next((number for number, holds in enumerate(self._ways, 1) if holds(memory)), 0)
            memory = self._told.write(memory, way)
        return memory | self._heard
