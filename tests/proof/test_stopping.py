"""The work can be stopped at any tick; what was found by then holds, and nothing half-made is left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.author.verdicts import Clock, verdict_on
from game.play.rules import Rules
from game.proof.answers.size import size_of
from game.proof.inquiry import Inquiry
from game.proof.investigate import Stopped, investigate
from game.proof.model.graph import Graph
from game.proof.model.knowledge import Formulator
from game.proof.model.model import Model
from game.proof.model.phases import phase_bits
from game.proof.questions.breaks import breaks
from game.proof.questions.things import Goals
from game.proof.search.experience import Experience
from game.proof.search.parts import parts_of
from game.proof.search.slices import Slice
from game.proof.ticks import Tick
from game.proof.verdict import Verdict
from tests.shared_stories import CASE
from tests.shared_stories import DENIALS as STORY
from tests.stories import loading, rules, story

TRAP = f"""{CASE}promises:
  kept: {{says: Nobody leaves without the key., never: visited(out), before: found(key)}}
  not_kept: {{says: Nobody is certain., never: sure}}
  near: {{says: Out is near., from: yard, ending within: 3}}
"""
"""A story with dead ends, broken promises, accounts that break and conclusions that want more ways than there are."""

LOOP = TRAP.replace("      key: {text", "      back: {text: Go back, sticky: yes, goto: hall}\n      key: {text")
"""The same with a loop."""


class Ticks:
    """Counts ticks, and stops at the last of so many."""

    def __init__(self, most: float = float("inf")) -> None:
        self.most = most
        self.number = 0

    def __call__(self) -> None:
        self.number += 1
        if self.number >= self.most:
            raise Stopped


def said(verdict: Verdict) -> set[tuple[str, str]]:
    return {(finding.code, finding.words) for finding in verdict.findings}


@pytest.mark.parametrize("text", [TRAP, LOOP, STORY])
def test_what_is_known_when_the_work_is_stopped_holds(text: str) -> None:
    all_ticks = Ticks()
    whole = investigate(rules(text), tick=all_ticks)
    assert whole.is_proved
    for most in range(1, all_ticks.number, max(all_ticks.number // 15, 1)):
        experience = Experience(rules(text).layout)
        part = investigate(rules(text), tick=Ticks(most), experience=experience)
        assert (part.is_proved, bool(part.stopped)) == (False, True)
        assert said(part) <= said(whole)
        assert {**whole.promises, **part.promises, **whole.promises} == whole.promises
        assert all(part.promises[name] in ("open", whole.promises[name]) for name in part.promises)
        assert part.reached in ({}, whole.reached)
        assert part.evidence.items() <= whole.evidence.items()
        assert part.conclusions.keys() <= whole.conclusions.keys()
        assert part.breaks in ({}, whole.breaks)
        again = investigate(rules(text), experience=experience)
        assert (said(again), again.promises, again.evidence) == (said(whole), whole.promises, whole.evidence)


def made_by(text: str) -> dict[str, Callable[[Tick], object]]:
    """Everything that is made before anything is searched for, each by what makes it."""
    given = rules(text)
    model = Model(given)

    def with_tick(tick: Tick) -> Model:
        again = Model(given)
        again.tick = tick
        return again

    return {
        "phases": lambda tick: phase_bits(given, model.graph, model.runner, model.formulator, tick),
        "the model": lambda tick: Model(given, tick=tick),
        "goals": lambda tick: list(Goals(given, Graph(given, Formulator(), model.extras), tick)),
        "breaks": lambda tick: list(breaks(with_tick(tick))),
        "a slice": lambda tick: Slice(with_tick(tick), ()),
        "parts": lambda tick: [*parts_of(_slice(given, tick))],
        "an inquiry": lambda tick: Inquiry(given, tick),
        "the size": lambda tick: size_of(given, tick),
    }


def _slice(given: Rules, tick: Tick) -> Slice:
    whole = Slice(Model(given), ())
    whole.model.tick = tick
    return whole


@pytest.mark.parametrize("made", made_by(CASE))
def test_it_can_be_stopped_while_things_are_made(made: str) -> None:
    make, ticks = made_by(LOOP)[made], Ticks()
    make(ticks)
    assert ticks.number >= 2
    with pytest.raises(Stopped):
        make(Ticks(1))


def test_what_is_counted_has_only_the_time_that_the_proof_has_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, ticks = Clock(), Ticks()
    monkeypatch.setattr(clock, "tick", ticks)
    verdict = verdict_on(story(CASE), tmp_path, clock, sizing=True)
    needed = ticks.number
    assert verdict.size is not None
    proof = Ticks()
    monkeypatch.setattr(clock, "tick", proof)
    verdict_on(story(CASE), tmp_path, clock)
    monkeypatch.setattr(clock, "tick", Ticks((proof.number + needed) // 2))
    stopped = verdict_on(story(CASE), tmp_path, clock, sizing=True)
    assert (stopped.is_proved, stopped.size) == (True, None)


def test_a_clock_begins_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("game.author.verdicts.time.monotonic", lambda: now[0])
    clock = Clock(5)
    now[0] += 4
    clock.tick()
    now[0] += 2
    with pytest.raises(Stopped):
        clock.tick()


def test_what_was_stopped_is_not_kept_as_a_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = loading(CASE).story
    assert found is not None
    clock = Clock()
    monkeypatch.setattr(clock, "tick", Ticks(30))
    assert verdict_on(found, tmp_path, clock, tmp_path / "cache").stopped
    assert not list((tmp_path / "cache").glob("*.json"))
    assert verdict_on(found, tmp_path, None, tmp_path / "cache").is_proved
