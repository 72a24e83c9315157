"""A story that is doubted is played as the story from which the evidence is really taken away."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from game.proof.explicit import explore
from game.proof.fairness import Doubts
from game.proof.ticks import never_stop
from tests.proof.random_stories import EVIDENCE, rules_of, texts


def without(thing: Any, dropped: set[str]) -> Any:
    """The data of a story in which some evidence is not found anywhere."""
    if isinstance(thing, dict):
        return {key: without(value, dropped) for key, value in thing.items() if key != "find" or value not in dropped}
    return [without(one, dropped) for one in thing] if isinstance(thing, list) else thing


def test_both_have_the_same_states() -> None:
    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )
    @given(texts(), st.sets(st.sampled_from(EVIDENCE)))
    def check(text: str, dropped: set[str]) -> None:
        taken_away = explore(rules_of(json.dumps(without(json.loads(text), dropped))), most=500)
        rules = rules_of(text)
        doubted, start = Doubts(rules, (), never_stop).without(frozenset(dropped))
        found = explore(doubted, start, most=500)
        of_play = (1 << rules.layout.slots.end) - 1
        assert found.is_complete == taken_away.is_complete
        if found.is_complete:
            assert {(scene, memory & of_play) for scene, memory in found.found} == set(taken_away.found)

    check()
