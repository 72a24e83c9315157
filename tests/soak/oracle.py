"""The search of diagrams against a search state by state, on random small stories.

    python -m tests.soak.oracle [NUMBER] [--seed N] [--diagrams own|oxidd]

Of each story it is compared how many states there are at each point, from which of them no ending can be come to,
whether a play comes to a dead end, what no play comes to, which answers to what does not fit are read, and how long a
shortest route to each thing is. They have numbers, loops, choices that go and stay, conditions with “not”, chance,
confrontations and denials; those with more than some thousand states are left out and others take their place.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, assume, given, seed, settings

from game.proof.diagrams.packages import NAMES, OWN, using
from tests.proof.oracle import (
    Oracle,
    agree_on_denials,
    agree_on_goals,
    agree_on_lost_states,
    agree_on_offers,
    agree_on_points,
    agree_on_routes,
    agree_on_states,
    agree_on_traps,
)
from tests.proof.random_stories import rules_of, texts


def compare(text: str, found: Counter[str]) -> None:
    """Compares one story; adds to the counts. Raises AssertionError with the story if they do not agree."""
    oracle = Oracle.of(rules_of(text))
    assume(oracle is not None)
    assert oracle is not None
    agree_on_points(oracle)
    agree_on_states(oracle)
    agree_on_lost_states(oracle)
    agree_on_offers(oracle)
    found["with a dead end"] += agree_on_traps(oracle)
    found["things that no play comes to"] += agree_on_goals(oracle)
    found["answers to what does not fit"] += agree_on_denials(oracle)
    found["routes as short as can be"] += agree_on_routes(oracle)
    found["stories that agree"] += 1
    found["in which chance draws something"] += bool(oracle.rules.story.draws)
    found["states in them"] += len(oracle.states.found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compares so many stories; returns 1 if one of them does not agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", nargs="?", type=int, default=300, help="how many stories")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--diagrams", choices=NAMES, default=OWN, help="the package that makes the diagrams")
    options = parser.parse_args(arguments)
    found: Counter[str] = Counter()

    @seed(options.seed)
    @settings(
        max_examples=options.number,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    @given(texts())
    def check(text: str) -> None:
        compare(text, found)

    began = time.monotonic()
    failed = False
    try:
        with using(options.diagrams):
            check()
    except Exception as error:  # noqa: BLE001 - whatever it is, the story is to be seen
        failed = True
        sys.stdout.write(f"{type(error).__name__}: {error}\n" + "\n".join(getattr(error, "__notes__", ())) + "\n")
    lines = {name: f"{found[name]:,}" for name in ("stories that agree", "states in them")}
    others = (
        "in which chance draws something", "with a dead end", "things that no play comes to",
        "answers to what does not fit", "routes as short as can be",
    )  # fmt: skip
    lines |= {name: f"{found[name]:,}" for name in others}
    lines["seconds"] = f"{time.monotonic() - began:.0f}"
    sys.stdout.writelines(f"{name:34}  {figure}\n" for name, figure in lines.items())
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
