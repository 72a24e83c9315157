"""What can only be come to by way of one choice."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hypothesis import given
from hypothesis import strategies as st

from game.proof.model.graph import Point
from game.proof.search.scopes import regions

POINTS = [Point(name, False) for name in "abcdefg"]
After = Mapping[Point, Mapping[Point, Collection[str | None]]]

ways = st.sets(st.sampled_from([None, "x", "y", "z"]), min_size=1, max_size=2)
graphs = st.fixed_dictionaries({point: st.dictionaries(st.sampled_from(POINTS), ways, max_size=3) for point in POINTS})


def come_to(after: After, without: str | None = None) -> set[Point]:
    """The points that are come to without a choice."""
    found, waiting = {POINTS[0]}, [POINTS[0]]
    while waiting:
        for target, by in after[waiting.pop()].items():
            if target not in found and (without is None or by != {without}):
                found.add(target)
                waiting.append(target)
    return found


@given(graphs)
def test_only_what_nobody_comes_to_without_a_choice_is_inside(after: After) -> None:
    for name, inside in regions(POINTS[0], after):
        assert inside <= come_to(after) - come_to(after, name)


@given(graphs, st.sampled_from(POINTS))
def test_all_of_it_is_inside_if_the_choice_leads_from_one_point(after: After, source: Point) -> None:
    named: After = {
        point: {target: {"x"} if point == source else {None} for target in targets} for point, targets in after.items()
    }
    only = come_to(named) - come_to(named, "x")
    assert dict(regions(POINTS[0], named)) == ({"x": only} if only else {})
