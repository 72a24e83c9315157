"""Of what makes a state a trap, no part can be left out: without it some play that comes there gets out."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import assume, given

from game.play.step import State
from game.proof.answers.cores import MOST_PARTS, alike, lacking_in
from game.proof.answers.wording import Words
from game.proof.inquiry import Inquiry
from game.proof.investigate import investigate
from tests.proof.oracle import Oracle
from tests.proof.random_stories import examples, rules_of, texts
from tests.stories import rules

DRAWN = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {lit: Lit.}
draws: {coin: {one of: {heads: Heads., tails: Tails.}}}
scenes:
  hall:
    choices:
      light: {text: Light, when: "drawn(coin, heads)", set: lit, passage: So.}
      all: {text: All, when: lit, goto: far}
      wait: {text: Wait, sticky: yes, passage: So.}
  far: {ending: end}
"""


def test_what_comes_of_the_cause_is_not_told_beside_it() -> None:
    (trapped,) = [one for one in investigate(rules(DRAWN)).findings if one.code == "dead-end"]
    assert trapped.why[-1] == "because drawn(coin, tails)"


DOOMED = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {a: A., b: B., c: C., d: D.}
scenes:
  hall:
    choices:
      a: {text: A, set: a, goto: room}
      b: {text: B, set: b, goto: room}
      c: {text: C, set: c, goto: room}
      d: {text: D, set: d, goto: room}
      leave: {text: Leave, goto: far}
  room: {choices: {out: {text: Out, when: (a and b) or (c and d), goto: far}}}
  far: {ending: end}
"""


def test_what_every_play_lacks_is_told_all_the_same() -> None:
    trapped = [one for one in investigate(rules(DOOMED)).findings if one.code == "dead-end"]
    assert trapped
    assert all(one.why[-1].startswith("because not ") and " and not " in one.why[-1] for one in trapped)


SPENT = """\
story: {id: s, title: S, start: hall}
endings: {end: End}
facts: {shut: It is shut.}
numbers: {n: {name: Matches, to: 4, start: 4}}
draws: {w: {one of: {x: X., y: Y., z: Z.}}}
reconstruction: {q: {text: Who?, when: not shut, answers: {ann: Ann, bob: Bob, cy: Cy}}}
scenes:
  hall:
    choices:
      spend: {text: Spend, sticky: yes, when: n >= 1, change: {n: -1}, passage: Less.}
      in: {text: Go in, set: shut, goto: room}
  room: {choices: {wait: {text: Wait, sticky: yes}, out: {text: Out, when: %s, goto: far}}}
  far: {ending: end}
"""


@pytest.mark.parametrize(
    ("way", "because"),
    [
        ("n >= 3", "Matches is 2 or less"),
        ("n <= 1", "Matches is 2 or more"),
        ("n == 2", "Matches is not 2"),
        ('"n >= 3 or drawn(w, z)"', "Matches is 2 or less and not drawn(w, z)"),
        ("not wrote_any(q)", "wrote_any(q)"),
        ('"wrote(q, bob)"', "not wrote(q, bob)"),
        ('"not wrote_any(q) or wrote(q, bob)"', "wrote(q, ann) or wrote(q, cy)"),
    ],
)
def test_values_that_trap_alike_are_told_together(way: str, because: str) -> None:
    (trapped,) = [one for one in investigate(rules(SPENT % way)).findings if one.code == "dead-end"]
    assert trapped.why[-1] == f"because {because}"


Values = list[tuple[int, int]]


def some_with(values: Values, states: Iterable[State]) -> bool:
    """Whether one of some states has bits with these values."""
    return any(all(bool(state.memory & mask) == bool(value) for mask, value in values) for state in states)


@examples(40)
@given(texts())
def test_what_is_lacking_is_as_little_as_makes_a_trap_of_random_stories(text: str) -> None:
    oracle = Oracle.of(rules_of(text))
    assume(oracle is not None)
    assert oracle is not None
    safe, asked, words = oracle.safe, Inquiry(oracle.rules), Words(oracle.rules)
    for state in sorted(oracle.states.found.keys() - safe, key=lambda one: (one.scene, one.memory))[:3]:
        kept, point = lacking_in(asked, state), asked.model.point_of(state, arrived=False)
        free = [one for one in safe if asked.model.point_of(one, arrived=False) == point]
        assert some_with(kept, [state])
        assert not some_with(kept, free)
        if 1 < len(kept) <= MOST_PARTS:
            needed = [part for part in kept if some_with([other for other in kept if other is not part], free)]
            assert needed == kept or not needed or some_with(needed, free)
        several = [slot for slot in words.slots_in(sum(mask for mask, _ in kept)).values() if slot.width > 1]
        same = alike(asked, state, kept, several)
        assert all(slot.read(state.memory) in values for slot, values in same.items())
        rest = [(mask, value) for mask, value in kept if not any(mask & slot.mask for slot in same)]
        like = [one for one in free if all(slot.read(one.memory) in values for slot, values in same.items())]
        assert not some_with(rest, like)
