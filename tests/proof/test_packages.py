"""Packages of diagrams: which is used for what, that they are bounded, and that verdicts are the same with each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from game.play.rules import Rules
from game.proof.answers.size import size_of
from game.proof.diagrams.bdd import EVERYTHING, NOTHING, Diagrams, TooLarge
from game.proof.diagrams.library import Library, LibraryDiagrams
from game.proof.diagrams.packages import NAMES, OWN, OXIDD, Package, for_counting, new_diagrams, using
from game.proof.investigate import investigate
from game.proof.verdict import Verdict
from tests.command import called
from tests.proof.random_stories import examples, rules_of, texts
from tests.stories import shipped, write

HOUSE = """\
story: {id: s, title: House, start: hall}
endings: {end: End}
facts: {lit: It is light.}
scenes:
  hall:
    choices:
      light: {text: Light, set: lit}
      on: {text: On, goto: out}
  out: {ending: end}
"""


def entangled(diagrams: Package, pairs: int) -> int:
    """The memories in which each of the first bits is as one of the last: so many pairs take 2^pairs nodes at least."""
    found = EVERYTHING
    for number in range(pairs):
        one, other = diagrams.bit(number), diagrams.bit(pairs + number)
        found = diagrams.conjoin(found, diagrams.choose(one, other, diagrams.negate(other)))
    return found


@pytest.mark.parametrize("diagrams", [Diagrams(40, most_nodes=1_000), Library(1_000).diagrams(40)], ids=NAMES)
def test_there_is_a_bound_to_how_many_nodes_there_are(diagrams: Package) -> None:
    with pytest.raises(TooLarge):
        entangled(diagrams, 20)


def test_nodes_of_the_library_that_are_of_no_use_any_more_make_room() -> None:
    library = Library(6_000)
    for _ in range(20):
        diagrams = library.diagrams(16)
        assert diagrams.size(entangled(diagrams, 8)) >= 2**8


def test_diagrams_of_the_library_may_have_different_depths() -> None:
    library = Library()
    deep, flat = library.diagrams(3), library.diagrams(1)
    assert flat.deepen() == 1
    assert flat.levels_of(flat.cube([(0, 1), (1, 0)])) == {0, 1}
    assert deep.deepen() == 3
    assert deep.conjoin(deep.bit(3), deep.negate(deep.bit(3))) == NOTHING


def test_our_own_diagrams_are_used_unless_others_are_chosen() -> None:
    with using(OXIDD):
        assert isinstance(new_diagrams(1), LibraryDiagrams)
        with using(OWN):
            assert isinstance(new_diagrams(1), Diagrams)
        assert isinstance(new_diagrams(1), LibraryDiagrams)
    assert isinstance(new_diagrams(1), Diagrams)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_chosen_is_counted_with(name: str) -> None:
    with using(name), for_counting() as used:
        assert used == name
        assert isinstance(new_diagrams(1), Diagrams if name == OWN else LibraryDiagrams)


def test_the_library_is_counted_with_if_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    with for_counting() as used:
        assert used == OXIDD
    monkeypatch.setitem(sys.modules, "oxidd", None)
    with for_counting() as used:
        assert used == OWN


def test_a_package_that_is_not_installed_cannot_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "oxidd", None)
    done = called("prove", str(write(tmp_path / "s", HOUSE)), "--diagrams", "oxidd")
    assert done.returncode == 2
    assert "pip install oxidd" in done.stderr


def test_the_command_makes_all_diagrams_with_what_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.proof.diagrams.packages.Diagrams", None)  # whatever made diagrams of our own would fail
    folder = str(write(tmp_path / "s", HOUSE))
    done = called("prove", folder, "--diagrams", "oxidd", "--size", "--format", "json")
    assert '"outcome": "proved"' in done.stdout
    assert '"diagrams": "oxidd"' in done.stdout


def said(verdict: Verdict) -> object:
    """All that a verdict says, but for the time it took."""
    stages = [(stage.name, stage.is_answered, stage.words) for stage in verdict.stages]
    findings = [replace(finding, goal=None) for finding in verdict.findings]
    return stages, findings, verdict.reached, verdict.promises, verdict.conclusions, verdict.undecided


def verdicts(rules: Rules) -> list[object]:
    """What is said of a story with each package."""
    found = []
    for name in NAMES:
        with using(name):
            found.append(said(investigate(rules)))
    return found


def on_random_stories(check: Callable[[Rules], None]) -> None:
    @examples(6)
    @given(texts())
    def run(text: str) -> None:
        check(rules_of(text))

    run()


def test_verdicts_on_random_stories_are_the_same_with_each() -> None:
    def check(rules: Rules) -> None:
        own, library = verdicts(rules)
        assert own == library

    on_random_stories(check)


def test_sizes_of_random_stories_are_the_same_with_each_also_where_nodes_are_left_behind_after_each_move() -> None:
    def check(rules: Rules) -> None:
        sizes = set()
        for name in NAMES:
            for untidy in (0, 500_000):
                with using(name), pytest.MonkeyPatch.context() as patch:
                    patch.setattr("game.proof.search.parts.UNTIDY", untidy)
                    sizes.add(size_of(rules)._replace(diagrams=""))
        assert len(sizes) == 1

    on_random_stories(check)


@pytest.mark.slow
def test_the_verdict_on_the_shipped_story_is_the_same_with_each() -> None:
    own, library = verdicts(shipped())
    assert own == library
