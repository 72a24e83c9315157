"""The place of a window in a text: kept through all sizes, until somebody scrolls."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.tui.galley import Galley
from game.tui.place import Place


def galley(width: int, blocks: list[int]) -> Galley:
    """A text of blocks of so many words each, one word to a line of a window of width 1, more in a wider one."""
    found = Galley(width, 0, width)
    for words in blocks:
        found.blocks.append(len(found.lines))
        found.lines += [()] * (-(-words // width) + 1)
    return found


sizes = st.tuples(st.integers(1, 6), st.integers(1, 30))


@given(st.lists(st.integers(1, 12), min_size=1, max_size=12), st.integers(0, 40), st.lists(sizes, max_size=6), sizes)
def test_a_window_stands_where_it_stood_when_it_has_its_size_again(
    blocks: list[int], down: int, others: list[tuple[int, int]], first: tuple[int, int]
) -> None:
    def deepest(text: Galley, height: int) -> int:
        return max(0, len(text.lines) - height)

    place, text = Place(), galley(first[0], blocks)
    top = before = min(down, deepest(text, first[1]))
    for width, height in (*others, first):
        anchor = place.of(text, top)
        text = galley(width, blocks)
        top = place.found(anchor, text, top, deepest(text, height))
    assert top == before


def test_who_scrolls_has_another_place() -> None:
    place, text = Place(), galley(1, [5, 5, 5])
    top = place.found(place.of(text, 12), text, 12, 2)  # a large window, which does not go down so far
    assert top == 2
    moved = place.of(text, 1)
    assert place.found(moved, text, 1, 20) == 1
