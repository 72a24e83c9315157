"""The order in which diagrams ask about bits. A good one keeps them small; a bad one can make them explode.

Bits that say something about one another should stand together. What they are to say is guessed at first from the
moves that ask about them together (`force`), and later learned from the memories that have been found (`learned`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log

from game.proof.ticks import Tick, never_stop

MOST_ROUNDS = 50
MOST_IN_VAIN = 6
"""After so many rounds without a better order none is likely to come."""
LEAST_INFORMATION = 0.004
"""Bits that seem to say less about one another than this, in nats, seem so by chance."""


def force(first: Sequence[int], groups: Mapping[frozenset[int], float], tick: Tick = never_stop) -> list[int]:
    """The bits in a better order than the first one; of each group it is known how strongly it holds together.

    It is found as if springs were pulling: again and again, each group has its centre, and each bit moves to the mean
    of the centres of its groups (Aloul, Markov and Sakallah, "FORCE: a Fast and Easy-To-Implement Variable-Ordering
    Heuristic", GLSVLSI 2003).
    """
    springs = [(tuple(group), strength) for group, strength in groups.items() if len(group) > 1]
    pulls: dict[int, list[tuple[int, float]]] = {bit: [] for bit in first}
    for number, (group, strength) in enumerate(springs):
        for bit in group:
            pulls[bit].append((number, strength))
    total = {bit: sum(strength for _, strength in own) for bit, own in pulls.items()}
    order = best = list(first)
    shortest = _length(best, springs)
    in_vain = 0
    for _ in range(MOST_ROUNDS):
        tick()
        if in_vain == MOST_IN_VAIN:
            break
        place = {bit: number for number, bit in enumerate(order)}
        centre = [sum(place[bit] for bit in group) / len(group) for group, _ in springs]
        goal = {
            bit: sum(centre[number] * strength for number, strength in own) / total[bit] if own else place[bit]
            for bit, own in pulls.items()
        }
        order = sorted(order, key=goal.__getitem__)
        length = _length(order, springs)
        in_vain += 1
        if length < shortest:
            best, shortest, in_vain = order, length, 0
    return best


def _length(order: Sequence[int], springs: Sequence[tuple[Sequence[int], float]]) -> float:
    """How long all springs are together, each by its strength."""
    place = {bit: number for number, bit in enumerate(order)}
    total = 0.0
    for group, strength in springs:
        places = [place[bit] for bit in group]
        total += strength * (max(places) - min(places))
    return total


def information(columns: Mapping[int, int], samples: int) -> dict[tuple[int, int], float]:
    """How much each two bits say about one another: their mutual information in some sampled memories.

    A column has a one for each sample in which the bit is set.
    """
    entropy = {bit: _entropy((column.bit_count(), samples - column.bit_count())) for bit, column in columns.items()}
    found = {}
    for one, other in combinations(columns, 2):
        first, second = columns[one], columns[other]
        both = (first & second).bit_count()
        only_first, only_second = first.bit_count() - both, second.bit_count() - both
        joint = _entropy((both, only_first, only_second, samples - both - only_first - only_second))
        if (shared := entropy[one] + entropy[other] - joint) > LEAST_INFORMATION:
            found[one, other] = shared
    return found


def _entropy(counts: Sequence[int]) -> float:
    total = sum(counts)
    return -sum(count / total * log(count / total) for count in counts if count)


def learned(first: Sequence[int], shared: Mapping[tuple[int, int], float]) -> list[int]:
    """The bits so that those stand together which say most about one another.

    They are strung into the tree that keeps most of the information (Chow and Liu, "Approximating Discrete Probability
    Distributions with Dependence Trees", 1968), and the tree is walked along, small branches first.
    """
    beside: dict[int, list[tuple[float, int]]] = {bit: [] for bit in first}
    tree: dict[int, int] = {bit: bit for bit in first}

    def root(bit: int) -> int:
        while tree[bit] != bit:
            tree[bit] = tree[tree[bit]]
            bit = tree[bit]
        return bit

    for (one, other), strength in sorted(shared.items(), key=lambda entry: -entry[1]):
        if root(one) != root(other):
            tree[root(one)] = root(other)
            beside[one].append((strength, other))
            beside[other].append((strength, one))
    order: dict[int, None] = {}
    for bit in first:
        if bit not in order:
            _walk(bit, beside, order)
    return list(order)


def _walk(root: int, beside: Mapping[int, Sequence[tuple[float, int]]], order: dict[int, None]) -> None:
    """Walks along a tree from a root, small branches first."""
    before: dict[int, int] = {root: root}
    found = [root]
    for bit in found:
        for _, other in beside[bit]:
            if other not in before:
                before[other] = bit
                found.append(other)
    size = dict.fromkeys(found, 1)
    for bit in reversed(found[1:]):
        size[before[bit]] += size[bit]
    waiting = [root]
    while waiting:
        bit = waiting.pop()
        order[bit] = None
        branches = [other for _, other in beside[bit] if before[other] == bit and other not in order]
        waiting += sorted(branches, key=lambda other: -size[other])
