"""Families of sets: which sets meet every one of a family, and how many of a family have nothing in common."""

from __future__ import annotations

from collections.abc import Callable, Collection

Set = frozenset[str]

MOST_SETS = 512
"""Of a family that is met in more ways than this, not all are found."""

MOST_ASKED = 128
"""How often it is asked whether some elements will do, to find all sets of which each will."""


class TooMany(Exception):
    """There are more sets than can be gone through."""


def least(family: Collection[Set]) -> list[Set]:
    """The sets of a family that contain no other of it."""
    return [one for one in family if not any(other < one for other in family)]


def meeting(family: Collection[Set]) -> list[Set]:
    """The least sets that have something in common with every set of a family; raises TooMany."""
    found: list[Set] = [frozenset()]
    for one in family:
        met = {some if some & one else some | {name} for some in found for name in (one if not some & one else [""])}
        found = least(met)
        if len(found) > MOST_SETS:
            raise TooMany
    return sorted(found, key=sorted)


def apart(family: Collection[Set], wanted: int) -> tuple[Set, ...]:
    """As many sets of a family as are wanted, or as there are, of which no two have anything in common."""
    best: tuple[Set, ...] = ()
    waiting: list[tuple[tuple[Set, ...], list[Set]]] = [((), sorted(family, key=lambda one: (len(one), sorted(one))))]
    while waiting and len(best) < wanted:
        chosen, left = waiting.pop()
        best = max(best, chosen, key=len)
        if not left or len(chosen) + len(left) <= len(best):
            continue
        first, *rest = left
        waiting.append((chosen, rest))
        waiting.append(((*chosen, first), [one for one in rest if not one & first]))
    return best


def every(
    known: Collection[Set],
    wanted: int,
    whole: Collection[str],
    will_do_without: Callable[[Set], bool],
    one_without: Callable[[Set], Set | None],
) -> tuple[list[Set], bool]:
    """The least sets that will do, until as many as are wanted have nothing in common; and whether that is all of them.

    `known` are some that will do. What meets all that are known is left out of the whole: another set will do, or what
    is known is all. Of that too no more is asked than can be waited for.
    """
    left = MOST_ASKED
    family: list[Set] = []
    blocking: set[Set] = set()
    waiting = list(known)
    while left > 0:
        for one in waiting:
            kept = one
            for name in sorted(one):
                left -= 1
                kept = kept - {name} if will_do_without(frozenset(whole) - kept | {name}) else kept
            family.append(kept)
        family = least(dict.fromkeys(family))
        if len(apart(family, wanted)) >= wanted:
            return family, False
        try:
            dropped = next((one for one in meeting(family) if one not in blocking), None)
        except TooMany:
            break
        if dropped is None:
            return family, True
        left -= 1
        found = one_without(dropped) if will_do_without(dropped) else None
        waiting = [found] if found is not None else []
        blocking.add(dropped)
    return family, False
