"""`test --coverage` tells what nobody can come to, as `prove` has kept it, apart from what no playthrough comes to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from game.author.playthroughs.coverage import Never, covered
from game.author.playthroughs.seen import Tally, Watcher
from game.author.test import run_playthroughs
from game.author.verdicts import verdict_on
from game.play.rules import Rules
from game.play.session import Session
from game.play.step import begin, moves, step
from game.proof.investigate import investigate
from game.proof.model.beginnings import beginnings, begun
from game.story.load import load
from tests.proof.oracle import Oracle
from tests.proof.random_stories import rules_of, texts
from tests.stories import loading, write

STORY = """\
story: {id: s, title: S, start: hall}
endings: {end: End, bad: Bad}
facts: {lit: It is light.}
moments: {noon: Noon}
evidence:
  bill: {name: The bill, finding: It is paid., document: Paid.}
  gem: {name: The gem, finding: It is glass., document: A gem.}
people:
  ann: {name: Ann, patience: 1, wild: ["[if visited(attic)]W1[else]W2[end]"]}
accounts:
  ann_1:
    teller: ann
    title: First
    claims:
      noon:
        says: I slept.
        moment: noon
        broken by: {bill: {when: visited(attic), passage: "C1"}, gem: {passage: "C2"}}
scenes:
  hall:
    passage: "S0 [if lit]S1[if visited(attic)] S2[end] S3[else if not lit]S4[else]S5[end][first] S6[then] S7[end]"
    hear: ann_1
    choices:
      light: {text: Light, set: lit, passage: "[if not lit]R1[end] R2"}
      climb: {text: Climb, when: visited(attic), goto: attic, passage: "R3 [if lit]R4[end]"}
      look: {text: Look, find: bill}
      back: {text: Again, goto: hall}
      out: {text: Out, goto: out}
    confront: {teller: ann, over: out}
  attic: {find: gem, passage: A1, choices: {down: {text: Down, goto: hall}}}
  out: {ending: end}
"""

NEVER = {"S2", "S5", "R1", "R3", "R4", "A1", "C1", "C2", "W1"}
"""What nobody reads of it."""


def folder_of(path: Path, text: str = STORY) -> Path:
    folder = write(path / "s", text)
    (folder / "a.play").write_text("> light\n> out\n")
    return folder


def coverage(folder: Path, cache: Path | None, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    run_playthroughs(folder, "json", coverage=True, cache=cache)
    said = capsys.readouterr()
    found: dict[str, Any] = json.loads(said.out)["coverage"]
    return found, said.err


def proved(folder: Path, cache: Path) -> Path:
    found = loading((folder / "a.yaml").read_text()).story
    assert found is not None
    assert verdict_on(found, folder, cache=cache).is_proved
    return cache


def named(things: list[dict[str, str]]) -> set[str]:
    return {thing["is"] for thing in things}


def test_what_nobody_can_come_to_is_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of(tmp_path)
    found, said = coverage(folder, proved(folder, tmp_path / "cache"), capsys)
    assert {kind: named(one["impossible"]) for kind, one in found.items() if kind != "texts"} == {
        "scenes": {"attic"}, "choices": {"hall.climb", "attic.down"}, "claims": set(), "evidence": {"gem"},
        "confrontations": {"ann_1.noon x gem"}, "endings": {"bad"}, "codas": set(),
    }  # fmt: skip
    assert named(found["texts"]["impossible"]) == NEVER
    assert named(found["texts"]["never"]) == {"S1", "S3", "S7", "W2"}
    assert (found["scenes"]["all"], found["scenes"]["seen"], found["scenes"]["share"]) == (3, 2, 1.0)
    assert (found["choices"]["seen"], found["choices"]["share"]) == (2, 0.5)
    assert named(found["choices"]["never"]) == {"hall.look", "hall.back"}
    assert "prove" not in said


def test_it_is_told_in_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of(tmp_path)
    run_playthroughs(folder, coverage=True, cache=proved(folder, tmp_path / "cache"))
    said = capsys.readouterr().out
    assert "scenes               2 of      2 that can be come to  100.0%\n" in said
    assert "choices              2 of      4 that can be come to   50.0%\n" in said
    line = STORY[: STORY.index("  attic: {")].count("\n") + 1
    assert f"\n\nscenes that nobody can come to:\n  {folder}/a.yaml:{line}: attic\n" in said


@pytest.mark.parametrize("is_edited", [True, False])
def test_without_a_proof_of_the_story_as_it_is_nothing_is_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, is_edited: bool
) -> None:
    folder, cache = folder_of(tmp_path), None
    if is_edited:
        cache = proved(folder, tmp_path / "cache")
        write(folder, STORY.replace("when: visited(attic), goto", "when: lit, goto"))
    found, said = coverage(folder, cache, capsys)
    assert "impossible" not in found["scenes"]
    assert "attic" in named(found["scenes"]["never"])
    assert said.startswith("What nobody can come to is not told apart: `prove` has not proved the story as it is.\n")


def test_of_a_story_in_which_all_can_be_come_to_all_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(
        tmp_path / "s", "story: {id: s, title: S, start: a}\nendings: {end: E}\nscenes: {a: {ending: end}}\n"
    )
    (folder / "a.play").write_text("expect scene a\n")
    found, _ = coverage(folder, proved(folder, tmp_path / "cache"), capsys)
    assert found["scenes"] == {"all": 1, "seen": 1, "share": 1.0, "never": [], "impossible": []}


def test_a_play_that_begins_where_nobody_comes_counts_all_the_same(tmp_path: Path) -> None:
    found = load(write(tmp_path / "s", STORY))
    assert found.story is not None
    rules = Rules(found.story)
    session = Session(rules, begin(rules, "attic"))
    kinds = {one.kind: one for one in covered(rules, found.sources, [session], investigate(rules))}
    assert (kinds["scenes"].impossible, kinds["scenes"].possible) == ((), 3)


@settings(
    max_examples=8, deadline=None, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
@given(texts())
def test_what_some_play_comes_to_can_be_come_to_and_nothing_else(text: str) -> None:
    oracle = Oracle.of(rules_of(text))
    assume(oracle is not None)
    assert oracle is not None
    rules = oracle.rules
    watcher, tally = Watcher(rules), Tally()
    for state in beginnings(rules):
        watcher.watch(begun(rules, state.memory), tally)
    for state in oracle.states.found:
        for move in moves(rules, state):
            watcher.watch(step(rules, state, move), tally)
    verdict = investigate(rules)
    assert not [words for words in verdict.undecided if words.startswith("whether anybody comes to")]
    never = Never(rules, verdict)
    for kind, things in watcher.everything.items():
        for thing in things:
            is_seen, is_never = bool(tally.of(kind, thing)), never.comes(watcher, kind, thing)
            # Of a confrontation it is only asked whether it is answered, where that asks for more.
            assert is_seen != is_never or (kind == "confrontations" and not is_seen), (kind, thing)
